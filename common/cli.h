// The command line of a stage program, its progress bar and its files.
#ifndef CLI_H
#define CLI_H

#include <stdint.h>
#include <stdio.h>

#include "base.h"

// What an option's argument must be, and where it goes.
typedef enum CliKind {
    CLI_FLAG,    // no argument; bool *
    CLI_COUNT,   // a whole number from min to 2^31 - 1; int *
    CLI_NUMBER,  // a finite number from min to max; double *
    CLI_SHARE,   // a number above 0 and below 1; double *
    CLI_SEED,    // a whole number from -2^63 to 2^64 - 1, as torch.manual_seed
                 // takes; uint64_t *
    CLI_CHOICE,  // one word of choices ("sigmoid|tanh|relu"); int *, its index
    CLI_TEXT,    // anything; const char **
} CliKind;

typedef struct CliOption {
    const char *name;     // "batch-size"
    CliKind kind;
    void *target;         // holds the default before, the argument after
    const char *help;     // one line
    double min, max;      // CLI_COUNT (min), CLI_NUMBER (both)
    const char *choices;  // CLI_CHOICE
    bool *given;          // set to true if the option was given; may be NULL
} CliOption;

// What every stage understands. Set the defaults, then list the options with
// CLI_COMMON(settings) among the stage's own.
typedef struct CliCommon {
    uint64_t seed;
    bool seed_given;
    int epochs, batch_size, log_every;
    double lr;
    const char *history; // a file, or NULL
    bool no_plot, png, show, quiet;
} CliCommon;

#define CLI_COMMON(c)                                                          \
    {"seed", CLI_SEED, &(c).seed, "torch.manual_seed before the first draw",   \
     0, 0, NULL, &(c).seed_given},                                             \
    {"epochs", CLI_COUNT, &(c).epochs, "times through the training data",      \
     0, 0, NULL, NULL},                                                        \
    {"lr", CLI_NUMBER, &(c).lr, "learning rate", 0, 1e30, NULL, NULL},         \
    {"batch-size", CLI_COUNT, &(c).batch_size, "rows in a training step",      \
     1, 0, NULL, NULL},                                                        \
    {"log-every", CLI_COUNT, &(c).log_every, "epochs from one line to the next", \
     1, 0, NULL, NULL},                                                        \
    {"history", CLI_TEXT, &(c).history, "write each epoch's figures as CSV",   \
     0, 0, NULL, NULL},                                                        \
    {"no-plot", CLI_FLAG, &(c).no_plot, "draw no figures", 0, 0, NULL, NULL},  \
    {"png", CLI_FLAG, &(c).png, "figures as PNG too", 0, 0, NULL, NULL},       \
    {"show", CLI_FLAG, &(c).show, "draw the figures in the terminal",          \
     0, 0, NULL, NULL},                                                        \
    {"quiet", CLI_FLAG, &(c).quiet, "print the final results only",            \
     0, 0, NULL, NULL}

// Reads the command line. --help prints the options with their defaults and
// exits 0; anything that is not understood (an unknown option, a word too many,
// a number out of range) prints one line on stderr and exits 2.
void cli_parse(int argc, char **argv, const char *summary,
               const CliOption *options, int count);

// A path beside the program: cli_home_path("data/iris.csv"). The program may
// be started from any folder. Belongs to cli; valid until 8 further calls.
const char *cli_home_path(const char *path);

// Prints "stage3: message" on stderr and exits 1. For main() only.
_Noreturn void cli_fail(const Error *error);

// A progress bar on stderr, if that is a terminal and the run takes longer
// than half a second. done == total wipes it away.
void cli_progress(const char *what, int done, int total);

// --history: writes epoch,loss[,accuracy] with nine significant digits;
// accuracy NULL leaves its column out. path NULL does nothing.
bool history_write(const char *path, int epochs, const double *loss,
                   const double *accuracy, Error *error);

// To be called at the end of main(): makes sure that all output reached
// stdout; on a full disk prints one line and returns 1, else 0.
int cli_finish(void);

#endif
