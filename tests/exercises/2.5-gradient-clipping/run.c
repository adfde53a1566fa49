#include <stdio.h>

#include "autograd.h"
#include "data.h"
#include "exercise.h"
#include "nn.h"
#include "ops.h"
#include "optim.h"

double clip_grad_norm(const Parameters *parameters, double max_norm);
void clip_grad_value(const Parameters *parameters, double clip_value);
double clipped_step(const Linear *model, TensorDataset batch,
                    Optimizer *optimizer, const Parameters *parameters,
                    double max_norm);

enum { CASE_MOST = 4, CASE_NUMBERS = 6, CASE_ROWS = 5 };

// Puts a gradient into the parameter, by backward: d(sum of x * g) / dx = g.
static void set_gradient(Tensor *parameter, Tensor *gradient)
{
    backward(tensor_sum(tensor_mul(parameter, gradient)));
    tape_reset();
}

static void add(Parameters *list, Shape shape, double most, bool with_gradient)
{
    static const char *const names[CASE_MOST] = {"a", "b", "c", "d"};
    Tensor *t = tensor_requires_grad(case_tensor_new(shape, -5, 5));
    Tensor *gradient = case_tensor_new(shape, -most, most);
    if (with_gradient)
        set_gradient(t, gradient);
    tensor_free(gradient);
    parameters_add(list, "", names[list->count], t);
}

static Parameters worked_new(void)
{
    static const float numbers[] = {3, 4, 12};
    Parameters list = {0};
    add(&list, shape_2d(1, 2), 1, true);
    add(&list, shape_1d(1), 1, true);
    for (int k = 0; k < 3; k++)
        list.item[k / 2].tensor->grad[k % 2] = numbers[k];
    return list;
}

static Parameters parameters_new(int i)
{
    about(i == 1, "the first parameter has no gradient");
    about(i == 2, "tiny gradients");
    about(i == 3, "one parameter has far larger gradients than the rest");
    about(i > 3, "a parameter in the middle has no gradient");
    if (i == 0)
        return worked_new();
    Parameters list = {0};
    for (int k = 0; k < CASE_MOST; k++) {
        int rows = case_int(1, 2), cols = case_int(2, 3);
        Shape shape = k % 2 ? shape_1d(rows + cols - 2) : shape_2d(rows, cols);
        double most = i == 2 ? 1e-6 : i == 3 && k == 2 ? 300 : 4;
        bool without = i == 1 ? k == 0 : i > 3 && k == 1 + i % 2;
        add(&list, shape, most, !without);
    }
    return list;
}

static void parameters_drop(Parameters *list)
{
    for (int k = 0; k < list->count; k++)
        tensor_free(list->item[k].tensor);
    parameters_free(list);
}

static void given_gradients(const Parameters *list, const char *what,
                            double limit)
{
    given("%s %g", what, limit);
    for (int k = 0; k < list->count; k++) {
        const Tensor *t = list->item[k].tensor;
        char name[40];
        snprintf(name, sizeof name, "gradient %s", list->item[k].name);
        if (t->grad)
            given_floats(name, 1, tensor_numel(t), t->grad);
        else
            given("%s: NULL", name);
    }
}

// The gradients, magnified where they are tiny, and the parameters themselves.
static void answer_gradients(const Parameters *list, float times)
{
    for (int k = 0; k < list->count; k++) {
        const Tensor *t = list->item[k].tensor;
        char name[40];
        snprintf(name, sizeof name, "gradient %s%s", list->item[k].name,
                 times > 1 ? ", times 1000000" : "");
        float numbers[CASE_NUMBERS];
        for (int n = 0; n < tensor_numel(t) && t->grad; n++)
            numbers[n] = times * t->grad[n];
        if (t->grad)
            answer_array(name, numbers, tensor_numel(t));
        else
            answer_tensor(name, NULL);
    }
    for (int k = 0; k < list->count; k++) {
        char name[40];
        snprintf(name, sizeof name, "numbers of %s", list->item[k].name);
        answer_tensor(name, list->item[k].tensor);
    }
}

