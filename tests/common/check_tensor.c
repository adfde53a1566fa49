// common/tensor.c and tensor_print.c.
#define _POSIX_C_SOURCE 200809L // open_memstream
#include "autograd.h"
#include "golden.h"
#include "ops.h"
#include "random.h"
#include "stop.h"

#include <limits.h>

START_TEST(test_shapes)
{
    ck_assert_str_eq(shape_text(shape_0d()).chars, "[]");
    ck_assert_str_eq(shape_text(shape_1d(3)).chars, "[3]");
    ck_assert_str_eq(shape_text(shape_2d(2, 5)).chars, "[2, 5]");
    ck_assert_str_eq(shape_text(shape_2d(2147483647, 2147483647)).chars,
                     "[2147483647, 2147483647]");
    Shape all[] = {shape_0d(),     shape_1d(1),    shape_1d(3),
                   shape_2d(1, 1), shape_2d(1, 3), shape_2d(3, 1),
                   shape_2d(3, 3), shape_1d(0),    shape_2d(0, 3)};
    int count = sizeof all / sizeof *all;
    for (int i = 0; i < count; i++)
        for (int j = 0; j < count; j++)
            ck_assert_int_eq(shape_equal(all[i], all[j]), i == j);
}
END_TEST

START_TEST(test_sizes)
{
    const struct {
        Shape shape;
        int rows, cols;
    } cases[] = {{shape_0d(), 1, 1},
                 {shape_1d(4), 1, 4},
                 {shape_1d(0), 1, 0},
                 {shape_2d(3, 2), 3, 2},
                 {shape_2d(0, 7), 0, 7}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Tensor *t = tensor_new_zeros(cases[i].shape);
        ck_assert_int_eq(tensor_rows(t), cases[i].rows);
        ck_assert_int_eq(tensor_cols(t), cases[i].cols);
        ck_assert_int_eq(tensor_numel(t), cases[i].rows * cases[i].cols);
        tensor_free(t);
    }
}
END_TEST

START_TEST(test_making)
{
    const float numbers[] = {1, -2.5F, 3, 4, 5, 6};
    Tensor *zeros = tensor_new_zeros(shape_2d(2, 3));
    Tensor *ones = tensor_new_ones(shape_2d(2, 3));
    Tensor *full = tensor_new_full(shape_2d(2, 3), -7.5F);
    Tensor *from = tensor_new_from(shape_2d(2, 3), numbers);
    tensor_requires_grad(from);
    Tensor *copy = tensor_new_copy(from);
    for (int i = 0; i < 6; i++) {
        ck_assert(zeros->data[i] == 0 && ones->data[i] == 1);
        ck_assert(full->data[i] == -7.5F && from->data[i] == numbers[i]);
        ck_assert(copy->data[i] == numbers[i]);
    }
    ck_assert_ptr_ne(copy->data, from->data);
    ck_assert(from->requires_grad && !copy->requires_grad);
    ck_assert(shape_equal(copy->shape, shape_2d(2, 3)));
    ck_assert_ptr_null(from->grad);
    ck_assert_ptr_null(from->op);
    Tensor *all[] = {zeros, ones, full, from, copy, NULL};
    for (int i = 0; i < 6; i++)
        tensor_free(all[i]);
}
END_TEST

// torch.manual_seed(1); torch.rand(6); torch.randn(2, 2)
START_TEST(test_random)
{
    const float uniform[] = {0.7576316F,   0.279310882F,  0.403069258F,
                             0.734684467F, 0.0292815566F, 0.79985863F};
    const float normals[] = {0.563551188F, 1.14305651F, 0.85900861F,
                             0.705592275F};
    manual_seed(1);
    float drawn[6];
    rand_uniform(default_generator(), 0, 1, 6, drawn);
    Tensor *randn = tensor_new_randn(shape_2d(2, 2));
    for (int i = 0; i < 6; i++)
        ck_assert_float_eq(drawn[i], uniform[i]);
    for (int i = 0; i < 4; i++)
        ck_assert_float_eq(randn->data[i], normals[i]);
    tensor_free(randn);
}
END_TEST

