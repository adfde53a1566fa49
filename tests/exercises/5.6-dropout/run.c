#include "exercise.h"

#include <stdlib.h>

#include "random.h"

void dropout_forward(int n, const float *x, double p, bool training,
                     float *mask, float *y);
void dropout_backward(int n, const float *mask, const float *y_grad,
                      float *x_grad);

enum { CASE_MOST = 12 };

// 0: the worked example; the seed 2115 gives 0.698, 0.232, 0.898. The next
// number of the generator tells how many were drawn.
static void run_forward(int i, bool training)
{
    static const double ps[] = {0.5, 0.2, 0.8, 0, 1};
    double p = i < 5 ? ps[i] : case_double(0.1, 0.9);
    int n = i == 0 ? 3 : case_int(4, CASE_MOST);
    float made[CASE_MOST] = {0}, next;
    static const float zeros[CASE_MOST];
    for (int k = 0; k < n; k++)
        made[k] = i == 0 ? (float)(k + 1) : case_float(-3, 3);
    manual_seed(i == 0 ? 2115 : (uint64_t)i + 20);
    given("p = %g, x = %g, %g, %g%s, %s", p, made[0], made[1], made[2],
          n > 3 ? ", …" : "", training ? "training" : "not training");
    float *x = case_copy_new(made, n, sizeof *made);
    float *mask = case_copy_new(zeros, n, sizeof *zeros);
    float *y = case_copy_new(zeros, n, sizeof *zeros);
    dropout_forward(n, x, p, training, mask, y);
    rand_uniform(default_generator(), 0, 1, 1, &next);
    answer_array("mask", mask, n);
    answer_array("y", y, n);
    answer("the next random number", next);
    free(x);
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
    int n = i == 0 ? 3 : case_int(4, CASE_MOST);
    for (int k = 0; k < n; k++) {
        made[0][k] = (i == 0 ? k != 1 : case_int(0, 1)) ? scale : 0;
        made[1][k] = case_float(-2, 2);
        made[2][k] = i == 0 ? 0 : case_float(-1, 1);
    }
    float *mask = case_copy_new(made[0], n, sizeof *mask);
    float *y_grad = case_copy_new(made[1], n, sizeof *y_grad);
    float *x_grad = case_copy_new(made[2], n, sizeof *x_grad);
    given("mask = %g, %g, %g, …, y_grad = %g, %g, %g, …, x_grad before = %g, "
          "%g, %g, …",
          mask[0], mask[1], mask[2], y_grad[0], y_grad[1], y_grad[2], x_grad[0],
          x_grad[1], x_grad[2]);
    dropout_backward(n, mask, y_grad, x_grad);
    answer_array("x_grad", x_grad, n);
    free(mask);
    free(y_grad);
    free(x_grad);
}

const ExerciseItem exercise_items[] = {
    {"training", 3, "in training", run_training, 9, 1e-6},
    {"use", 1, "when the network is used", run_use, 6, 1e-6},
    {"backward", 2, "the gradient", run_backward, 5, 1e-6},
    {0}};

#include EXERCISE
