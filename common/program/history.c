/*: # The history of a training

One number an epoch says how a training goes, and a curve of them says more.
They are kept until the end, then written as a table that any program reads:

```{.c example="history"}
```

![From a training to a figure](history.svg){#fig-history alt="Loss and accuracy
of each epoch go to the history, from there to a file, and gnuplot makes a
figure of it"} */
#include "program/program.h"

/*: There is room for one epoch more, as often as there is one: that costs
nothing beside the training of an epoch. */
void history_add(History *history, double loss, double accuracy)
{
    size_t count = (size_t)history->epochs + 1;
    history->epoch =
        memory_resize(history->epoch, count, sizeof *history->epoch);
    history->epoch[history->epochs++] = (Epoch){loss, accuracy};
}

/*: A file that somebody names is written where they say, and not into a folder
that a slip of the keyboard has made. Nine digits are enough for
[every float](plot.c#def-plot_write); of the mean of many nobody wants more. */
void history_write(const char *path, const History *history)
{
    bool both = history->kind == HISTORY_ACCURACY;
    FILE *file = output_open(path);
    fprintf(file, history->kind == HISTORY_STEPS ? "step" : "epoch");
    fprintf(file, both ? ",loss,accuracy\n" : ",loss\n");
    for (int i = 0; i < history->epochs; i++) {
        fprintf(file, "%d,%.9g", history->first + i, history->epoch[i].loss);
        if (both)
            fprintf(file, ",%.9g", history->epoch[i].accuracy);
        fputc('\n', file);
    }
    output_close(file, path);
}
