/*: # The options of stage 6

The settings of the chapter, and what may be changed. Weight decay and dropout
each belong to one of the three networks; the first one has neither. One of them
may be trained alone. */
#include "stage6.h"

const char *const network_names[NETWORKS] = {"plain", "weight decay",
                                             "dropout"};

Settings settings_read(int argc, char **argv)
{
    Settings s = {
        .common = {.seed = 1, .epochs = 40, .lr = 0.005, .batch_size = 32},
        .hidden = 128,
        .weight_decay = 0.1,
        .dropout = 0.5,
    };
    static const char *const WORDS[] = {"all", "plain", "weight-decay",
                                        "dropout", NULL};
    const Option options[] = {
        {"network", "train only this one", .word = &s.network, .words = WORDS},
        {"hidden", "units of the hidden layer", .count = &s.hidden, .min = 1,
         .max = 100000},
        {"patience", "stop after N epochs without progress; 0: never",
         .count = &s.patience},
        {"weight-decay", "of the network with weight decay",
         .number = &s.weight_decay},
        {"dropout", "the share that the network with dropout drops",
         .share = &s.dropout},
        {0}};
    cli_parse(argc, argv, "Trains networks to read digits.", &s.common,
              options);
    return s;
}
