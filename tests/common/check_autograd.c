// common/autograd.c and gradcheck.c: what backward() computes, what it refuses,
// and what becomes of the memory.
#define _POSIX_C_SOURCE 200809L

#include "autograd.h"
#include "golden.h"
#include "ops.h"
#include "stop.h"

static Tensor *x; // the leaf of most tests: [2, -3], requires a gradient

static void make_leaf(void)
{
    const float numbers[] = {2, -3};
    x = tensor_requires_grad(tensor_new_from(shape_1d(2), numbers));
}

static void free_leaf(void)
{
    tape_free();
    tensor_free(x);
}

#define EXPECT_GRAD(t, first, second)                                          \
    do {                                                                       \
        ck_assert_ptr_nonnull((t)->grad);                                      \
        ck_assert_float_eq((t)->grad[0], first);                               \
        ck_assert_float_eq((t)->grad[1], second);                              \
    } while (0)

// Every use of x counts, in one loss and in several.
START_TEST(test_accumulation)
{
    backward(tensor_sum(tensor_mul(x, x)));
    EXPECT_GRAD(x, 4, -6);
    backward(tensor_sum(x));
    EXPECT_GRAD(x, 5, -5);
    tape_reset();
    EXPECT_GRAD(x, 5, -5); // a leaf's gradient outlives the tape
    tensor_zero_grad(x);
    backward(tensor_sum(tensor_neg(x)));
    EXPECT_GRAD(x, -1, -1);
}
END_TEST

// y = x^2; L = sum(y x + y / 2): dL/dx = 3 x^2 + x, through two ways to y.
START_TEST(test_diamond)
{
    Tensor *y = tensor_pow(x, 2);
    Tensor *half = tensor_div(y, tensor_scalar(2));
    backward(tensor_sum(tensor_add(tensor_mul(y, x), half)));
    EXPECT_GRAD(x, 14, 24);
    EXPECT_GRAD(y, 2.5F, -2.5F); // results keep theirs until the reset
}
END_TEST

// What is on the tape but not below the loss gets nothing.
START_TEST(test_bystanders)
{
    Tensor *aside = tensor_exp(x);
    Tensor *other = tensor_requires_grad(tensor_new_ones(shape_1d(2)));
    Tensor *fixed = tensor_new_ones(shape_1d(2));
    Tensor *unused = tensor_sum(tensor_mul(aside, other));
    backward(tensor_sum(tensor_mul(x, fixed)));
    EXPECT_GRAD(x, 1, 1);
    ck_assert_ptr_null(aside->grad);
    ck_assert_ptr_null(other->grad);
    ck_assert_ptr_null(fixed->grad);
    ck_assert_ptr_null(unused->grad);
    backward(unused); // its own graph is still there to be walked
    EXPECT_GRAD(other, expf(2), (float)exp(-3));
    tensor_free(other);
    tensor_free(fixed);
}
END_TEST

START_TEST(test_leaf_loss)
{
    Tensor *leaf = tensor_requires_grad(tensor_new_ones(shape_2d(1, 1)));
    backward(leaf);
    backward(leaf);
    ck_assert_float_eq(leaf->grad[0], 2);
    tensor_free(leaf);
}
END_TEST

START_TEST(test_no_grad)
{
    no_grad_begin();
    no_grad_begin();
    ck_assert(!tensor_exp(x)->requires_grad);
    no_grad_end();
    Tensor *y = tensor_exp(x);
    ck_assert(!y->requires_grad);
    no_grad_end();
    ck_assert(tensor_exp(x)->requires_grad);
    backward(tensor_sum(tensor_mul(x, y))); // y is a constant here
    EXPECT_GRAD(x, y->data[0], y->data[1]);
}
END_TEST

