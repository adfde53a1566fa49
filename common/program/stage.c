/*: # Before and after a training

Every stage reads its table, and draws at the end. What can go wrong there is
the world's fault, so here a program [ends with a sentence](base.c).

What can be said of a table, and the flowers with one mean for each feature:

```{.c example="stage"}
``` */
#include "program/program.h"

#include "autograd.h"

/*: ## What can be said of a table

In the list of a stage's options one line stands for all of these. */
void stage_table_options(Option list[TABLE_OPTIONS], TableOptions *table)
{
    static const char *const SEPARATOR[] = {"auto", "comma", "semicolon", "tab",
                                            NULL};
    static const char *const MEAN[] = {"global", "feature", NULL};
    const Option options[TABLE_OPTIONS] = {
        {"data", "CSV: a header, numbers, a label in the last column",
         .file = &table->data, .use = FILE_READ},
        {"label", "another label: its column, or the number of it",
         .text = &table->label},
        {"drop", "columns to leave out: NAME,NAME or their numbers",
         .text = &table->drop},
        {"separator", "between columns; auto: comma, or sep= says it",
         .word = &table->separator, .words = SEPARATOR},
        {"standardize", "one mean for all, or one each",
         .word = &table->standardize, .words = MEAN},
    };
    memcpy(list, options, sizeof options);
}

/*: ## The table

Without `--data` it is that of [the flowers](table.c), which lies beside the
program, from wherever it is called. A message about a table may end with the
setting that helps, `(drop Id)`; on the command line that is `(--drop Id)`.

![What goes into the table of a stage, and what comes
out](stage.svg){#fig-stage-table alt="The options, the file and the seed go to
table_split_read; out of it come two sets of rows, doubts, after which the
program goes on, or one line with which it stops"} */
static void say_with_option(const char *message, int length)
{
    int i = length;
    while (i > 0 && message[i - 1] != '(')
        i--;
    const char *setting = message + i;
    bool option = i > 0 && (strncmp(setting, "separator ", 10) == 0 ||
                            strncmp(setting, "label ", 6) == 0 ||
                            strncmp(setting, "drop ", 5) == 0);
    cli_say("%.*s%s%.*s", i, message, option ? "--" : "", length - i, setting);
}

// Each in a line of its own.
static void say_doubts(const char *doubts)
{
    for (const char *line = doubts; *line; line += strcspn(line, "\n") + 1)
        say_with_option(line, (int)strcspn(line, "\n"));
}

// The end, where a table cannot be read.
void stage_fail_table(const Error *error)
{
    say_with_option(error->message, (int)strlen(error->message));
    exit(EXIT_FAILURE);
}

// What the options say, as the reader of tables wants it.
TableFormat stage_table_format(const TableOptions *options)
{
    static const char SEPARATORS[] = {'\0', ',', ';', '\t'};
    return (TableFormat){options->label, options->drop,
                         SEPARATORS[options->separator]};
}

// All of it.
TableSplit stage_read_table(const TableOptions *options, double test_size,
                            uint64_t seed)
{
    TableSplit split;
    Error error;
    char *iris = cli_home_path("data/iris.csv");
    TableFormat format = stage_table_format(options);
    if (!options->data)
        output_expect(iris, FILE_READ);
    if (!table_split_read(&split, options->data ? options->data : iris, &format,
                          test_size, (uint32_t)seed, options->standardize == 1,
                          &error))
        stage_fail_table(&error);
    say_doubts(split.table->doubts);
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
