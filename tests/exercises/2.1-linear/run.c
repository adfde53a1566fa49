#include "exercise.h"

void linear(const Tensor *x, const Tensor *weight, const Tensor *bias,
            Tensor *y);
void linear_backward(Tensor *x, Tensor *weight, Tensor *bias, const Tensor *y);

enum { CASE_X, CASE_WEIGHT, CASE_BIAS, CASE_Y, CASE_TENSORS };

typedef struct Case {
    Tensor *t[CASE_TENSORS];
    Tensor *grad[CASE_TENSORS]; // t[k]->grad points to its numbers
} Case;

// The worked example: what stands in data, and in grad.
static const float worked[CASE_TENSORS][6] = {
    {1, 2, 3, -1}, {1, 0, 0.5f, -1, 2, 1}, {1, 0, -2}, {7, 7, 7, 7, 7, 7}};
static const float worked_grad[CASE_TENSORS][6] = {
    {0}, {0}, {0}, {1, 0, 2, 4, 3, 0}};

// Quarters: every sum of their products is exact, in any order.
static Tensor *quarters_new(Shape shape)
{
    Tensor *t = tensor_new_zeros(shape);
    for (int k = 0; k < tensor_numel(t); k++)
        t->data[k] = (float)case_int(-12, 12) / 4;
    return t;
}

// 0: the worked example.
static Case case_new(int i)
{
    int rows = i == 1 ? 1 : i == 4 ? 3 : case_int(2, 4);
    int inputs = i == 3 ? 1 : i == 4 ? 3 : case_int(2, 3);
    int units = i == 2 || i == 3 ? 1 : i == 4 ? 3 : case_int(2, 3);
    if (i == 0)
        rows = inputs = 2, units = 3;
    about(rows == 1, "one row");
    about(units == 1, "one unit");
    about(inputs == 1, "one input");
    about(units == inputs, "as many units as inputs");
    Shape shapes[] = {shape_2d(rows, inputs), shape_2d(units, inputs),
                      shape_1d(units), shape_2d(rows, units)};
    Case c;
    for (int k = 0; k < CASE_TENSORS; k++) {
        c.t[k] = i == 0 ? tensor_new_from(shapes[k], worked[k])
                        : quarters_new(shapes[k]);
        c.grad[k] = i == 0 ? tensor_new_from(shapes[k], worked_grad[k])
                           : quarters_new(shapes[k]);
        c.t[k]->grad = c.grad[k]->data;
    }
    return c;
}

static void case_free(Case *c)
{
    for (int k = 0; k < CASE_TENSORS; k++) {
        tensor_free(c->t[k]);
        tensor_free(c->grad[k]);
    }
}

static void run_forward(int i)
{
    Case c = case_new(i);
    given_tensor("x", c.t[CASE_X]);
    given_tensor("weight", c.t[CASE_WEIGHT]);
    given_tensor("bias", c.t[CASE_BIAS]);
    for (int k = 0; k < CASE_Y; k++)
        case_input_tensor(c.t[k]);
    linear(c.t[CASE_X], c.t[CASE_WEIGHT], c.t[CASE_BIAS], c.t[CASE_Y]);
    answer_tensor("y", c.t[CASE_Y]);
    tensor_free(c.t[CASE_Y]);
    for (int k = 0; k < CASE_TENSORS; k++)
        tensor_free(c.grad[k]);
}

// How many of the numbers that shall stay have changed: all data, and y->grad.
static int changed(const Case *c, const Case *before)
{
    int count = 0;
    for (int k = 0; k < CASE_TENSORS; k++)
        for (int n = 0; n < tensor_numel(c->t[k]); n++) {
            count += c->t[k]->data[n] != before->t[k]->data[n];
            if (k == CASE_Y)
                count += c->grad[k]->data[n] != before->grad[k]->data[n];
        }
    return count;
}

static Case case_copy(const Case *c)
{
    Case copy;
    for (int k = 0; k < CASE_TENSORS; k++) {
        copy.t[k] = tensor_new_copy(c->t[k]);
        copy.grad[k] = tensor_new_copy(c->grad[k]);
    }
    return copy;
}

static void run_backward(Case *c, int of, const char *name)
{
    Tensor *t = c->t[of];
    Case before = case_copy(c);
    given_tensor("y->grad", c->grad[CASE_Y]);
    given_tensor("gradient before", c->grad[of]);
    linear_backward(c->t[CASE_X], c->t[CASE_WEIGHT], c->t[CASE_BIAS],
                    c->t[CASE_Y]);
    Tensor gradient = {.shape = c->grad[of]->shape, .data = t->grad};
    answer_tensor(name, t->grad ? &gradient : NULL);
    answer("numbers changed that shall stay", changed(c, &before));
    case_free(&before);
    case_free(c);
}

static void run_x(int i)
{
    Case c = case_new(i);
    given_tensor("weight", c.t[CASE_WEIGHT]);
    run_backward(&c, CASE_X, "gradient of x");
}

static void run_weight(int i)
{
    Case c = case_new(i);
    given_tensor("x", c.t[CASE_X]);
    run_backward(&c, CASE_WEIGHT, "gradient of weight");
}

static void run_bias(int i)
{
    Case c = case_new(i);
    run_backward(&c, CASE_BIAS, "gradient of bias");
}

const ExerciseItem exercise_items[] = {
    {"forward", 3, "the layer's outputs", run_forward, 8, 1e-5},
    {"x", 2, "the gradient of x", run_x, 8, 1e-5},
    {"weight", 2, "the gradient of the weight", run_weight, 8, 1e-5},
    {"bias", 2, "the gradient of the bias", run_bias, 8, 1e-5},
    {0}};

#include EXERCISE
