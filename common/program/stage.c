/*: # Before and after a training

Every stage reads its table, and draws at the end. What can go wrong there is
the world's fault, so here a program [ends with a sentence](base.c). */
#include "program/program.h"

#include "autograd.h"

Option stage_option_data(const char **target)
{
    return (Option){"data",
                    "CSV: a header, numbers, a label in the last column",
                    .file = target};
}

Option stage_option_standardize(int *target)
{
    static const char *const WORDS[] = {"global", "feature", NULL};
    return (Option){"standardize", "one mean for all, or one each",
                    .word = target, .words = WORDS};
}

/*: ## The table

Without `--data` it is that of [the flowers](table.c), which lies beside the
program, from wherever it is called. */
TableSplit stage_read_table(const char *path, double test_size, uint64_t seed,
                            bool per_feature)
{
    TableSplit split;
    Error error;
    char *iris = cli_home_path("data/iris.csv");
    if (!table_split_read(&split, path ? path : iris, test_size, (uint32_t)seed,
                          per_feature, &error))
        cli_fail(&error);
    free(iris);
    return split;
}

/*: ## Figures

The results are on the screen before anything is drawn: gnuplot takes longer
than the training. If it is not installed, a line says so; that is a fault only
for who has asked for a picture in so many words. */
static void draw(const char *stage, const CliCommon *settings)
{
    Error error;
    char *script = text_new("stages/%s/%s.gp", stage, stage);
    char *path = cli_home_path(script), *folder = text_new("build/%s", stage);
    bool good = plot_draw(path, folder, "svg", &error) &&
                (!settings->png || plot_draw(path, folder, "png", &error)) &&
                (!settings->show || plot_draw(path, folder, "dumb", &error));
    if (!good && (settings->png || settings->show))
        cli_fail(&error);
    if (!good)
        cli_say("%s", error.message);
    else if (!settings->quiet)
        cli_say("the figures are in %s", folder);
    free(script);
    free(path);
    free(folder);
}

/*: Memory is given back, and whatever could not be written makes the exit
status 1. */
int stage_end(const char *stage, const CliCommon *settings)
{
    if (!settings->no_plot)
        draw(stage, settings);
    tape_free();
    return cli_finish();
}