START_TEST(test_detach)
{
    Tensor *d = tensor_detach(x);
    ck_assert(!d->requires_grad && d->data[0] == 2 && d->data[1] == -3);
    backward(tensor_sum(tensor_mul(x, d)));
    EXPECT_GRAD(x, 2, -3); // not 2 x
    d->data[0] = 7;
    ck_assert_float_eq(x->data[0], 2);
}
END_TEST

START_TEST(test_requires_grad)
{
    Tensor *c = tensor_new_ones(shape_1d(2));
    ck_assert(!tensor_add(c, c)->requires_grad);
    ck_assert(tensor_add(c, x)->requires_grad);
    ck_assert(!tensor_eq(x, c)->requires_grad);
    ck_assert(!tensor_argmax(x, 0)->requires_grad);
    ck_assert(!tensor_scalar(1)->requires_grad);
    tensor_free(c);
}
END_TEST

START_TEST(test_tape)
{
    ck_assert_int_eq(tape_length(), 0);
    Tensor *a = tensor_exp(x), *b = tensor_neg(a);
    ck_assert_int_eq(tape_length(), 2);
    ck_assert_ptr_eq(tape_at(0), a);
    ck_assert_ptr_eq(tape_at(1), b);
    Tensor *kept = tensor_new_copy(b);
    tape_reset();
    ck_assert_int_eq(tape_length(), 0);
    tensor_log(x);
    ck_assert_float_eq(kept->data[0], -(float)exp(2));
    tensor_free(kept);
}
END_TEST

// The memory of results is used again for others, larger and smaller.
START_TEST(test_reuse)
{
    const int sizes[] = {1, 2, 100, 5, 1, 400, 33};
    for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++) {
        int n = sizes[k];
        Tensor *t = tensor_requires_grad(tensor_new_full(shape_2d(n, 3), 2));
        Tensor *y = tensor_mul(t, t);
        ck_assert_ptr_null(y->grad);
        backward(tensor_sum(y));
        for (int i = 0; i < 3 * n; i++) {
            ck_assert_float_eq(y->data[i], 4);
            ck_assert_float_eq(t->grad[i], 4);
        }
        tape_reset();
        tensor_free(t);
    }
    for (int i = 0; i < 30000; i++) {
        tensor_exp(x);
        tape_reset();
    }
}
END_TEST

static void backward_twice(void)
{
    Tensor *loss = tensor_sum(tensor_exp(x));
    backward(loss);
    backward(loss);
}

static void backward_through_shared(void)
{
    Tensor *shared = tensor_exp(x);
    backward(tensor_sum(shared));
    backward(tensor_mean(shared));
}

static void backward_of_two(void)
{
    backward(tensor_exp(x));
}

static void backward_of_constant(void)
{
    backward(tensor_sum(tensor_new_ones(shape_1d(2))));
}

static void backward_without_history(void)
{
    no_grad_begin();
    Tensor *loss = tensor_sum(x);
    no_grad_end();
    backward(loss);
}

static void free_result(void)
{
    tensor_free(tensor_exp(x));
}

static void never_reset(void)
{
    for (int i = 0; i <= 10000; i++)
        tensor_exp(x);
}

static void more_than_the_maximum(void)
{
    tape_set_max(20000);
    for (int i = 0; i < 20000; i++)
        tensor_exp(x);
    tensor_exp(x);
}

static void end_without_begin(void)
{
    no_grad_end();
}

static void beyond_the_tape(void)
{
    tensor_exp(x);
    tape_at(1);
}

// The numbers of rows have no gradient, also where somebody asks for one.
START_TEST(test_index)
{
    Tensor *index = tensor_new_from(shape_1d(2), (const float[]){1, 0});
    Tensor *weight = tensor_new_zeros(shape_2d(2, 3));
    tensor_requires_grad(index);
    backward(tensor_sum(tensor_embedding(index, weight)));
    EXPECT_GRAD(index, 0, 0);
    ck_assert_ptr_null(weight->grad);
    tape_reset();
    tensor_free(index);
    tensor_free(weight);
}
END_TEST

