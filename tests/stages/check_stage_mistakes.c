// What the programs ./stage1, ./stage2 and ./stage3 make of wrong options,
// wrong tables, full disks, and of a machine without gnuplot.
#define _XOPEN_SOURCE 700 // for run.h: fork, mkdtemp
#include "golden.h"
#include "run.h"

static const char *const wrong_options[][2] = {
    {"--epochs x", "x"},
    {"--epochs -1", "-1"},
    {"--epochs 1.5", "1.5"},
    {"--epochs 99999999999999999999", "99999999999999999999"},
    {"--epochs ''", "--epochs"},
    {"--epochs", "--epochs"},
    {"--epochs=", "--epochs"},
    {"--lr nan", "nan"},
    {"--lr inf", "inf"},
    {"--lr 1e999", "1e999"},
    {"--lr -0.1", "-0.1"},
    {"--lr 0.1x", "0.1x"},
    {"--lr ''", "--lr"},
    {"--batch-size 0", "0"},
    {"--batch-size 3000000000", "3000000000"},
    {"--log-every 0", "0"},
    {"--seed 1.5", "1.5"},
    {"--seed 18446744073709551616", "18446744073709551616"},
    {"--seed -9223372036854775809", "-9223372036854775809"},
    {"--seed one", "one"},
    {"--history", "--history"},
    {"--no-plot=1", "no-plot"},
    {"--unknown", "--unknown"},
    {"--unknown=\x1b[31m", "--unknown"},
    {"-x", "-x"},
    {"--epochs 1 word", "word"},
    {"-- word", "word"},
};
static const char *const wrong_in_stage3[][2] = {
    {"--activation gelu", "sigmoid"},
    {"--activation ''", "sigmoid"},
    {"--standardize none", "global"},
    {"--hidden 0", "0"},
    {"--data ''", "--data"},
    {"--hidden -3", "-3"},
    {"--hidden 600000000", "100000"},
    {"--hidden 60000000", "100000"},
    {"--test-size 0", "0"},
    {"--test-size 1", "1"},
    {"--test-size 1.5", "1.5"},
    {"--test-size nan", "nan"},
    {"--split-seed 4294967296", "4294967296"},
    {"--split-seed -1", "-1"},
};
// Wrong options: exit status 2, and nothing else happens.
START_TEST(test_options)
{
    const char *const programs[] = {"stage1", "stage2", "stage3"};
    for (size_t i = 0; i < sizeof wrong_options / sizeof *wrong_options; i++) {
        expect_failure(programs[i % 3], wrong_options[i][0], 2,
                       wrong_options[i][1]);
        ck_assert_str_eq(run.out, "");
    }
    size_t count = sizeof wrong_in_stage3 / sizeof *wrong_in_stage3;
    for (size_t i = 0; i < count; i++)
        expect_failure("stage3", wrong_in_stage3[i][0], 2,
                       wrong_in_stage3[i][1]);
    expect_failure("stage1", "--hidden 3", 2, "--hidden");
}
END_TEST

START_TEST(test_help)
{
    const char *const common[] = {"--seed",       "--epochs",    "--lr",
                                  "--batch-size", "--log-every", "--history",
                                  "--no-plot",    "--quiet",     "--help"};
    const char *const third[] = {"--hidden",     "--activation", "--logits",
                                 "--data",       "--test-size",  "--split-seed",
                                 "--standardize"};
    const char *const programs[] = {"stage1", "stage2", "stage3"};
    for (int p = 0; p < 3; p++) {
        start(programs[p], "--help", NULL);
        expect_success(programs[p], "--help");
        ck_assert_str_eq(run.err, "");
        for (size_t i = 0; i < sizeof common / sizeof *common; i++)
            ck_assert_ptr_nonnull(strstr(run.out, common[i]));
        for (size_t i = 0; p == 2 && i < sizeof third / sizeof *third; i++)
            ck_assert_ptr_nonnull(strstr(run.out, third[i]));
        for (char *l = strtok(run.out, "\n"); l; l = strtok(NULL, "\n"))
            ck_assert_msg(strlen(l) <= 80, "too long: %s", l);
    }
}
END_TEST

