#include "exercise.h"

#include <stdlib.h>

#include "random.h"

void dropout_forward(int n, const float *x, double p, bool training,
                     float *mask, float *y);
void dropout_backward(int n, const float *mask, const float *y_grad,
                      float *x_grad);

enum { CASE_MOST = 64 };

// 5: as many as there may be; 0: the worked example; the seed 2115 gives 0.698,
// 0.232, 0.898. The next number of the generator tells how many were drawn.
static void run_forward(int i, bool training)
{
    static const double ps[] = {0.5, 0.2, 0.8, 0, 1};
    double p = i < 5 ? ps[i] : case_double(0.1, 0.9);
    int n = i == 0 ? 3 : i == 5 ? CASE_MOST : case_int(4, 12);
    float made[CASE_MOST] = {0}, filled[CASE_MOST], next;
    for (int k = 0; k < n; k++)
        filled[k] = (float)(k + 3); // what stood there before
    for (int k = 0; k < n; k++)
        made[k] = i == 0 ? (float)(k + 1) : case_float(-3, 3);
    manual_seed(i == 0 ? 2115 : (uint64_t)i + 20);
    about(p == 0, "p is 0");
    about(p == 1, "p is 1");
    about(n == CASE_MOST, "as many numbers as there may be");
    given("p = %g, %s", p, training ? "training" : "not training");
    given_floats("x", 1, n, made);
    float *x = case_copy_new(made, n, sizeof *made);
    float *mask = case_copy_new(filled, n, sizeof *filled);
    float *y = case_copy_new(filled, n, sizeof *filled);
    dropout_forward(n, x, p, training, mask, y);
    rand_uniform(default_generator(), 0, 1, 1, &next);
    answer_array("mask", mask, n);
    answer_array("y", y, n);
    answer("the next random number", next);
    case_input_free(x);
    free(mask);
    free(y);
}

static void run_training(int i)
{
    run_forward(i, true);
}

static void run_use(int i)
{
    run_forward(i, false);
}

static void run_backward(int i)
{
    float made[3][CASE_MOST]; // mask, y_grad, x_grad
    float scale = (float)(1 / (1 - (i == 0 ? 0.5 : case_double(0.1, 0.8))));
    int n = i == 0 ? 3 : i == 1 ? CASE_MOST : case_int(4, 12);
    for (int k = 0; k < n; k++) {
        made[0][k] = (i == 0 ? k != 1 : case_int(0, 1)) ? scale : 0;
        made[1][k] = case_float(-2, 2);
        made[2][k] = i == 0 ? 0 : case_float(-1, 1);
    }
    float *mask = case_copy_new(made[0], n, sizeof *mask);
    float *y_grad = case_copy_new(made[1], n, sizeof *y_grad);
    float *x_grad = case_copy_new(made[2], n, sizeof *x_grad);
    about(i > 0, "something is in x_grad before");
    given_floats("mask", 1, n, mask);
    given_floats("y_grad", 1, n, y_grad);
    given_floats("x_grad before", 1, n, x_grad);
    dropout_backward(n, mask, y_grad, x_grad);
    answer_array("x_grad", x_grad, n);
    case_input_free(mask);
    case_input_free(y_grad);
    free(x_grad);
}

const ExerciseItem exercise_items[] = {
    {"training", 3, "in training", run_training, 9, 1e-6},
    {"use", 1, "when the network is used", run_use, 6, 1e-6},
    {"backward", 2, "the gradient", run_backward, 5, 1e-6},
    {0}};

#include EXERCISE
