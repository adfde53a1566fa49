// The loss, and for a classifier the accuracy, of each epoch.
//
//     History history = history_new(100, HISTORY_LOSS);
//     history_add(&history, loss, 0);               after each epoch
//     history_write("h.csv", &history, &error);
//     history_free(&history);
#ifndef HISTORY_H
#define HISTORY_H

#include "base.h"

typedef enum HistoryKind { HISTORY_LOSS, HISTORY_ACCURACY } HistoryKind;

typedef struct History {
    int epochs, most; // so far, and at most
    double *loss;     // epochs numbers
    double *accuracy; // as many; NULL for HISTORY_LOSS
} History;

// Room for a number of epochs; more is a mistake.
History history_new(int most, HistoryKind kind);
// The figures of the next epoch; HISTORY_LOSS has no accuracy and forgets it.
void history_add(History *history, double loss, double accuracy);
void history_free(History *history);

// Writes epoch,loss[,accuracy] as CSV with nine significant digits. path NULL
// (no --history) does nothing.
bool history_write(const char *path, const History *history, Error *error);
// The same for a figure, making the folders first as plot_open() does.
bool history_plot(const char *path, const History *history, Error *error);

#endif
