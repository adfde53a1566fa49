// The operations and losses of common/ops.h against PyTorch,
// and each gradient against finite differences.
#define _POSIX_C_SOURCE 200809L
#include <float.h>

#include "autograd.h"
#include "golden.h"
#include "operations.h"

static Golden g; // tests/golden/ops.txt, specials.txt
static Call call;

// A loss in which every number of the result has a weight of its own.
static Tensor *loss_of(void *context)
{
    const Call *c = context;
    return tensor_sum(tensor_mul(run(c), c->up));
}

static float largest(const Tensor *t)
{
    float most = 0;
    for (int i = 0; i < tensor_numel(t); i++)
        if (isfinite(t->data[i]) && fabsf(t->data[i]) > most)
            most = fabsf(t->data[i]);
    return most;
}

static bool is_product(void)
{
    return call.operation->two == tensor_matmul ||
           strcmp(call.operation->name, "linear") == 0;
}

// A sum of n numbers may be off by some ulps of sqrt(n) times the largest of
// them, however much they cancel.
static float product_scale(void)
{
    const Tensor *a = call.input[0], *b = call.input[1];
    int n = tensor_rows(a) + tensor_cols(a) + tensor_rows(b) + tensor_cols(b);
    float most = fmaxf(largest(a), largest(b));
    return sqrtf((float)n) * most * fmaxf(most, largest(call.up));
}

static float result_scale(void)
{
    const Tensor *x = call.input[0];
    const Operation *o = call.operation;
    bool nll = o->loss == nll_loss;
    if (is_product())
        return product_scale();
    if (o->one == tensor_mean || o->along == tensor_mean_dim ||
        (nll && call.number == 0))
        return largest(x);
    if (o->one == tensor_sum || nll)
        return sqrtf((float)tensor_numel(x)) * largest(x);
    return largest(call.out);
}

static bool near_enough(float expected, float got, Closeness closeness,
                        float scale)
{
    if (float_same(expected, got))
        return true;
    if (closeness == EXACT || !isfinite(expected) || !isfinite(got))
        return false;
    if (closeness == NEAR && expected == 0 && got == 0)
        return false; // the other zero
    double ulp = (double)fabsf(expected) * FLT_EPSILON + FLT_MIN;
    double sum_ulp = (double)scale * FLT_EPSILON;
    return fabs((double)expected - got) <=
           (closeness == NEAR ? 2 * ulp : 2 * ulp + 4 * sum_ulp);
}

static void compare(const char *what, const Tensor *expected, Shape shape,
                    const float *got, Closeness closeness, float scale)
{
    ck_assert_msg(shape_equal(expected->shape, shape),
                  "line %d: %s of %s: expected shape %s, got %s", g.line, what,
                  call.operation->name, shape_text(expected->shape).chars,
                  shape_text(shape).chars);
    for (int i = 0; i < tensor_numel(expected); i++)
        ck_assert_msg(near_enough(expected->data[i], got[i], closeness, scale),
                      "line %d: %s of %s, number %d: expected %.9g, got %.9g",
                      g.line, what, call.operation->name, i, expected->data[i],
                      got[i]);
}

static void begin_call(void)
{
    for (int i = 0; i < 3; i++)
        tensor_free(call.input[i]);
    tensor_free(call.up);
    tensor_free(call.out);
    tape_reset();
    const char *name = golden_word(&g);
    call = (Call){.operation = operation_named(name)};
    ck_assert_msg(call.operation, "line %d: %s?", g.line, name);
    call.smooth = strcmp(golden_word(&g), "smooth") == 0;
    call.dim = (int)golden_number(&g);
    call.number = (float)golden_number(&g);
}

// How large the numbers were of which a gradient is a sum.
static float gradient_scale(const Tensor *expected)
{
    if (is_product())
        return product_scale();
    if (!call.smooth) // large and small ones stand side by side
        return largest(call.up);
    return fmaxf(largest(expected), largest(call.up));
}

static void read_gradient(void)
{
    Tensor *expected = golden_new_tensor(&g);
    while (!call.input[call.gradients]->requires_grad) // embedding's index
        call.gradients++;
    Tensor *input = call.input[call.gradients++];
    ck_assert_msg(input->grad, "line %d: %s left no gradient", g.line,
                  call.operation->name);
    for (int i = 0; i < tensor_numel(expected); i++)
        expected->data[i] += 0; // they add to 0, so there is no -0
    compare("gradient", expected, input->shape, input->grad,
            call.operation->gradient, gradient_scale(expected));
    tensor_free(expected);
}

