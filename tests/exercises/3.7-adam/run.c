#include "exercise.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct AdamState AdamState;
void adam_step(int n, float *param, const float *grad, float *m, float *v,
               int t, double lr);
AdamState *adam_state_new(int n);
void adam_state_free(AdamState *state);
void adam_state_step(AdamState *state, float *param, const float *grad,
                     double lr);

enum { CASE_MOST = 4 };

typedef struct Case {
    int n, t;
    float param[CASE_MOST], grad[CASE_MOST], m[CASE_MOST], v[CASE_MOST];
    double lr;
} Case;

static void given_numbers(const char *name, int n, const float *numbers)
{
    given_floats(name, 1, n, numbers);
}

// The worked example: its first step.
static Case worked_case(void)
{
    return (Case){.n = 1, .t = 1, .lr = 0.1, .param = {1}, .grad = {4}};
}

// Gradients of any size from 10^low to 10^high, and of both signs.
static void case_grad(Case *c, double low, double high)
{
    for (int k = 0; k < c->n; k++) {
        double size = pow(10, case_double(low, high));
        c->grad[k] = (float)(case_int(0, 1) ? size : -size);
    }
}

// Before the first step.
static Case random_case(double low, double high)
{
    Case c = {.n = case_int(2, CASE_MOST), .t = 1};
    c.lr = case_double(0.05, 0.5);
    for (int k = 0; k < c.n; k++)
        c.param[k] = case_float(-2, 2);
    case_grad(&c, low, high);
    return c;
}

// In the middle of a training.
static Case later_case(int t)
{
    Case c = random_case(-0.5, 0.7);
    c.t = t;
    for (int k = 0; k < c.n; k++) {
        c.m[k] = case_float(-2, 2);
        c.v[k] = case_float(0.1, 0.5) * (1 - powf(0.999f, (float)t));
    }
    return c;
}

static float *case_numbers_new(const Case *c, const float *numbers)
{
    return case_copy_new(numbers, c->n, sizeof *numbers);
}

static void case_numbers_back(const Case *c, float *numbers, float *copy)
{
    memcpy(numbers, copy, (size_t)c->n * sizeof *copy);
    free(copy);
}

static void case_step(Case *c)
{
    float *param = case_numbers_new(c, c->param);
    float *grad = case_numbers_new(c, c->grad);
    float *m = case_numbers_new(c, c->m), *v = case_numbers_new(c, c->v);
    adam_step(c->n, param, grad, m, v, c->t, c->lr);
    case_numbers_back(c, c->param, param);
    case_input_free(grad);
    case_numbers_back(c, c->m, m);
    case_numbers_back(c, c->v, v);
}

// 0 and 1: both steps of the worked example.
static void run_averages(int i)
{
    Case c = i < 2 ? worked_case() : later_case(case_int(2, 20));
    if (i == 1)
        c = (Case){.n = 1,
                   .t = 2,
                   .lr = 0.1,
                   .param = {0.9f},
                   .grad = {2},
                   .m = {0.4f},
                   .v = {0.016f}};
    for (int k = 0; k < c.n && i == 2; k++) // gradients were larger before
        c.v[k] += 30;
    about(i == 2, "gradients were larger before");
    about(c.n == 1, "a single number");
    given("t = %d", c.t);
    given_numbers("grad", c.n, c.grad);
    given_numbers("m", c.n, c.m);
    given_numbers("v", c.n, c.v);
    case_step(&c);
    answer_array("m", c.m, c.n);
    answer_array("v", c.v, c.n);
}

// 0: the worked example; then large gradients beside small ones.
static void run_first(int i)
{
    Case c = i == 0 ? worked_case() : random_case(-3, 6);
    given("t = 1, lr = %g, m and v are 0", c.lr);
    given_numbers("param", c.n, c.param);
    given_numbers("grad", c.n, c.grad);
    case_step(&c);
    answer_array("param", c.param, c.n);
}

