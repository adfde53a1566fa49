// What a PyTorch model file holds: its parameters by name, and what the model
// is made of.
#ifndef PT_FILE_H
#define PT_FILE_H

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
} PtKind;

typedef struct PtFile {
    PtKind kind;
    Quoted root;        // the class of what was saved, "__main__.Model"
    char *architecture; // "Linear(4,16,bias) Sigmoid"; NULL: not in the file
    bool evaluating;    // the whole model was saved so, not training
    int count;
    PtTensor *tensor;
    Bytes bytes; // the file
    Zip zip;
    Pickle pickle;
} PtFile;

// Reads and checks all of the bytes, which belong to the PtFile from now on. It
// needs pt_free, on a fault too.
bool pt_read(PtFile *file, Bytes bytes, Error *error);
void pt_free(PtFile *file);

// The tensor of that name, or NULL.
const PtTensor *pt_find(const PtFile *file, const char *name);

// What is in it, in words.
void pt_describe(FILE *out, const PtFile *file);
// A new model; the parameters into a model that has the same ones.
bool pt_load(const PtFile *file, Module *model, Error *error);
bool pt_load_parameters(const PtFile *file, Module *model, Error *error);

#endif
