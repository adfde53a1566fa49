#include "exercise.h"

#include <stdio.h>
#include <stdlib.h>

#include "autograd.h"
#include "ops.h"
#include "optim.h"

void adamw_step(Optimizer *adam, double weight_decay);
void decay_experiment(bool adamw, double weight_decay, int steps, int n,
                      const float *size, float *param);

enum { CASE_MOST = 5 };

// A model: a weight (a matrix) and a bias (a row), or in the worked example
// just one number. Each has the same gradient in all its steps.
typedef struct CaseModel {
    Tensor *weight, *weight_grad, *bias, *bias_grad; // bias NULL: there is none
    Parameters parameters;
    Optimizer *adam;
    double weight_decay;
} CaseModel;

static CaseModel case_model(int i)
{
    CaseModel m = {.weight_decay = i == 0 ? 0.5 : case_double(0.2, 1)};
    m.weight = i == 0 ? tensor_new_full(shape_1d(1), 2)
                      : case_tensor_new(shape_2d(2, 3), -3, 3);
    m.weight_grad =
        case_tensor_new(m.weight->shape, i == 0 ? 4 : -3, i == 0 ? 4 : 3);
    m.bias = i == 0 ? NULL : case_tensor_new(shape_1d(2), -3, 3);
    m.bias_grad = i == 0 ? NULL : case_tensor_new(shape_1d(2), -3, 3);
    parameters_add(&m.parameters, "", "weight", tensor_requires_grad(m.weight));
    if (m.bias)
        parameters_add(&m.parameters, "", "bias", tensor_requires_grad(m.bias));
    m.adam = adam_new(&m.parameters, i == 0 ? 0.1 : case_double(0.05, 0.3));
    return m;
}

static void case_model_free(CaseModel *m)
{
    optimizer_free(m->adam);
    parameters_free(&m->parameters);
    tensor_free(m->weight);
    tensor_free(m->weight_grad);
    tensor_free(m->bias);
    tensor_free(m->bias_grad);
}

static void given_model(const CaseModel *m, const char *more)
{
    about(!m->bias, "a single parameter of one number");
    given("lr = %.3g, weight_decay = %.3g%s", m->adam->lr, m->weight_decay,
          more);
    given_tensor("weight", m->weight);
    given_tensor("grad", m->weight_grad);
    if (m->bias) {
        given_tensor("bias", m->bias);
        given_tensor("grad", m->bias_grad);
    }
}

// sum(t * gradient) has just that gradient.
static void case_grad(Tensor *t, const Tensor *gradient)
{
    Tensor *slope = tensor_from(gradient->shape, gradient->data);
    backward(tensor_sum(tensor_mul(t, slope)));
}

static void case_grads(const CaseModel *m)
{
    optimizer_zero_grad(m->adam);
    case_grad(m->weight, m->weight_grad);
    if (m->bias)
        case_grad(m->bias, m->bias_grad);
}

static void send_model(const CaseModel *m)
{
    answer_tensor("weight", m->weight);
    if (m->bias)
        answer_tensor("bias", m->bias);
}

static void send_grad(const char *name, const Tensor *t)
{
    if (t->grad)
        answer_array(name, t->grad, tensor_numel(t));
    else
        answer_tensor(name, NULL);
}

// One step; and the gradient must be what it was.
static void run_step(int i)
{
    CaseModel m = case_model(i);
    given_model(&m, "");
    case_grads(&m);
    adamw_step(m.adam, m.weight_decay);
    send_model(&m);
    send_grad("gradient of weight, afterwards", m.weight);
    case_model_free(&m);
}

// Only the bias has a gradient in the first step, both have one in the second.
static void run_without(int i)
{
    CaseModel m = case_model(i + 1);
    given_model(&m, ", in step 1 of 2 weight has no grad");
    case_grad(m.bias, m.bias_grad);
    adamw_step(m.adam, m.weight_decay);
    answer_tensor("weight after the first step", m.weight);
    case_grads(&m);
    adamw_step(m.adam, m.weight_decay);
    send_model(&m);
    case_model_free(&m);
}

// With a schedule.
static void run_later(int i)
{
    CaseModel m = case_model(i + 1);
    int steps = case_int(2, 5);
    char more[60];
    snprintf(more, sizeof more, ", %d steps, lr halved after each", steps);
    given_model(&m, more);
    for (int k = 0; k < steps; k++) {
        case_grads(&m);
        adamw_step(m.adam, m.weight_decay);
        m.adam->lr /= 2;
    }
    send_model(&m);
    case_model_free(&m);
}

// 0 and 1: the worked example; 2 and 3: with the smaller decay.
static void run_experiment(int i)
{
    float sizes[CASE_MOST] = {0, 0.1f, 1, 10, 100}, filled[CASE_MOST];
    bool adamw = i % 2;
    double weight_decay = i < 2 ? 0.5 : i < 4 ? 0.05 : case_double(0.1, 1);
    int steps = i < 4 ? 100 : case_int(20, 120), n = i < 4 ? CASE_MOST : 3;
    for (int k = 0; k < CASE_MOST; k++) {
        filled[k] = case_float(2, 3);
        if (i >= 4)
            sizes[k] = case_float(0.1, k == 0 ? 1 : 20);
    }
    about(adamw, "AdamW");
    about(!adamw, "Adam with L2");
    given("%s, weight_decay = %g, %d steps", adamw ? "AdamW" : "Adam with L2",
          weight_decay, steps);
    given_floats("size", 1, n, sizes);
    float *size = case_copy_new(sizes, n, sizeof *sizes);
    float *param = case_copy_new(filled, n, sizeof *filled);
    decay_experiment(adamw, weight_decay, steps, n, size, param);
    answer_array("param", param, n);
    case_input_free(size);
    free(param);
}

const ExerciseItem exercise_items[] = {
    {"step", 2, "a step of AdamW", run_step, 6, 1e-5},
    {"without", 1, "a parameter without a gradient", run_without, 5, 1e-5},
    {"later", 1, "several steps", run_later, 5, 1e-5},
    {"experiment", 2, "the experiment", run_experiment, 8, 1e-4,
     "step without later"},
    {0}};

#include EXERCISE
