// Tests of common/program/cli.c and cli_argument.c. Each command line is read
// in a child process, whose output, messages and exit status are compared.
#define _XOPEN_SOURCE 700 // POSIX, and pseudo-terminals
#include "program/cli.h"
#include "cli_cases.h"
#include "golden.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))

typedef struct Run {
    int status; // of exit(), or -1
    char out[8192], err[8192];
} Run;

static void read_back(FILE *file, char *text, size_t size)
{
    rewind(file);
    text[fread(text, 1, size - 1, file)] = '\0';
    fclose(file);
}

// Calls the function in a child; it gets these words as argc and argv.
static Run run(void (*function)(int, char **), const char *const *words,
               const char *stdout_path)
{
    Run result;
    int status, argc = 0;
    char *argv[16] = {NULL};
    FILE *out = tmpfile(), *err = tmpfile();
    for (; words[argc]; argc++)
        argv[argc] = (char *)words[argc];
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        dup2(stdout_path ? open(stdout_path, O_WRONLY) : fileno(out), 1);
        dup2(fileno(err), 2);
        function(argc, argv);
        fflush(stdout);
        _exit(0);
    }
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    result.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    read_back(out, result.out, sizeof result.out);
    read_back(err, result.err, sizeof result.err);
    return result;
}

typedef struct Settings {
    CliCommon common;
    int hidden, activation;
    const char *data;
    double test_size;
    uint64_t split_seed;
} Settings;

// clang-format off
static Settings parse(int argc, char **argv)
{
    Settings s = {.common = {.seed = 1, .epochs = 100, .lr = 0.001,
                             .batch_size = 2, .log_every = 10},
                  .hidden = 16, .activation = 1, .data = "data/iris.csv",
                  .test_size = 1.0 / 3, .split_seed = 7};
    const CliOption options[] = {
        CLI_COMMON(s.common),
        {.name = "hidden", .kind = CLI_COUNT, .target = &s.hidden, .min = 1,
         .help = "units of the hidden layer"},
        {.name = "activation", .kind = CLI_CHOICE, .target = &s.activation,
         .choices = "sigmoid|tanh|relu",
         .help = "what the hidden layer does to each of its sums, of which "
                 "it has as many as units"},
        {.name = "data", .kind = CLI_TEXT, .target = &s.data,
         .help = "the table"},
        {.name = "test-size", .kind = CLI_SHARE, .target = &s.test_size,
         .help = "share of the rows to test on"},
        {.name = "split-seed", .kind = CLI_SEED, .target = &s.split_seed,
         .max = 4294967295, .help = "chooses them"},
    };
    cli_parse(argc, argv, "A program for the tests.", options, COUNT(options));
    return s;
}
// clang-format on

static void print_settings(int argc, char **argv)
{
    Settings s = parse(argc, argv);
    const CliCommon *c = &s.common;
    printf("%llu %d %d %.17g %d %d %s %d%d%d%d %d %d %s %g %llu",
           (unsigned long long)c->seed, c->seed_given, c->epochs, c->lr,
           c->batch_size, c->log_every, c->history ? c->history : "-",
           c->no_plot, c->png, c->show, c->quiet, s.hidden, s.activation,
           s.data, s.test_size, (unsigned long long)s.split_seed);
}

START_TEST(good_command_lines)
{
    Run r = run(print_settings, GOOD[_i].words, NULL);
    ck_assert_int_eq(r.status, 0);
    ck_assert_str_eq(r.out, GOOD[_i].settings);
    ck_assert_str_eq(r.err, "");
}
END_TEST

START_TEST(bad_command_lines)
{
    char expected[400];
    const char *words[8] = {"some/folder/stage3"};
    memcpy(words + 1, BAD[_i].words, sizeof BAD[_i].words);
    snprintf(expected, sizeof expected, "stage3: %s (try --help)\n",
             BAD[_i].complaint);
    Run r = run(print_settings, words, NULL);
    ck_assert_int_eq(r.status, 2);
    ck_assert_str_eq(r.err, expected);
    ck_assert_str_eq(r.out, "");
}
END_TEST