// The loader's last batch is short of rows, the next one is not.
START_TEST(test_set_rows)
{
    Tensor *x = tensor_new_ones(shape_2d(3, 2));
    Tensor *y = tensor_new_ones(shape_1d(3));
    tensor_set_rows(x, 1);
    tensor_set_rows(y, 0);
    ck_assert(shape_equal(x->shape, shape_2d(1, 2)));
    ck_assert(shape_equal(y->shape, shape_1d(0)));
    tensor_set_rows(x, 3);
    ck_assert(shape_equal(x->shape, shape_2d(3, 2)));
    ck_assert(x->data[5] == 1);
    tensor_free(x);
    tensor_free(y);
}
END_TEST

// Longer than any room on the way; and nothing at all.
START_TEST(test_text)
{
    char *empty = text_new("%s", ""), *copy = text_new_copy("a.b");
    char *wide = text_new("%s.%*d", copy, 3000, 7);
    ck_assert_str_eq(empty, "");
    ck_assert_str_eq(copy, "a.b");
    ck_assert_uint_eq(strlen(wide), 3004);
    ck_assert(strncmp(wide, "a.b. ", 5) == 0 && wide[3003] == '7');
    free(empty);
    free(copy);
    free(wide);
}
END_TEST

// As many numbers as an int counts, and not one more.
START_TEST(test_most_numbers)
{
    ck_assert_int_eq(shape_numel("t", shape_1d(INT_MAX)), INT_MAX);
    ck_assert_int_eq(shape_numel("t", shape_2d(1, INT_MAX)), INT_MAX);
    ck_assert_int_eq(shape_numel("t", shape_2d(INT_MAX, 0)), 0);
}
END_TEST

// Room for nothing is room all the same.
START_TEST(test_empty_memory)
{
    void *block = memory_resize(NULL, 3, 0);
    ck_assert_ptr_nonnull(block);
    block = memory_resize(block, 0, 3);
    ck_assert_ptr_nonnull(block);
    free(block);
}
END_TEST

// Python's words for what no digits can say.
START_TEST(test_number_text)
{
    ck_assert_str_eq(number_text(INFINITY).chars, "inf");
    ck_assert_str_eq(number_text(-INFINITY).chars, "-inf");
    ck_assert_str_eq(number_text(NAN).chars, "nan");
    ck_assert_str_eq(number_text(0.1F).chars, "0.10000000149011612");
    ck_assert_str_eq(number_text(1e16).chars, "1e+16");
    ck_assert_str_eq(number_text(0.1 + 0.2).chars, "0.30000000000000004");
}
END_TEST

static void text_that_is_none(void)
{
    text_new("%ls", L"\xdfff"); // no character
}

START_TEST(test_item_and_grad)
{
    Tensor *t = tensor_new_full(shape_2d(1, 1), 0.1F);
    ck_assert(tensor_item(t) == 0.1F);
    ck_assert_ptr_eq(tensor_requires_grad(t), t);
    backward(tensor_sum(t));
    ck_assert(t->grad[0] == 1);
    tensor_zero_grad(t);
    ck_assert_ptr_null(t->grad);
    backward(tensor_sum(t)); // not 2: the old gradient is forgotten
    ck_assert(t->grad[0] == 1);
    tape_free();
    tensor_free(t);
}
END_TEST

// Of two owners the last one frees.
START_TEST(test_share)
{
    Tensor *t = tensor_new_full(shape_1d(2), 0.5F);
    ck_assert_ptr_eq(tensor_share(t), t);
    tensor_free(t);
    ck_assert_int_eq(t->more_owners, 0);
    ck_assert(t->data[0] == 0.5F && t->data[1] == 0.5F);
    tensor_free(t);
}
END_TEST

static void negative_size(void)
{
    tensor_new_zeros(shape_2d(3, -1));
}

static void too_many(void)
{
    tensor_new_zeros(shape_2d(65536, 32768)); // 2^31, one too many
}

static void item_of_two(void)
{
    tensor_item(tensor_new_zeros(shape_1d(2)));
}

static void rows_beyond(void)
{
    tensor_set_rows(tensor_new_zeros(shape_2d(3, 2)), 4);
}

static void rows_of_number(void)
{
    tensor_set_rows(tensor_new_zeros(shape_0d()), 1);
}

static void rows_of_result(void)
{
    tensor_set_rows(tensor_exp(tensor_new_zeros(shape_1d(2))), 1);
}

static void free_result(void)
{
    tensor_free(tensor_relu(tensor_new_zeros(shape_0d())));
}

static void requires_grad_of_result(void)
{
    tensor_requires_grad(tensor_exp(tensor_new_zeros(shape_0d())));
}

