/*: # What stage 8 can be asked to do

```sh
mpirun -n 4 ./stage8
mpirun -n 4 ./stage8 --sum ring
mpirun -n 4 ./stage8 --checkpoint run.pt
mpirun -n 2 ./stage8 --checkpoint run.pt --resume run.pt
```

Open MPI starts no more processes than there are processors, and none for root,
unless it is told to: `mpirun --oversubscribe --allow-run-as-root`. MPICH has
neither flag and does both.

The ring and the engine train as PyTorch does, one share for each process. */
#include "stage8.h"

static const char *const SUM_WORDS[] = {"shares", "ring", "engine", NULL};

// With the ring and the engine one for each process.
static int shares_for(const Settings *s, int processes)
{
    if (s->sum != SUM_SHARES)
        return processes;
    if (s->shares < processes) {
        cli_say("%d processes, but --shares %d: some would have nothing to do",
                processes, s->shares);
        exit(2);
    }
    return s->shares;
}

// What is not asked for, and what can be.
Settings settings_read(int argc, char **argv, int processes)
{
    Settings s = {
        .common = {.seed = 1, .epochs = 50, .lr = 0.01, .batch_size = 2},
        .hidden = 16,
        .shares = 8,
        .checkpoint_every = 1,
    };
    const Option options[] = {
        {"hidden", "units of the hidden layer", .count = &s.hidden, .min = 1,
         .max = 100000},
        {"sum", "how the gradients are added", .word = &s.sum,
         .words = SUM_WORDS},
        {"shares", "of a step; with ring and engine one for each process",
         .count = &s.shares, .min = 1, .max = 10000},
        {"checkpoint", "save the training here", .file = &s.checkpoint,
         .use = FILE_REPLACED},
        {"checkpoint-every", "epochs from one to the next",
         .count = &s.checkpoint_every, .min = 1},
        {"resume", "go on with the training in FILE", .file = &s.resume},
        {"save", "write the state dict at the end", .file = &s.save,
         .use = FILE_REPLACED},
        {"times", "say what a step costs", .flag = &s.times},
        {"table", .table = &s.table}, // --data, --label, and so on
        {0}};
    cli_parse(argc, argv, "Trains a network with several processes (mpirun).",
              &s.common, options);
    s.shares = shares_for(&s, processes);
    return s;
}
