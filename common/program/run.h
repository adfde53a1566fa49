// A training run, from its first epoch to the exit of the program.
//
//     Run run = run_begin("stage3", &settings, HISTORY_ACCURACY);
//     while (run_next_epoch(&run)) {
//         …
//         run_record(&run, loss, accuracy);
//     }
//     return run_end(&run);                         from main()
#ifndef RUN_H
#define RUN_H

#include "program/cli.h"
#include "program/history.h"
#include "tensor.h"

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
void run_record_loss(Run *run, double loss); // of HISTORY_LOSS

// Data for the figures, in build/STAGE/: columns as plot_write(), and the
// history as history.csv. With --no-plot nothing is written; a fault stops the
// program.
void run_write(const Run *run, const char *name, const char *header,
               const Tensor *const *columns, int count);
void run_write_history(const Run *run);

// The end of main(): writes --history, frees the run, then stage_end().
int run_end(Run *run);

#endif