START_TEST(test_mistakes)
{
    STOPS(text_that_is_none, "text_new", "%ls");
    STOPS(negative_size, "[3, -1]");
    STOPS(item_of_two, "item", "[2]");
    STOPS(rows_beyond, "tensor_set_rows", "[3, 2]", "4");
    STOPS(rows_of_number, "tensor_set_rows", "[]", "1");
    STOPS(rows_of_result, "tensor_set_rows", "[2]", "1");
    STOPS(free_result, "tensor_free", "relu", "tape_reset()");
    STOPS(requires_grad_of_result, "requires_grad", "exp");
}
END_TEST

static void product_overflows(void)
{
    memory_new((size_t)PTRDIFF_MAX, 3);
}

static void block_too_large(void)
{
    memory_resize(NULL, (size_t)PTRDIFF_MAX / 2 + 1, 2);
}

static void say_and_leave(const Error *error)
{
    fprintf(stderr, "mine: %s", error->message);
    _exit(1);
}

static void told_to_somebody(void)
{
    memory_failed = say_and_leave;
    too_many();
}

// What is too large is the world's error: one line, exit status 1.
START_TEST(test_no_memory)
{
    char line[100];
    const char *words = "tensor: [65536, 32768] would be 2147483648 numbers, "
                        "2147483647 are the most";
    snprintf(line, sizeof line, "%s\n", words);
    fails_with(too_many, line);
    snprintf(line, sizeof line, "mine: %s", words);
    fails_with(told_to_somebody, line);
    snprintf(line, sizeof line, "out of memory: %zu times 3 bytes are wanted\n",
             (size_t)PTRDIFF_MAX);
    fails_with(product_overflows, line);
    snprintf(line, sizeof line, "out of memory: %zu times 2 bytes are wanted\n",
             (size_t)PTRDIFF_MAX / 2 + 1);
    fails_with(block_too_large, line);
}
END_TEST

static void print_into(char **text, const Tensor *t)
{
    size_t size;
    free(*text);
    FILE *file = open_memstream(text, &size);
    tensor_print(file, t);
    fclose(file);
}

START_TEST(test_print)
{
    static Golden g;
    char *text = NULL, *at = NULL;
    int tensors = 0;
    golden_open(&g, "printing.txt");
    while (golden_next(&g) && strcmp(g.key, "model") != 0) {
        if (strcmp(g.key, "|") == 0) {
            golden_expect_line(&g, &at);
            continue;
        }
        ck_assert_msg(!at || *at == '\0', "line %d: too much: %s", g.line, at);
        bool requires_grad = golden_number(&g) != 0;
        Tensor *t = golden_new_tensor(&g);
        t->requires_grad = requires_grad;
        print_into(&text, t);
        at = text;
        tensor_free(t);
        tensors++;
    }
    ck_assert_str_eq(at, "");
    ck_assert_int_gt(tensors, 200);
    free(text);
}
END_TEST

// A result is printed with the name of the operation it came from.
START_TEST(test_print_result)
{
    char *text = NULL;
    Tensor *x = tensor_requires_grad(tensor_new_full(shape_1d(2), 0.5F));
    print_into(&text, tensor_add(x, x));
    ck_assert_str_eq(text, "tensor([1., 1.], grad_fn=<AddBackward0>)\n");
    print_into(&text, tensor_sum(x));
    ck_assert_str_eq(text, "tensor(1., grad_fn=<SumBackward0>)\n");
    no_grad_begin();
    print_into(&text, tensor_add(x, x));
    ck_assert_str_eq(text, "tensor([1., 1.])\n");
    no_grad_end();
    print_into(&text, tensor_detach(x));
    ck_assert_str_eq(text, "tensor([0.5000, 0.5000])\n");
    free(text);
    tape_free();
    tensor_free(x);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("tensor");
    tcase_add_test(tests, test_shapes);
    tcase_add_test(tests, test_sizes);
    tcase_add_test(tests, test_making);
    tcase_add_test(tests, test_random);
    tcase_add_test(tests, test_set_rows);
    tcase_add_test(tests, test_text);
    tcase_add_test(tests, test_item_and_grad);
    tcase_add_test(tests, test_most_numbers);
    tcase_add_test(tests, test_empty_memory);
    tcase_add_test(tests, test_number_text);
    tcase_add_test(tests, test_share);
    tcase_add_test(tests, test_mistakes);
    tcase_add_test(tests, test_no_memory);
    tcase_add_test(tests, test_print);
    tcase_add_test(tests, test_print_result);
    return run_tests("tensor", tests);
}
