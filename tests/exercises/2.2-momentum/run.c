#include "exercise.h"

#include <stdio.h>
#include <stdlib.h>

void sgd_step(int count, Tensor **parameter, float **buffer, double lr,
              double momentum);

enum { CASE_PARAMETERS = 3, CASE_STEPS = 4 };

typedef struct Case {
    int count, steps;
    Tensor *parameter[CASE_PARAMETERS], *v[CASE_PARAMETERS];
    Tensor *grad[CASE_STEPS][CASE_PARAMETERS]; // NULL: it has none
    double lr[CASE_STEPS], momentum;
} Case;

// Quarters, short to read in a message; never 0.
static Tensor *quarters_new(Shape shape)
{
    Tensor *t = tensor_new_zeros(shape);
    for (int k = 0; k < tensor_numel(t); k++) {
        float size = (float)case_int(1, 12) / 4;
        t->data[k] = case_int(0, 1) ? size : -size;
    }
    return t;
}

static Case case_new(int count, const Shape *shapes, int steps)
{
    Case c = {.count = count, .steps = steps};
    double lr = case_int(1, 8) * 0.05;
    c.momentum = case_int(10, 19) * 0.05;
    for (int i = 0; i < count; i++) {
        c.parameter[i] = quarters_new(shapes[i]);
        c.v[i] = tensor_new_zeros(shapes[i]);
    }
    for (int s = 0; s < steps; s++) {
        c.lr[s] = lr;
        for (int i = 0; i < count; i++)
            c.grad[s][i] = quarters_new(shapes[i]);
    }
    return c;
}

static void case_free(Case *c)
{
    for (int i = 0; i < c->count; i++) {
        tensor_free(c->parameter[i]);
        tensor_free(c->v[i]);
        for (int s = 0; s < c->steps; s++)
            tensor_free(c->grad[s][i]);
    }
}

static void take_step(Case *c, int s)
{
    float *buffers[CASE_PARAMETERS];
    for (int i = 0; i < c->count; i++) {
        c->parameter[i]->grad = c->grad[s][i] ? c->grad[s][i]->data : NULL;
        buffers[i] = c->v[i]->data;
    }
    float **buffer = case_copy_new(buffers, c->count, sizeof *buffers);
    Tensor **parameter =
        case_copy_new(c->parameter, c->count, sizeof *c->parameter);
    sgd_step(c->count, parameter, buffer, c->lr[s], c->momentum);
    free(buffer);
    free(parameter);
}

// One parameter. 0: the worked example; 1: one step; 3: the gradient is 0 after
// the first step.
static Case single_new(int i)
{
    about(i == 1, "a single step");
    about(i == 3, "the gradient is 0 after the first step");
    about(i >= 4, "a parameter of two numbers");
    static const float pushes[] = {2, 2, 0};
    Shape shape = shape_1d(i < 4 ? 1 : 2);
    Case c = case_new(1, &shape, i == 0 ? 3 : i == 1 ? 1 : case_int(2, 4));
    if (i == 0) {
        c.lr[0] = c.lr[1] = c.lr[2] = 0.1;
        c.momentum = 0.9;
        c.parameter[0]->data[0] = 1;
    }
    for (int s = 0; s < c.steps; s++)
        if (i == 0 || (i == 3 && s > 0))
            c.grad[s][0]->data[0] = i == 0 ? pushes[s] : 0;
    return c;
}

static void given_single(const Case *c)
{
    given_tensor("w", c->parameter[0]);
    for (int s = 0; s < c->steps; s++) {
        char name[16];
        snprintf(name, sizeof name, "g%d", s + 1);
        given_tensor(name, c->grad[s][0]);
    }
}

static void run_steps(int i)
{
    Case c = single_new(i);
    about(i == 2, "no momentum");
    if (i == 2)
        c.momentum = 0;
    given("lr = %g, momentum = %g", c.lr[0], c.momentum);
    given_single(&c);
    for (int s = 0; s < c.steps; s++) {
        char name[32];
        snprintf(name, sizeof name, "w after step %d", s + 1);
        take_step(&c, s);
        answer_tensor(name, c.parameter[0]);
    }
    case_free(&c);
}

static void run_velocity(int i)
{
    Case c = single_new(i);
    given("lr = %g, momentum = %g", c.lr[0], c.momentum);
    given_single(&c);
    for (int s = 0; s < c.steps; s++)
        take_step(&c, s);
    answer_tensor("buffer after the last step", c.v[0]);
    answer_tensor("gradient after the last step", c.grad[c.steps - 1][0]);
    case_free(&c);
}

static void run_rate(int i)
{
    Case c = single_new(i);
    for (int s = 1; s < c.steps; s++)
        c.lr[s] = c.lr[0] / (s + 1);
    given("lr = %g, then a half, a third … of it, momentum = %g", c.lr[0],
          c.momentum);
    given_single(&c);
    for (int s = 0; s < c.steps; s++)
        take_step(&c, s);
    answer_tensor("w after the last step", c.parameter[0]);
    case_free(&c);
}

static void given_parameter(const Case *c, int k)
{
    char name[40];
    snprintf(name, sizeof name, "parameter %d", k);
    given_tensor(name, c->parameter[k]);
    for (int s = 0; s < c->steps; s++) {
        snprintf(name, sizeof name, "its gradient in step %d", s + 1);
        if (c->grad[s][k])
            given_tensor(name, c->grad[s][k]);
        else
            given("%s: NULL", name);
    }
}

// 0: all have gradients; 1 to 3: one of them has none in the second step;
// 4 to 6: one of them has none in the first step.
static void run_parameters(int i)
{
    Shape shapes[] = {shape_2d(2, 2), shape_1d(3), shape_0d()};
    Case c = case_new(CASE_PARAMETERS, shapes, 3);
    int without = i % 3, step = i <= 3 ? 1 : 0;
    about(i == 0, "all parameters have gradients");
    about(i > 0 && step == 1, "a parameter has no gradient in the second step");
    about(i > 0 && step == 0, "a parameter has no gradient in the first step");
    about(i > 0 && without == 0, "it is the first parameter");
    if (i > 0) {
        tensor_free(c.grad[step][without]);
        c.grad[step][without] = NULL;
    }
    given("lr = %g, momentum = %g", c.lr[0], c.momentum);
    for (int k = 0; k < c.count; k++)
        given_parameter(&c, k);
    for (int s = 0; s < c.steps; s++)
        take_step(&c, s);
    for (int k = 0; k < c.count; k++) {
        char name[32];
        snprintf(name, sizeof name, "parameter %d", k);
        answer_tensor(name, c.parameter[k]);
    }
    case_free(&c);
}

const ExerciseItem exercise_items[] = {
    {"steps", 2, "the parameter after each step", run_steps, 8, 1e-5,
     "velocity"},
    {"velocity", 1, "the velocity that is kept", run_velocity, 8, 1e-5},
    {"parameters", 2, "several parameters", run_parameters, 7, 1e-5,
     "velocity"},
    {"rate", 1, "a learning rate that changes", run_rate, 8, 1e-5, "velocity"},
    {0}};

#include EXERCISE
