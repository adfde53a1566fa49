// Stage 8 in six files: stage8.c, the processes, who gets which row, the sums of
// gradients, the death of a process, what the command line may ask for.
#ifndef STAGE8_H
#define STAGE8_H

#include <mpi.h>

#include "kindling.h"
#include "program/program.h"
#include "sampler.h"

// world.c: the processes of a run, numbered from 0: their ranks.
typedef struct World {
    int rank, size;
} World;

// First of all in main(). At the exit of the program the others are told.
World world_begin(int *argc, char ***argv);

// What only rank 0 does (read files, print, save), while the others wait:
//     if (alone_begin()) { … }
//     alone_end();
// If rank 0 ends the program there, the others end too.
bool alone_begin(void);
void alone_end(void);

// Waits for the end of a communication that was begun, and leaves the processor
// to others meanwhile: there may be more processes than processors.
void world_wait(MPI_Request *request);

// Everybody gets what rank 0 has: bytes, the numbers of a tensor, a whole data
// set, a model; and how far an optimiser is.
void share_bytes(void *bytes, size_t size);
void share_tensor(Tensor *tensor);
void share_dataset(TensorDataset *dataset);
void share_parameters(const Parameters *parameters);
void share_optimizer(Optimizer *optimizer);

// all_reduce.c: what becomes of the gradients of all shares.
typedef enum SumKind { SUM_SHARES, SUM_RING, SUM_ENGINE } SumKind;

typedef struct AllReduce {
    SumKind kind;
    int shares, count; // numbers of a gradient
    int steps;         // done
    float *gradient;   // of each share; of the ring and the engine one
    double bytes;      // sent by this process
} AllReduce;

AllReduce all_reduce_new(SumKind kind, int shares,
                         const Parameters *parameters);
void all_reduce_free(AllReduce *all);
// Does this process compute the gradient of the share?
bool all_reduce_is_mine(const AllReduce *all, int share);
// Keeps the gradients of the parameters as those of a share.
void all_reduce_put(AllReduce *all, int share, const Parameters *parameters);
// Gives the parameters the mean of the gradients of all shares; everybody calls
// it. After that they are the same everywhere.
void all_reduce_mean(AllReduce *all, const Parameters *parameters);
// The sum of numbers of which all others are 0 in all processes but one.
void all_reduce_numbers(double *number, int count);

// watch.c: a process that dies is noticed by the one before it.
void watch_begin(void);
void watch_step(int step); // where we are
void watch_end(void);

// settings.c
typedef struct Settings {
    CliCommon common;
    TableOptions table; // data/iris.csv, or another
    int hidden, sum, shares;
    const char *checkpoint, *resume, *save;
    int checkpoint_every; // epochs
    bool times;
} Settings;
Settings settings_read(int argc, char **argv, int processes);

#endif
