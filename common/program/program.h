// What a stage program needs besides the core: options and messages, log lines,
// history, figures, the exit. With it come the parts of the standard library
// that such programs use.
//
// A program stops where the world is at fault, a file that cannot be read or
// written: these functions print one line on stderr and exit 1. (A function of
// the core returns its error.)
#ifndef PROGRAM_H
#define PROGRAM_H

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base.h"
#include "nn.h"
#include "table.h"
#include "tensor.h"

// cli.c: prints "stage3: …" on stderr, one line; the other two then exit 1.
void cli_say(const char *format, ...) KINDLING_PRINTF(1, 2);
_Noreturn void cli_stop(const char *format, ...) KINDLING_PRINTF(1, 2);
_Noreturn void cli_fail(const Error *error);

// What the program will do with a file. WRITTEN may be a device, too.
typedef enum FileUse {
    FILE_NONE,
    FILE_READ,
    FILE_WRITTEN,
    FILE_REPLACED
} FileUse;

// What --data, --label, --drop, --separator, --standardize say. {0} is
// data/iris.csv, one mean for all. The latter two are the number of the word.
typedef struct TableOptions {
    const char *data, *label, *drop;
    int separator, standardize;
} TableOptions;

// option.c: an option, what its argument may be, and where it goes. Of the
// pointers from flag to table one is set. Its variable holds the default before
// the command line is read, and the argument after. A list of options ends with
// {0}.
typedef struct Option {
    const char *name;         // "batch-size"
    const char *help;         // a few words
    bool *flag;               // no argument: it becomes true
    int *count;               // a whole number from min to max
    uint64_t *seed;           // the same of 64 bits; 0 is no default
    double *number;           // a number from 0 to 1e30
    double *share;            // a number above 0 and below 1
    const char **text;        // any words; NULL is no default
    const char **file;        // the name of a file; NULL is no default
    FileUse use;              // of that file, which is looked at at once
    int *word;                // which one of the words
    const char *const *words; // behind the last one stands NULL
    TableOptions *table;      // the line stands for all options of a table
    int64_t min;
    uint64_t max; // 0: the largest that fits
    bool *given;  // becomes true if the option is given; or NULL
} Option;

// How one speaks of it.
typedef struct OptionText {
    const char *argument; // " N", " FILE"; "" for a flag
    char expected[200];   // "a whole number from 1 to 9"
    char standard[400];   // the default; "" for none
} OptionText;
OptionText option_text(const Option *option);

// Reads the argument into the variable; false if it is not what is expected.
bool option_read(const Option *option, const char *argument);

// What every stage understands. Set the defaults before cli_parse(). A seed of
// 0 means: no default; a log_every of 0: 10, as in the notebook; a batch_size
// of 0: there is no such option. An option of a stage for one of the whole
// numbers stands in the place of the common one.
typedef struct CliCommon {
    uint64_t seed;
    bool seed_given;
    int epochs, batch_size, log_every;
    double lr;
    const char *history; // a file, or NULL
    bool no_plot, png, show, quiet;
} CliCommon;

// Reads the command line into the common settings and the variables of the
// stage's own options. --help prints all options with their defaults and exits
// 0; anything that is not understood (an unknown option, a word too many, a
// number out of range) prints one line on stderr and exits 2.
void cli_parse(int argc, char **argv, const char *summary, CliCommon *common,
               const Option *own);

// A path beside the program, as a new text: cli_home_path("data/iris.csv"). So
// the program may be started from any folder. Call cli_parse() first.
char *cli_home_path(const char *path);

// To be called at the end of main(): makes sure that all output reached
// stdout; on a full disk prints one line and returns 1, else 0.
int cli_finish(void);

// progress.c: draws "12 of 100 [###   ]" on stderr, if that is a terminal, ten
// times a second at most, and not in the first half second after the first
// call. done == total wipes it away. The second makes room for a line of text.
void progress_show(int done, int total);
void progress_hide(void);

// history.c: the loss, and for a classifier the accuracy, of each epoch. Begin
// with  History history = {.kind = HISTORY_LOSS};
// STEPS is LOSS for a training that is counted in steps.
typedef enum HistoryKind {
    HISTORY_LOSS,
    HISTORY_ACCURACY,
    HISTORY_STEPS
} HistoryKind;

typedef struct Epoch {
    double loss, accuracy; // the latter has a meaning for HISTORY_ACCURACY
} Epoch;

