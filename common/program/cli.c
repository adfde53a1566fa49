/*: # Options, progress and messages

A stage program is tried out again and again: another learning rate, another
seed, more epochs. That must not need an editor, so every program understands
options such as `--lr 0.01`, and `--help` lists them. A word that it does not
understand stops it with one line that says what is allowed. */
#define _POSIX_C_SOURCE 200809L
#include "mistake.h"
#include "program/cli.h"

#include <errno.h>
#include <getopt.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "program/cli_argument.h"
#include "program/plot.h"

static const char *program; // argv[0]
static struct timespec start_time;

static const char *program_name(void)
{
    const char *slash = program ? strrchr(program, '/') : NULL;
    return slash ? slash + 1 : program ? program : "program";
}

/*: ## One line for a message

A message may quote what somebody typed, and a file's name may hold anything: a
line end, or the codes that change a terminal's colours. Control characters are
printed by their number, so that a message stays one harmless line. */
static void put_escaped(const char *text)
{
    for (const char *c = text; *c; c++)
        if ((unsigned char)*c < ' ' || *c == 0x7f)
            fprintf(stderr, "\\x%02x", (unsigned)*c);
        else
            fputc(*c, stderr);
    if (*text == '\0')
        fputs("''", stderr);
}

static _Noreturn void misuse(const char *word, const char *problem)
{
    fprintf(stderr, "%s: ", program_name());
    put_escaped(word);
    fprintf(stderr, ": %s (try --help)\n", problem);
    exit(2);
}

static _Noreturn void refuse(const CliOption *option, const char *argument)
{
    fprintf(stderr, "%s: --%s ", program_name(), option->name);
    put_escaped(argument ? argument : "without an argument");
    fprintf(stderr, ": %s is expected (try --help)\n",
            argument_expected(option).message);
    exit(2);
}

/*: ## Help

An option with its argument, and what it does, stand in two columns. */
enum { WIDTH = 80, COLUMN = 22 };

static void print_wrapped(const char *text, int indent)
{
    for (int at = indent; *text; text += strspn(text, " ")) {
        int length = (int)strcspn(text, " ");
        if (at > indent && at + 1 + length >= WIDTH)
            at = printf("\n%*s", indent, "") - 1;
        else if (at > indent)
            at += printf(" ");
        at += printf("%.*s", length, text);
        text += length;
    }
    printf("\n");
}

// The words of a choice stand before what it is for.
static void print_option(const CliOption *o)
{
    Error value = argument_default(o), text;
    bool has = value.message[0] != '\0', choice = o->kind == CLI_CHOICE;
    int at = printf("  --%s%s", o->name, argument_name(o));
    printf("%*s", at < COLUMN - 1 ? COLUMN - at : 2, "");
    error_set(&text, "%s%s%s%s%.400s%s", choice ? o->choices : "",
              choice ? ": " : "", o->help, has ? " (default " : "",
              value.message, has ? ")" : "");
    print_wrapped(text.message, COLUMN);
}

static _Noreturn void print_help(const char *summary, const CliOption *options,
                                 int count)
{
    printf("Usage: %s [options]\n", program_name());
    print_wrapped(summary, 0);
    printf("\n");
    for (int i = 0; i < count; i++)
        print_option(&options[i]);
    print_option(&(CliOption){.name = "help", .help = "print this and stop"});
    exit(cli_finish());
}

/*: ## The command line

`getopt_long` knows the usual ways to write an option: `--lr 1`, `--lr=1`, and
`--e 5` for `--epochs 5` as long as nothing else begins with `e`. What it found
comes back as a number: $256 + i$ for option $i$. It has no name for an
abbreviation that fits more than one option, so that is looked up here. */
enum { FIRST = 256, OPTIONS_MAX = 30 };

static _Noreturn void refuse_word(const char *word, const struct option *table,
                                  int value)
{
    Error text = {"could mean"};
    int found = 0;
    bool is_long = strncmp(word, "--", 2) == 0;
    size_t length = is_long ? strcspn(word + 2, "=") : 0;
    if (value >= FIRST)
        misuse(word, "this option takes no argument");
    for (; is_long && table->name; table++)
        if (strncmp(table->name, word + 2, length) == 0 && ++found) {
            Error before = text;
            error_set(&text, "%.400s --%s", before.message, table->name);
        }
    misuse(word, found ? text.message : "there is no such option");
}