START_TEST(help_is_complete)
{
    static const char *const WORDS[][5] = {
        {"./stage3", "--help"},
        {"./stage3", "--hel"},
        {"./stage3", "--lr", "5", "--help"}, // defaults are those from before
    };
    for (int i = 0; i < COUNT(WORDS); i++) {
        Run r = run(print_settings, WORDS[i], NULL);
        ck_assert_int_eq(r.status, 0);
        ck_assert_str_eq(r.out, HELP);
        ck_assert_str_eq(r.err, "");
    }
    for (const char *line = HELP; *line; line += strcspn(line, "\n") + 1)
        ck_assert_uint_le(strcspn(line, "\n"), 80);
}
END_TEST

START_TEST(no_argv_at_all)
{
    static const char *const NOTHING[] = {NULL};
    ck_assert_int_eq(run(print_settings, NOTHING, NULL).status, 0);
}
END_TEST

static void print_home(int argc, char **argv)
{
    parse(argc, argv);
    const char *path = cli_home_path("data/iris.csv");
    for (int i = 0; i < 6; i++)
        cli_home_path("x");
    const char *absolute = cli_home_path("/a/b"); // the seventh after path
    printf("%s %s", path, absolute);
}

START_TEST(home_is_beside_the_program)
{
    static const char *const CASES[][2] = {
        {"stage3", "data/iris.csv"},
        {"./stage3", "data/iris.csv"},
        {"../x y/stage3", "../x y/data/iris.csv"},
        {"/stage3", "/data/iris.csv"},
        {"/opt/kindling/stage3", "/opt/kindling/data/iris.csv"},
        {".//stage3", ".//data/iris.csv"},
    };
    for (int i = 0; i < COUNT(CASES); i++) {
        char expected[100];
        snprintf(expected, sizeof expected, "%s /a/b", CASES[i][1]);
        Run r = run(print_home, (const char *[]){CASES[i][0], NULL}, NULL);
        ck_assert_str_eq(r.out, expected);
    }
}
END_TEST

static void print_log(int argc, char **argv)
{
    Settings s = parse(argc, argv);
    for (int epoch = 0; epoch < 7; epoch++)
        if (cli_log_now(&s.common, epoch))
            printf("%d ", epoch);
}

START_TEST(lines_of_the_log)
{
    Run r = run(print_log, (const char *[]){"t", "--log", "3", NULL}, NULL);
    ck_assert_str_eq(r.out, "0 3 6 ");
    r = run(print_log, (const char *[]){"t", "--quiet", NULL}, NULL);
    ck_assert_str_eq(r.out, "");
}
END_TEST

START_TEST(a_loss_that_is_no_number)
{
    CliCommon settings = {.lr = 0.5};
    Error error = {""};
    ck_assert(loss_is_finite(1e300, 3, &settings, &error));
    ck_assert_str_eq(error.message, "");
    ck_assert(!loss_is_finite((double)NAN, 3, &settings, &error));
    ck_assert_str_eq(error.message, "epoch 3: the loss is not a number; try an "
                                    "--lr below 0.5");
    ck_assert(!loss_is_finite(HUGE_VAL, 0, &settings, &error));
    ck_assert_str_eq(error.message,
                     "epoch 0: the loss is infinite; try an --lr below 0.5");
}
END_TEST

static void print_and_fail(int argc, char **argv)
{
    Error error = {"a\nb: no such file"};
    parse(argc, argv);
    printf("before");
    cli_fail(&error);
}

static void finish(int argc, char **argv)
{
    parse(argc, argv);
    printf("results\n");
    exit(cli_finish());
}

static void finish_late(int argc, char **argv)
{
    parse(argc, argv);
    printf("results\n");
    fflush(stdout); // fails here, so that nothing is left to fail at the end
    exit(cli_finish());
}

START_TEST(the_end_of_a_program)
{
    const char *const words[] = {"x/stage3", NULL};
    const char *const help[] = {"x/stage3", "--help", NULL};
    Run r = run(print_and_fail, words, NULL);
    ck_assert_int_eq(r.status, 1);
    ck_assert_str_eq(r.out, "before");
    ck_assert_str_eq(r.err, "stage3: a\\x0ab: no such file\n");
    r = run(finish, words, NULL);
    ck_assert_int_eq(r.status, 0);
    ck_assert_str_eq(r.out, "results\n");
    if (access("/dev/full", W_OK) != 0)
        return;
    r = run(finish, words, "/dev/full");
    ck_assert_int_eq(r.status, 1);
    ck_assert_str_eq(r.err, "stage3: stdout: No space left on device\n");
    r = run(finish_late, words, "/dev/full");
    ck_assert_int_eq(r.status, 1);
    ck_assert_str_eq(r.err, "stage3: stdout: it is incomplete\n");
    ck_assert_int_eq(run(print_settings, help, "/dev/full").status, 1);
}
END_TEST

