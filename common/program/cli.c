/*: # Options and messages

A stage program is tried out again and again: another learning rate, another
seed, more epochs. That must not need an editor, so every program understands
options such as `--lr 0.01`, and `--help` lists them. A word that it does not
understand stops it with one line that says what is allowed.

As if somebody had typed this, and a message with a line end in it:

```{.c example="cli"}
``` */
#include "program/program.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>

#include "bytes.h"
#include "mistake.h"

static const char *program = "program"; // argv[0]

static const char *program_name(void)
{
    const char *slash = strrchr(program, '/');
    return slash ? slash + 1 : program;
}

/*: ## One line for a message

A message stands below the results that came before it, so these are printed
first. It may quote what somebody typed, and a file's name may hold anything: a
line end, or the codes that change a terminal's colours. What does not show is
printed by its number, so that a message stays one harmless line. */
void cli_say(const char *format, ...)
{
    char text[sizeof(Error)];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    progress_hide();
    fflush(stdout);
    fprintf(stderr, "%s: ", program_name());
    size_t length;
    for (const char *c = text; *c; c += length > 0 ? length : 1) {
        length = character_length(c, strlen(c));
        if (length == 0)
            fprintf(stderr, "\\x%02x", (unsigned char)*c);
        fprintf(stderr, "%.*s", (int)length, c);
    }
    fputc('\n', stderr);
}

/*: Saying it and stopping: for an error that a function of the core has
returned, and for what a program finds itself. */
void cli_fail(const Error *error)
{
    cli_say("%s", error->message);
    exit(1);
}

void cli_stop(const char *format, ...)
{
    Error error;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(error.message, sizeof error.message, format, arguments);
    va_end(arguments);
    cli_fail(&error);
}

/*: Who calls a program wrongly learns which word it was, and what may stand
there. */
static _Noreturn void misuse(const char *word, const char *problem)
{
    cli_say("%s: %s (try --help)", *word ? word : "''", problem);
    exit(2);
}

static _Noreturn void refuse(const Option *option, const char *argument)
{
    cli_say("--%s %s: %s is expected (try --help)", option->name,
            *argument ? argument : "''", option_text(option).expected);
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
    const OptionText t = option_text(o);
    const char *words = o->word ? t.expected + strlen("one of ") : "";
    char *text = text_new("%s%s%s%s%s%s", words, *words ? ": " : "", o->help,
                          *t.standard ? " (default " : "", t.standard,
                          *t.standard ? ")" : "");
    int at = printf("  --%s%s", o->name, t.argument);
    printf("%*s", at < COLUMN - 1 ? COLUMN - at : 2, "");
    print_wrapped(text, COLUMN);
    free(text);
}

static _Noreturn void print_help(const char *summary, const Option *options)
{
    printf("Usage: %s [options]\n", program_name());
    print_wrapped(summary, 0);
    printf("\n");
    for (; options->name; options++)
        print_option(options);
    exit(cli_finish());
}

/*: ## The options that all stages have

They stand before the stage's own in one list, and `--help` behind them. One
line of the stage's may stand for [all options of a table](stage.c). A stage
that counts in steps, one row in each, has an option of its own for the variable
`epochs`, and that of all stages is left out; so is `--batch-size`, if its
default is none. */
enum { OPTIONS_MAX = 30 };

static bool is_left_out(const Option *o, const Option *own)
{
    if (!o->count)
        return false;
    for (; own->name; own++)
        if (own->count == o->count)
            return true;
    return *o->count < o->min;
}

// The common ones first.
static void list_options(Option list[OPTIONS_MAX], CliCommon *c,
                         const Option *own, bool *help)
{
    const Option common[] = {
        {"seed", "torch.manual_seed before all draws", .seed = &c->seed,
         .min = INT64_MIN, .given = &c->seed_given},
        {"epochs", "times through the training data", .count = &c->epochs,
         .max = 10000000},
        {"lr", "learning rate", .number = &c->lr},
        {"batch-size", "rows in a training step", .count = &c->batch_size,
         .min = 1},
        {"log-every", "epochs from one line to the next",
         .count = &c->log_every, .min = 1},
        {"history", "write the figures of each epoch as CSV",
         .file = &c->history, .use = FILE_WRITTEN},
        {"no-plot", "draw no figures", .flag = &c->no_plot},
        {"png", "draw the figures as PNG too", .flag = &c->png},
        {"show", "draw the figures in the terminal too", .flag = &c->show},
        {"quiet", "print the final results only", .flag = &c->quiet},
    };
    int count = 0;
    for (size_t i = 0; i < sizeof common / sizeof *common; i++)
        if (!is_left_out(&common[i], own))
            list[count++] = common[i];
    for (; own->name; own++) {
        check(count + TABLE_OPTIONS + 2 <= OPTIONS_MAX,
              "cli_parse: too many options");
        if (own->table)
            stage_table_options(&list[count], own->table);
        else
            list[count] = *own;
        count += own->table ? TABLE_OPTIONS : 1;
    }
    list[count++] = (Option){"help", "print this and stop", .flag = help};
    list[count] = (Option){0};
}

