// One option of a program: what its argument may be, and where it goes.
#ifndef OPTION_H
#define OPTION_H

#include <stdbool.h>
#include <stdint.h>

typedef enum OptionKind {
    OPTION_FLAG,
    OPTION_COUNT,
    OPTION_NUMBER,
    OPTION_SHARE,
    OPTION_SEED,
    OPTION_CHOICE,
    OPTION_FILE,
} OptionKind;

// Made by the functions below. A list of options ends with {0}.
typedef struct Option {
    const char *name; // "batch-size"
    const char *help; // a few words
    OptionKind kind;
    union {
        bool *flag;
        int *count;
        double *number;
        uint64_t *seed;
        const char **file;
    } target; // holds the default before, the argument after
    double min, max;
    const char *const *words; // OPTION_CHOICE; NULL behind the last one
    bool *given;              // becomes true if the option is given; or NULL
} Option;

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
// takes, from -2^63 to 2^64 - 1. A default of 0 is not shown.
Option option_seed(const char *name, uint64_t *target, double max,
                   const char *help);
// One of the words, behind the last of which stands NULL: its index.
Option option_choice(const char *name, int *target, const char *const *words,
                     const char *help);
// The name of a file. A default of NULL is not shown.
Option option_file(const char *name, const char **target, const char *help);

// Reads the argument into the target; false if it is not what
// option_expected() says in words.
bool option_read(const Option *option, const char *text);

// For messages and --help, each as …(option).chars: what is expected, the
// default ("" for none), and the words of a choice as "sigmoid|tanh|relu".
typedef struct OptionText {
    char chars[512];
} OptionText;
OptionText option_expected(const Option *option);
OptionText option_default(const Option *option);
OptionText option_words(const Option *option);
// How the argument is called: " N", " FILE", "" for a flag.
const char *option_argument(const Option *option);

#endif
