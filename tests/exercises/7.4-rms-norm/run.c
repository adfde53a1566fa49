#include <stdlib.h>
#include <string.h>

#include "exercise.h"

void rms_norm_forward(int rows, int cols, const float *x, float *y);
void rms_norm_backward(int rows, int cols, const float *x, const float *y_grad,
                       float *x_grad);

enum { CASE_MOST = 4, CASE_NUMBERS = CASE_MOST * 5 };

typedef struct Case {
    int rows, cols;
    float x[CASE_NUMBERS], y_grad[CASE_NUMBERS], x_grad[CASE_NUMBERS];
} Case;

// 0: the worked example; 1: one row; 2: a row of zeros; 3: small numbers, where
// the 0.00001 counts.
static Case case_of(int i)
{
    Case c = {.rows = i < 2 ? 1 : case_int(2, CASE_MOST)};
    if (i == 0)
        c = (Case){1, 2, {3, 4}, {1, 0}, {0}};
    about(c.rows == 1, "one row");
    about(i == 2, "a row of zeros");
    about(i == 3, "small numbers");
    if (i == 0)
        return c;
    c.cols = c.rows + (case_int(0, 1) && c.rows > 2 ? -1 : 1);
    for (int k = 0; k < c.rows * c.cols; k++) {
        c.x[k] = case_float(-2, 2) * (i == 3 ? 0.002f : 1);
        c.y_grad[k] = case_float(-2, 2);
        c.x_grad[k] = i < 4 ? 0 : case_float(-1, 1);
    }
    if (i == 2)
        memset(c.x, 0, (size_t)c.cols * sizeof *c.x);
    return c;
}

static void run_forward(int i)
{
    Case c = case_of(i);
    int n = c.rows * c.cols;
    float *x = case_copy_new(c.x, n, sizeof *x);
    float *y = case_copy_new(c.y_grad, n, sizeof *y);
    given_floats("x", c.rows, c.cols, c.x);
    rms_norm_forward(c.rows, c.cols, x, y);
    answer_array("y", y, n);
    case_input_free(x);
    free(y);
}

static void run_backward(int i)
{
    Case c = case_of(i);
    int n = c.rows * c.cols;
    float *x = case_copy_new(c.x, n, sizeof *x);
    float *y_grad = case_copy_new(c.y_grad, n, sizeof *x);
    float *x_grad = case_copy_new(c.x_grad, n, sizeof *x);
    given_floats("x", c.rows, c.cols, c.x);
    about(i >= 4, "something is in x_grad before");
    given_floats("y_grad", c.rows, c.cols, c.y_grad);
    given_floats("x_grad before", c.rows, c.cols, c.x_grad);
    rms_norm_backward(c.rows, c.cols, x, y_grad, x_grad);
    answer_array("x_grad", x_grad, n);
    case_input_free(x);
    case_input_free(y_grad);
    free(x_grad);
}

const ExerciseItem exercise_items[] = {
    {"forward", 2, "rows of one length", run_forward, 7, 1e-5},
    {"backward", 4, "the gradient", run_backward, 8, 1e-5},
    {0}};

#include EXERCISE
