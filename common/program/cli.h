// The command line of a stage program, its progress bar, its messages.
#ifndef CLI_H
#define CLI_H

#include <stdint.h>

#include "base.h"

// What an option's argument must be, and where it goes.
typedef enum CliKind {
    CLI_FLAG,   // no argument; bool *
    CLI_COUNT,  // a whole number from min to max (0: 2^31 - 1); int *
    CLI_NUMBER, // a number from min to max; double *
    CLI_SHARE,  // a number above 0 and below 1; double *
    CLI_SEED,   // a whole number from 0 to max (0: whatever torch.manual_seed
                // takes, from -2^63 to 2^64 - 1); uint64_t *
    CLI_CHOICE, // one of the words of choices; int *, its index
    CLI_TEXT,   // the name of a file; const char **
} CliKind;

typedef struct CliOption {
    const char *name; // "batch-size"
    CliKind kind;
    void *target;        // holds the default before, the argument after
    const char *help;    // a few words
    double min, max;     // of a CLI_COUNT, CLI_NUMBER, CLI_SEED
    const char *choices; // CLI_CHOICE: "sigmoid|tanh|relu"
    bool *given;         // becomes true if the option is given; may be NULL
} CliOption;

// What every stage understands. Set the defaults, then list the options with
// CLI_COMMON(settings) among the stage's own. A seed of 0 means: no default.
typedef struct CliCommon {
    uint64_t seed;
    bool seed_given;
    int epochs, batch_size, log_every;
    double lr;
    const char *history; // a file, or NULL
    bool no_plot, png, show, quiet;
} CliCommon;

// clang-format off
#define CLI_COMMON(c)                                                          \
    {.name = "seed", .kind = CLI_SEED, .target = &(c).seed,                    \
     .given = &(c).seed_given, .help = "torch.manual_seed before all draws"},  \
    {.name = "epochs", .kind = CLI_COUNT, .target = &(c).epochs,               \
     .max = 10000000, .help = "times through the training data"},              \
    {.name = "lr", .kind = CLI_NUMBER, .target = &(c).lr,                      \
     .max = 1e30, .help = "learning rate"},                                    \
    {.name = "batch-size", .kind = CLI_COUNT, .target = &(c).batch_size,       \
     .min = 1, .help = "rows in a training step"},                             \
    {.name = "log-every", .kind = CLI_COUNT, .target = &(c).log_every,         \
     .min = 1, .help = "epochs from one line to the next"},                    \
    {.name = "history", .kind = CLI_TEXT, .target = &(c).history,              \
     .help = "write the figures of each epoch as CSV"},                        \
    {.name = "no-plot", .kind = CLI_FLAG, .target = &(c).no_plot,              \
     .help = "draw no figures"},                                               \
    {.name = "png", .kind = CLI_FLAG, .target = &(c).png,                      \
     .help = "draw the figures as PNG too"},                                   \
    {.name = "show", .kind = CLI_FLAG, .target = &(c).show,                    \
     .help = "draw the figures in the terminal too"},                          \
    {.name = "quiet", .kind = CLI_FLAG, .target = &(c).quiet,                  \
     .help = "print the final results only"}
// clang-format on

// Reads the command line. --help prints the options with their defaults and
// exits 0; anything that is not understood (an unknown option, a word too many,
// a number out of range) prints one line on stderr and exits 2.
void cli_parse(int argc, char **argv, const char *summary,
               const CliOption *options, int count);

// A path beside the program: cli_home_path("data/iris.csv"). So the program may
// be started from any folder. Belongs to cli; valid until 8 further calls. Call
// cli_parse() first.
const char *cli_home_path(const char *path);

// Is it time to print a line about this epoch (--log-every, --quiet)? If so,
// the progress bar makes room for it.
bool cli_log_now(const CliCommon *settings, int epoch);

// A progress bar on stderr, if that is a terminal and the run takes longer
// than half a second. done == total wipes it away.
void cli_progress(const char *what, int done, int total);

// A loss that is infinite or not a number means that training has failed: then
// returns false and advises a smaller --lr.
bool loss_is_finite(double loss, int epoch, const CliCommon *settings,
                    Error *error);

// Draws the figures of build/STAGE/ with stages/STAGE/STAGE.gp, and says where
// they are. Without gnuplot it says so and returns true, unless --png or --show
// ask for figures: then false.
bool cli_draw(const CliCommon *settings, const char *stage, Error *error);

// Prints "stage3: message" on stderr and exits 1. For main() only.
_Noreturn void cli_fail(const Error *error);

// To be called at the end of main(): makes sure that all output reached
// stdout; on a full disk prints one line and returns 1, else 0.
int cli_finish(void);

#endif