static void draw(int argc, char **argv)
{
    Settings s = parse(argc, argv);
    Error error;
    setenv("PATH", "/nonexistent", 1);
    printf("%d", cli_draw(&s.common, "stage3", &error));
}

START_TEST(figures_without_gnuplot)
{
    Run r = run(draw, (const char *[]){"stage3", NULL}, NULL);
    ck_assert_str_eq(r.out, "1");
    ck_assert_str_eq(r.err,
                     "stage3: gnuplot is not installed, so no figures are "
                     "drawn: install gnuplot-nox or gnuplot\n");
    r = run(draw, (const char *[]){"stage3", "--png", NULL}, NULL);
    ck_assert_str_eq(r.out, "0"); // asked for: the caller must fail
    ck_assert_str_eq(r.err, "");
}
END_TEST

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

// 1.2 seconds of work with a line in the midst.
static void work(int argc, char **argv)
{
    enum { STEPS = 120 };
    Settings s = parse(argc, argv);
    for (int i = 0; i < STEPS; i++) {
        nanosleep(&(struct timespec){0, 10000000}, NULL);
        if (i == STEPS - 40 && cli_log_now(&s.common, 0))
            fprintf(stderr, "line\n");
        cli_progress("epoch", i + 1, STEPS);
    }
}

START_TEST(no_bar_in_a_file)
{
    Run r = run(work, (const char *[]){"t", NULL}, NULL);
    ck_assert_str_eq(r.err, "line\n");
}
END_TEST

START_TEST(a_bar_on_a_terminal)
{
    char text[16384], *argv[] = {(char *)"t", NULL};
    size_t length = 0;
    int status, master = posix_openpt(O_RDWR | O_NOCTTY);
    ck_assert(master >= 0 && grantpt(master) == 0 && unlockpt(master) == 0);
    int slave = open(ptsname(master), O_RDWR | O_NOCTTY);
    double start = now();
    pid_t child = fork();
    if (child == 0) {
        close(master);
        dup2(slave, 2);
        close(slave);
        work(1, argv);
        _exit(0);
    }
    close(slave);
    for (ssize_t n;
         (n = read(master, text + length, sizeof text - 1 - length)) > 0;)
        length += (size_t)n;
    text[length] = '\0';
    close(master);
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ck_assert_int_eq(status, 0);

    int drawn = 0;
    for (char *c = text; (c = strchr(c, '[')) != NULL; c++)
        drawn++;
    ck_assert_msg(drawn >= 2 && drawn <= 1 + 10 * (now() - start - 0.5),
                  "%d times: %s", drawn, text);
    ck_assert_ptr_nonnull(strstr(text, "\repoch "));
    ck_assert_ptr_nonnull(strstr(text, " of 120 [#"));
    char *line = strstr(text, "line"); // on a line that was wiped before
    ck_assert(line && line - text > 10 &&
              strncmp(line - 10, "         \r", 10) == 0);
}
END_TEST

START_TEST(the_bar_costs_nothing)
{
    double start = now();
    for (int i = 0; i < 100000; i++)
        cli_progress("epoch", i, 100000);
    ck_assert_double_lt(now() - start, 1);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("cli");
    tcase_add_loop_test(tests, good_command_lines, 0, COUNT(GOOD));
    tcase_add_loop_test(tests, bad_command_lines, 0, COUNT(BAD));
    tcase_add_test(tests, help_is_complete);
    tcase_add_test(tests, no_argv_at_all);
    tcase_add_test(tests, home_is_beside_the_program);
    tcase_add_test(tests, lines_of_the_log);
    tcase_add_test(tests, a_loss_that_is_no_number);
    tcase_add_test(tests, the_end_of_a_program);
    tcase_add_test(tests, figures_without_gnuplot);
    tcase_add_test(tests, no_bar_in_a_file);
    tcase_add_test(tests, a_bar_on_a_terminal);
    tcase_add_test(tests, the_bar_costs_nothing);
    return run_tests("cli", tests);
}
