// Each operation of common/ops.h on shapes drawn at random: with 0, 1 and 2
// dimensions, sizes of 1, and shapes that broadcast against each other. What
// backward() says must be the slope, also where a tensor has another gradient
// already: it is added to, never set.
#include "autograd.h"
#include "golden.h"
#include "operations.h"
#include "random.h"

enum { CASES = 60, LARGEST = 5 };

static Generator draws;

static int below(int n)
{
    return (int)(random_32(&draws) % (uint32_t)n);
}

static int size(void)
{
    static const int sizes[] = {1, 1, 2, 3, LARGEST};
    return sizes[below(5)];
}

static Shape shape_of(int ndim, int rows, int cols)
{
    return ndim == 0   ? shape_0d()
           : ndim == 1 ? shape_1d(cols)
                       : shape_2d(rows, cols);
}

static Shape any_shape(void)
{
    int rows = size(), cols = size();
    return shape_of(below(3), rows, cols);
}

// A shape that broadcasts to this one.
static Shape narrower(Shape s)
{
    int rows = below(2) ? s.rows : 1, cols = below(2) ? s.cols : 1;
    return shape_of(below(s.ndim + 1), rows, cols);
}

// From 1/2 to 2, or its negative; no two sizes nearer than 1/16. So they keep
// away from kinks, from ties, and from 0, where 1/x has none of its slopes.
static Tensor *numbers_new(Shape shape, bool positive)
{
    int place[LARGEST * LARGEST];
    Tensor *t = tensor_new_zeros(shape);
    randperm(&draws, LARGEST * LARGEST, place);
    for (int i = 0; i < tensor_numel(t); i++) {
        float x = 0.5F + (float)place[i] / 16;
        t->data[i] = positive || below(2) ? x : -x;
    }
    return t;
}

static Tensor *leaf_new(Shape shape, bool positive)
{
    return tensor_requires_grad(numbers_new(shape, positive));
}

static Tensor *classes_new(int count, int classes)
{
    Tensor *t = tensor_new_zeros(shape_1d(count));
    for (int i = 0; i < count; i++)
        t->data[i] = (float)below(classes);
    return t;
}

static void draw_two(Call *c)
{
    int n = size(), k = size(), m = size();
    if (c->operation->two == tensor_matmul) {
        c->input[0] = leaf_new(shape_of(1 + below(2), n, k), false);
        c->input[1] = below(2) ? leaf_new(shape_1d(k), false)
                               : leaf_new(shape_2d(k, m), false);
    } else if (c->operation->two == tensor_embedding) {
        c->input[0] = classes_new(n, k);
        c->input[1] = leaf_new(shape_2d(k, m), false);
    } else {
        Shape wide = any_shape(), narrow = narrower(wide);
        bool turned = below(2);
        c->input[turned] = leaf_new(wide, false);
        c->input[!turned] = leaf_new(narrow, false);
    }
}

static void draw_along(Call *c)
{
    Shape s = any_shape();
    int dims = s.ndim > 0 ? s.ndim : 1;
    if (c->operation->along == tensor_column) {
        s = shape_2d(s.rows, s.cols);
        dims = s.cols;
    }
    c->dim = below(2 * dims) - dims;
    c->input[0] = leaf_new(s, false);
}

static void draw_loss(Call *c)
{
    Shape s = any_shape();
    c->number = (float)below(2);
    if (c->operation->loss != mse_loss)
        s = shape_2d(s.rows, s.cols);
    c->input[0] = leaf_new(s, false);
    c->input[1] = c->operation->loss == mse_loss ? leaf_new(s, false)
                                                 : classes_new(s.rows, s.cols);
}

static void draw_linear(Call *c)
{
    int n = size(), in = size(), out = size();
    c->input[0] = leaf_new(shape_2d(n, in), false);
    c->input[1] = leaf_new(shape_2d(out, in), false);
    c->input[2] = below(2) ? leaf_new(shape_1d(out), false) : NULL;
}

static void draw_one(Call *c)
{
    static const float exponents[] = {1, 2, 3, -1, 0.5F, -0.5F, 1.5F};
    const Operation *o = c->operation;
    Shape s = any_shape();
    if (o->one == tensor_transpose)
        s = shape_2d(s.rows, s.cols);
    c->number = o->with == tensor_pow ? exponents[below(7)] : 0.25F;
    c->input[0] = leaf_new(s, o->one == tensor_log || o->with == tensor_pow);
    int n = tensor_numel(c->input[0]);
    c->out = tensor_new_zeros(n == 1     ? shape_of(below(3), 1, 1)
                              : below(2) ? shape_1d(n)
                                         : shape_2d(n, 1));
}

static void draw(Call *c)
{
    const Operation *o = c->operation;
    if (o->two)
        draw_two(c);
    else if (o->along)
        draw_along(c);
    else if (o->loss)
        draw_loss(c);
    else if (strcmp(o->name, "linear") == 0)
        draw_linear(c);
    else
        draw_one(c);
    no_grad_begin();
    c->up = numbers_new(run(c)->shape, false);
    no_grad_end();
    tape_reset();
}

static void call_free(Call *c)
{
    for (int i = 0; i < 3; i++)
        tensor_free(c->input[i]);
    tensor_free(c->up);
    tensor_free(c->out);
}

// The result with a weight for each number, and, after it on the tape and so
// before it on the way back, the squares of the inputs.
static Tensor *loss_of(void *context)
{
    const Call *c = context;
    Tensor *loss = tensor_sum(tensor_mul(run(c), c->up));
    for (int i = 0; i < 3; i++)
        if (c->input[i] && c->input[i]->requires_grad)
            loss = tensor_add(loss, tensor_sum(tensor_pow(c->input[i], 2)));
    return loss;
}

static void check_call(Call *c)
{
    Tensor *leaves[3];
    int count = 0;
    for (int i = 0; i < 3; i++)
        if (c->input[i] && c->input[i]->requires_grad)
            leaves[count++] = c->input[i];
    double error = gradcheck(NULL, loss_of, c, leaves, count);
    ck_assert_msg(error < 1e-3, "%s of %s, dim %d, number %g: %g",
                  c->operation->name, shape_text(c->input[0]->shape).chars,
                  c->dim, c->number, error);
}

START_TEST(test_slopes)
{
    const Operation *o = &operations[_i];
    if (o->two == tensor_eq || o->along == tensor_argmax)
        return; // no gradient
    generator_seed(&draws, 21);
    for (int i = 0; i < CASES; i++) {
        Call call = {.operation = o};
        draw(&call);
        check_call(&call);
        call_free(&call);
    }
    tape_free();
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("properties");
    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, test_slopes, 0,
                        sizeof operations / sizeof *operations);
    return run_tests("properties", tests);
}
