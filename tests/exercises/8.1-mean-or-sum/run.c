#include <math.h>
#include <stdlib.h>

#include "exercise.h"

void average(int processes, int n, float *gradient);
void average_rows(int processes, int n, const int *rows, float *gradient);
double rate_for_sum(double lr, int processes);

enum { CASE_PROCESSES = 6, CASE_NUMBERS = 4 };

typedef struct Case {
    int processes, n;
    float gradient[CASE_PROCESSES * CASE_NUMBERS];
    int rows[CASE_PROCESSES];
} Case;

// 0: the worked example; 1: one process; then two to six.
static Case case_new(int i)
{
    static const float worked[] = {1, 2, 3, 2, 5, 8};
    Case c = {.processes = i == 1 ? 1 : case_int(2, CASE_PROCESSES)};
    c.n = case_int(2, CASE_NUMBERS);
    if (i == 0) {
        c.processes = 3;
        c.n = 2;
    }
    for (int k = 0; k < c.processes * c.n; k++)
        c.gradient[k] = i == 0 ? worked[k] : case_float(-9, 9);
    about(c.processes == 1, "one process");
    given("processes = %d, n = %d", c.processes, c.n);
    return c;
}

static void run_average(int i)
{
    Case c = case_new(i);
    int count = c.processes * c.n;
    given_floats("gradient", c.processes, c.n, c.gradient);
    float *gradient = case_copy_new(c.gradient, count, sizeof *gradient);
    average(c.processes, c.n, gradient);
    answer_array("gradient", gradient, count);
    free(gradient);
}

static void average_and_answer(Case *c)
{
    int count = c->processes * c->n;
    int last = c->processes - 1, without = 0;
    for (int p = 0; p <= last; p++)
        without += c->rows[p] == 0;
    about(c->rows[0] == 0, "process 0 has no rows");
    about(c->rows[last] == 0, "the last process has no rows");
    about(last > 0 && without == last, "only one process has rows");
    given_floats("gradient", c->processes, c->n, c->gradient);
    given_ints("rows", 1, c->processes, c->rows);
    float *gradient = case_copy_new(c->gradient, count, sizeof *gradient);
    int *rows = case_copy_new(c->rows, c->processes, sizeof *rows);
    average_rows(c->processes, c->n, rows, gradient);
    answer_array("gradient", gradient, count);
    free(gradient);
    case_input_free(rows);
}

// 0: the worked example; 1: one process; from 2 on different numbers of rows.
static void run_rows(int i)
{
    static const int worked[] = {4, 4, 0};
    Case c = case_new(i);
    for (int p = 0; p < c.processes; p++)
        c.rows[p] = i == 0 ? worked[p] : case_int(1, 9);
    average_and_answer(&c);
}

// 0: the second worked example; then one or several processes have no rows: the
// first, the last, all but one.
static void run_none(int i)
{
    static const int worked[] = {1, 0, 3};
    Case c = case_new(i == 0 ? 0 : 2 + i);
    int last = c.processes - 1;
    for (int p = 0; p < c.processes; p++) {
        c.rows[p] = i == 0 ? worked[p] : case_int(1, 9);
        if ((i == 1 && p == 0) || (i == 2 && p == last) ||
            (i == 3 && p != last) || (i == 4 && p != 0) || (i == 5 && p % 2))
            c.rows[p] = 0;
        if (i > 0 && c.rows[p] == 0) // whatever stands there
            c.gradient[p * c.n] = INFINITY;
    }
    average_and_answer(&c);
}

static void run_rate(int i)
{
    double lr = i == 0 ? 0.1 : case_double(0.01, 1);
    int processes = i == 0 ? 4 : i == 1 ? 1 : case_int(2, 64);
    about(processes == 1, "one process");
    given("lr = %g, processes = %d", lr, processes);
    answer("rate", rate_for_sum(lr, processes));
}

const ExerciseItem exercise_items[] = {
    {"average", 2, "as many rows for each", run_average, 7, 1e-5},
    {"rows", 2, "different numbers of rows", run_rows, 7, 1e-5},
    {"none", 1, "processes without a row", run_none, 6, 1e-5, "rows"},
    {"rate", 1, "the rate for a sum", run_rate, 5, 1e-5},
    {0}};

#include EXERCISE