void cli_parse(int argc, char **argv, const char *summary,
               const CliOption *options, int count)
{
    struct option table[OPTIONS_MAX + 2] = {{0}};
    check(count <= OPTIONS_MAX, "cli_parse: %d options", count);
    for (int i = 0; i < count; i++)
        table[i] = (struct option){options[i].name, options[i].kind != CLI_FLAG,
                                   NULL, FIRST + i};
    table[count] = (struct option){"help", no_argument, NULL, FIRST + count};
    program = argc > 0 ? argv[0] : "";
    clock_gettime(CLOCK_MONOTONIC, &start_time);
    for (int i = 1; i < argc; i++) // before any default is changed
        if (strcmp(argv[i], "--help") == 0)
            print_help(summary, options, count);

    opterr = 0; // the messages are ours
    for (int value, at = optind; at < argc; at = optind) {
        // + no option after another word; : tell if an argument is missing
        value = getopt_long(argc, argv, "+:", table, NULL);
        if (value == -1)
            break;
        if (value == FIRST + count)
            print_help(summary, options, count);
        if (value == '?')
            refuse_word(argv[at], table, optopt);
        const CliOption *o = &options[(value == ':' ? optopt : value) - FIRST];
        if (value == ':' || !argument_read(o, optarg))
            refuse(o, value == ':' ? NULL : optarg);
        if (o->given)
            *o->given = true;
    }
    if (optind < argc)
        misuse(argv[optind], "only options are expected");
}

/*: ## The files beside the program

`argv[0]` is how the program was called: in `../kindling/stage3` its data lie in
`../kindling/data/`. Called by a name without a slash, it takes the current
folder. */
const char *cli_home_path(const char *path)
{
    static char paths[8][4096];
    static int next;
    check(program, "cli_home_path: call cli_parse() first");
    char *to = paths[next++ % 8];
    int folder = (int)(strlen(program) - strlen(program_name()));
    if (path[0] == '/' || strncmp(program, "./", (size_t)folder) == 0)
        folder = 0; // ./stage3 finds data/iris.csv
    snprintf(to, sizeof paths[0], "%.*s%s", folder, program, path);
    return to;
}

/*: ## Progress

A long run should show that it is alive, but a short one should show nothing,
and a file should never hold such a bar. It is drawn on `stderr`, ten times a
second at most, over itself: `\r` leads back to the start of the line. */
static int bar_width; // on the screen now

static void bar_hide(void)
{
    if (bar_width > 0)
        fprintf(stderr, "\r%*s\r", bar_width, "");
    bar_width = 0;
}

static double seconds(void) // since the start
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - start_time.tv_sec) +
           1e-9 * (double)(now.tv_nsec - start_time.tv_nsec);
}

void cli_progress(const char *what, int done, int total)
{
    static const char CELL[] = "##############################";
    enum { CELLS = sizeof CELL - 1 };
    static double next = 0.5;
    if (done >= total) {
        bar_hide();
    } else if (seconds() >= next) {
        int full = (int)((double)CELLS * done / total);
        next = seconds() + 0.1;
        if (isatty(STDERR_FILENO)) // fprintf counts \r, which has no width
            bar_width = -1 + fprintf(stderr, "\r%.20s %d of %d [%.*s%*s]", what,
                                     done, total, full, CELL, CELLS - full, "");
    }
}

bool cli_log_now(const CliCommon *settings, int epoch)
{
    bool now = !settings->quiet && epoch % settings->log_every == 0;
    if (now)
        bar_hide();
    return now;
}

/*: ## The end of a run

With a learning rate that is too large the loss grows until no float can hold
it. From then on every number is NaN, and going on would only cost time. */
bool loss_is_finite(double loss, int epoch, const CliCommon *settings,
                    Error *error)
{
    return isfinite(loss) ||
           error_set(error, "epoch %d: the loss is %s; try an --lr below %g",
                     epoch, isnan(loss) ? "not a number" : "infinite",
                     settings->lr);
}

static void say(const char *message)
{
    bar_hide();
    fflush(stdout);
    fprintf(stderr, "%s: ", program_name());
    put_escaped(message);
    fputc('\n', stderr);
}

bool cli_draw(const CliCommon *settings, const char *stage, Error *error)
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
    if (good)
        error_set(error, "the figures are in %s", folder);
    if (!good || !settings->quiet)
        say(error->message);
    return true;
}

void cli_fail(const Error *error)
{
    say(error->message);
    exit(1);
}

/*: `printf` only fills a buffer. Whether its text reached the disk shows at the
end, and a program whose results are lost must not report success. */
int cli_finish(void)
{
    errno = 0;
    if (fflush(stdout) == 0 && !ferror(stdout))
        return 0;
    Error error;
    error_set(&error, "stdout: %s",
              errno ? strerror(errno) : "it is incomplete");
    say(error.message);
    return 1;
}
