/*: # Solution 1.5: an engine of your own {#sol-1-5}

All that an operation knows of calculus are its local slopes. They are found
when it is computed, since then the inputs are at hand: a sum grows as much as
each of its parts, a product as much as the *other* factor says. If both inputs
are the same value, as in $d \cdot d$, it gets something twice, and $d + d$ is
the $2 d$ that the derivative of a square has. No line had to be written for
that. */
#include <assert.h>
#include <stdlib.h>

#include "base.h"

typedef struct Value Value;
struct Value {
    double data;
    double grad;     // of the loss by this value
    Value *input[2]; // what it was computed from, or NULL
    double slope[2]; // how much data grows with each of them
};

enum { TAPE_MOST = 1000 };

static Value *tape[TAPE_MOST];
static int tape_count;

double value_data(const Value *v)
{
    return v->data;
}

double value_grad(const Value *v)
{
    return v->grad;
}

Value *value_new(double data)
{
    assert(tape_count < TAPE_MOST); // is it never cleared?
    Value *v = memory_new(1, sizeof *v);
    v->data = data;
    tape[tape_count++] = v;
    return v;
}

static Value *value_from(double data, Value *a, double a_slope, Value *b,
                         double b_slope)
{
    Value *v = value_new(data);
    v->input[0] = a;
    v->input[1] = b;
    v->slope[0] = a_slope;
    v->slope[1] = b_slope;
    return v;
}

Value *value_add(Value *a, Value *b)
{
    return value_from(a->data + b->data, a, 1, b, 1);
}

Value *value_mul(Value *a, Value *b)
{
    return value_from(a->data * b->data, a, b->data, b, a->data);
}

void values_clear(void)
{
    for (int i = 0; i < tape_count; i++)
        free(tape[i]);
    tape_count = 0;
}

/*: A value can only be computed from values that were there before it. So on
the tape all that use a value stand behind it. Going backward, every one of them
has had its turn before the value itself has, and its gradient is complete. Who
follows the inputs instead, from value to value, comes to a value that is used
twice two times, and the second time passes on again what it has passed on
already.

The walk may begin at the end of the tape as well as at `loss`: what stands
behind `loss` has the gradient 0, and passes on nothing. */
void value_backward(Value *loss)
{
    for (int i = 0; i < tape_count; i++)
        tape[i]->grad = 0;
    loss->grad = 1;
    for (int i = tape_count - 1; i >= 0; i--)
        for (int k = 0; k < 2; k++)
            if (tape[i]->input[k])
                tape[i]->input[k]->grad += tape[i]->slope[k] * tape[i]->grad;
}

/*: Here nobody has derived anything: the factor 2, the division by $n$ and the
$x$ of [stage 1](stage1.c) come out of the tape by themselves. `backward` of
[the library](autograd.c) is this function with tensors for numbers. An
operation there has a backward function of its own instead of the slopes, since
a matrix of slopes for each pair of tensors would be huge. */
static Value *squared_error(Value *w, Value *b, double x, double y)
{
    Value *prediction = value_add(value_mul(w, value_new(x)), b);
    Value *difference = value_add(prediction, value_new(-y));
    return value_mul(difference, difference);
}

void fit_line(int n, const double *x, const double *y, double lr, int steps,
              double *w, double *b)
{
    for (int step = 0; step < steps; step++) {
        Value *weight = value_new(*w), *bias = value_new(*b);
        Value *sum = value_new(0);
        for (int i = 0; i < n; i++)
            sum = value_add(sum, squared_error(weight, bias, x[i], y[i]));
        value_backward(value_mul(sum, value_new(1.0 / n)));
        *w -= lr * weight->grad;
        *b -= lr * bias->grad;
        values_clear();
    }
}
