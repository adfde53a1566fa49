#include <stdlib.h>

#include "exercise.h"

double drift(int processes, int n, const float *param);
void broadcast(int processes, int n, int root, float *param);
void step(int processes, int n, float *param, const float *gradient, double lr);
int rounds(int processes);

enum { CASE_PROCESSES = 6, CASE_NUMBERS = 5 };

typedef struct Case {
    int processes, n;
    float param[CASE_PROCESSES * CASE_NUMBERS];
} Case;

// 0: the worked example; 1: one process; 2: all are equal; then any.
static Case case_new(int i)
{
    static const float worked[] = {1, 5, 3, 5, 0, 6};
    Case c = {.processes = i == 1 ? 1 : case_int(2, CASE_PROCESSES)};
    c.n = case_int(2, CASE_NUMBERS);
    if (i == 0) {
        c.processes = 3;
        c.n = 2;
    }
    for (int k = 0; k < c.processes * c.n; k++) {
        c.param[k] = i == 0 ? worked[k] : case_float(-9, 9);
        if (i == 2 && k >= c.n)
            c.param[k] = c.param[k - c.n];
    }
    return c;
}

static void given_case(const Case *c)
{
    about(c->processes == 1, "one process");
    given("processes = %d, n = %d", c->processes, c->n);
    given_floats("param", c->processes, c->n, c->param);
}

// From 3 on only one process is different in one number: the last, in its last,
// downwards; or one in the middle. 7: all are below 0.
static void run_drift(int i)
{
    Case c = case_new(i);
    int last = c.processes * c.n - 1;
    about(i == 3, "only the last number of the last process differs");
    about(i == 4, "only a number of process 1 differs");
    about(i == 7, "all are below 0");
    for (int k = c.n; k <= last && (i == 3 || i == 4); k++)
        c.param[k] = c.param[k - c.n];
    if (i == 3)
        c.param[last] -= 2;
    if (i == 4)
        c.param[c.n] += 3;
    for (int k = 0; k <= last && i == 7; k++)
        c.param[k] -= 20;
    bool equal = true;
    for (int k = c.n; k <= last; k++)
        equal = equal && c.param[k] == c.param[k - c.n];
    about(equal, "all are equal");
    given_case(&c);
    float *param = case_copy_new(c.param, last + 1, sizeof *param);
    answer("drift", drift(c.processes, c.n, param));
    case_input_free(param);
}

static void run_broadcast(int i)
{
    Case c = case_new(i);
    int root = i == 0   ? 1
               : i == 3 ? 0
               : i == 4 ? c.processes - 1
                        : case_int(0, c.processes - 1);
    given_case(&c);
    about(root == 0, "the root is the first process");
    about(root == c.processes - 1, "the root is the last process");
    given("root = %d", root);
    int count = c.processes * c.n;
    float *param = case_copy_new(c.param, count, sizeof *param);
    broadcast(c.processes, c.n, root, param);
    answer_array("param", param, count);
    free(param);
}

static void run_step(int i)
{
    static const float worked[] = {2, 0, 4, 2};
    Case c = case_new(i), g = c;
    double lr = i == 0 ? 0.1 : case_double(0.02, 0.9);
    if (i == 0)
        c.processes = 2;
    int count = c.processes * c.n;
    for (int k = 0; k < count; k++)
        g.param[k] = i == 0 ? worked[k] : case_float(-9, 9);
    given_case(&c);
    given("lr = %g", lr);
    given_floats("gradient", c.processes, c.n, g.param);
    float *param = case_copy_new(c.param, count, sizeof *param);
    float *gradient = case_copy_new(g.param, count, sizeof *gradient);
    step(c.processes, c.n, param, gradient, lr);
    answer_array("param", param, count);
    answer_array("gradient", gradient, count);
    free(param);
    case_input_free(gradient);
}

static void run_rounds(int i)
{
    static const int some[] = {1, 2, 3, 4, 5, 8, 9, 1000, 1024, 1025};
    int processes = i < 10 ? some[i] : case_int(10, 5000);
    about(processes == 1, "one process");
    about((processes & (processes - 1)) == 0, "a power of two");
    about(processes > 2 && ((processes - 1) & (processes - 2)) == 0,
          "one above a power of two");
    given("processes = %d", processes);
    answer("rounds", rounds(processes));
}

const ExerciseItem exercise_items[] = {
    {"drift", 2, "how far apart", run_drift, 9, 1e-5},
    {"broadcast", 1, "the same for all", run_broadcast, 8, 1e-6},
    {"step", 2, "a step of each", run_step, 7, 1e-5},
    {"rounds", 1, "rounds of a broadcast", run_rounds, 13, 1e-6},
    {0}};

#include EXERCISE
