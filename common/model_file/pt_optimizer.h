// The state of an optimiser in a checkpoint: optimizer.state_dict().
#ifndef PT_OPTIMIZER_H
#define PT_OPTIMIZER_H

#include "model_file/pt_contents.h"
#include "model_file/pt_pickler.h"
#include "optim.h"

// Writes its dict; steps is room for a number a parameter, which must live
// until the file is made.
void pt_write_optimizer(Pickler *w, const Optimizer *o, float *steps);

// What was read: of a parameter without a gradient so far, 0 steps.
typedef struct PtAverages {
    int steps;
    PtTensor first, second; // ndim -1: not there
} PtAverages;

typedef struct PtOptimizer {
    Optimizer settings;
    PtAverages *averages;
} PtOptimizer;

// Reads a dict for an optimiser of this kind and these parameters, and changes
// nothing; on a fault there is nothing to be freed. Then sets it, and frees.
bool pt_read_optimizer(PtOptimizer *made, const PtFile *file,
                       const PickleNode *dict, const Optimizer *o,
                       Error *error);
void pt_set_optimizer(Optimizer *o, PtOptimizer *made);

#endif