static void before_the_tape(void)
{
    tensor_exp(x);
    tape_at(-1);
}

// One loss of two operands, and a constant bias.
static Tensor *loss_of(int operation, Tensor *a, Tensor *b)
{
    Tensor *bias = tensor_from(shape_1d(2), (const float[]){1, -1});
    return operation == 0   ? tensor_sum(tensor_matmul(a, b))
           : operation == 1 ? tensor_sum(tensor_linear(a, b, bias))
                            : mse_loss(a, b, REDUCTION_MEAN);
}

// Where only one operand is trained, it has the gradient that it has where both
// are, and the other has none.
START_TEST(test_one_of_two)
{
    const float numbers[] = {1, 2, 3, 4, -5, 6, 7, 8};
    float both[2][4];
    for (int who = 0; who < 3; who++) { // both, the first, the second
        Tensor *t[2];
        for (int k = 0; k < 2; k++) {
            t[k] = tensor_new_from(shape_2d(2, 2), &numbers[4 * k]);
            if (who == 0 || who == k + 1)
                tensor_requires_grad(t[k]);
        }
        backward(loss_of(_i, t[0], t[1]));
        for (int k = 0; k < 2; k++) {
            bool trained = who == 0 || who == k + 1;
            ck_assert(trained == (t[k]->grad != NULL));
            for (int i = 0; trained && i < 4; i++) {
                both[k][i] = who == 0 ? t[k]->grad[i] : both[k][i];
                ck_assert(t[k]->grad[i] == both[k][i]);
            }
        }
        tape_reset();
        tensor_free(t[0]);
        tensor_free(t[1]);
    }
}
END_TEST

START_TEST(test_mistakes)
{
    STOPS(backward_twice, "second time", "compute the loss again");
    STOPS(backward_through_shared, "second time", "exp");
    STOPS(backward_of_two, "single number", "[2]");
    STOPS(backward_of_constant, "does not require a gradient");
    STOPS(backward_without_history, "does not require a gradient", "no_grad");
    STOPS(free_result, "tensor_free", "exp", "tape_reset()");
    STOPS(never_reset, "10000", "forget tape_reset()");
    STOPS(more_than_the_maximum, "20000", "tape_set_max");
    STOPS(end_without_begin, "no_grad_end");
    STOPS(beyond_the_tape, "tape_at");
    STOPS(before_the_tape, "tape_at", "-1 of 1");
}
END_TEST

// Operations with the mistakes that people make in a gradient.
static void half_backward(Tensor *y) // forgot the 2
{
    for (int i = 0; i < 2; i++)
        y->input[0]->grad[i] += y->grad[i] * y->input[0]->data[i];
}

static void sign_backward(Tensor *y)
{
    for (int i = 0; i < 2; i++)
        y->input[0]->grad[i] -= y->grad[i] * 2 * y->input[0]->data[i];
}

static void slightly_backward(Tensor *y) // one percent
{
    for (int i = 0; i < 2; i++)
        y->input[0]->grad[i] += y->grad[i] * 2.02F * y->input[0]->data[i];
}

static void first_only_backward(Tensor *y) // one number too few
{
    y->input[0]->grad[0] += y->grad[0] * 2 * y->input[0]->data[0];
}

static void overwriting_backward(Tensor *y) // = instead of +=
{
    for (int i = 0; i < 2; i++)
        y->input[0]->grad[i] = y->grad[i] * 2 * y->input[0]->data[i];
}

static void alone_backward(Tensor *y) // forgot the gradient that arrives
{
    for (int i = 0; i < 2; i++)
        y->input[0]->grad[i] += 2 * y->input[0]->data[i];
}

static void nothing_backward(Tensor *y)
{
    (void)y;
}

static void nan_backward(Tensor *y) // 0 / 0 for the first, right for the last
{
    y->input[0]->grad[0] += NAN;
    y->input[0]->grad[1] += y->grad[1] * 2 * y->input[0]->data[1];
}