// 0: the worked example; 1 and 2: one late step; then from the first one on.
static void run_several(int i)
{
    static const int late[] = {0, 30, 3000};
    Case c = i == 0  ? worked_case()
             : i < 3 ? later_case(late[i])
                     : random_case(-1, 0.5);
    int steps = i == 0 ? 2 : i < 3 ? 1 : case_int(3, 10);
    about(c.t > 1, "one late step, with averages of earlier ones");
    about(c.t == 1, "from the first step on");
    given("steps %d to %d, lr = %g", c.t, c.t + steps - 1, c.lr);
    given_numbers("param", c.n, c.param);
    given_numbers("m", c.n, c.m);
    given_numbers("v", c.n, c.v);
    for (int last = c.t + steps; c.t < last; c.t++) {
        given_numbers("grad", c.n, c.grad);
        case_step(&c);
        case_grad(&c, -1, 0.5);
        if (i == 0)
            c.grad[0] = 2;
    }
    answer_array("param", c.param, c.n);
}

// 0: the one of the statement.
static void run_tiny(int i)
{
    Case c = i == 0 ? worked_case() : random_case(-9, -7);
    about(i == 1, "a gradient of 0");
    if (i < 2)
        c.grad[0] = i == 0 ? 1e-8f : 0;
    given("t = 1, lr = %g, m and v are 0", c.lr);
    given_numbers("param", c.n, c.param);
    given_numbers("grad", c.n, c.grad);
    case_step(&c);
    answer_array("param", c.param, c.n);
}

static void case_state_step(AdamState *state, Case *c, const char *name)
{
    float *param = case_numbers_new(c, c->param);
    float *grad = case_numbers_new(c, c->grad);
    given_numbers(name, c->n, c->grad);
    adam_state_step(state, param, grad, c->lr);
    case_numbers_back(c, c->param, param);
    case_input_free(grad);
    case_grad(c, -1, 0.5);
}

// A state that is made, used and freed.
static void use_state(const void *data)
{
    Case c = *(const Case *)data;
    AdamState *state = adam_state_new(c.n);
    adam_state_step(state, c.param, c.grad, c.lr);
    adam_state_free(state);
}

static void run_memory(int i)
{
    Case c = random_case(-1, 0.5);
    c.n = i + 1;
    given("n = %d; a state is made, takes a step and is freed", c.n);
    answer("all memory is given back: yes (1) or no (0)",
           !case_keeps_memory(use_state, &c));
    AdamState *state = adam_state_new(c.n);
    case_state_step(state, &c, "grad");
    adam_state_free(state);
    answer_array("param", c.param, c.n);
}

// A parameter a and, from case 2 on, a parameter b, which has a gradient only
// from some step on, and goes on for a step when a is gone.
static void run_state(int i)
{
    Case a = i == 0 ? worked_case() : random_case(-1, 0.5),
         b = random_case(-1, 0.5);
    int steps = i == 0 ? 1 : case_int(2, 6);
    int start = i < 2 ? steps : i == 2 ? 0 : case_int(1, steps - 1);
    about(start == steps, "a single state is used");
    about(start == 0, "two states take steps in turn");
    about(start > 0 && start < steps, "a second state begins later");
    given("a takes %d step%s%s, lr = %g", steps, steps == 1 ? "" : "s",
          start == steps ? ""
          : start == 0   ? ", b always one after it"
                         : ", b begins later",
          a.lr);
    given_numbers("a", a.n, a.param);
    if (start < steps)
        given_numbers("b", b.n, b.param);
    AdamState *state = adam_state_new(a.n), *other = adam_state_new(b.n);
    for (int k = 0; k < steps; k++) {
        case_state_step(state, &a, "grad of a");
        if (k >= start)
            case_state_step(other, &b, "grad of b");
    }
    adam_state_free(state);
    if (start < steps)
        case_state_step(other, &b, "grad of b");
    adam_state_free(other);
    answer_array("a", a.param, a.n);
    answer_array("b", b.param, b.n);
}

const ExerciseItem exercise_items[] = {
    {"averages", 1, "the two averages", run_averages, 7, 1e-5},
    {"first", 2, "the first step", run_first, 7, 1e-6},
    {"several", 2, "later steps", run_several, 8, 1e-4},
    {"tiny", 1, "tiny gradients", run_tiny, 6, 1e-5},
    {"state", 1, "a state for each parameter", run_state, 8, 1e-4,
     "first averages several"},
    {"memory", 1, "memory given back", run_memory, 4, 1e-4, "averages"},
    {0}};

#include EXERCISE
