/*: # The history of a training

One number an epoch says how a training goes, and a curve of them says more.
They are kept until the end, then written as a table that any program reads. */
#include "program/history.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "mistake.h"
#include "program/plot.h"

History history_new(int most, HistoryKind kind)
{
    History history = {.most = most};
    history.loss = memory_new((size_t)most, sizeof(double));
    if (kind == HISTORY_ACCURACY)
        history.accuracy = memory_new((size_t)most, sizeof(double));
    return history;
}

/*: Whoever makes a history says how long it can become, so that nothing need
move while it grows. */
void history_add(History *history, double loss, double accuracy)
{
    check(history->epochs < history->most, "history: more than %d epochs",
          history->most);
    history->loss[history->epochs] = loss;
    if (history->accuracy)
        history->accuracy[history->epochs] = accuracy;
    history->epochs++;
}

void history_free(History *history)
{
    free(history->loss);
    free(history->accuracy);
    *history = (History){0};
}

/*: Nine digits are enough for [every float](plot.c#def-plot_write); of the mean
of many nobody wants more. */
static bool write_rows(FILE *file, const char *path, const History *history,
                       Error *error)
{
    fprintf(file, history->accuracy ? "epoch,loss,accuracy\n" : "epoch,loss\n");
    for (int i = 0; i < history->epochs; i++) {
        fprintf(file, "%d,%.9g", i, history->loss[i]);
        if (history->accuracy)
            fprintf(file, ",%.9g", history->accuracy[i]);
        fputc('\n', file);
    }
    return plot_close(file, path, error);
}

/*: A file that somebody names is written where they say, and not into a folder
that a slip of the keyboard has made. What lies below `build/` is ours. */
bool history_write(const char *path, const History *history, Error *error)
{
    if (path == NULL)
        return true;
    FILE *file = fopen(path, "w");
    if (file == NULL)
        return error_set(error, "%s: %s", path, strerror(errno));
    return write_rows(file, path, history, error);
}

bool history_plot(const char *path, const History *history, Error *error)
{
    FILE *file = plot_open(path, error);
    return file && write_rows(file, path, history, error);
}