// Tables that are no tables: exit status 1, and a line with the place.
START_TEST(test_tables)
{
    const struct {
        const char *text;
        const char *word;
    } wrong[] = {
        {"", "t.csv"},
        {"\n\n", "t.csv"},
        {"a,b,label\n", "t.csv"},
        {"a,b,label\n1,2,x\n1,2\n3,4,y\n", "t.csv:3"},
        {"a,b,label\n1,2,x\n1,2,3,y\n", "t.csv:3"},
        {"a,b,label\n1,2,x\n1,two,y\n", "t.csv:3"},
        {"a,b,label\n1,2,x\n1,,y\n", "t.csv:3"},
        {"a,b,label\n1,2,x\n1,nan,y\n", "t.csv:3"},
        {"a,b,label\n1,2,x\n1,1e999,y\n", "t.csv:3"},
        {"a,b,label\n1,2,x\n1,0x10,y\n", "t.csv:3"},
        {"a,b,label\n1,2,x\n1,\x1b[31m,y\n", "t.csv:3"},
        {"a,b,label\n1,2,x\n1,2,\n", "t.csv:3"},
        {"a,b,label\n1,2,x\n1,\"2,y\n", "t.csv:3"},
        {"a,b,label\n1,2,x\n3,4,x\n", "t.csv"},
        {"label\nx\ny\n", "t.csv"},
        {"1,2,x\n3,4,y\n", "header"},
        {"a;label\n1;x\n2;y\n", "(--separator semicolon)"},
        {"a,label,\n1,x,\n2,y,\n", "(--drop 3)"},
        {"a,price\n3,1\n1,2\n4,3\n1,4\n5,5\n9,6\n2,7\n6,8\n5,9\n3,9\n",
         "(--label NAME, or first)"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        write_text("t.csv", wrong[i].text, strlen(wrong[i].text));
        expect_failure("stage3", "--no-plot --data t.csv", 1, wrong[i].word);
        ck_assert_str_eq(run.out, "");
    }
    write_text("t.csv", "a,label\n1,x\n\0,y\n", 16);
    expect_failure("stage3", "--no-plot --data t.csv", 1, "t.csv");
    expect_failure("stage3", "--no-plot --data missing.csv", 1, "missing.csv");
    expect_failure("stage3", "--no-plot --data .", 1, ".");
    write_text("t.csv", "a,label\n1,x\n2,y\n", 16);
    expect_failure("stage3", "--no-plot --data t.csv --test-size 0.6", 1,
                   "t.csv");
}
END_TEST

// A size that the machine cannot have: exit status 1, and a line says so.
START_TEST(test_memory)
{
    enum { COLUMNS = 30000, ROWS = 3 };
    static char text[COLUMNS * 7 * (ROWS + 1)];
    char *end = text;
    for (int row = 0; row <= ROWS; row++) {
        for (int c = 0; c < COLUMNS; c++)
            end += sprintf(end, row == 0 ? "f%d," : "%d,", (c + row) % 10000);
        end += sprintf(end, "%s\n", row == 0 ? "label" : row < 3 ? "x" : "y");
    }
    write_text("t.csv", text, strlen(text));
    expect_failure("stage3", "--no-plot --data t.csv --hidden 100000", 1,
                   "[100000, 30000]");
    expect_failure("stage4", "--no-plot --data t.csv --hidden 100000", 1,
                   "2147483647 are the most");
    expect_failure("stage4", "--no-plot --hidden 100001", 2, "100000");
}
END_TEST

// Paths that cannot be written, or that are read too: said before a training
// that would last longer than this test may.
START_TEST(test_paths)
{
    const struct {
        const char *program, *options, *word;
    } wrong[] = {
        {"stage1", "--history no/h.csv", "no/h.csv: No such file"},
        {"stage2", "--history .", ".: is a folder"},
        {"stage3", "--history t.csv/h", "t.csv/h: Not a directory"},
        {"stage3", "--data t.csv --history t.csv", "t.csv: would be written"},
        {"stage3", "--data t.csv --history ./t.csv", "it is read too"},
        {"stage4", "--save no/m.pt", "no/m.pt: No such file"},
        {"stage4", "--save .", ".: is a folder"},
        {"stage4", "--save /dev/null", "/dev/null: is not a regular file"},
        {"stage4", "--save t.csv --data t.csv", "it is read too"},
        {"stage4", "--save a.csv --data a_state.csv", "it is read too"},
        {"stage4", "--save m.pt --history m.pt", "it is written too"},
        {"stage4", "--save m.pt --history m_state.pt", "it is written too"},
        {"stage5", "--history no/h.csv", "no/h.csv: No such file"},
    };
    static const char table[] = "a,label\n1,x\n2,y\n3,x\n";
    write_text("t.csv", table, strlen(table));
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        char options[200];
        snprintf(options, sizeof options, "--no-plot --epochs 10000000 %s",
                 wrong[i].options);
        if (strstr(options, "a_state.csv"))
            write_text("a_state.csv", table, strlen(table));
        expect_failure(wrong[i].program, options, 1, wrong[i].word);
        ck_assert_str_eq(run.out, "");
    }
    write_text("build", "", 0); // no folder: there can be no figures
    expect_failure("stage1", "--epochs 10000000", 1, "Not a directory");
}
END_TEST

