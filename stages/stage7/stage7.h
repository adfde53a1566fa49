// Stage 7: training and making names (stage7.c), what it can be asked to do
// (gpt_options.c), pairs of letters (bigram.c), and what gpt.h names.
#ifndef STAGE7_H
#define STAGE7_H

#include "gpt.h"

// gpt_options.c
typedef struct Settings {
    CliCommon common; // epochs are steps
    double temperature;
    int samples;
    bool pairs;
    const char *data, *save, *load;
    char *list; // the path of the names, to be freed
} Settings;
Settings settings_read(int argc, char **argv);

// bigram.c: how often each letter follows each, and once more, in the names of
// so many training steps; to be freed. (27, 27).
Tensor *pairs_new_count(const Names *names, int steps);
// The mean of -ln p over all letters of the names that are kept apart.
double pairs_examine(const Tensor *count, const Names *names);
// Learns the same table by gradient descent and prints both: all that the
// program does then. Returns its exit status.
int pairs_print(const Tensor *count);
void pairs_write(const char *path, const Tensor *count);

#endif
