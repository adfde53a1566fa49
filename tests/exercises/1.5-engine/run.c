#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "exercise.h"

typedef struct Value Value;
double value_data(const Value *v);
double value_grad(const Value *v);
Value *value_new(double data);
Value *value_add(Value *a, Value *b);
Value *value_mul(Value *a, Value *b);
void values_clear(void);
void value_backward(Value *loss);
void fit_line(int n, const double *x, const double *y, double lr, int steps,
              double *w, double *b);

enum { CASE_MOST = 12, CASE_TAPE = 1000, CASE_POINTS = 30 };

// A value of the expression: a number, or v[a] + v[b], or v[a] * v[b].
typedef struct Step {
    char operation; // '+', '*'; 0: a number
    int a, b;
    double number;
} Step;

typedef struct Expression {
    int count, loss; // loss: from which one walks back
    Step step[CASE_MOST];
} Expression;

// 0: the worked example.
static const Expression expressions[] = {
    {5,
     4,
     {{0, 0, 0, 2},
      {0, 0, 0, 3},
      {'*', 0, 1, 0},
      {'+', 2, 0, 0},
      {'*', 3, 3, 0}}},
    {3, 1, {{0, 0, 0, 4}, {0, 0, 0, -1.5}, {0, 0, 0, 7}}},
    {2, 1, {{0, 0, 0, 5}, {'+', 0, 0, 0}}},
    {2, 1, {{0, 0, 0, -3}, {'*', 0, 0, 0}}},
    {5,
     4,
     {{0, 0, 0, 1.5},
      {'*', 0, 0, 0},
      {'*', 1, 1, 0},
      {'+', 2, 1, 0},
      {'*', 3, 1, 0}}},
    {6,
     3,
     {{0, 0, 0, 2},
      {0, 0, 0, -4},
      {'+', 0, 1, 0},
      {'*', 2, 0, 0},
      {'*', 3, 1, 0},
      {'+', 4, 0, 0}}}};
enum { EXPRESSIONS = sizeof expressions / sizeof *expressions };

static Expression expression_of(int i)
{
    if (i < EXPRESSIONS)
        return expressions[i];
    Expression e = {.count = case_int(6, CASE_MOST)};
    int numbers = case_int(2, 3);
    for (int k = 0; k < e.count; k++) {
        e.step[k].number = case_double(-2, 2);
        if (k < numbers)
            continue;
        e.step[k].operation = case_int(0, 1) ? '+' : '*';
        e.step[k].a = k == numbers ? 0 : case_int(k - 2, k - 1);
        e.step[k].b = case_int(0, k - 1);
    }
    e.loss = e.count - 1;
    return e;
}

static void about_expression(const Expression *e)
{
    bool computed = false, twofold = false, square = false, twice = false;
    int uses[CASE_MOST] = {0};
    for (int k = 0; k < e->count; k++) {
        const Step *s = &e->step[k];
        bool same = s->operation && s->a == s->b;
        computed = computed || s->operation;
        twofold = twofold || (same && s->operation == '+');
        square = square || (same && s->operation == '*');
        uses[s->a] += s->operation != 0;
        uses[s->b] += s->operation && !same;
    }
    for (int k = 0; k < e->count; k++)
        twice = twice || uses[k] > 1;
    about(!computed, "nothing but numbers");
    about(twofold, "a sum of a value and itself");
    about(square, "a product of a value and itself");
    about(twice, "a value of which two others are computed");
    about(e->loss < e->count - 1, "values behind the loss");
}

static void given_expression(const Expression *e)
{
    about_expression(e);
    for (int k = 0; k < e->count; k++) {
        const Step *s = &e->step[k];
        if (s->operation)
            given("v%d = v%d %c v%d", k, s->a, s->operation, s->b);
        else
            given("v%d = %g", k, s->number);
    }
}

