#include <stdlib.h>

#include "exercise.h"

float mse(int n, const float *input, const float *target);
void mse_gradient(int n, const float *input, const float *target,
                  float *input_grad);
void parabola_gradient(int n, const float *x, const float *target,
                       const float p[3], float gradient[3]);

enum { CASE_MOST = 30 };

typedef struct Case {
    int n;
    float a[CASE_MOST], target[CASE_MOST];
} Case;

// 0: the worked example; 1: one point; 2: many points.
static Case case_of(int i, Case worked, const char *name)
{
    Case c = worked;
    if (i > 0) {
        c.n = i == 1 ? 1 : i == 2 ? CASE_MOST : case_int(2, 8);
        for (int k = 0; k < c.n; k++) {
            c.a[k] = case_float(-3, 3);
            c.target[k] = case_float(-3, 3);
        }
    }
    about(c.n == 1, "a single point");
    about(c.n == 2, "two points");
    given_floats(name, 1, c.n, c.a);
    given_floats("target", 1, c.n, c.target);
    return c;
}

static const Case pairs = {2, {3, 1}, {2, 4}};

static void run_mse(int i)
{
    Case c = case_of(i, pairs, "input");
    float *input = case_copy_new(c.a, c.n, sizeof *c.a);
    float *target = case_copy_new(c.target, c.n, sizeof *c.target);
    answer("loss", mse(c.n, input, target));
    case_input_free(input);
    case_input_free(target);
}

static void run_gradient(int i)
{
    Case c = case_of(i, pairs, "input");
    float *input = case_copy_new(c.a, c.n, sizeof *c.a);
    float *target = case_copy_new(c.target, c.n, sizeof *c.target);
    float *input_grad = case_copy_new(c.a, c.n, sizeof *c.a);
    for (int k = 0; k < c.n; k++)
        input_grad[k] = case_float(1, 9); // what stood there before
    mse_gradient(c.n, input, target, input_grad);
    answer_array("input_grad", input_grad, c.n);
    case_input_free(input);
    case_input_free(target);
    free(input_grad);
}

static void run_parabola(int i)
{
    static const Case points = {2, {1, 2}, {1, 8}};
    Case c = case_of(i, points, "x");
    float p[3] = {1, 0, 1}, gradient[3];
    for (int k = 0; k < 3; k++) {
        if (i > 0)
            p[k] = case_float(-2, 2);
        gradient[k] = case_float(1, 9);
    }
    given_floats("p", 1, 3, p);
    float *x = case_copy_new(c.a, c.n, sizeof *c.a);
    float *target = case_copy_new(c.target, c.n, sizeof *c.target);
    float *parameters = case_copy_new(p, 3, sizeof *p);
    parabola_gradient(c.n, x, target, parameters, gradient);
    answer_array("gradient", gradient, 3);
    case_input_free(parameters);
    case_input_free(x);
    case_input_free(target);
}

const ExerciseItem exercise_items[] = {
    {"loss", 1, "the mean squared error", run_mse, 6, 1e-5},
    {"gradient", 2, "its gradient by the predictions", run_gradient, 6, 1e-5},
    {"parabola", 3, "the gradient by three parameters", run_parabola, 6, 1e-4},
    {0}};

#include EXERCISE
