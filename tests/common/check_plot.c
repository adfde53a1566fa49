// Tests of common/program/plot.c. Those that draw need gnuplot, and pass
// without it.
#define _XOPEN_SOURCE 700 // POSIX, and mkdtemp
#include "program/program.h"
#include "plot_folder.h"
#include "stop.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

START_TEST(data_files)
{
    for (int i = 0; i < 2; i++) { // the second time the folders are there
        FILE *file = plot_open("a/b c/d/x.dat");
        fprintf(file, "text %d\n", i);
        output_close(file, "a/b c/d/x.dat");
    }
    ck_assert_str_eq(read_text("a/b c/d/x.dat"), "text 1\n");
    char absolute[100];
    snprintf(absolute, sizeof absolute, "%s/e//f//y", folder);
    output_close(plot_open(absolute), absolute);
    ck_assert(exists("e/f/y"));
    output_make_folders("plain");
    ck_assert(!exists("plain"));
}
END_TEST

static void open_below_a_file(void)
{
    plot_open("file/x");
}

static void open_deep_below_a_file(void)
{
    plot_open("file/deeper/x");
}

static void open_a_folder(void)
{
    plot_open("./folder");
}

static void open_nowhere(void)
{
    plot_open("/proc/none/x");
}

START_TEST(data_files_that_cannot_be)
{
    write_text("file", "");
    ck_assert_int_eq(mkdir("folder", 0777), 0);
    fails_with(open_below_a_file, "program: file/x: Not a directory\n");
    fails_with(open_deep_below_a_file,
               "program: file/deeper/x: Not a directory\n");
    fails_with(open_a_folder, "program: ./folder: is a folder\n");
    fails_with(open_nowhere,
               "program: /proc/none/x: No such file or directory\n");
}
END_TEST

START_TEST(columns_of_numbers)
{
    Tensor *x = tensor_new_from(shape_2d(3, 1), (float[]){1, -0.1f, 1e-30f});
    Tensor *y = tensor_new_from(shape_1d(3), (float[]){16777216, 0, 3});
    plot_write("new/xy.dat", "x y", (const Tensor *[]){x, y}, 2);
    ck_assert_str_eq(read_text("new/xy.dat"),
                     "# x y\n1 16777216\n-0.100000001 0\n1e-30 3\n");
    tensor_free(x);
    tensor_free(y);
}
END_TEST

static void open_a_second(void)
{
    plot_open("a");
    plot_open("b");
}

static void read_many(void)
{
    for (int i = 0; i < 17; i++) {
        char name[12];
        snprintf(name, sizeof name, "%d", i);
        output_expect(name, FILE_READ);
    }
}

static void write_to_a_socket(void)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX, .sun_path = "socket"};
    int file = socket(AF_UNIX, SOCK_STREAM, 0);
    if (bind(file, (struct sockaddr *)&address, sizeof address) != 0)
        _exit(2);
    output_close(output_open("socket"), "socket");
}

START_TEST(files_that_are_none)
{
    STOPS(open_a_second, "another file is open");
    STOPS(read_many, "too many files");
    fails_with(write_to_a_socket,
               "program: socket: No such device or address\n");
}
END_TEST

static void write_unequal_columns(void)
{
    const Tensor *columns[] = {tensor_new_zeros(shape_1d(3)),
                               tensor_new_zeros(shape_1d(2))};
    plot_write("x", "x y", columns, 2);
}

START_TEST(columns_of_different_length)
{
    STOPS(write_unequal_columns, "plot_write", "column 1 has 2", "has 3");
}
END_TEST

static void fill_at_the_end(void)
{
    FILE *file = plot_open("/dev/full");
    fputs("data\n", file);
    output_close(file, "/dev/full");
}

static void fill_before(void)
{
    FILE *file = plot_open("/dev/full");
    fputs("data\n", file);
    fflush(file); // fails now, so that nothing is left to fail at the end
    output_close(file, "/dev/full");
}

static void fill_with_columns(void)
{
    Tensor *x = tensor_new_zeros(shape_1d(5000));
    plot_write("/dev/full", "x", (const Tensor *[]){x}, 1);
}

START_TEST(full_disk)
{
    static const char LINE[] = "program: /dev/full: No space left on device\n";
    if (access("/dev/full", W_OK) != 0)
        return;
    fails_with(fill_at_the_end, LINE);
    fails_with(fill_before, LINE);
    fails_with(fill_with_columns, LINE);
}
END_TEST