static void read_line(Tensor **result)
{
    if (strcmp(g.key, "case") == 0) {
        begin_call();
    } else if (strcmp(g.key, "in") == 0) {
        Tensor **input = &call.input[call.targets + call.inputs++];
        *input = tensor_requires_grad(golden_new_tensor(&g));
    } else if (strcmp(g.key, "target") == 0) {
        call.input[call.inputs + call.targets++] = golden_new_tensor(&g);
    } else if (strcmp(g.key, "up") == 0) {
        call.up = golden_new_tensor(&g);
    } else if (strcmp(g.key, "out") == 0) {
        call.out = golden_new_tensor(&g);
        *result = run(&call);
        compare("result", call.out, (*result)->shape, (*result)->data,
                call.operation->result, result_scale());
        ck_assert_int_eq((*result)->requires_grad, call.up != NULL);
        if (call.up)
            backward(tensor_sum(tensor_mul(*result, call.up)));
    } else if (strcmp(g.key, "grad") == 0) {
        read_gradient();
    }
}

static const struct Recorded {
    const char *file;
    int results, gradients;
} recorded[] = {{"ops.txt", 831, 1052}, {"specials.txt", 313, 388}};

START_TEST(test_golden)
{
    Tensor *result = NULL;
    int results = 0, gradients = 0;
    golden_open(&g, recorded[_i].file);
    while (golden_next(&g)) {
        read_line(&result);
        results += strcmp(g.key, "out") == 0;
        gradients += strcmp(g.key, "grad") == 0;
    }
    ck_assert_int_eq(results, recorded[_i].results);
    ck_assert_int_eq(gradients, recorded[_i].gradients);
}
END_TEST

// Near 0 tanh is a polynomial, and goes over into the formula without a step:
// as the C library's, in double, which rounds to the nearest float.
START_TEST(test_tanh_near_zero)
{
    int count = 0;
    for (float x = 1e-5F; x < 1.2e-4F; x *= 1.00002F, count++) {
        float y = tensor_item(tensor_tanh(tensor_scalar(x)));
        ck_assert_msg(y == (float)tanh((double)x), "tanh(%.9g): %.9g", x, y);
        ck_assert(tensor_item(tensor_tanh(tensor_scalar(-x))) == -y);
        tape_reset();
    }
    ck_assert_int_gt(count, 100000);
    tape_free();
}
END_TEST

// Finite differences do not know PyTorch: they would see a mistake that both
// have made.
START_TEST(test_gradcheck)
{
    bool seen[sizeof operations / sizeof *operations] = {false};
    Tensor *result = NULL;
    golden_open(&g, "ops.txt");
    while (golden_next(&g)) {
        if (strcmp(g.key, "grad") == 0)
            continue;
        read_line(&result);
        if (strcmp(g.key, "out") != 0 || !call.smooth || !call.up ||
            tensor_numel(call.input[0]) > 60) // enough small ones
            continue;
        Tensor **inputs = call.input + !call.input[0]->requires_grad;
        double error = gradcheck(NULL, loss_of, &call, inputs, call.inputs);
        ck_assert_msg(error < 1e-3, "line %d: %s: gradcheck says %g", g.line,
                      call.operation->name, error);
        seen[call.operation - operations] = true;
    }
    for (size_t i = 0; i < sizeof seen; i++)
        ck_assert_msg(seen[i] || operations[i].two == tensor_eq ||
                          operations[i].along == tensor_argmax,
                      "no gradcheck of %s", operations[i].name);
}
END_TEST

// print() names the operation as PyTorch does. Two names depend on PyTorch's
// version: reshape is View in 2 (ReshapeAlias in 1.13), and the number after
// SqueezeBackward.
static void expect_name(const Tensor *result, const char *name)
{
    char text[4096] = "", expected[64];
    FILE *file = fmemopen(text, sizeof text, "w");
    tensor_print(file, result);
    fclose(file);
    bool squeeze = strncmp(name, "SqueezeBackward", 15) == 0;
    bool view = strncmp(name, "ReshapeAlias", 12) == 0;
    snprintf(expected, sizeof expected, "grad_fn=<%.*s",
             squeeze ? 15 : (int)strlen(name), view ? "ViewBackward0" : name);
    ck_assert_msg(strstr(text, expected), "line %d: no %s in %s", g.line,
                  expected, text);
}

START_TEST(test_names)
{
    Tensor *result = NULL;
    int names = 0;
    golden_open(&g, "ops.txt");
    while (golden_next(&g)) {
        read_line(&result);
        if (strcmp(g.key, "fn") != 0 || tensor_numel(call.out) > 60)
            continue;
        expect_name(result, g.at);
        names++;
    }
    ck_assert_int_gt(names, 500);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("ops");
    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, test_golden, 0, 2);
    tcase_add_test(tests, test_tanh_near_zero);
    tcase_add_test(tests, test_gradcheck);
    tcase_add_test(tests, test_names);
    return run_tests("ops", tests);
}
