/*: # Before and after a training

Every stage reads its table, and draws at the end. What can go wrong there is
the world's fault, so here a program [ends with a sentence](base.c). */
#include "program/stage.h"

#include <stdio.h>
#include <stdlib.h>

#include "autograd.h"
#include "file.h"
#include "program/draw_graph.h"
#include "program/plot.h"

Option stage_option_data(const char **target)
{
    return option_file("data", target,
                       "CSV: a header, numbers, a label in the last column");
}

Option stage_option_standardize(int *target)
{
    static const char *const WORDS[] = {"global", "feature", NULL};
    return option_choice("standardize", target, WORDS,
                         "one mean for all, or one each");
}

/*: ## The table

Without `--data` it is that of [the flowers](table.c), which lies beside the
program, from wherever it is called. */
TableSplit stage_read_table(const char *path, double test_size, uint64_t seed,
                            bool per_feature)
{
    TableSplit split;
    Error error;
    if (!table_split_read(&split, path ? path : cli_home_path("data/iris.csv"),
                          test_size, (uint32_t)seed, per_feature, &error))
        cli_fail(&error);
    return split;
}

/*: ## The folder

A figure's data make [their folder](plot.c#data-files) themselves; a model's
file does not. */
void stage_make_folder(const char *stage)
{
    char path[128];
    Error error;
    snprintf(path, sizeof path, "build/%s/any", stage);
    if (!file_make_folders(path, &error))
        cli_fail(&error);
}

/*: ## The graph

Who asks for [the graph of a step](draw_graph.c) wants no training. */
_Noreturn void stage_draw_graph(const char *stage, const Tensor *loss,
                                const Parameters *names)
{
    char path[128];
    Error error;
    snprintf(path, sizeof path, "build/%s/%s-graph.dot", stage, stage);
    if (!graph_write(path, loss, names, &error))
        cli_fail(&error);
    exit(cli_finish());
}

/*: ## Figures

The results are on the screen before anything is drawn: gnuplot takes longer
than the training. If it is not installed, a line says so; that is a fault only
for who has asked for a picture in so many words. */
static bool draw(const char *stage, const CliCommon *settings, Error *error)
{
    char script[64], folder[64];
    snprintf(script, sizeof script, "stages/%s/%s.gp", stage, stage);
    snprintf(folder, sizeof folder, "build/%s", stage);
    const char *path = cli_home_path(script);
    bool good =
        plot_draw(path, folder, PLOT_SVG, error) &&
        (!settings->png || plot_draw(path, folder, PLOT_PNG, error)) &&
        (!settings->show || plot_draw(path, folder, PLOT_TERMINAL, error));
    if (!good && (settings->png || settings->show))
        return false;
    if (!good)
        cli_say("%s", error->message);
    else if (!settings->quiet)
        cli_say("the figures are in %s", folder);
    return true;
}

/*: Memory is given back, and whatever could not be written makes the exit
status 1. */
int stage_end(const char *stage, const CliCommon *settings)
{
    Error error;
    if (!settings->no_plot && !draw(stage, settings, &error))
        cli_fail(&error);
    tape_free();
    return cli_finish();
}