// What gnuplot itself makes of the text.
START_TEST(any_text_is_safe_in_a_script)
{
    static const char *const TEXTS[] = {"setosa",
                                        "",
                                        "'",
                                        "it's ''",
                                        "\"quoted\"",
                                        "back\\slash\\n",
                                        "`touch evil`",
                                        "@macro $1 #no comment",
                                        "{/:Bold x}_1^2",
                                        "two\nlines",
                                        "\n",
                                        "'\n'",
                                        "tab\tand\x1b",
                                        "'; system('touch evil'); x='",
                                        "gr\xc3\xbc\xc3\x9f",
                                        "%d %s",
                                        "trailing\\"};
    if (!gnuplot_is_there())
        return;
    for (int i = 0; i < COUNT(TEXTS); i++) {
        FILE *script = fopen("text.gp", "w");
        fputs("name = ", script);
        plot_put_text(script, TEXTS[i]);
        fputs("\nset print 'out'\nprint '<'.name.'>'\n", script);
        fclose(script);
        ck_assert_msg(plot_draw("text.gp", ".", "svg", &error), "%s: %s",
                      TEXTS[i], error.message);
        char expected[100];
        snprintf(expected, sizeof expected, "<%s>\n", TEXTS[i]);
        ck_assert_str_eq(read_text("out"), expected);
        ck_assert(!exists("evil"));
    }
}
END_TEST

START_TEST(no_gnuplot)
{
    write_text("empty.gp", "");
    setenv("PATH", folder, 1);
    ck_assert(!plot_draw("empty.gp", ".", "svg", &error));
    ck_assert_str_eq(error.message,
                     "gnuplot is not installed, so no figures "
                     "are drawn: install gnuplot-nox or gnuplot");
    ck_assert(waitpid(-1, NULL, WNOHANG) == -1 && errno == ECHILD);
}
END_TEST

START_TEST(a_script_that_fails)
{
    static const char *const CASES[][2] = {
        {"x = 1\nplot nothing\n", "line 2: undefined variable: nothing"},
        {"set title 'in \" line 7'\nplot 'none.dat'\n",
         "line 2: No data in plot"},
        {"load 'none.gp'\n", "none.gp"},
        // a warning first
        {"stats '/dev/null'\nplot nothing\n",
         "line 2: undefined variable: nothing"},
        // more complaints than a pipe holds
        {"do for [i=1:30000] { print 'complaint' }\nexit status 1\n",
         "gnuplot: complaint"},
    };
    if (!gnuplot_is_there())
        return;
    for (int i = 0; i < COUNT(CASES); i++) {
        write_text("bad.gp", CASES[i][0]);
        ck_assert(!plot_draw("bad.gp", ".", "svg", &error));
        ck_assert_msg(strncmp(error.message, "gnuplot: ", 9) == 0 &&
                          strstr(error.message, CASES[i][1]) &&
                          !strchr(error.message, '\n'),
                      "%d: %s", i, error.message);
    }
    ck_assert(!plot_draw("none.gp", ".", "svg", &error));
    ck_assert_ptr_nonnull(strstr(error.message, "none.gp"));
    ck_assert(waitpid(-1, NULL, WNOHANG) == -1 && errno == ECHILD);
}
END_TEST

// Stands in for gnuplot and ends as told.
START_TEST(a_gnuplot_that_dies)
{
    static const char *const CASES[][2] = {
        {"kill -9 $$", "gnuplot: it ended without a word"},
        {"exit 3", "gnuplot: it ended without a word"},
        {"echo >&2; echo '  first' >&2; echo second >&2; exit 1",
         "gnuplot: first"},
        {"yes | head -c 1000000 >&2; exit 1", "gnuplot: y"},
    };
    char here[5000];
    snprintf(here, sizeof here, "%s:%s", folder, programs);
    setenv("PATH", here, 1);
    for (int i = 0; i < COUNT(CASES); i++) {
        char script[100];
        snprintf(script, sizeof script, "#!/bin/sh\n%s\n", CASES[i][0]);
        write_text("gnuplot", script);
        ck_assert_int_eq(chmod("gnuplot", 0755), 0);
        ck_assert(!plot_draw("x.gp", ".", "svg", &error));
        ck_assert_str_eq(error.message, CASES[i][1]);
    }
}
END_TEST

// Stands in for gnuplot and draws two figures; where a folder lies in the place
// of one, that is not drawn over, and nothing is left beside it.
START_TEST(figures_are_moved)
{
    write_text("gnuplot",
               "#!/bin/sh\nout=${3##*out=\\'}\n"
               "for i in a b; do echo new >${out%\\'}/$i.svg; done\n");
    ck_assert_int_eq(chmod("gnuplot", 0755), 0);
    setenv("PATH", folder, 1);
    ck_assert_int_eq(mkdir("out", 0777), 0);
    ck_assert_int_eq(mkdir("out/a.svg", 0777), 0);
    write_text("out/b.svg", "old");
    ck_assert_msg(plot_draw("x.gp", "out", "svg", &error), "%s", error.message);
    ck_assert_str_eq(read_text("out/b.svg"), "new\n");
    ck_assert_int_eq(rmdir("out/a.svg"), 0);
    ck_assert_int_eq(unlink("out/b.svg"), 0);
    ck_assert_int_eq(rmdir("out"), 0);
    ck_assert(!plot_draw("x.gp", "out", "svg", &error));
    ck_assert_str_eq(error.message, "out: No such file or directory");
}
END_TEST

