/*: # Options and messages

A stage program is tried out again and again: another learning rate, another
seed, more epochs. That must not need an editor, so every program understands
options such as `--lr 0.01`, and `--help` lists them. A word that it does not
understand stops it with one line that says what is allowed. */
#define _POSIX_C_SOURCE 200809L
#include "program/cli.h"

#include <errno.h>
#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "mistake.h"
#include "program/progress.h"

static const char *program; // argv[0]

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

/*: A message stands below the results that came before it, so these are printed
first. */
static void say(const char *format, va_list arguments)
{
    char text[sizeof(Error)];
    vsnprintf(text, sizeof text, format, arguments);
    progress_hide();
    fflush(stdout);
    fprintf(stderr, "%s: ", program_name());
    put_escaped(text);
    fputc('\n', stderr);
}

/*: Saying it, saying it and stopping, and the same for an error that a function
of the core has returned. */
void cli_say(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    say(format, arguments);
    va_end(arguments);
}

void cli_stop(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    say(format, arguments);
    va_end(arguments);
    exit(1);
}

void cli_fail(const Error *error)
{
    cli_stop("%s", error->message);
}

/*: Who calls a program wrongly learns which word it was, and what may stand
there. */
static _Noreturn void misuse(const char *word, const char *problem)
{
    fprintf(stderr, "%s: ", program_name());
    put_escaped(word);
    fprintf(stderr, ": %s (try --help)\n", problem);
    exit(2);
}

static _Noreturn void refuse(const Option *option, const char *argument)
{
    fprintf(stderr, "%s: --%s ", program_name(), option->name);
    put_escaped(argument ? argument : "without an argument");
    fprintf(stderr, ": %s is expected (try --help)\n", option->expected);
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

/*: The words of a choice stand before what it is for, the default behind it. */
static void print_option(const Option *o)
{
    char text[1000];
    const char *words = o->words ? o->expected + strlen("one of ") : "";
    int at = printf("  --%s%s", o->name, o->argument);
    printf("%*s", at < COLUMN - 1 ? COLUMN - at : 2, "");
    snprintf(text, sizeof text, "%s%s%.300s%s%s%s", words, *words ? ": " : "",
             o->help, *o->standard ? " (default " : "", o->standard,
             *o->standard ? ")" : "");
    print_wrapped(text, COLUMN);
}

static _Noreturn void print_help(const char *summary, const Option *options)
{
    bool unused;
    Option help = option_flag("help", &unused, "print this and stop");
    printf("Usage: %s [options]\n", program_name());
    print_wrapped(summary, 0);
    printf("\n");
    for (; options->name; options++)
        print_option(options);
    print_option(&help);
    exit(cli_finish());
}

/*: ## The options that all stages have

They stand before the stage's own in one list. */
enum { COMMON = 10, OPTIONS_MAX = 30 };

static void list_common(Option list[COMMON], CliCommon *c)
{
    const Option common[COMMON] = {
        option_seed("seed", &c->seed, 0, "torch.manual_seed before all draws"),
        option_count("epochs", &c->epochs, 0, 10000000,
                     "times through the training data"),
        option_number("lr", &c->lr, 1e30, "learning rate"),
        option_count("batch-size", &c->batch_size, 1, 0,
                     "rows in a training step"),
        option_count("log-every", &c->log_every, 1, 0,
                     "epochs from one line to the next"),
        option_file("history", &c->history,
                    "write the figures of each epoch as CSV"),
        option_flag("no-plot", &c->no_plot, "draw no figures"),
        option_flag("png", &c->png, "draw the figures as PNG too"),
        option_flag("show", &c->show, "draw the figures in the terminal too"),
        option_flag("quiet", &c->quiet, "print the final results only"),
    };
    memcpy(list, common, sizeof common);
    list[0].given = &c->seed_given;
}

/*: ## The command line

`getopt_long` knows the usual ways to write an option: `--lr 1`, `--lr=1`, and
`--e 5` for `--epochs 5` as long as nothing else begins with `e`. What it found
comes back as a number: $256 + i$ for option $i$. */
enum { FIRST = 256 };

typedef struct CommandLine {
    int count;
    Option option[OPTIONS_MAX + 1];       // {0} is the last one
    struct option table[OPTIONS_MAX + 2]; // for getopt_long, with --help
} CommandLine;

static CommandLine command_line_of(CliCommon *common, const Option *own)
{
    CommandLine c = {.count = COMMON};
    list_common(c.option, common);
    for (; own->name && c.count < OPTIONS_MAX; own++)
        c.option[c.count++] = *own;
    check(!own->name, "cli_parse: more than %d options", OPTIONS_MAX);
    for (int i = 0; i < c.count; i++)
        c.table[i] = (struct option){
            c.option[i].name, *c.option[i].argument != '\0', NULL, FIRST + i};
    c.table[c.count] =
        (struct option){"help", no_argument, NULL, FIRST + c.count};
    return c;
}

/*: It has no name for an abbreviation that fits more than one option, so that
is looked up here. */
static bool begins(const struct option *entry, const char *word)
{
    return strncmp(entry->name, word + 2, strcspn(word + 2, "=")) == 0;
}

static _Noreturn void refuse_word(const char *word, const struct option *table,
                                  int value)
{
    char text[OPTIONS_MAX * 32] = "could mean";
    bool is_long = strncmp(word, "--", 2) == 0, found = false;
    if (value >= FIRST)
        misuse(word, "this option takes no argument");
    for (; is_long && table->name; table++)
        if (begins(table, word)) {
            strcat(strcat(text, " --"), table->name);
            found = true;
        }
    misuse(word, found ? text : "there is no such option");
}

/*: What `getopt_long` answers for the next word is the number of an option, or
a colon where an argument is missing, or a question mark. */
static void read_word(const CommandLine *c, int value, const char *word)
{
    if (value == '?')
        refuse_word(word, c->table, optopt);
    const Option *o = &c->option[(value == ':' ? optopt : value) - FIRST];
    if (value == ':' || !o->read(o, optarg))
        refuse(o, value == ':' ? NULL : optarg);
    if (o->given)
        *o->given = true;
}

/*: `--help` is looked for first, before any default is changed. */
void cli_parse(int argc, char **argv, const char *summary, CliCommon *common,
               const Option *own)
{
    common->log_every = common->log_every ? common->log_every : 10;
    const CommandLine c = command_line_of(common, own);
    program = argc > 0 ? argv[0] : "";
    for (int i = 1; i < argc; i++)
        if (strcmp(argv[i], "--help") == 0)
            print_help(summary, c.option);

    opterr = 0; // the messages are ours
    for (int value, at = optind; at < argc; at = optind) {
        // + no option after another word; : tell if an argument is missing
        value = getopt_long(argc, argv, "+:", c.table, NULL);
        if (value == -1)
            break;
        if (value == FIRST + c.count)
            print_help(summary, c.option);
        read_word(&c, value, argv[at]);
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

/*: ## The end

`printf` only fills a buffer. Whether its text reached the disk shows at the
end, and a program whose results are lost must not report success. */
int cli_finish(void)
{
    errno = 0;
    if (fflush(stdout) == 0 && !ferror(stdout))
        return 0;
    cli_say("stdout: %s", errno ? strerror(errno) : "it is incomplete");
    return 1;
}
