/*: # A training run

Every program that trains prints a line now and then, remembers the figures of
each epoch, shows how far it is, and draws at the end. None of that is learning,
so it stands here, and [a training loop](stage3.c#training) shows only what it
is about.

![What a run does for a stage](training_run.svg){#fig-training-run
alt="run_begin, then run_next_epoch, the steps of the stage and run_record in a
circle, then run_end"}

A run in which nothing is trained:

```{.c example="training_run"}
``` */
#include "program/program.h"

#include "mistake.h"

/*: What could not be drawn at the end is said before the beginning. */
static void expect_figures(const char *stage)
{
    char *path = text_new("build/%s/history.csv", stage);
    output_make_folders(path);
    output_check(path, FILE_REPLACED);
    free(path);
}

Run run_begin(const char *stage, const CliCommon *settings, HistoryKind kind)
{
    if (!settings->no_plot)
        expect_figures(stage);
    return (Run){stage, settings, .history.kind = kind};
}

bool run_next_epoch(Run *run)
{
    check(run->begun == run->history.epochs,
          "run_next_epoch: epoch %d was not recorded", run->begun - 1);
    bool next = run->history.first + run->begun < run->settings->epochs;
    run->begun += next;
    return next;
}

/*: ## A loss that is no number

With a learning rate that is too large the loss grows until no float can hold
it. From then on every number is NaN, and going on would only cost time. What
came before may show where it began: the history is written. */
static void write_history(const Run *run)
{
    if (run->settings->history)
        history_write(run->settings->history, &run->history);
}

static void check_loss(const Run *run, double loss)
{
    if (isfinite(loss))
        return;
    write_history(run);
    cli_stop("%s %d: the loss is %s; try a tenth of the --lr, %g",
             run->history.kind == HISTORY_STEPS ? "step" : "epoch",
             run->history.first + run->history.epochs,
             isnan(loss) ? "not a number" : "infinite", run->settings->lr / 10);
}

/*: ## The log

The notebook prints every tenth epoch. Where there is an accuracy too, or where
it counts in steps, the last one has its line in any case, since one wants to
know how it ended. */
static void print_line(const Run *run, int number)
{
    bool both = run->history.kind == HISTORY_ACCURACY;
    bool last = run->history.kind != HISTORY_LOSS &&
                number + 1 == run->settings->epochs;
    const Epoch *epoch = &run->history.epoch[number - run->history.first];
    if (run->settings->quiet || (number % run->settings->log_every && !last))
        return;
    progress_hide();
    if (both)
        printf("Epoch %d  Loss %.6f  Accuracy %.4f\n", number, epoch->loss,
               epoch->accuracy);
    else
        printf("%s %d  Loss %.4f\n",
               run->history.kind == HISTORY_STEPS ? "Step" : "Epoch", number,
               epoch->loss);
}

/*: ## The end of an epoch

A look at the loss, a place in the history, a line, a longer bar. */
static void record(Run *run, double loss, double accuracy)
{
    check_loss(run, loss);
    history_add(&run->history, loss, accuracy);
    int done = run->history.first + run->history.epochs;
    print_line(run, done - 1);
    progress_show(done, run->settings->epochs);
}

void run_record(Run *run, double loss, double accuracy)
{
    check(run->history.kind == HISTORY_ACCURACY,
          "run_record: this run has no accuracy");
    record(run, loss, accuracy);
}

void run_record_loss(Run *run, double loss)
{
    check(run->history.kind != HISTORY_ACCURACY,
          "run_record_loss: this run has an accuracy");
    record(run, loss, 0);
}

/*: ## The end

What the figures are made of goes to `build/`, unless nobody wants figures. */
void run_write(const Run *run, const char *name, const char *header,
               const Tensor *const *columns, int count)
{
    if (run->settings->no_plot)
        return;
    char *path = text_new("build/%s/%s", run->stage, name);
    plot_write(path, header, columns, count);
    free(path);
}

/*: The curves of loss and accuracy are made of the history. */
void run_write_history(const Run *run)
{
    if (run->settings->no_plot)
        return;
    char *path = text_new("build/%s/history.csv", run->stage);
    output_make_folders(path);
    history_write(path, &run->history);
    free(path);
}

/*: The history comes last: by then the results are on the screen, and a disk
that is full cannot cost them. */
int run_end(Run *run)
{
    write_history(run);
    free(run->history.epoch);
    return stage_end(run->stage, run->settings);
}