static const char FIGURE[] = "load home.'/common/program/plot.gp'\n"
                             "set output figure('one')\n"
                             "plot data('x.dat')\n";

// Folders whose names would be commands, options or ends of strings.
START_TEST(any_path_is_safe)
{
    static const char *const NAMES[] = {
        "it's",         "'; system(\"touch evil\"); '",
        "`touch evil`", "<touch evil",
        "|touch evil",  "-",
        "-e print 1",   "a b",
        "\"",           "~",
        "two\nlines",   "@x"};
    char name[100], common[5000];
    if (!gnuplot_is_there())
        return;
    for (int i = 0; i < COUNT(NAMES); i++) {
        snprintf(name, sizeof name, "%s/p/q/one.gp", NAMES[i]);
        FILE *file = plot_open(name);
        fputs(FIGURE, file);
        output_close(file, name);
        snprintf(name, sizeof name, "%s/x.dat", NAMES[i]);
        file = plot_open(name);
        fputs("1 2\n2 3\n", file);
        output_close(file, name);
        // home is two folders above the script
        snprintf(name, sizeof name, "%s/common", NAMES[i]);
        snprintf(common, sizeof common, "%s/common", top);
        ck_assert_int_eq(symlink(common, name), 0);

        snprintf(name, sizeof name, "%s/p/q/one.gp", NAMES[i]);
        ck_assert_msg(plot_draw(name, NAMES[i], "svg", &error), "%s: %s",
                      NAMES[i], error.message);
        snprintf(name, sizeof name, "%s/one.svg", NAMES[i]);
        ck_assert_msg(exists(name), "%s", name);
        ck_assert(!exists("evil"));
    }
}
END_TEST

static int open_files(void)
{
    int count = 0;
    for (int i = 0; i < 100; i++)
        count += fcntl(i, F_GETFD) != -1;
    return count;
}

// Sends stdout to a file while a figure is drawn in the terminal.
START_TEST(in_the_terminal)
{
    if (!gnuplot_is_there())
        return;
    int files = open_files();
    char common[5000];
    snprintf(common, sizeof common, "%s/common", top);
    ck_assert_int_eq(symlink(common, "common"), 0);
    output_make_folders("p/q/two.gp");
    write_text("p/q/two.gp", "load home.'/common/program/plot.gp'\n"
                             "set output figure('one')\nplot x\n"
                             "print 'no'\n"
                             "set output figure('two')\nplot -x\n");
    int saved = dup(1);
    ck_assert_ptr_nonnull(freopen("out", "w", stdout));
    printf("before\n");
    bool good = plot_draw("p/q/two.gp", ".", "dumb", &error);
    printf("after\n");
    fflush(stdout);
    dup2(saved, 1);
    close(saved);
    ck_assert_msg(good, "%s", error.message);
    const char *text = read_text("out");
    ck_assert_ptr_null(strchr(text, '\f'));
    ck_assert_ptr_null(strstr(text, "no\n"));
    ck_assert_int_eq(strncmp(text, "before\n", 7), 0);
    ck_assert_str_eq(text + strlen(text) - 6, "after\n");
    ck_assert_uint_gt(strlen(text), 2 * 20 * 30);
    ck_assert_int_eq(open_files(), files);
    ck_assert(waitpid(-1, NULL, WNOHANG) == -1 && errno == ECHILD);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("plot");
    tcase_set_timeout(tests, 30);
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, data_files);
    tcase_add_test(tests, data_files_that_cannot_be);
    tcase_add_test(tests, files_that_are_none);
    tcase_add_test(tests, columns_of_numbers);
    tcase_add_test(tests, columns_of_different_length);
    tcase_add_test(tests, full_disk);
    tcase_add_test(tests, any_text_is_safe_in_a_script);
    tcase_add_test(tests, no_gnuplot);
    tcase_add_test(tests, a_script_that_fails);
    tcase_add_test(tests, a_gnuplot_that_dies);
    tcase_add_test(tests, figures_are_moved);
    tcase_add_test(tests, any_path_is_safe);
    tcase_add_test(tests, in_the_terminal);
    return run_tests("plot", tests);
}
