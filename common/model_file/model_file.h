// Model files, the .pt files of PyTorch: torch.save, torch.load,
// load_state_dict. The format is PyTorch's own; the files pt_*.c know it.
//
//     model_save("model.pt", &model, &error);      layers and parameters
//     model_load("model.pt", &model, &error);      model is new: module_free it
//
// Saving either succeeds or leaves the file as it was. Reading never executes
// anything from the file, and takes nothing that is damaged or unknown.
#ifndef KINDLING_MODEL_FILE_H
#define KINDLING_MODEL_FILE_H

#include "base.h"
#include "nn.h"

// torch.save(model, path), for a Sequential: PyTorch 1.7 to 2.x loads it with
// torch.load(path, weights_only=False).
bool model_save(const char *path, const Module *model, Error *error);
// torch.save(model.state_dict(), path). With the architecture in it model_load
// can make the model anew; without, the file is PyTorch's to the last byte.
bool model_save_state(const char *path, const Module *model,
                      bool with_architecture, Error *error);

// Does the file say what layers the model has? If so model_load can make it; if
// not, its parameters need a model that is there already. Returns false on a
// fault.
bool model_file_has_layers(const char *path, bool *has_layers, Error *error);

// A new model from a whole model or from a state dict with the architecture;
// the caller frees it with module_free. On a fault it stays untouched.
bool model_load(const char *path, Module *model, Error *error);
// model.load_state_dict(torch.load(path)): the parameters, from a file of any
// kind, into a model that has exactly these. On a fault none is changed.
bool model_load_state(const char *path, Module *model, Error *error);

// A record of a model file, in bytes from the start of the file: its header,
// padding, data; behind the data 16 bytes with the checksum. Behind the last
// record comes the directory.
typedef struct ModelFileRecord {
    size_t header, padding, data, end;
    char name[32]; // "data.pkl", "data/0"; the beginning of a longer one
} ModelFileRecord;

// The records in the order in which they lie, as an array to be freed, and the
// size of the file. Returns NULL on a fault.
ModelFileRecord *model_file_new_records(const char *path, int *count,
                                        size_t *file_size, Error *error);

// Writes in words what the file holds and where it comes from.
bool model_file_describe(const char *path, FILE *out, Error *error);

#endif
