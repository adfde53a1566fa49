/*: # A training run

Every program that trains prints a line now and then, remembers the figures of
each epoch, shows how far it is, and draws at the end. None of that is learning,
so it stands here, and [a training loop](stage3.c#training) shows only what it
is about.

![What a run does for a stage](run.svg){#fig-run alt="run_begin, then
run_next_epoch, the steps of the stage and run_record in a circle, then
run_end"} */
#include "program/run.h"

#include <math.h>
#include <stdio.h>

#include "mistake.h"
#include "program/plot.h"
#include "program/progress.h"
#include "program/stage.h"

Run run_begin(const char *stage, const CliCommon *settings, HistoryKind kind)
{
    return (Run){stage, settings, history_new(settings->epochs, kind), 0};
}

bool run_next_epoch(Run *run)
{
    check(run->begun == run->history.epochs,
          "run_next_epoch: epoch %d was not recorded", run->begun - 1);
    if (run->begun == run->settings->epochs)
        return false;
    run->begun++;
    return true;
}

/*: ## A loss that is no number

With a learning rate that is too large the loss grows until no float can hold
it. From then on every number is NaN, and going on would only cost time. What
came before may show where it began: the history is written. */
static void check_loss(const Run *run, double loss)
{
    if (isfinite(loss))
        return;
    Error error;
    if (!history_write(run->settings->history, &run->history, &error))
        cli_fail(&error);
    cli_stop("epoch %d: the loss is %s; try an --lr below %g",
             run->history.epochs, isnan(loss) ? "not a number" : "infinite",
             run->settings->lr);
}

/*: ## The log

The notebook prints every tenth epoch. Where there is an accuracy too, the last
epoch has its line in any case, since one wants to know how it ended. */
static void print_line(const Run *run, int epoch)
{
    const History *h = &run->history;
    bool last = h->accuracy && epoch + 1 == run->settings->epochs;
    if (run->settings->quiet || (epoch % run->settings->log_every && !last))
        return;
    progress_hide();
    if (h->accuracy)
        printf("Epoch %d  Loss %.6f  Accuracy %.4f\n", epoch, h->loss[epoch],
               h->accuracy[epoch]);
    else
        printf("Epoch %d  Loss %.4f\n", epoch, h->loss[epoch]);
}

/*: ## The end of an epoch

A look at the loss, a place in the history, a line, a longer bar. */
static void record(Run *run, double loss, double accuracy)
{
    int epoch = run->history.epochs;
    check_loss(run, loss);
    history_add(&run->history, loss, accuracy);
    print_line(run, epoch);
    progress_show("epoch", epoch + 1, run->settings->epochs);
}

void run_record(Run *run, double loss, double accuracy)
{
    check(run->history.accuracy, "run_record: this run has no accuracy");
    record(run, loss, accuracy);
}

void run_record_loss(Run *run, double loss)
{
    check(!run->history.accuracy, "run_record_loss: this run has an accuracy");
    record(run, loss, 0);
}

/*: ## The end

What the figures are made of goes to `build/`, unless nobody wants figures. */
typedef struct Path {
    char chars[256];
} Path;

static Path path_of(const Run *run, const char *name)
{
    Path path;
    snprintf(path.chars, sizeof path, "build/%s/%s", run->stage, name);
    return path;
}

void run_write(const Run *run, const char *name, const char *header,
               const Tensor *const *columns, int count)
{
    Error error;
    if (!run->settings->no_plot &&
        !plot_write(path_of(run, name).chars, header, columns, count, &error))
        cli_fail(&error);
}

/*: The curves of loss and accuracy are made of the history. */
void run_write_history(const Run *run)
{
    Error error;
    if (!run->settings->no_plot &&
        !history_plot(path_of(run, "history.csv").chars, &run->history, &error))
        cli_fail(&error);
}

/*: The history comes last: by then the results are on the screen, and a wrong
name for its file cannot cost them. */
int run_end(Run *run)
{
    Error error;
    if (!history_write(run->settings->history, &run->history, &error))
        cli_fail(&error);
    history_free(&run->history);
    return stage_end(run->stage, run->settings);
}
