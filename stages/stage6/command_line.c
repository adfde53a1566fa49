/*: # The options of stage 6

The settings of the chapter, and what may be changed. Weight decay and dropout
each belong to one of the three networks; the first one has neither. */
#include "stage6.h"

Settings settings_read(int argc, char **argv)
{
    Settings s = {
        .common = {.seed = 1, .epochs = 40, .lr = 0.005, .batch_size = 32},
        .hidden = 128,
        .weight_decay = 0.1,
        .dropout = 0.5,
    };
    const Option options[] = {
        {"hidden", "units of the hidden layer", .count = &s.hidden, .min = 1,
         .max = 100000},
        {"patience", "stop after N epochs without progress; 0: never",
         .count = &s.patience},
        {"weight-decay", "of the second network", .number = &s.weight_decay},
        {"dropout", "of the third network: the share that is dropped",
         .share = &s.dropout},
        {0}};
    cli_parse(argc, argv, "Trains three networks to read digits.", &s.common,
              options);
    return s;
}
