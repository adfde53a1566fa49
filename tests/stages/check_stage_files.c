// What the stages write for their figures, with a gnuplot that draws nothing,
// and what no other test asks them for.
#define _XOPEN_SOURCE 700 // for run.h: fork, mkdtemp
#include "golden.h"
#include "run.h"

#include <sys/stat.h>

static char text[TEXT];

static void begin(void)
{
    char path[5000];
    make_folder();
    snprintf(path, sizeof path, "%s/gnuplot", folder);
    ck_assert_int_eq(symlink("/bin/true", path), 0);
    setenv("PATH", folder, 1);
}

static void end(void)
{
    setenv("PATH", "/usr/bin:/bin", 1);
    remove_folder();
}

static void run_well(const char *program, const char *options)
{
    start(program, options, NULL);
    expect_success(program, options);
}

static const char *written(const char *name)
{
    char path[5000];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    read_text(path, text);
    return text;
}

static int lines_of(const char *name)
{
    int lines = 0;
    for (const char *c = written(name); (c = strchr(c, '\n')); c++)
        lines++;
    return lines;
}

// The table of all pairs, and each head's looks from and at each letter.
START_TEST(test_stage7)
{
    run_well("stage7", "--steps 3 --samples 1");
    ck_assert_int_eq(lines_of("build/stage7/history.csv"), 4);
    ck_assert_int_eq(lines_of("build/stage7/pairs.dat"), 1 + 27 * 27);
    char name[40];
    ck_assert_int_eq(
        sscanf(written("build/stage7/name.gp"), "name = '%39[^']'", name), 1);
    int letters = (int)strlen(name);
    ck_assert_int_eq(lines_of("build/stage7/attention.dat"),
                     1 + 4 * letters * letters);
    expect_failure("stage7", "--no-plot --data .", 1, ".: Is a directory");
    run_well("stage7", "--no-plot --samples 1 --load "
                       "tests/golden/stage7_state.pt");
}
END_TEST

START_TEST(test_options)
{
    double worst;
    run_well("stage1", "--gradcheck");
    const char *line = strstr(run.out, "largest relative difference: ");
    ck_assert_ptr_nonnull(line);
    ck_assert_int_eq(sscanf(line, "largest relative difference: %lf", &worst),
                     1);
    ck_assert_msg(worst < 1e-3, "%g", worst);
    run_well("stage2", "--no-plot --trap --epochs 1");
    run_well("stage7", "--no-plot --pairs");
}
END_TEST

// One feature has no map, and a column of one number has an edge.
START_TEST(test_stage3)
{
    const char one[] = "a,y\n1,p\n2,q\n3,p\n4,q\n5,p\n6,q\n1,p\n2,q\n3,p\n";
    const char same[] = "a,b,y\n1,7,p\n2,7,q\n3,7,p\n4,7,q\n5,7,p\n6,7,q\n";
    write_text("one.csv", one, sizeof one - 1);
    run_well("stage3", "--epochs 1 --data one.csv");
    ck_assert_ptr_nonnull(
        strstr(written("build/stage3/names.gp"), "classes = 0\n"));
    write_text("same.csv", same, sizeof same - 1);
    run_well("stage3", "--epochs 1 --data same.csv");
    ck_assert_ptr_nonnull(
        strstr(written("build/stage3/names.gp"), "classes = 2\n"));
    run_well("stage3", "--epochs 0");
}
END_TEST

// A doubt is said, and so is a matrix that has no room.
START_TEST(test_table)
{
    char table[4000] = "Id,a,y\n", *at = table + strlen(table);
    for (int i = 0; i < 120; i++)
        at += sprintf(at, "%d,%d,c%d\n", i, i * i % 7, i % 24);
    write_text("t.csv", table, strlen(table));
    run_well("stage3", "--no-plot --epochs 1 --data t.csv");
    ck_assert_str_eq(run.err,
                     "stage3: t.csv: column 1, \"Id\", seems to number the "
                     "rows and to say nothing of them (--drop 1)\n");
    ck_assert_ptr_nonnull(strstr(run.out, "confusion matrix: left out, 24 "
                                          "classes are more than 20\n"));
}
END_TEST

// Beside the program there are other digits.
START_TEST(test_digits)
{
    const char *const tables[] = {"a,b,y\n1,2,p\n2,3,q\n", "a,b\n"};
    char path[5000], home[5000];
    snprintf(path, sizeof path, "%s/" PROGRAMS "/stage6",
             PROGRAMS[0] == '/' ? "" : top);
    snprintf(home, sizeof home, "%s/stage6", folder);
    ck_assert_int_eq(symlink(path, home), 0);
    snprintf(home, sizeof home, "%s/data", folder);
    ck_assert_int_eq(mkdir(home, 0700), 0);
    for (int i = 0; i < 2; i++) {
        write_text("data/digits.csv", tables[i], strlen(tables[i]));
        char command[11000];
        snprintf(command, sizeof command,
                 "cd '%s' && ./stage6 --no-plot 2>err; test $? = 1", folder);
        ck_assert_int_eq(system(command), 0);
        ck_assert_ptr_nonnull(strstr(
            written("err"), i == 1 ? "stage6: data/digits.csv: a header line"
                                   : "stage6: data/digits.csv: these are not "
                                     "the digits of the course\n"));
    }
}
END_TEST

