// From a file that was read to a model, or to words.
#ifndef PT_LOAD_H
#define PT_LOAD_H

#include "nn.h"
#include "model_file/pt_read.h"

// A new model; the parameters into a model that has the same ones; the file in
// words.
bool pt_load(const PtFile *file, Module *model, Error *error);
bool pt_load_parameters(const PtFile *file, Module *model, Error *error);
void pt_describe(FILE *out, const PtFile *file);

#endif