static void right_backward(Tensor *y)
{
    for (int i = 0; i < 2; i++)
        y->input[0]->grad[i] += y->grad[i] * 2 * y->input[0]->data[i];
}

// sum(3 square(x) + x), in which x is used twice
static Tensor *square_loss(void *context)
{
    void (**back)(Tensor *) = context;
    Tensor *y = tape_push("square", x->shape, *back, x, NULL, NULL);
    for (int i = 0; i < 2; i++)
        y->data[i] = x->data[i] * x->data[i];
    Tensor *three = tensor_mul(y, tensor_scalar(3));
    return tensor_sum(tensor_add(three, x));
}

START_TEST(test_gradcheck_finds)
{
    void (*wrong[])(Tensor *) = {half_backward,        sign_backward,
                                 slightly_backward,    first_only_backward,
                                 alone_backward,       nothing_backward,
                                 overwriting_backward, nan_backward};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        double error = gradcheck(NULL, square_loss, &wrong[i], &x, 1);
        ck_assert_msg(!(error < 1e-3), "wrong gradient %zu: %g", i, error);
    }
    void (*right)(Tensor *) = right_backward;
    ck_assert_double_lt(gradcheck(NULL, square_loss, &right, &x, 1), 1e-4);
}
END_TEST

// x times itself, of which backward() sees one: it says 2 and -3, the slopes
// are 4 and -6. The other tensor, which the loss does not reach, has none.
static Tensor *half_seen(void *unused)
{
    (void)unused;
    return tensor_sum(tensor_mul(x, tensor_detach(x)));
}

START_TEST(test_gradcheck_measures)
{
    Tensor *aside = tensor_requires_grad(tensor_new_ones(shape_1d(1)));
    double error = gradcheck(NULL, half_seen, NULL, &x, 1);
    ck_assert_double_eq_tol(error, 3.0 / (1 + 3), 1e-3);
    ck_assert_double_eq(gradcheck(NULL, half_seen, NULL, &aside, 1), 0);
    tensor_free(aside);
}
END_TEST

// It leaves the numbers as they were, no gradients, and an empty tape.
START_TEST(test_gradcheck_leaves)
{
    char *text;
    size_t size;
    FILE *table = open_memstream(&text, &size);
    void (*right)(Tensor *) = right_backward;
    backward(tensor_sum(x));
    gradcheck(table, square_loss, &right, &x, 1);
    fclose(table);
    ck_assert(x->data[0] == 2 && x->data[1] == -3);
    ck_assert_ptr_null(x->grad);
    ck_assert_int_eq(tape_length(), 0);
    int lines = 0;
    for (const char *c = text; *c; c++)
        lines += *c == '\n';
    ck_assert_int_eq(lines, 3); // a heading and two numbers
    ck_assert_ptr_nonnull(strstr(text, "13.000000")); // 3 * 2 * 2 + 1
    ck_assert_ptr_nonnull(strstr(text, "-17.000000"));
    free(text);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("autograd");
    tcase_add_checked_fixture(tests, make_leaf, free_leaf);
    tcase_add_test(tests, test_accumulation);
    tcase_add_test(tests, test_diamond);
    tcase_add_test(tests, test_bystanders);
    tcase_add_test(tests, test_leaf_loss);
    tcase_add_test(tests, test_no_grad);
    tcase_add_test(tests, test_detach);
    tcase_add_test(tests, test_requires_grad);
    tcase_add_test(tests, test_tape);
    tcase_add_test(tests, test_reuse);
    tcase_add_loop_test(tests, test_one_of_two, 0, 3);
    tcase_add_test(tests, test_index);
    tcase_add_test(tests, test_mistakes);
    tcase_add_test(tests, test_gradcheck_finds);
    tcase_add_test(tests, test_gradcheck_measures);
    tcase_add_test(tests, test_gradcheck_leaves);
    return run_tests("autograd", tests);
}
