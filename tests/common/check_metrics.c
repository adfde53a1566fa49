// Tests of common/metrics.c against counts made by hand.
#define _XOPEN_SOURCE 700 // POSIX
#include "metrics.h"
#include "autograd.h"
#include "golden.h"
#include "ops.h"
#include "stop.h"

// Row 2 has two largest numbers: the first one counts, as in PyTorch.
static const float scores[] = {9, 1, 0, 6, 7, 0, 1, 8, 8, 0, 3, 7, 1, 5, 4};

START_TEST(counting)
{
    Tensor *pred = tensor_new_from(shape_2d(5, 3), scores);
    const float right[] = {0, 1, 1, 2, 1}, wrong[] = {1, 2, 2, 0, 0};
    const float some[] = {0, 0, 2, 2, 1};
    ck_assert(count_correct(pred, tensor_from(shape_1d(5), right)) == 5);
    ck_assert(count_correct(pred, tensor_from(shape_1d(5), wrong)) == 0);
    ck_assert(count_correct(pred, tensor_from(shape_1d(5), some)) == 3);
    tensor_free(pred);
    tape_free();
}
END_TEST

// Between forward and backward: the loss is not disturbed.
START_TEST(no_history)
{
    Tensor *x = tensor_requires_grad(tensor_new_from(shape_2d(5, 3), scores));
    const float classes[] = {0, 1, 1, 2, 1};
    Tensor *loss = tensor_sum(x);
    count_correct(x, tensor_from(shape_1d(5), classes));
    backward(loss);
    for (int i = 0; i < 15; i++)
        ck_assert(x->grad[i] == 1);
    tensor_free(x);
    tape_free();
}
END_TEST

static void count_other_rows(void)
{
    Tensor *pred = tensor_new_from(shape_2d(5, 3), scores);
    count_correct(pred, tensor_new_zeros(shape_1d(4)));
}

static void count_no_classes(void)
{
    count_correct(tensor_new_zeros(shape_2d(2, 0)),
                  tensor_new_zeros(shape_1d(2)));
}

START_TEST(rows_that_do_not_fit)
{
    STOPS(count_no_classes, "count_correct", "[2, 0]");
    STOPS(count_other_rows, "count_correct", "[5, 3]", "[4]");
}
END_TEST

// Twenty classes are printed, and not one more; of one class all are right.
START_TEST(most_classes)
{
    char *names[21], text[20000];
    for (int i = 0; i < 21; i++)
        names[i] = "c";
    Tensor *one = tensor_new_zeros(shape_1d(3));
    for (int classes = 20; classes <= 21; classes++) {
        FILE *file = tmpfile();
        ck_assert_ptr_nonnull(file);
        confusion_print(file, one, one, classes, names);
        rewind(file);
        text[fread(text, 1, sizeof text - 1, file)] = '\0';
        fclose(file);
        ck_assert(!strstr(text, "left out") == (classes == 20));
    }
    Tensor *pred = tensor_new_zeros(shape_2d(3, 1));
    ck_assert(count_correct(pred, one) == 3);
    tensor_free(pred);
    tensor_free(one);
}
END_TEST

START_TEST(confusion)
{
    const float target[] = {0, 0, 2, 2, 2}, said[] = {0, 2, 2, 2, 0};
    char *const names[] = {"a", "a name that is too long", "c"};
    char text[1000];
    FILE *file = tmpfile();
    ck_assert_ptr_nonnull(file);
    confusion_print(file, tensor_from(shape_1d(5), target),
                    tensor_from(shape_1d(5), said), 3, names);
    rewind(file);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    ck_assert_str_eq(
        text, "is \\ said                   a a name that             c\n"
              "a                           1            0            1\n"
              "a name that is t            0            0            0\n"
              "c                           1            0            2\n");
    tape_free();
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("metrics");
    tcase_add_test(tests, counting);
    tcase_add_test(tests, no_history);
    tcase_add_test(tests, rows_that_do_not_fit);
    tcase_add_test(tests, most_classes);
    tcase_add_test(tests, confusion);
    return run_tests("metrics", tests);
}
