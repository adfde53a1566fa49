/*: # What stage 8 can be asked to do

```sh
mpirun -n 4 ./stage8
mpirun -n 4 ./stage8 --sum ring
mpirun -n 4 ./stage8 --checkpoint run.pt
mpirun -n 2 ./stage8 --checkpoint run.pt --resume run.pt
mpirun -n 4 ./stage8 --gpt --steps 5000 --save names.pt
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

/*: ## Two lists

The GPT has other defaults, counts in steps, and has no use for what a table may
be told. So `--gpt` is looked for before the rest is read. */
static const Settings TABLE = {
    .common = {.seed = 1, .epochs = 50, .lr = 0.01, .batch_size = 2},
    .hidden = 16,
    .shares = 8,
    .checkpoint_every = 1,
};
static const Settings GPT = {
    .common = {.seed = 1,
               .epochs = 1000,
               .lr = 0.01,
               .batch_size = 1,
               .log_every = 100},
    .gpt = true,
    .shares = 8,
    .checkpoint_every = 100,
};

/*: An option may be shortened, `--gp`, and nothing else begins with `g`. */
static bool asks_for_gpt(int argc, char **argv)
{
    for (int i = 1; i < argc; i++)
        if (strlen(argv[i]) > 2 &&
            strncmp("--gpt", argv[i], strlen(argv[i])) == 0)
            return true;
    return false;
}

enum { OPTIONS_MAX = 20 };

/*: A list is put together: first what both can be told. */
static void append(Option *list, const Option *more)
{
    while (list->name)
        list++;
    while (more->name)
        *list++ = *more++;
}

// How the processes share the work, for flowers and for names.
static void append_for_both(Option *list, Settings *s)
{
    const Option options[] = {
        {"gpt", "train stage 7's GPT with names; its options: --gpt --help",
         .flag = &s->gpt},
        {"sum", "how the gradients are added", .word = &s->sum,
         .words = SUM_WORDS},
        {"shares", "of a step; with ring and engine one for each process",
         .count = &s->shares, .min = 1, .max = 10000},
        {"checkpoint", "save the training here", .file = &s->checkpoint,
         .use = FILE_REPLACED},
        {"checkpoint-every", "epochs, of the GPT steps, from one to the next",
         .count = &s->checkpoint_every, .min = 1},
        {"resume", "go on with the training in FILE", .file = &s->resume},
        {"save", "write the state dict at the end", .file = &s->save,
         .use = FILE_REPLACED},
        {"times", "say what a step costs", .flag = &s->times},
        {0}};
    append(list, options);
}

/*: What only a table has: */
static void append_for_table(Option *list, Settings *s)
{
    const Option options[] = {
        {"hidden", "units of the hidden layer", .count = &s->hidden, .min = 1,
         .max = 100000},
        {"table", .table = &s->table}, // --data, --label, and so on
        {0}};
    append(list, options);
}

/*: And only the GPT. The first three stand in the place of what [all stages
have](cli.c#the-options-that-all-stages-have). */
static void append_for_gpt(Option *list, Settings *s)
{
    const Option options[] = {
        {"steps", "training steps; the learning rate falls to 0 in them",
         .count = &s->common.epochs, .max = 10000000},
        {"batch-size", "names of each share in a step",
         .count = &s->common.batch_size, .min = 1},
        {"log-every", "steps from one line to the next",
         .count = &s->common.log_every, .min = 1},
        {"data", "a list of names, one a line (default data/names.txt)",
         .file = &s->table.data, .use = FILE_READ},
        {0}};
    append(list, options);
}

// What is not asked for, and what can be.
Settings settings_read(int argc, char **argv, int processes)
{
    Option options[OPTIONS_MAX] = {{0}};
    bool gpt = asks_for_gpt(argc, argv);
    Settings s = gpt ? GPT : TABLE;
    append_for_both(options, &s);
    if (gpt)
        append_for_gpt(options, &s);
    else
        append_for_table(options, &s);
    cli_parse(argc, argv, "Trains a model with several processes (mpirun).",
              &s.common, options);
    s.shares = shares_for(&s, processes);
    return s;
}
