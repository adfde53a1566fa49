// Model files, the .pt files of PyTorch: torch.save, torch.load,
// load_state_dict. The format is PyTorch's own; the files pt_*.c know it, from
// the outside in: pt_zip, the container; pt_unpickler and pt_call, which make a
// tree, pt_node, of the pickle; pt_search, where in it the model is;
// pt_contents and pt_whole_model, what the tree says, and pt_tensor, the
// numbers; pt_to_module and pt_parameters, the model; pt_describe, words.
// pt_write and pt_pickler go the other way. pt_checkpoint and pt_optimizer do
// both for a training.
//
//     model_save("model.pt", &model, &error);      layers and parameters
//     model_load("model.pt", &model, &error);      model is new: module_free it
//     checkpoint_save("run.pt", &model, adam, epoch, &error);
//
// Saving either succeeds or leaves the file as it was. Reading never executes
// anything from the file, and takes nothing that is damaged or unknown.
#ifndef KINDLING_MODEL_FILE_H
#define KINDLING_MODEL_FILE_H

#include "base.h"
#include "nn.h"
#include "optim.h"

// torch.save(model, path), for a Sequential: PyTorch 1.7 to 2.x loads it with
// torch.load(path, weights_only=False).
bool model_save(const char *path, const Module *model, Error *error);
// torch.save(model.state_dict(), path). With the architecture in it model_load
// can make the model anew; without, the file is PyTorch's to the last byte.
bool model_save_state(const char *path, const Module *model,
                      bool with_architecture, Error *error);

// A new model from a whole model or from a state dict with the architecture;
// the caller frees it with module_free. On a fault it stays untouched.
bool model_load(const char *path, Module *model, Error *error);
// model.load_state_dict(torch.load(path)): the parameters, from a file of any
// kind, into a model that has exactly these. On a fault none is changed.
bool model_load_state(const char *path, Module *model, Error *error);

// Both in one: a file that says what layers its model has replaces the model
// by a new one, another gives it its parameters. On a fault nothing changes.
bool model_load_any(const char *path, Module *model, Error *error);

// What a training needs to go on another day, as most people save it: a dict of
// model.state_dict(), optimizer.state_dict(), the number of epochs that are
// done, and torch.get_rng_state(), in PyTorch's bytes.
bool checkpoint_save(const char *path, const Module *model,
                     const Optimizer *optimizer, int epoch, Error *error);
// The way back, into a model and an optimiser that were made as those were; the
// settings of the optimiser become those of the file, this thread's generator
// goes where it was. PyTorch's files are read too, also without rng_state. On a
// fault nothing is changed.
bool checkpoint_load(const char *path, Module *model, Optimizer *optimizer,
                     int *epoch, Error *error);

// Writes in words what the file holds and where it comes from.
bool model_file_describe(FILE *file, const char *path, Error *error);

// What the bytes of a model file are for, byte by byte: part is new, to be
// freed, and has size bytes, each a ModelFilePart.
typedef enum ModelFilePart {
    MODEL_FILE_PICKLE = 1,
    MODEL_FILE_PARAMETERS,
    MODEL_FILE_HEADERS, // with the short records that only say versions
    MODEL_FILE_PADDING,
    MODEL_FILE_DIRECTORY,
} ModelFilePart;
bool model_file_parts(const char *path, unsigned char **part, size_t *size,
                      Error *error);

#endif
