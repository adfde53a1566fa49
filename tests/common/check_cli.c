// Tests of common/program/cli.c and option.c. Each command line is read in a
// child process, whose output, messages and exit status are compared.
#define _XOPEN_SOURCE 700 // POSIX, and pseudo-terminals
#include "program/program.h"
#include "child.h"
#include "cli_cases.h"
#include "golden.h"

#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))

typedef struct Settings {
    CliCommon common;
    int hidden, activation;
    const char *data;
    double test_size;
    uint64_t split_seed;
} Settings;

static Settings parse(int argc, char **argv)
{
    static const char *const WORDS[] = {"sigmoid", "tanh", "relu", NULL};
    Settings s = {
        .common = {.seed = 1, .epochs = 100, .lr = 0.001, .batch_size = 2},
        .hidden = 16,
        .activation = 1,
        .data = "data/iris.csv",
        .test_size = 1.0 / 3,
        .split_seed = 7,
    };
    const Option options[] = {
        {"hidden", "units of the hidden layer", .count = &s.hidden, .min = 1},
        {"activation",
         "what the hidden layer does to each of its sums, of which it has as "
         "many as units",
         .word = &s.activation, .words = WORDS},
        {"data", "the table", .file = &s.data},
        {"test-size", "share of the rows to test on", .share = &s.test_size},
        {"split-seed", "chooses them", .seed = &s.split_seed,
         .max = 4294967295},
        {0}};
    cli_parse(argc, argv, "A program for the tests.", &s.common, options);
    return s;
}

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
    Child r = in_child(print_settings, GOOD[_i].words, NULL);
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
    Child r = in_child(print_settings, words, NULL);
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
        Child r = in_child(print_settings, WORDS[i], NULL);
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
    ck_assert_int_eq(in_child(print_settings, NOTHING, NULL).status, 0);
}
END_TEST

static void print_home(int argc, char **argv)
{
    parse(argc, argv);
    char *path = cli_home_path("data/iris.csv");
    printf("%s", path);
    free(path);
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
        Child r =
            in_child(print_home, (const char *[]){CASES[i][0], NULL}, NULL);
        ck_assert_str_eq(r.out, CASES[i][1]);
    }
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
    Child r = in_child(print_and_fail, words, NULL);
    ck_assert_int_eq(r.status, 1);
    ck_assert_str_eq(r.out, "before");
    ck_assert_str_eq(r.err, "stage3: a\\x0ab: no such file\n");
    r = in_child(finish, words, NULL);
    ck_assert_int_eq(r.status, 0);
    ck_assert_str_eq(r.out, "results\n");
    if (access("/dev/full", W_OK) != 0)
        return;
    r = in_child(finish, words, "/dev/full");
    ck_assert_int_eq(r.status, 1);
    ck_assert_str_eq(r.err, "stage3: stdout: No space left on device\n");
    r = in_child(finish_late, words, "/dev/full");
    ck_assert_int_eq(r.status, 1);
    ck_assert_str_eq(r.err, "stage3: stdout: it is incomplete\n");
    ck_assert_int_eq(in_child(print_settings, help, "/dev/full").status, 1);
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
    tcase_add_test(tests, the_end_of_a_program);
    return run_tests("cli", tests);
}
