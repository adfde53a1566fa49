// The program ./stage5 against what NumPy and PyTorch give (golden/stage5.txt).
#define _XOPEN_SOURCE 700 // for run.h: fork, mkdtemp
#include "golden.h"
#include "run.h"

static Golden g;
static char line[1 << 10];

static FILE *open_result(const char *name)
{
    char path[5000];
    snprintf(path, sizeof path, "%s/build/stage5/%s", folder, name);
    FILE *file = fopen(path, "r");
    ck_assert_msg(file != NULL, "%s is missing", path);
    ck_assert_ptr_nonnull(fgets(line, sizeof line, file)); // the header
    return file;
}

// Goes to the next golden line with this key; false at the end.
static bool next_line(const char *key)
{
    while (golden_next(&g))
        if (strcmp(g.key, key) == 0)
            return true;
    return false;
}

static void expect_close(const char *what, double expected, double got,
                         double tolerance)
{
    ck_assert_msg(fabs(got - expected) <= tolerance * fabs(expected),
                  "line %d: %s: expected %.9g, got %.9g", g.line, what,
                  expected, got);
}

START_TEST(test_chapter)
{
    static char expected[TEXT];
    golden_open(&g, "stage5.txt");
    while (next_line("|"))
        strcat(strcat(expected, g.at), "\n");
    start("stage5", "--no-plot --epochs 1", NULL);
    expect_success("stage5", "");
    ck_assert_int_eq(strncmp(run.out, expected, strlen(expected)), 0);
    ck_assert_ptr_nonnull(strstr(
        run.out, "naive [nan, nan, 0], stable [0.7311, 0.2689, 0.0000]"));
    ck_assert_ptr_nonnull(strstr(run.out, "naive -inf, stable -200\n"));
}
END_TEST

// Column 1 or 2 (loss or accuracy) of the file of one activation.
static void compare_training(const char *name, int column,
                             const Tensor *expected)
{
    char file_name[64];
    snprintf(file_name, sizeof file_name, "training-%s.csv", name);
    FILE *file = open_result(file_name);
    for (int i = 0; i < tensor_numel(expected); i++) {
        double value[3];
        ck_assert_ptr_nonnull(fgets(line, sizeof line, file));
        ck_assert_int_eq(
            sscanf(line, "%lf,%lf,%lf", &value[0], &value[1], &value[2]), 3);
        expect_close(name, expected->data[i], value[column],
                     column == 1 ? 1e-5 : 1e-6);
    }
    fclose(file);
}

START_TEST(test_training)
{
    int count = 0;
    start("stage5", "", NULL);
    expect_success("stage5", "");
    golden_open(&g, "stage5.txt");
    while (golden_next(&g)) {
        bool losses = strcmp(g.key, "losses") == 0;
        if (losses || strcmp(g.key, "accuracies") == 0) {
            const char *name = golden_word(&g);
            Tensor *expected = golden_new_tensor(&g);
            compare_training(name, losses ? 1 : 2, expected);
            tensor_free(expected);
            count++;
        } else if (strcmp(g.key, "tested") == 0) {
            char name[32], end[32], *row = strstr(run.out, "epochs to 0.95");
            snprintf(name, sizeof name, "\n%s ", golden_word(&g));
            char *tested = golden_word(&g);
            row = strstr(row, name) + 1;
            snprintf(end, sizeof end, "%s  %s\n", tested, golden_word(&g));
            ck_assert_msg(row && strstr(row, end) &&
                              strstr(row, end) < strchr(row, '\n'),
                          "%s: %s is not in %.80s", name, end, row);
        }
    }
    ck_assert_int_eq(count, 14);
}
END_TEST

static void compare_layers(int column, const Tensor *expected)
{
    FILE *file = open_result("gradients.dat");
    for (int i = 0; i < tensor_numel(expected); i++) {
        ck_assert_ptr_nonnull(fgets(line, sizeof line, file));
        char *word = strtok(line, " ");
        for (int c = 0; c < column; c++)
            word = strtok(NULL, " ");
        expect_close("gradient", expected->data[i], strtod(word, NULL), 1e-4);
    }
    ck_assert_ptr_null(fgets(line, sizeof line, file));
    fclose(file);
}

START_TEST(test_gradients)
{
    int count = 0, column = 0;
    golden_open(&g, "stage5.txt");
    while (golden_next(&g)) {
        if (strcmp(g.key, "gradients") == 0) {
            char options[256];
            snprintf(options, sizeof options, "%s --epochs 0", g.at);
            start("stage5", options, NULL);
            expect_success("stage5", options);
            column = 0;
        } else if (strcmp(g.key, "layers") == 0) {
            golden_word(&g);
            Tensor *expected = golden_new_tensor(&g);
            compare_layers(++column, expected);
            tensor_free(expected);
            count++;
        }
    }
    ck_assert_int_eq(count, 42);
}
END_TEST

START_TEST(test_dead)
{
    int count = 0;
    start("stage5", "--no-plot --activation relu", NULL);
    expect_success("stage5", "");
    char *table = strstr(run.out, "dead ReLU units");
    ck_assert_ptr_nonnull(table);
    golden_open(&g, "stage5.txt");
    while (next_line("dead")) {
        char *row = strstr(table, golden_word(&g));
        double before, after;
        ck_assert_int_eq(sscanf(row, "%*s %lf %% %lf", &before, &after), 2);
        ck_assert_double_eq(before, golden_number(&g));
        ck_assert_double_eq(after, golden_number(&g));
        count++;
    }
    ck_assert_int_eq(count, 3);
}
END_TEST

START_TEST(test_usage)
{
    expect_failure("stage5", "--activation swish", 2, "gelu");
    expect_failure("stage5", "--init zero", 2, "xavier");
    expect_failure("stage5", "--depth 0", 2, "--depth");
    expect_failure("stage5", "--hidden 0", 2, "--hidden");
    start("stage5",
          "--no-plot --activation elu --epochs 3 --history h.csv --quiet",
          NULL);
    expect_success("stage5", "--history");
    ck_assert_ptr_null(strstr(run.out, "\ntanh "));
    static char text[TEXT];
    char path[5000];
    snprintf(path, sizeof path, "%s/h.csv", folder);
    read_text(path, text);
    ck_assert_int_eq(strncmp(text, "epoch,loss,accuracy\n0,", 22), 0);
}
END_TEST

// Numbers that are none stay in the tables, and are said.
START_TEST(test_no_numbers)
{
    start("stage5", "--no-plot --lr 1e30 --epochs 3 --activation relu --quiet",
          NULL);
    expect_success("stage5", "--lr 1e30");
    ck_assert_ptr_nonnull(strstr(run.out, "\nrelu               nan "));
    ck_assert_ptr_nonnull(
        strstr(run.err, "stage5: relu: epoch 0: the loss is not a number; try "
                        "a tenth of the --lr, 1e+29\n"));
    start("stage5",
          "--no-plot --depth 60 --epochs 1 --activation sigmoid --quiet", NULL);
    expect_success("stage5", "--depth 60");
    ck_assert_ptr_nonnull(strstr(run.out, " inf"));
    ck_assert_ptr_nonnull(
        strstr(run.err, "numbers of the tables are infinite or not a number"));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("stage5");
    TCase *tests = tcase_create("stage5");
    tcase_add_checked_fixture(tests, make_folder, remove_folder);
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, test_chapter);
    tcase_add_test(tests, test_training);
    tcase_add_test(tests, test_gradients);
    tcase_add_test(tests, test_dead);
    tcase_add_test(tests, test_usage);
    tcase_add_test(tests, test_no_numbers);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
