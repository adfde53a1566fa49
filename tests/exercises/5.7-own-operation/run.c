#include "exercise.h"

#include "autograd.h"
#include "ops.h"

Tensor *tensor_swish(Tensor *x, Tensor *beta);
bool gradient_is_right(Tensor *(*op)(Tensor *x), Tensor *x);

static Tensor *input_new(int i)
{
    static const float ends[] = {200, -200, 0.5f};
    about(i == 1, "x far from 0");
    about(i > 2 && i % 2, "a table of more than one row");
    if (i == 0)
        return tensor_new_full(shape_1d(1), 2);
    if (i == 1)
        return tensor_new_from(shape_1d(3), ends);
    Shape shape = i % 2 ? shape_2d(2, 3) : shape_1d(4);
    return case_tensor_new(shape, -3, 3);
}

static Tensor *beta_new(int i)
{
    float sharp[] = {1, 1.5f, 0};
    Tensor *beta = case_tensor_new(shape_1d(1), 0.3, 2);
    if (i < 3)
        beta->data[0] = sharp[i];
    about(beta->data[0] == 1, "beta is 1");
    about(beta->data[0] == 0, "beta is 0");
    return beta;
}

static void run_forward(int i)
{
    Tensor *x = input_new(i), *beta = beta_new(i);
    given_tensor("x", x);
    given_tensor("beta", beta);
    answer_tensor("y", tensor_swish(x, beta));
    tape_reset();
    tensor_free(x);
    tensor_free(beta);
}

static void send_gradient(const char *name, const Tensor *t)
{
    if (t->grad)
        answer_array(name, t->grad, tensor_numel(t));
    else
        answer_tensor(name, NULL);
}

// From case 4 on the operation is used twice: both uses count. In case 3 only
// one of the inputs wants a gradient.
static void run_backward(int i, bool of_x)
{
    Tensor *x = input_new(i), *beta = beta_new(i);
    Tensor *weight = case_tensor_new(x->shape, 0.5, 2);
    if (i == 0)
        weight->data[0] = 1;
    if (of_x || i != 3)
        tensor_requires_grad(x);
    if (!of_x || i != 3)
        tensor_requires_grad(beta);
    about(i == 3 && of_x, "beta requires no gradient");
    about(i == 3 && !of_x, "x requires no gradient");
    about(i > 3, "the operation is used twice");
    if (i > 3)
        given("y is computed twice; the second time its gradient is 1");
    given_tensor("x", x);
    given_tensor("beta", beta);
    given_tensor("y_grad", weight);
    Tensor *loss = tensor_sum(tensor_mul(tensor_swish(x, beta), weight));
    if (i > 3)
        loss = tensor_add(loss, tensor_sum(tensor_swish(x, beta)));
    if (loss->requires_grad)
        backward(loss);
    send_gradient(of_x ? "gradient of x" : "gradient of beta", of_x ? x : beta);
    tape_reset();
    tensor_free(weight);
    tensor_free(x);
    tensor_free(beta);
}

static void run_x(int i)
{
    run_backward(i, true);
}

static void run_beta(int i)
{
    run_backward(i, false);
}

// Operations with planted mistakes.
static Tensor *planted(Tensor *x, const char *name, void (*back)(Tensor *))
{
    Tensor *y = tape_push(name, x->shape, back, x, NULL, NULL);
    for (int k = 0; k < tensor_numel(x); k++)
        y->data[k] = 2 * x->data[k];
    return y;
}

static void planted_half_backward(Tensor *y)
{
    for (int k = 0; k < tensor_numel(y); k++)
        y->input[0]->grad[k] += y->grad[k];
}

static Tensor *planted_half(Tensor *x)
{
    return planted(x, "half", planted_half_backward);
}

static void planted_turned_backward(Tensor *y)
{
    int n = tensor_numel(y);
    for (int k = 0; k < n; k++)
        y->input[0]->grad[k] += 2 * y->grad[n - 1 - k];
}

static Tensor *planted_turned(Tensor *x)
{
    return planted(x, "turned", planted_turned_backward);
}

static void planted_first_backward(Tensor *y)
{
    y->input[0]->grad[0] += 2 * y->grad[0];
}

static Tensor *planted_first(Tensor *x)
{
    return planted(x, "first", planted_first_backward);
}

static void planted_nearly_backward(Tensor *y)
{
    for (int k = 0; k < tensor_numel(y); k++)
        y->input[0]->grad[k] += 1.97f * y->grad[k];
}

static void planted_last_backward(Tensor *y)
{
    for (int k = 0; k + 1 < tensor_numel(y); k++)
        y->input[0]->grad[k] += 2 * y->grad[k];
}

static Tensor *planted_last(Tensor *x)
{
    return planted(x, "last", planted_last_backward);
}

static void planted_rest_backward(Tensor *y)
{
    for (int k = 1; k < tensor_numel(y); k++)
        y->input[0]->grad[k] += 2 * y->grad[k];
}

static Tensor *planted_rest(Tensor *x)
{
    return planted(x, "rest", planted_rest_backward);
}

static Tensor *planted_nearly(Tensor *x)
{
    return planted(x, "nearly", planted_nearly_backward);
}

static void planted_negative_backward(Tensor *y)
{
    for (int k = 0; k < tensor_numel(y); k++)
        y->input[0]->grad[k] -= 2 * y->grad[k];
}

static Tensor *planted_negative(Tensor *x)
{
    return planted(x, "negative", planted_negative_backward);
}

static void planted_rows_backward(Tensor *y)
{
    int n = tensor_numel(y), cols = tensor_cols(y);
    for (int k = 0; k < n; k++)
        y->input[0]->grad[(k + cols) % n] += 2 * y->grad[k];
}

static Tensor *planted_rows(Tensor *x)
{
    return planted(x, "rows", planted_rows_backward);
}

static void run_check(int i)
{
    static Tensor *(*const right[])(Tensor *) = {tensor_tanh, tensor_exp,
                                                 tensor_gelu};
    static Tensor *(*const wrong[])(Tensor *) = {
        planted_half,   planted_negative, planted_turned, planted_first,
        planted_nearly, planted_last,     planted_rest,   planted_rows};
    static const char *const names[] = {
        "half of it comes through",
        "the sign is wrong",
        "it comes to the wrong places",
        "only the first number gets one",
        "it is too small by 1.5 %",
        "the last number of twelve gets none",
        "the first number gets none",
        "it comes to the same column of another row"};
    Shape shape = i == 5  ? shape_2d(3, 4)
                  : i % 2 ? shape_2d(2, 3)
                          : shape_1d(4);
    Tensor *x = case_tensor_new(shape, 0.2, 1.5);
    tensor_requires_grad(x);
    about(true, names[i]);
    given("first a right gradient, then a wrong one: %s", names[i]);
    given_tensor("x", x);
    answer("the right gradient: found right (1) or wrong (0)",
           gradient_is_right(right[i % 3], x));
    tape_reset();
    answer("the wrong gradient: found right (1) or wrong (0)",
           gradient_is_right(wrong[i], x));
    answer_tensor("x afterwards", x);
    tape_reset();
    tensor_free(x);
}

const ExerciseItem exercise_items[] = {
    {"forward", 2, "swish", run_forward, 6, 1e-5},
    {"x", 3, "the gradient of x", run_x, 7, 1e-5},
    {"beta", 2, "the gradient of beta", run_beta, 7, 1e-5},
    {"check", 3, "right gradients and wrong ones", run_check, 8, 1e-6},
    {0}};

#include EXERCISE
