// The command line of a stage program, and its messages.
#ifndef CLI_H
#define CLI_H

#include "base.h"
#include "program/option.h"

// What every stage understands. Set the defaults before cli_parse(). A seed of
// 0 means: no default; a log_every of 0: 10, as in the notebook.
typedef struct CliCommon {
    uint64_t seed;
    bool seed_given;
    int epochs, batch_size, log_every;
    double lr;
    const char *history; // a file, or NULL
    bool no_plot, png, show, quiet;
} CliCommon;

// Reads the command line into the common settings and the targets of the
// stage's own options, a list that ends with {0}. --help prints all options
// with their defaults and exits 0; anything that is not understood (an unknown
// option, a word too many, a number out of range) prints one line on stderr and
// exits 2.
void cli_parse(int argc, char **argv, const char *summary, CliCommon *common,
               const Option *own);

// A path beside the program: cli_home_path("data/iris.csv"). So the program may
// be started from any folder. Belongs to cli; valid until 8 further calls. Call
// cli_parse() first.
const char *cli_home_path(const char *path);

// Prints "stage3: …" on stderr, one line; the other two then exit 1. For
// programs only: a function of the core returns its error.
void cli_say(const char *format, ...) KINDLING_PRINTF(1, 2);
_Noreturn void cli_stop(const char *format, ...) KINDLING_PRINTF(1, 2);
_Noreturn void cli_fail(const Error *error);

// To be called at the end of main(): makes sure that all output reached
// stdout; on a full disk prints one line and returns 1, else 0.
int cli_finish(void);

#endif
