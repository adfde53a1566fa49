// What happens to gradients on a long way: the measurements of stage 5.
#ifndef DEEP_H
#define DEEP_H

#include <stdint.h>

#include "table.h"
#include "network.h"

typedef struct DeepSettings {
    uint64_t seed;
    int hidden, depth, epochs, batch_size;
    int activation; // its number in the family, or -1: all
    Init init;
} DeepSettings;

extern const char *const init_name[INITS];

// Prints the mean |gradient| of each layer at the start of training, and, with
// a folder, writes folder/gradients.dat for the figure.
bool print_gradients(const DeepSettings *s, const TableSplit *iris,
                     const char *folder, Error *error);
// Prints by what factor the gradient shrinks from the last layer to the first,
// for each initialisation and for 2, 4, … hidden layers.
void print_inits(const DeepSettings *s, const TableSplit *iris);
// Prints the share of ReLU units that are dead after training.
void print_dead(const DeepSettings *s, const TableSplit *iris);

#endif
