// What a training remembers besides its model: optimiser, epoch, generator.
#ifndef PT_CHECKPOINT_H
#define PT_CHECKPOINT_H

#include "model_file/pt_contents.h"
#include "optim.h"

// The file of torch.save of a dict with model_state_dict,
// optimizer_state_dict, epoch and rng_state, to be freed.
ZipWriter pt_write_checkpoint(const Module *model, const Optimizer *optimizer,
                              int epoch, const char *prefix);
// All of that goes into what is there already. On a fault nothing changes.
bool pt_read_checkpoint(const PtFile *file, Module *model, Optimizer *optimizer,
                        int *epoch, Error *error);

#endif