/*: ## The command line

There are the usual ways to write an option: `--lr 1`, `--lr=1`, and `--e 5` for
`--epochs 5` as long as nothing else begins with `e`.

![Five things that one may type for stage 3, and what becomes of
each](cli.svg){#fig-cli alt="--e 20 is found among the options of all stages and
sets common.epochs; --hid=32 is the stage's own and sets hidden; --drop Id is
one of any table; --help prints the list; --s 3 could mean several options,
which is one line and status 2"} */
static const Option *find_option(const Option *list, const char *word)
{
    char could[OPTIONS_MAX * 32] = "could mean";
    const Option *found = NULL;
    int count = 0;
    for (; list->name && strncmp(word, "--", 2) == 0; list++) {
        size_t length = strcspn(word + 2, "=");
        if (strncmp(list->name, word + 2, length) != 0)
            continue;
        if (list->name[length] == '\0')
            return list;
        strcat(strcat(could, " --"), list->name);
        found = list;
        count++;
    }
    if (count != 1)
        misuse(word, count ? could : "there is no such option");
    return found;
}

/*: An argument stands behind `=`, or is the next word. */
static int read_option(const Option *list, char **words, int count)
{
    int used = 1;
    const Option *option = find_option(list, words[0]);
    const char *argument = strchr(words[0], '=');
    if (option->flag && argument)
        misuse(words[0], "this option takes no argument");
    if (argument)
        argument++;
    else if (!option->flag)
        argument = count > 1 ? words[used++] : NULL;
    if (!option->flag && !argument)
        refuse(option, "without an argument");
    if (!option_read(option, argument))
        refuse(option, argument ? argument : "");
    if (option->given)
        *option->given = true;
    return used;
}

/*: What is wrong with a file should show [before the work](output.c). */
static void expect_files(const Option *o)
{
    for (; o->name; o++)
        if (o->use != FILE_NONE && *o->file)
            output_expect(*o->file, o->use);
}

/*: Where standard output was closed (`./stage3 >&-`), the next file that is
opened takes its number, and what is printed would go into that file. So each of
the first three numbers stands for something; to write to it remains a fault. */
static void keep_numbers(void)
{
    for (int file = 0; file < 3; file++)
        if (fcntl(file, F_GETFD) < 0)
            open("/dev/null", O_RDONLY); // the lowest number that is free
}

/*: `--help` is looked for first, before any default is changed. The word `--`
ends the options, and `-` alone is none. */
void cli_parse(int argc, char **argv, const char *summary, CliCommon *common,
               const Option *own)
{
    bool help = false;
    Option list[OPTIONS_MAX];
    keep_numbers();
    common->log_every = common->log_every ? common->log_every : 10;
    list_options(list, common, own, &help);
    program = argc > 0 ? argv[0] : program;
    memory_failed = cli_fail; // says the program's name
    for (int i = 1; i < argc; i++)
        help |= strcmp(argv[i], "--help") == 0;

    int at = 1;
    while (!help && at < argc && argv[at][0] == '-' && argv[at][1] &&
           strcmp(argv[at], "--") != 0)
        at += read_option(list, argv + at, argc - at);
    if (help)
        print_help(summary, list);
    if (at < argc && strcmp(argv[at], "--") == 0)
        at++;
    if (at < argc)
        misuse(argv[at], "only options are expected");
    expect_files(list);
}

/*: ## The files beside the program

`argv[0]` is how the program was called: in `../kindling/stage3` its data lie in
`../kindling/data/`. Called by a name without a slash, it takes the current
folder. */
char *cli_home_path(const char *path)
{
    int folder = (int)(strlen(program) - strlen(program_name()));
    if (strncmp(program, "./", (size_t)folder) == 0)
        folder = 0; // ./stage3 finds data/iris.csv
    return text_new("%.*s%s", folder, program, path);
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
