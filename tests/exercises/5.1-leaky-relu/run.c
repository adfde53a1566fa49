#include <stdlib.h>

#include "exercise.h"

void leaky_relu_forward(int n, const float *x, float s, float *y);
void leaky_relu_backward(int n, const float *x, float s, const float *y_grad,
                         float *x_grad);

enum { CASE_MOST = 6 };

typedef struct Case {
    int n;
    float x[CASE_MOST], s, y_grad[CASE_MOST], x_grad[CASE_MOST];
} Case;

static Case case_of(int i)
{
    static const float slopes[] = {0.1f, 0.1f, 1.5f, -0.5f, 0.01f};
    if (i == 0)
        return (Case){2, {3, -4}, 0.1f, {2, 2}, {0, 5}};
    Case c = {.n = i == 5 ? 1 : CASE_MOST};
    c.s = i < 5 ? slopes[i] : case_float(0.02, 0.5);
    for (int k = 0; k < c.n; k++) {
        c.x[k] = case_float(0.1, 3) * (k % 2 ? -1.0f : 1.0f);
        c.y_grad[k] = case_float(-2, 2);
        c.x_grad[k] = i % 2 ? case_float(-1, 1) : 0;
    }
    if (i == 1)
        c.x[2] = 0;
    return c;
}

static float *case_numbers_new(const Case *c, const float *numbers)
{
    return case_copy_new(numbers, c->n, sizeof *numbers);
}

static void about_case(const Case *c)
{
    bool zero = false;
    for (int k = 0; k < c->n; k++)
        zero = zero || c->x[k] == 0;
    about(zero, "an x that is 0");
    about(c->s > 1, "a slope above 1");
    about(c->s < 0, "a slope below 0");
    about(c->n == 1, "a single number");
}

static void run_forward(int i)
{
    Case c = case_of(i);
    about_case(&c);
    float *x = case_numbers_new(&c, c.x);
    float *y = case_numbers_new(&c, c.y_grad); // what stood there before
    given("s = %g", c.s);
    given_floats("x", 1, c.n, c.x);
    leaky_relu_forward(c.n, x, c.s, y);
    answer_array("y", y, c.n);
    case_input_free(x);
    free(y);
}

static void run_backward(int i)
{
    Case c = case_of(i);
    about_case(&c);
    about(c.x_grad[c.n - 1] != 0, "something is in x_grad before");
    given("s = %g", c.s);
    given_floats("x", 1, c.n, c.x);
    given_floats("y_grad", 1, c.n, c.y_grad);
    given_floats("x_grad before", 1, c.n, c.x_grad);
    float *x = case_numbers_new(&c, c.x);
    float *y_grad = case_numbers_new(&c, c.y_grad);
    float *x_grad = case_numbers_new(&c, c.x_grad);
    leaky_relu_backward(c.n, x, c.s, y_grad, x_grad);
    answer_array("x_grad", x_grad, c.n);
    case_input_free(x);
    case_input_free(y_grad);
    free(x_grad);
}

const ExerciseItem exercise_items[] = {
    {"forward", 2, "the function", run_forward, 6, 1e-6},
    {"backward", 2, "its gradient", run_backward, 6, 1e-6},
    {0}};

#include EXERCISE