// As C, also what is no number, and names that would end a string.
START_TEST(test_export)
{
    const char odd[] = "a,b,y\n1,2,\"\xc3\xb6?\"\n2,3,q\n3,1,p\n"
                       "1,2,p\n2,3,q\n3,1,p\n1,2,p\n2,3,q\n3,1,p\n";
    write_text("odd.csv", odd, sizeof odd - 1);
    run_well("stage4", "--no-plot --epochs 1 --data odd.csv --export-c m.c");
    ck_assert_ptr_nonnull(strstr(written("m.c"), "\"\\303\\266\\077\""));
    run_well("stage4", "--no-plot --load tests/golden/model_files/"
                       "wild_broken.pt --export-c m.c");
    ck_assert_ptr_nonnull(strstr(written("m.c"), "NAN, INFINITY, 0.0"));
}
END_TEST

// The folder is there when it is asked for, and a folder lies where the second
// file should be when it is written.
START_TEST(test_save)
{
    char path[5000];
    run_well("stage4", "--epochs 1 --save m.pt");
    ck_assert_int_gt(lines_of("build/stage4/whole.dat"), 10);
    snprintf(path, sizeof path, "%s/m_state.pt.tmp", folder);
    ck_assert_int_eq(mkdir(path, 0700), 0);
    expect_failure("stage4", "--no-plot --epochs 1 --save m.pt", 1,
                   "m_state.pt: not saved: ");
}
END_TEST

// A model of as many features and other classes, or the other way round.
START_TEST(test_fits)
{
    static const char *const tables[][2] = {
        {"a,b,c,d,y\n1,2,3,4,p\n2,3,4,1,q\n3,4,1,2,p\n4,1,2,3,q\n",
         "for 4 features and 2 classes, but the data have 4 and 3"},
        {"a,y\n1,p\n2,q\n3,r\n1,p\n2,q\n3,r\n1,p\n2,q\n3,r\n",
         "for 1 features and 3 classes, but the data have 4 and 3"}};
    for (int i = 0; i < 2; i++) {
        write_text("t.csv", tables[i][0], strlen(tables[i][0]));
        run_well("stage4", "--no-plot --epochs 1 --data t.csv --save model");
        ck_assert_int_gt(lines_of("model_state"), -1);
        expect_failure("stage4", "--no-plot --load model", 1, tables[i][1]);
    }
    expect_failure("stage4",
                   "--no-plot --load model --data t.csv --predict "
                   "t.csv --drop y",
                   1, "t.csv");
}
END_TEST

// A shell gives the program no standard output: its results are lost, and it
// says so. They are not in a file that it has opened.
START_TEST(test_closed)
{
    char whole[5000], command[11000];
    run_well("stage1", "--epochs 300 --log-every 1 --history whole.csv");
    strcpy(whole, written("whole.csv"));
    snprintf(command, sizeof command,
             "cd '%s' && '%s/" PROGRAMS "/stage1' --epochs 300 --log-every 1 "
             "--history h.csv >&- 2>err; test $? = 1",
             folder, PROGRAMS[0] == '/' ? "" : top);
    ck_assert_int_eq(system(command), 0);
    ck_assert_str_eq(written("h.csv"), whole);
    ck_assert_ptr_nonnull(strstr(written("err"), "stage1: stdout: "));
}
END_TEST

// The disk is full, or what is to be written is a device.
START_TEST(test_full)
{
    static const struct {
        const char *program, *options, *save;
    } stages[] = {{"stage4", "--no-plot --epochs 1", "--save"},
                  {"stage4", "--no-plot --epochs 1", "--export-c"},
                  {"stage5", "--no-plot --epochs 1 --depth 2", NULL},
                  {"stage6", "--no-plot --epochs 1 --network plain", NULL},
                  {"stage7", "--no-plot --steps 2 --samples 1", "--save"}};
    char options[200];
    for (size_t i = 0; i < sizeof stages / sizeof *stages; i++) {
        const char *program = stages[i].program;
        snprintf(options, sizeof options, "%s --history /dev/full",
                 stages[i].options);
        expect_failure(program, options, 1, "/dev/full: No space left");
        start(program, stages[i].options, "/dev/full");
        ck_assert_int_eq(run.code, 1);
        ck_assert_ptr_nonnull(strstr(run.err, ": stdout: No space left"));
        snprintf(options, sizeof options, "%s %s /dev/full", stages[i].options,
                 stages[i].save);
        if (stages[i].save)
            expect_failure(program, options, 1, "is not a regular file");
    }
    char path[5000];
    run_well("stage1", "--epochs 1");
    snprintf(path, sizeof path, "%s/build/stage1/line.dat", folder);
    ck_assert_int_eq(unlink(path), 0);
    ck_assert_int_eq(symlink("/dev/full", path), 0);
    expect_failure("stage1", "--epochs 1", 1, "line.dat: No space left");
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("stage files");
    tcase_set_timeout(tests, 60);
    tcase_add_checked_fixture(tests, begin, end);
    tcase_add_test(tests, test_stage7);
    tcase_add_test(tests, test_options);
    tcase_add_test(tests, test_stage3);
    tcase_add_test(tests, test_table);
    tcase_add_test(tests, test_digits);
    tcase_add_test(tests, test_export);
    tcase_add_test(tests, test_save);
    tcase_add_test(tests, test_fits);
    tcase_add_test(tests, test_closed);
    tcase_add_test(tests, test_full);
    return run_tests("stage files", tests);
}
