// What a PyTorch model file holds: its parameters by name, and what the model
// is made of.
#ifndef PT_READ_H
#define PT_READ_H

#include "nn.h"
#include "model_file/pt_pickle.h"
#include "model_file/pt_zip.h"

enum { PT_DIMS_MAX = 8, PT_DEPTH_MAX = 8, PT_LAYERS_MAX = 1000 };

// A tensor as the file describes it: its numbers stand in a storage, the
// number at [i, j] at offset + i * stride[0] + j * stride[1].
typedef struct PtTensor {
    char *name; // "layer1.weight"
    int ndim;
    int64_t size[PT_DIMS_MAX], stride[PT_DIMS_MAX], offset;
    int64_t numel;
    bool requires_grad;
    const PickleName *type;         // of the numbers in the file
    float (*number)(uint64_t bits); // makes a float of one of them
    const unsigned char *storage;
} PtTensor;

typedef enum PtKind {
    PT_MODEL,     // a whole model of layers we know
    PT_OWN_CLASS, // a whole model, but what it computes is Python code
    PT_STATE,     // a state dict
} PtKind;

typedef struct PtFile {
    PtKind kind;
    Quoted root;        // the class of what was saved, "__main__.Model"
    char *architecture; // "Linear(4,16,bias) Sigmoid"; NULL: not in the file
    bool evaluating;    // the whole model was saved so, not training
    int count;
    PtTensor *tensor;
    size_t size; // of the file in bytes
    Zip zip;
    Pickle pickle;
} PtFile;

// Reads and checks all of it. The bytes must stay as long as the PtFile, which
// needs pt_free, on a fault too.
bool pt_read(PtFile *file, const unsigned char *bytes, size_t size,
             Error *error);
void pt_free(PtFile *file);

// The tensor of that name, or NULL.
const PtTensor *pt_find(const PtFile *file, const char *name);
// The i-th number, counted row after row, rounded to a float.
float pt_number(const PtTensor *tensor, int64_t i);

// pt_load.c: a new model; the parameters into a model that has the same ones;
// the file in words.
bool pt_load(const PtFile *file, Module *model, Error *error);
bool pt_load_parameters(const PtFile *file, Module *model, Error *error);
void pt_describe(const PtFile *file, FILE *out);

// For pt_read.c: compares the storages with their records; adds the tensor that
// a node describes, called prefix.key.
bool pt_check_storages(const PtFile *file, Error *error);
bool pt_add_tensor(PtFile *file, const char *prefix, const PickleNode *key,
                   const PickleNode *node, Error *error);

#endif