static double limit_of(int i)
{
    about(i == 5, "nothing to clip");
    return i == 0   ? 6.5
           : i == 2 ? case_double(3e-7, 6e-7)
           : i == 5 ? case_double(20, 40)
                    : case_double(0.5, 3);
}

static void run_norm(int i)
{
    Parameters list = parameters_new(i);
    double limit = limit_of(i);
    about(i == 7, "no parameter has a gradient");
    about(i == 7, "nothing to clip");
    for (int k = 0; k < list.count && i == 7; k++)
        tensor_zero_grad(list.item[k].tensor);
    given_gradients(&list, "max_norm", limit);
    double times = i == 2 ? 1e6 : 1;
    answer(i == 2 ? "norm, times 1000000" : "norm",
           times * clip_grad_norm(&list, limit));
    parameters_drop(&list);
}

static void run_clip(int i)
{
    Parameters list = parameters_new(i);
    double limit = limit_of(i);
    given_gradients(&list, "max_norm", limit);
    clip_grad_norm(&list, limit);
    answer_gradients(&list, i == 2 ? 1e6f : 1);
    parameters_drop(&list);
}

static void run_value(int i)
{
    Parameters list = parameters_new(i);
    double limit = i == 0 ? 3.5 : limit_of(i);
    given_gradients(&list, "clip_value", limit);
    clip_grad_value(&list, limit);
    answer_gradients(&list, i == 2 ? 1e6f : 1);
    parameters_drop(&list);
}

static void step_and_answer(const Linear *model, TensorDataset batch,
                            Optimizer *optimizer, const Parameters *list,
                            double limit)
{
    answer("norm", clipped_step(model, batch, optimizer, list, limit));
    answer_tensor("weight", model->weight);
    answer_tensor("bias", model->bias);
}

static void run_step(int i)
{
    int rows = i == 0 ? 1 : CASE_ROWS, inputs = i < 3 ? 1 : 3;
    double limit = i == 0 ? 1 : i == 1 ? 1000 : case_double(0.5, 2);
    double lr = i == 0 ? 0.1 : case_double(0.02, 0.1);
    TensorDataset batch;
    batch.x = case_tensor_new(shape_2d(rows, inputs), -3, 3);
    batch.y = case_tensor_new(shape_1d(rows), 10, 20);
    Linear model = linear_new(inputs, 1, true);
    if (i == 0) {
        batch.x->data[0] = 2;
        batch.y->data[0] = 10;
        model.weight->data[0] = model.bias->data[0] = 0;
    }
    Parameters list = {0};
    linear_parameters(&model, "", &list);
    Optimizer *optimizer = i < 4 ? sgd_new(&list, lr) : adam_new(&list, lr);
    about(i == 1, "nothing to clip");
    about(i >= 2, "two steps");
    about(i >= 4, "with Adam");
    given("max_norm %g, lr %g, %s", limit, lr,
          i < 2   ? "one step"
          : i < 4 ? "two steps, the second with half of max_norm"
                  : "two steps with Adam, the second with half of max_norm");
    given_tensor("x", batch.x);
    given_tensor("y", batch.y);
    given_tensor("weight", model.weight);
    given_tensor("bias", model.bias);
    for (int k = 0; k < (i < 2 ? 1 : 2); k++)
        step_and_answer(&model, batch, optimizer, &list, limit / (k + 1));
    optimizer_free(optimizer);
    parameters_free(&list);
    linear_free(&model);
    tensor_free(batch.x);
    tensor_free(batch.y);
}

const ExerciseItem exercise_items[] = {
    {"norm", 1, "the norm that is returned", run_norm, 9, 1e-5},
    {"clip", 2, "clipped by the norm", run_clip, 9, 1e-5, "norm"},
    {"value", 1, "clipped by value", run_value, 9, 1e-5},
    {"step", 2, "a training step with clipping", run_step, 6, 1e-5,
     "norm clip"},
    {0}};

#include EXERCISE
