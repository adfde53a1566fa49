// From a file that was read to a model.
#ifndef PT_LOAD_H
#define PT_LOAD_H

#include "nn.h"
#include "model_file/pt_file.h"

// A new model; the parameters into a model that has the same ones.
bool pt_load(const PtFile *file, Module *model, Error *error);
bool pt_load_parameters(const PtFile *file, Module *model, Error *error);

#endif
