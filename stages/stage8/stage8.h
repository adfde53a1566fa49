// Stage 8 in eight files: stage8.c, what is trained (two tasks), who gets which
// row, the sum of all gradients, the processes, the death of one of them, the
// options.
#ifndef STAGE8_H
#define STAGE8_H

#include <mpi.h>

#include "kindling.h"
#include "program/program.h"
#include "sampler.h"

// mpi_options.c
typedef struct Settings {
    CliCommon common;
    bool gpt;           // train it, and count in steps
    TableOptions table; // data/iris.csv, or another; its data may be names
    int hidden, sum, shares;
    const char *checkpoint, *resume; // files of a training, or NULL
    int checkpoint_every;            // epochs, of the GPT steps
    const char *save;                // the state dict at the end, or NULL
    bool times;
} Settings;
Settings settings_read(int argc, char **argv, int processes);

// What is trained: a network with the rows of a table (task_table.c), or the
// GPT of stage 7 with names (task_names.c).
typedef struct Rows {
    TensorDataset train, test; // test has only rank 0
    int classes;               // of a table
} Rows;

typedef struct Task {
    HistoryKind kind; // STEPS: each step is recorded, else each epoch
    Rows (*read)(const Settings *settings); // by rank 0; or it stops
    // To be freed with module_free() and then free().
    Module *(*model_new)(const Settings *settings, const Rows *rows);
    // The mean loss of some rows; *hits grows by those that are right.
    Tensor *(*loss)(Module *model, TensorDataset batch, double *hits);
    // What changes before a step, or NULL.
    void (*set_optimizer)(Optimizer *adam, const CliCommon *common);
    void (*examine)(Module *model, const Rows *rows); // by rank 0
} Task;
extern const Task TABLE_TASK, NAMES_TASK;

// world.c: the processes of a run; rank is the number of this one, from 0.
typedef struct World {
    int rank, size;
} World;

// First of all in main(). At its exit a process takes its leave of the others.
World world_begin(int *argc, char ***argv);

// What only rank 0 does (read files, print, save), while the others wait:
//     if (alone_begin()) { … }
//     alone_end();
// If rank 0 ends the program there, the others end too.
bool alone_begin(void);
void alone_end(void);

// Waits for the end of a communication that was begun, and leaves the processor
// to others meanwhile: there may be fewer processors than processes.
void world_wait(MPI_Request *request);

// Everybody gets what rank 0 has: bytes; the numbers of the parameters; how far
// an optimiser is; the rows to train with.
void share_bytes(void *bytes, size_t size);
void share_parameters(const Parameters *parameters);
void share_optimizer(Optimizer *optimizer);
void share_rows(Rows *rows);

// The sum over all processes of numbers that are 0 in all of them but one.
void collect(double *number, int count);

// all_reduce.c: the mean of the gradients of all shares.
typedef enum SumKind { SUM_SHARES, SUM_RING, SUM_ENGINE } SumKind;

typedef struct AllReduce {
    SumKind kind;
    World world;
    int shares, count; // numbers of a gradient
    float *gradient;   // of each share; of the ring and the engine one
    float *taken;      // room for what the ring brings
    int steps;         // done
    double begin;      // of the training, in seconds
    double seconds;    // all sums have taken
    double bytes;      // this process has sent; the engine does not say
} AllReduce;

AllReduce all_reduce_new(SumKind kind, World world, int shares,
                         const Parameters *parameters);
void all_reduce_free(AllReduce *all);
// Does this process compute the gradient of the share?
bool all_reduce_is_mine(const AllReduce *all, int share);
// Keeps the gradients that the parameters have as those of a share.
void all_reduce_put(AllReduce *all, int share, const Parameters *parameters);
// Gives the parameters the mean of the gradients of all shares. All processes
// call it, and all get the same.
void all_reduce_mean(AllReduce *all, const Parameters *parameters);
// Prints what a step has cost, and what of it the sum.
void all_reduce_print_cost(const AllReduce *all);

// watch.c: a process that dies is noticed, named, and followed by the others.
void watch_begin(World world);
void watch_step(int step); // where this process is
void watch_end(void);

#endif
