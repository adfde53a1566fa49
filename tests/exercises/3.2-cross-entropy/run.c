#include <stdlib.h>

#include "exercise.h"

double cross_entropy(int rows, int classes, const float *logits,
                     const int *target);
void cross_entropy_backward(int rows, int classes, const float *logits,
                            const int *target, double loss_grad,
                            float *logits_grad);

enum { CASE_MOST = 5, CASE_NUMBERS = CASE_MOST * CASE_MOST };

typedef struct Case {
    int rows, classes, target[CASE_MOST];
    float logits[CASE_NUMBERS], grad[CASE_NUMBERS];
    double loss_grad;
} Case;

// In case 3 a float has few digits of the gradient left.
static Case case_of(int i)
{
    if (i == 0)
        return (Case){2, 3, {0, 2}, {2, 1, 0, 0, 0, 0}, {0}, 1};
    Case c = {.loss_grad = 1};
    c.rows = i == 1 ? 1 : case_int(2, CASE_MOST);
    c.classes = i == 4 ? 2 : case_int(3, CASE_MOST);
    if (i >= 4)
        c.loss_grad = case_double(0.3, 3);
    for (int k = 0; k < c.rows; k++)
        c.target[k] = case_int(0, c.classes - 1);
    for (int k = 0; k < c.rows * c.classes; k++) {
        c.logits[k] = case_float(-3, 3);
        c.grad[k] = i < 5 ? 0 : case_float(-1, 1);
    }
    if (i == 2)
        c.logits[(c.target[0] + 1) % c.classes] = 10;
    if (i == 3) {
        c.logits[c.target[0]] = 9;
        c.loss_grad = 1000;
    }
    return c;
}

static void given_case(const Case *c, int i)
{
    about(c->rows == 1, "one row");
    about(c->classes == 2, "two classes");
    about(i == 2, "sure and wrong: the target is very improbable");
    about(i == 3, "sure and right: the target is nearly certain");
    given_floats("logits", c->rows, c->classes, c->logits);
    given_ints("target", 1, c->rows, c->target);
}

static float *case_matrix_new(const Case *c, const float *numbers)
{
    return case_copy_new(numbers, c->rows * c->classes, sizeof *numbers);
}

static void run_loss(int i)
{
    Case c = case_of(i);
    given_case(&c, i);
    float *logits = case_matrix_new(&c, c.logits);
    int *target = case_copy_new(c.target, c.rows, sizeof *c.target);
    answer("loss", cross_entropy(c.rows, c.classes, logits, target));
    case_input_free(logits);
    case_input_free(target);
}

static void run_gradient(int i)
{
    Case c = case_of(i);
    given_case(&c, i);
    about(c.loss_grad == 1, "loss_grad is 1");
    about(i >= 5, "something is in logits_grad before");
    given("loss_grad = %g", c.loss_grad);
    given_floats("logits_grad before", c.rows, c.classes, c.grad);
    float *logits = case_matrix_new(&c, c.logits),
          *grad = case_matrix_new(&c, c.grad);
    int *target = case_copy_new(c.target, c.rows, sizeof *c.target);
    cross_entropy_backward(c.rows, c.classes, logits, target, c.loss_grad,
                           grad);
    answer_array("logits_grad", grad, c.rows * c.classes);
    case_input_free(logits);
    free(grad);
    case_input_free(target);
}

const ExerciseItem exercise_items[] = {
    {"loss", 2, "the loss", run_loss, 8, 1e-6},
    {"digits", 1, "the loss, in double", run_loss, 8, 1e-11},
    {"gradient", 4, "its gradient", run_gradient, 8, 1e-6},
    {0}};

#include EXERCISE
