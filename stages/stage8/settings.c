#include "stage8.h"

static const char *const SUM_WORDS[] = {"shares", "ring", "engine", NULL};

static _Noreturn void misuse(int processes, int shares)
{
    cli_say("%d processes, but --shares %d: some would have nothing to do",
            processes, shares);
    exit(2);
}

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
        {"sum", "how gradients are summed", .word = &s.sum, .words = SUM_WORDS},
        {"shares", "parts of a step, with --sum shares", .count = &s.shares,
         .min = 1, .max = 1000},
        {"checkpoint", "save the training here", .file = &s.checkpoint,
         .use = FILE_REPLACED},
        {"checkpoint-every", "epochs from one to the next",
         .count = &s.checkpoint_every, .min = 1},
        {"resume", "go on from such a file", .file = &s.resume},
        {"save", "write the state dict at the end", .file = &s.save,
         .use = FILE_REPLACED},
        {"times", "print what a step has cost", .flag = &s.times},
        stage_option_data(&s.table.data),
        stage_option_label(&s.table.label),
        stage_option_drop(&s.table.drop),
        stage_option_separator(&s.table.separator),
        stage_option_standardize(&s.table.standardize),
        {0}};
    cli_parse(argc, argv, "Trains a network with several processes.", &s.common,
              options);
    if (s.sum != SUM_SHARES)
        s.shares = processes;
    else if (s.shares < processes)
        misuse(processes, s.shares);
    return s;
}
