// Tests of common/program/stage.c: the table. Each program runs in a
// child process and in a folder of its own.
#define _XOPEN_SOURCE 700 // POSIX, and mkdtemp
#include "program/program.h"
#include "child.h"
#include "plot_folder.h"

#include <sys/stat.h>

static void start(char **argv)
{
    CliCommon settings = {.epochs = 1};
    cli_parse(1, argv, "A program for the tests.", &settings, (Option[]){{0}});
}

static void expect(Child child, int status, const char *out, const char *err)
{
    ck_assert_str_eq(child.out, out);
    ck_assert_str_eq(child.err, err);
    ck_assert_int_eq(child.status, status);
}

static void read_table(int argc, char **argv)
{
    const char *data = argc > 1 ? argv[1] : NULL;
    start(argv);
    TableSplit split = stage_read_table(
        &(TableOptions){.data = data, .standardize = 1}, 0.5, 1);
    printf("%d rows, %d tests", split.table->rows, split.tests);
    table_split_free(&split);
}

START_TEST(tables)
{
    ck_assert_int_eq(mkdir("data", 0777), 0);
    write_text("data/iris.csv", "a,kind\n1,x\n2,y\n3,x\n4,y\n");
    write_text("t.csv", "a,kind\n1,x\n2,y\n");
    write_text("bad.csv", "a,kind\n1,x\n?,y\n");
    expect(in_child(read_table, (const char *[]){"./t", NULL}, NULL), 0,
           "4 rows, 2 tests", "");
    expect(in_child(read_table, (const char *[]){"./t", "t.csv", NULL}, NULL),
           0, "2 rows, 1 tests", "");
    expect(in_child(read_table, (const char *[]){"./t", "a(b.csv", NULL}, NULL),
           1, "", "t: a(b.csv: No such file or directory\n");
    Child r =
        in_child(read_table, (const char *[]){"./t", "bad.csv", NULL}, NULL);
    ck_assert_int_eq(r.status, 1);
    ck_assert_int_eq(strncmp(r.err, "t: bad.csv:3: ", 14), 0);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("stage");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, tables);
    return run_tests("stage", tests);
}
