// One option of a program: what its argument may be, and where it goes.
#ifndef OPTION_H
#define OPTION_H

#include <stdbool.h>
#include <stdint.h>

// Made by the functions below. A list of options ends with {0}.
typedef struct Option Option;
struct Option {
    const char *name;     // "batch-size"
    const char *help;     // a few words
    const char *argument; // what it is called: " N", " FILE"; "" for a flag
    char expected[200];   // "a whole number from 1 to 9", for a message
    char standard[400];   // the default as text; "" for none
    // Reads the argument into the target; false if it is not what is expected.
    bool (*read)(const Option *option, const char *text);
    union {
        bool *flag;
        int *count;
        double *number;
        uint64_t *seed;
        const char **file;
    } target; // holds the default before, the argument after
    double min, max;
    const char *const *words; // of a choice; NULL behind the last one
    bool *given;              // becomes true if the option is given; or NULL
};

// No argument: the target becomes true.
Option option_flag(const char *name, bool *target, const char *help);
// A whole number from min to max; max 0 stands for INT_MAX, 2^31 - 1.
Option option_count(const char *name, int *target, int min, int max,
                    const char *help);
// A number from 0 to max; a number above 0 and below 1.
Option option_number(const char *name, double *target, double max,
                     const char *help);
Option option_share(const char *name, double *target, const char *help);
// A whole number from 0 to max; max 0 stands for whatever torch.manual_seed
// takes, from -2^63 to 2^64 - 1. A target of 0 is no default.
Option option_seed(const char *name, uint64_t *target, double max,
                   const char *help);
// One of the words, behind the last of which stands NULL: its index.
Option option_choice(const char *name, int *target, const char *const *words,
                     const char *help);
// The name of a file. A target of NULL is no default.
Option option_file(const char *name, const char **target, const char *help);

#endif