typedef struct History {
    HistoryKind kind;
    int first;    // the number of its first epoch: of a run that goes on
    int epochs;   // so far
    Epoch *epoch; // epochs of them; to be freed
} History;

void history_add(History *history, double loss, double accuracy);
// Writes epoch,loss[,accuracy], or step,loss, as CSV with nine digits.
void history_write(const char *path, const History *history);

// output.c: files that are written. Before the work: stops the program if the
// file at the path could not be written; the second also if it is read too, or
// written twice, under this or another name.
void output_check(const char *path, FileUse use);
void output_expect(const char *path, FileUse use);

// Makes the folders that the file is to be in (as mkdir -p).
void output_make_folders(const char *path);
// Opens a file for writing, one at a time; the latter makes its folders first.
// It is written when it is closed, whole.
FILE *output_open(const char *path);
FILE *plot_open(const char *path);
void output_close(FILE *file, const char *path);

// plot.c.
// Writes tensors of the same size side by side, a column each, below the
// comment "# header".
void plot_write(const char *path, const char *header,
                const Tensor *const *columns, int count);

// Writes any text as a gnuplot string. For scripts such as names.gp:
// fprintf(file, "xname = "); plot_put_text(file, name);
void plot_put_text(FILE *file, const char *text);

// Runs gnuplot on the script, which lies two folders below the project's top;
// the figures go to the folder. The format is "svg", "png", or "dumb": to
// stdout, as text. gnuplot missing or failing is no reason to stop: then it
// returns false with the reason in the error.
bool plot_draw(const char *script, const char *folder, const char *format,
               Error *error);

// draw_graph.c: writes a file for Graphviz (dot -Tsvg FILE): what the loss was
// computed from, with the gradients if backward(loss) was called before. The
// names are those of the leaves; a leaf that is not among them is called a
// constant.
void graph_write(const char *path, const Tensor *loss, const Parameters *names);

// stage.c: puts the options of a table into a list.
enum { TABLE_OPTIONS = 5 };
void stage_table_options(Option list[TABLE_OPTIONS], TableOptions *table);
TableFormat stage_table_format(const TableOptions *options);

// Ends as cli_fail(); a setting that a message of table.h or csv.h names at its
// end, "(drop Id)", becomes the option.
_Noreturn void stage_fail_table(const Error *error);

// Reads, splits and standardises a table as table_split_read() does, and prints
// what is doubtful in it on stderr.
TableSplit stage_read_table(const TableOptions *options, double test_size,
                            uint64_t seed);

// The end of main(): draws the figures of build/STAGE/ with
// stages/STAGE/STAGE.gp and says where they are, unless --no-plot; gives back
// the tape's memory; makes sure that all output has arrived. Returns the exit
// status: 0, or 1 if something could not be written. gnuplot missing is a fault
// only if --png or --show ask for it.
int stage_end(const char *stage, const CliCommon *settings);

// training_run.c: a training run, from its first epoch to the exit of the
// program.
//
//     Run run = run_begin("stage3", &settings, HISTORY_ACCURACY);
//     while (run_next_epoch(&run)) {
//         …
//         run_record(&run, loss, accuracy);
//     }
//     return run_end(&run);                         from main()
// A run that goes on after some epochs sets run.history.first to their number.
typedef struct Run {
    const char *stage;
    const CliCommon *settings; // epochs, log_every, quiet, history, …
    History history;
    int begun; // epochs
} Run;

Run run_begin(const char *stage, const CliCommon *settings, HistoryKind kind);
// Is there another epoch to train? The one before must have been recorded.
bool run_next_epoch(Run *run);
// Ends an epoch: keeps its figures, prints a line if it is time for one
// (--log-every, --quiet; with an accuracy also for the last epoch), moves the
// progress bar. A loss that is infinite or not a number has no use: then
// writes --history and stops the program with a sentence, exit status 1.
void run_record(Run *run, double loss, double accuracy);
void run_record_loss(Run *run, double loss); // HISTORY_LOSS, HISTORY_STEPS

// Data for the figures, in build/STAGE/: columns as plot_write(), and the
// history as history.csv. With --no-plot nothing is written.
void run_write(const Run *run, const char *name, const char *header,
               const Tensor *const *columns, int count);
void run_write_history(const Run *run);

// The end of main(): writes --history, frees the run, then stage_end().
int run_end(Run *run);

#endif