static bool gnuplot_is_there(void)
{
    return system("command -v gnuplot >/dev/null") == 0;
}

// The terminal that somebody likes to see is none of ours.
START_TEST(test_terminal)
{
    if (!gnuplot_is_there())
        return;
    setenv("GNUTERM", "nosuchterminal", 1);
    start("stage1", "--quiet --png", NULL);
    expect_success("stage1", "--png");
    ck_assert_str_eq(run.err, "");
}
END_TEST

// Programs that draw at once in one folder leave whole figures and no litter.
START_TEST(test_at_once)
{
    enum { PROGRAMS_AT_ONCE = 4 };
    char command[5000];
    if (!gnuplot_is_there())
        return;
    for (int i = 0; i < PROGRAMS_AT_ONCE; i++)
        if (fork() == 0) {
            int err = open("/dev/null", O_WRONLY);
            dup2(err, STDOUT_FILENO);
            execute("stage3", "--quiet --epochs 2");
        }
    for (int i = 0; i < PROGRAMS_AT_ONCE; i++) {
        int status;
        ck_assert_int_gt(wait(&status), 0);
        ck_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    }
    snprintf(command, sizeof command,
             "cd '%s/build/stage3' && test \"$(ls -A | wc -l)\" = 6 && "
             "tail -n 3 stage3-regions.svg | grep -q '</svg>'",
             folder);
    ck_assert_int_eq(system(command), 0);
}
END_TEST

START_TEST(test_world)
{
    const char *const programs[] = {"stage1", "stage2", "stage3"};
    for (int p = 0; p < 3; p++) {
        const char *name = programs[p];
        // numbers that explode
        expect_failure(name,
                       p < 2 ? "--no-plot --lr 1e20"
                             : "--no-plot --lr 1e30 --activation relu --logits",
                       1, "--lr");
        expect_failure(name, "--no-plot --history no/such/folder.csv", 1,
                       "no/such/folder.csv");
        expect_failure(name, "--no-plot --history /dev/full", 1, "/dev/full");
        start(name, "--no-plot", "/dev/full");
        ck_assert_int_eq(run.code, 1);
        ck_assert_str_ne(run.err, "");
    }
}
END_TEST

// No gnuplot: one line says so, the results and the exit status are the same.
START_TEST(test_no_gnuplot)
{
    static char expected[TEXT];
    const char *const programs[] = {"stage1", "stage2", "stage3"};
    for (int p = 0; p < 3; p++) {
        start(programs[p], "--no-plot", NULL);
        strcpy(expected, run.out);
        setenv("PATH", "", 1);
        start(programs[p], "", NULL);
        expect_success(programs[p], "without gnuplot");
        ck_assert_str_eq(run.out, expected);
        size_t length = strlen(run.err);
        ck_assert_msg(strstr(run.err, "gnuplot") &&
                          strcspn(run.err, "\n") == length - 1,
                      "not one line about gnuplot: %s", run.err);
        expect_failure(programs[p], "--png", 1, "gnuplot");
        setenv("PATH", "/usr/bin:/bin", 1);
    }
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("stage mistakes");
    tcase_set_timeout(tests, 120);
    tcase_add_checked_fixture(tests, make_folder, remove_folder);
    tcase_add_test(tests, test_options);
    tcase_add_test(tests, test_help);
    tcase_add_test(tests, test_tables);
    tcase_add_test(tests, test_memory);
    tcase_add_test(tests, test_paths);
    tcase_add_test(tests, test_terminal);
    tcase_add_test(tests, test_at_once);
    tcase_add_test(tests, test_world);
    tcase_add_test(tests, test_no_gnuplot);
    return run_tests("stage mistakes", tests);
}
