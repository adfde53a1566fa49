// The program ./stage6 against what PyTorch prints (golden/stage6.txt), and the
// program of stage 3 with the same digits.
#define _XOPEN_SOURCE 700 // for run.h: fork, mkdtemp
#include "golden.h"
#include "run.h"

// All that is printed, to the last digit, with the settings of the chapter and
// with others.
START_TEST(test_lines)
{
    static Golden g;
    static char options[1000];
    char *at = run.out;
    int runs = 0;
    golden_open(&g, "stage6.txt");
    while (golden_next(&g)) {
        if (strcmp(g.key, "run") == 0) {
            ck_assert_str_eq(at, ""); // of the run before
            const char *program = golden_word(&g);
            snprintf(options, sizeof options, "--no-plot %s", g.at);
            start(program, options, NULL);
            expect_success(program, options);
            ck_assert_str_eq(run.err, "");
            at = run.out;
            runs++;
        } else {
            golden_expect_line(&g, &at);
        }
    }
    ck_assert_str_eq(at, "");
    ck_assert_int_eq(runs, 8);
}
END_TEST

static FILE *open_result(const char *name)
{
    char path[5000];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "r");
    ck_assert_msg(file != NULL, "%s is missing", path);
    return file;
}

// The history is that of the plain network, also the file of the figure.
START_TEST(test_history)
{
    start("stage6", "--history h.csv --epochs 3 --quiet", NULL);
    expect_success("stage6", "--history");
    const char *const names[] = {"h.csv", "build/stage6/curves-1.csv"};
    for (int i = 0; i < 2; i++) {
        char line[200];
        double x[5];
        FILE *file = open_result(names[i]);
        ck_assert_ptr_nonnull(fgets(line, sizeof line, file));
        ck_assert_str_eq(line,
                         "epoch,loss,accuracy,valid_loss,valid_accuracy\n");
        for (int epoch = 0; epoch < 3; epoch++) {
            ck_assert_ptr_nonnull(fgets(line, sizeof line, file));
            ck_assert_int_eq(sscanf(line, "%lf,%lf,%lf,%lf,%lf", &x[0], &x[1],
                                    &x[2], &x[3], &x[4]),
                             5);
            ck_assert(x[0] == epoch && x[1] > 0 && x[3] > 0);
        }
        ck_assert_ptr_null(fgets(line, sizeof line, file));
        fclose(file);
    }
}
END_TEST

// The files for gnuplot hold what the last run has printed.
START_TEST(test_pictures)
{
    int is, said, count, sum = 0, right = 0, x, y, lines = 0;
    double half;
    start("stage6", "--quiet", NULL);
    expect_success("stage6", "");
    ck_assert_str_eq(run.out, "Test Acc.: 0.9800\n");
    FILE *file = open_result("build/stage6/confusion.dat");
    while (fscanf(file, "%d %d %d", &said, &is, &count) == 3) {
        sum += count;
        right += is == said ? count : 0;
    }
    fclose(file);
    ck_assert(sum == 450 && right == 441);
    file = open_result("build/stage6/worst-names.dat");
    while (fscanf(file, "%d %d %d %d", &x, &y, &is, &said) == 4)
        ck_assert(x == lines % 5 && y == lines / 5 && is != said && ++lines);
    fclose(file);
    ck_assert_int_eq(lines, 9);
    // the picture of a digit: the area of a square is the pixel, 1 the most
    file = open_result("build/stage6/samples.dat");
    while (fscanf(file, "%d %d %lf %d", &x, &y, &half, &said) == 4)
        ck_assert(half > 0 && half <= 0.5 && said == 1 && x % 9 < 8 &&
                  y % 9 < 8 && x < 45 && y < 36);
    ck_assert(feof(file));
    fclose(file);
}
END_TEST

START_TEST(test_options)
{
    expect_failure("stage6", "--dropout 1", 2, "--dropout");
    expect_failure("stage6", "--hidden 0", 2, "--hidden");
    expect_failure("stage6", "--patience -1", 2, "--patience");
    expect_failure("stage6", "--lr 1e30 --no-plot --quiet", 1,
                   "stage6: plain: epoch 0: the loss is not a number; try a "
                   "tenth of the --lr");
    expect_failure("stage6", "--network none", 2, "weight-decay");
    start("stage6", "--no-plot --network weight-decay --log-every 99", NULL);
    ck_assert_int_eq(strncmp(run.out, "weight decay\nEpoch 0 ", 21), 0);
    ck_assert_ptr_null(strstr(run.out, "dropout"));
    start("stage6", "--no-plot --epochs 0", NULL); // examined as it began
    expect_success("stage6", "--epochs 0");
    ck_assert_int_eq(strncmp(run.out, "Test Acc.: 0.", 13), 0);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("stage 6");
    tcase_set_timeout(tests, 60);
    tcase_add_checked_fixture(tests, make_folder, remove_folder);
    tcase_add_test(tests, test_lines);
    tcase_add_test(tests, test_history);
    tcase_add_test(tests, test_pictures);
    tcase_add_test(tests, test_options);
    return run_tests("stage6", tests);
}
