// The program ./stage7 against what PyTorch gives (golden/stage7.txt).
#define _XOPEN_SOURCE 700 // for run.h: fork, mkdtemp
#include "golden.h"
#include "run.h"

static Golden g;

// Each loss within 1e-6 of PyTorch's, relative.
static void compare_losses(const Tensor *expected, const char *options)
{
    char path[5000], line[256];
    snprintf(path, sizeof path, "%s/h.csv", folder);
    FILE *file = fopen(path, "r");
    ck_assert_ptr_nonnull(file);
    ck_assert_ptr_nonnull(fgets(line, sizeof line, file));
    ck_assert_str_eq(line, "step,loss\n");
    for (int i = 0; i < tensor_numel(expected); i++) {
        int step = -1;
        double loss = 0, wanted = expected->data[i];
        ck_assert_ptr_nonnull(fgets(line, sizeof line, file));
        ck_assert_int_eq(sscanf(line, "%d,%lf", &step, &loss), 2);
        ck_assert_int_eq(step, i);
        ck_assert_msg(fabs(loss / wanted - 1) <= 1e-6,
                      "%s: step %d: loss %.9g, not %.9g", options, i, loss,
                      wanted);
    }
    ck_assert_ptr_null(fgets(line, sizeof line, file));
    fclose(file);
}

// Every line that is printed, to the last digit.
START_TEST(test_golden)
{
    int runs = 0;
    char options[512] = "", *at = run.out;
    golden_open(&g, "stage7.txt");
    while (golden_next(&g)) {
        if (strcmp(g.key, "run") == 0) {
            ck_assert_str_eq(at, "");
            snprintf(options, sizeof options, "--no-plot --history h.csv %s",
                     g.at);
            start("stage7", options, NULL);
            expect_success("stage7", options);
            ck_assert_str_eq(run.err, "");
            at = run.out;
            runs++;
        } else if (strcmp(g.key, "losses") == 0) {
            Tensor *losses = golden_new_tensor(&g);
            compare_losses(losses, options);
            tensor_free(losses);
        } else if (strcmp(g.key, "|") == 0) {
            golden_expect_line(&g, &at);
        }
    }
    ck_assert_str_eq(at, "");
    ck_assert_int_eq(runs, 7);
}
END_TEST

// What stands behind the empty line before the names, in PyTorch's first run.
static void read_names(char names[TEXT])
{
    int empty = 0;
    names[0] = '\0';
    golden_open(&g, "stage7.txt");
    for (int runs = 0; golden_next(&g);) {
        runs += strcmp(g.key, "run") == 0;
        if (strcmp(g.key, "|") != 0 || runs > 1)
            continue;
        if (empty == 2)
            strcat(strcat(names, g.at), "\n");
        empty += *g.at == '\0';
    }
}

// PyTorch's parameters make PyTorch's names, and are written as they were.
START_TEST(test_files)
{
    static char names[TEXT], theirs[TEXT], path[5000], command[9000];
    const char *golden = "tests/golden/stage7_state.pt";
    snprintf(command, sizeof command,
             "--no-plot --load %s --save stage7_state.pt", golden);
    read_names(names);
    ck_assert_int_gt((int)strlen(names), 100);
    start("stage7", command, NULL);
    expect_success("stage7", command);
    ck_assert_str_eq(run.out + 1, names);
    snprintf(command, sizeof command, "cmp '%s/%s' '%s/stage7_state.pt'", top,
             golden, folder);
    ck_assert_int_eq(system(command), 0);
    start("stage7", "--no-plot --quiet --steps 30 --save a.pt", NULL);
    expect_success("stage7", "--save");
    strcpy(theirs, strrchr(run.out, ' ') ? run.out : "");
    start("stage7", "--no-plot --quiet --load a.pt", NULL);
    expect_success("stage7", "--load");
    ck_assert_int_gt((int)strlen(run.out), 40);
    snprintf(path, sizeof path, "%s",
             theirs + strlen(theirs) - strlen(run.out));
    ck_assert_str_eq(path, run.out);
}
END_TEST

// Counting and gradient descent find the same table.
START_TEST(test_pairs)
{
    int lines = 0;
    start("stage7", "--pairs", NULL);
    expect_success("stage7", "--pairs");
    for (char *at = strchr(run.out, '\n') + 1; *at; at = strchr(at, '\n') + 1) {
        char pair[8];
        double counted, learned;
        ck_assert_int_eq(sscanf(at, "%7s %lf %lf", pair, &counted, &learned),
                         3);
        ck_assert_msg(fabs(counted - learned) < 1.5e-4, "%s", run.out);
        lines++;
    }
    ck_assert_int_eq(lines, 7);
}
END_TEST

// What counts in steps has no epochs and no batches.
START_TEST(test_options)
{
    start("stage7", "--help", NULL);
    expect_success("stage7", "--help");
    ck_assert_ptr_nonnull(strstr(run.out, "--steps N"));
    ck_assert_ptr_null(strstr(run.out, "--epochs"));
    ck_assert_ptr_null(strstr(run.out, "--batch-size"));
    char *every = strstr(run.out, "--log-every");
    ck_assert_ptr_nonnull(every);
    ck_assert_ptr_null(strstr(every + 1, "--log-every"));
    expect_failure("stage7", "--epochs 3", 2, "there is no such option");
    expect_failure("stage7", "--batch-size 3", 2, "there is no such option");
}
END_TEST

// A list of one's own, and what is none.
START_TEST(test_lists)
{
    write_text("two.txt", "ab\nba\n", 6);
    start("stage7", "--no-plot --steps 200 --data two.txt --temperature 0.1",
          NULL);
    expect_success("stage7", "--data two.txt");
    ck_assert_ptr_nonnull(strstr(run.out, "   1 names not seen before"));
    write_text("crlf.txt", "ab\r\nba\r\n", 8);
    start("stage7", "--no-plot --steps 2 --data crlf.txt", NULL);
    expect_success("stage7", "--data crlf.txt");
    write_text("one.txt", "ab\n", 3);
    expect_failure("stage7", "--data one.txt", 1, "one.txt: two names");
    write_text("big.txt", "ab\nAb\n", 6);
    expect_failure("stage7", "--data big.txt", 1, "big.txt:2: a name");
    write_text("empty.txt", "ab\n\nba\n", 7);
    expect_failure("stage7", "--data empty.txt", 1, "empty.txt:2: a name");
    write_text("long.txt", "abcdefghijklmnop\nab\n", 20);
    expect_failure("stage7", "--data long.txt", 1, "long.txt:1: a name");
    expect_failure("stage7", "--data no.txt", 1, "no.txt: No such file");
    expect_failure("stage7", "--load tests/golden/stage4/state.pt --no-plot", 1,
                   "the parameter tokens.weight is missing");
    expect_failure("stage7", "--temperature 0", 1, "--temperature 0");
    expect_failure("stage7", "--lr 1e20 --no-plot --quiet", 1, "step ");
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("stage7");
    tcase_set_timeout(tests, 120);
    tcase_add_checked_fixture(tests, make_folder, remove_folder);
    tcase_add_test(tests, test_golden);
    tcase_add_test(tests, test_files);
    tcase_add_test(tests, test_pairs);
    tcase_add_test(tests, test_options);
    tcase_add_test(tests, test_lists);
    return run_tests("stage7", tests);
}