static void compute(const Expression *e, Value **v)
{
    for (int k = 0; k < e->count; k++) {
        const Step *s = &e->step[k];
        v[k] = s->operation == '+'   ? value_add(v[s->a], v[s->b])
               : s->operation == '*' ? value_mul(v[s->a], v[s->b])
                                     : value_new(s->number);
    }
}

static void send(const Expression *e, Value **v, const char *what,
                 double (*number)(const Value *v))
{
    for (int k = 0; k < e->count; k++) {
        char name[40];
        snprintf(name, sizeof name, "%sv%d", what, k);
        answer(name, number(v[k]));
    }
}

static void run_values(int i)
{
    Expression e = expression_of(i);
    Value *v[CASE_MOST];
    given_expression(&e);
    compute(&e, v);
    send(&e, v, "", value_data);
    send(&e, v, "before any backward: gradient of ", value_grad);
    values_clear();
}

// As many values as there may be: a sum of one number, again and again.
static void run_long(void)
{
    about(true, "as many values as there may be");
    given("v0 = 2, v1 = v0 + v0, v2 = v1 + v0, … up to v%d", CASE_TAPE - 1);
    Value *first = value_new(2), *sum = first;
    for (int k = 1; k < CASE_TAPE; k++)
        sum = value_add(sum, first);
    value_backward(sum);
    answer("last value", value_data(sum));
    answer("gradient of v0", value_grad(first));
    values_clear();
}

// From case 6 on a second walk follows, from another value of the same tape.
static void run_backward(int i)
{
    if (i == 9) {
        run_long();
        return;
    }
    Expression e = expression_of(i);
    Value *v[CASE_MOST];
    given_expression(&e);
    about(i >= EXPRESSIONS, "a second walk on the same tape");
    given("backward from v%d%s", e.loss,
          i < EXPRESSIONS ? "" : ", then from the value before it");
    compute(&e, v);
    value_backward(v[e.loss]);
    send(&e, v, "gradient of ", value_grad);
    if (i >= EXPRESSIONS) {
        value_backward(v[e.loss - 1]);
        send(&e, v, "then: gradient of ", value_grad);
    }
    values_clear();
}

static void make_and_clear(const void *unused)
{
    (void)unused;
    value_mul(value_new(3), value_new(2));
    values_clear();
}

// 0 and 1: the worked example.
static void run_fit(int i)
{
    double px[CASE_POINTS] = {-1, 1}, py[CASE_POINTS] = {1, 3};
    int n = i < 2 ? 2 : i == 2 ? CASE_POINTS : case_int(3, 8);
    int steps = i < 2 ? i + 1 : case_int(3, 20);
    double lr = i < 2 ? 0.25 : case_double(0.02, 0.2), w = 0, b = 0;
    for (int k = 0; k < n && i >= 2; k++) {
        px[k] = case_double(-1, 1.5);
        py[k] = case_double(-3, 3);
    }
    if (i >= 2)
        w = case_double(-1, 1);
    if (i >= 2)
        b = case_double(-1, 1);
    about(steps == 1, "a single step");
    about(n == CASE_POINTS, "as many points as there may be");
    given("lr = %g, %d step%s, w = %g and b = %g before", lr, steps,
          steps == 1 ? "" : "s", w, b);
    given_doubles("x", 1, n, px);
    given_doubles("y", 1, n, py);
    double *x = case_copy_new(px, n, sizeof *px);
    double *y = case_copy_new(py, n, sizeof *py);
    fit_line(n, x, y, lr, steps, &w, &b);
    answer("w", w);
    answer("b", b);
    answer("all memory is given back: yes (1) or no (0)",
           !case_keeps_memory(make_and_clear, NULL));
    case_input_free(x);
    case_input_free(y);
}

const ExerciseItem exercise_items[] = {
    {"values", 2, "values, sums and products", run_values, 9, 1e-9},
    {"backward", 4, "all gradients of a tape", run_backward, 12, 1e-9,
     "values"},
    {"fit", 3, "a line, trained with the engine", run_fit, 8, 1e-7,
     "backward values"},
    {0}};

#include EXERCISE
