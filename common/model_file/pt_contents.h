// What a PyTorch model file holds: its parameters by name, and what the model
// is made of.
#ifndef PT_CONTENTS_H
#define PT_CONTENTS_H

#include <stdio.h>

#include "nn.h"
#include "model_file/pt_node.h"
#include "model_file/pt_tensor.h"
#include "model_file/pt_zip.h"

enum { PT_DEPTH_MAX = 8, PT_LAYERS_MAX = 1000, PT_NAME_LONGEST = 256 };

typedef enum PtKind {
    PT_MODEL,     // a whole model of layers we know
    PT_OWN_CLASS, // a whole model, but what it computes is Python code
    PT_STATE,     // a state dict
    PT_NOTHING,   // none of these
} PtKind;

typedef struct PtFile {
    PtKind kind;
    Quoted root;        // the class of what was saved, "__main__.Model"
    char *architecture; // "Linear(4,16,bias) Sigmoid"; NULL: not in the file
    bool evaluating;    // the whole model was saved so, not training
    char *inside;       // where in a checkpoint it is, "model_state_dict"; NULL
    char *beside;       // what the file holds besides, in words; NULL: nothing
    Error problem;      // why no model can be made of it, or ""
    size_t skip;        // letters before each name that the model does not have
    int count;
    PtTensor *tensor;
    Bytes bytes;    // the file
    Splice *splice; // and what comes in between, if it is not written yet
    size_t size;    // of all of it
    Zip zip;
    Pickle pickle;
} PtFile;

// Reads and checks all of the bytes: a fault means that they are damaged, or
// that somebody does harm. What is whole but no model of ours has a problem.
// The bytes belong to the PtFile from now on. It needs pt_free, on a fault too.
bool pt_read(PtFile *file, Bytes bytes, Error *error);
bool pt_read_written(PtFile *file, ZipWriter written, Error *error);
void pt_free(PtFile *file);

// One more tensor in the list, and all of a whole model (pt_whole_model.c).
bool pt_add_tensor(PtFile *file, const char *prefix, const char *name,
                   const PickleNode *node, Error *error);
bool pt_read_model(PtFile *file, const PickleNode *root, Error *error);

// A part of a file that may be the model: a state dict or a whole model.
enum { PT_PARTS_MAX = 16 };
typedef struct PtPart {
    const PickleNode *node;
    char *path; // keys with points between them; to be freed
    int rank;   // the lower, the likelier
} PtPart;

// Finds the likeliest parts in what was saved, none, one, or several that are
// as likely as each other. Returns how many.
int pt_find_parts(const PickleNode *root, PtPart part[PT_PARTS_MAX]);
// What a dict holds besides the parameters, and besides the part at the path
// (NULL: all): "epoch (3), optimizer_state_dict", or NULL. To be freed.
char *pt_beside(const PickleNode *dict, const char *path);
// The state dict of an optimiser?
bool pt_is_optimizer(const PickleNode *node);
// What it is, where it is no model.
void pt_name_problem(const PickleNode *root, Error *problem);

// Of tensors with the same numbers at the same place, which is one parameter
// with several names, the first.
int pt_first(const PtFile *file, int i);
// The tensor of that name, or NULL.
const PtTensor *pt_find(const PtFile *file, const char *name);

// What is in it, in words.
void pt_describe(FILE *out, const PtFile *file);
// Has the file this parameter, in this shape?
bool pt_check_parameter(const PtFile *file, const char *name, Shape shape,
                        Error *error);
// A new model; the parameters into a model that has the same ones.
bool pt_to_module(const PtFile *file, Module *model, Error *error);
bool pt_load_parameters(const PtFile *file, Module *model, Error *error);

#endif
