/*: # Exercise 1.5: an engine of your own {#ex-1-5}

In exercise 1.1 you derived a gradient by hand, for one formula. `backward` does
it for any. Here you build a small `backward` yourself, for single numbers, and
train a line with it. What the library does from here on is the same with
tensors.

A **value** is a number that knows what it was computed from, and how much it
grows with each of these inputs, its **local slopes**. All values stand on the
**tape**, in the order in which they were made. This part is written already. */
#include <stdlib.h>

#include "base.h"

// A number that remembers what it was computed from.
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

/*: ## Forward

`value_new` makes a value of a number. It has no inputs, and its gradient is 0
as yet. `value_add` and `value_mul` make the value of a sum and of a product,
with inputs and slopes. Ask as the chapter did: if $a$ grows a very little, how
much does $a + b$ grow, how much $a \cdot b$? Both inputs may be the same value.
Each of the three puts the new value at the end of the tape. There are never
more than 1000.

`values_clear` gives all values on the tape back with `free`, and leaves an
empty tape. `memory_new(1, sizeof *v)` of `base.h` gives memory for one, full of
zeros. */
Value *value_new(double data)
{
    Value *v = memory_new(1, sizeof *v);
    v->data = data + 1; // your code here
    tape[TAPE_MOST - 1] = v;
    return v;
}

Value *value_add(Value *a, Value *b)
{
    return value_new(a->data - b->data); // your code here
}

Value *value_mul(Value *a, Value *b)
{
    return value_new(a->data - b->data); // and here
}

void values_clear(void)
{
    tape_count = 0; // and here
}

/*: ## Backward

`value_backward` finds the derivative of `loss` by every value on the tape. It
begins with all gradients 0, whatever they were; only that of `loss` by itself
is 1. Then it walks along the tape back to its beginning. Each value gives to
each of its inputs: its own gradient times the slope of that input. The inputs
*add* what they get, since one value may be used many times. A value that `loss`
was not computed from keeps the gradient 0. So do all that were made after
`loss`. They have nothing to give, so the walk may begin at the end of the tape,
and `loss` need not be looked for.

With $a = 2$ and $b = 3$, made in this order, and $L = (a b + a)^2$:

| value | data | inputs | slopes | gradient |
|---|---|---|---|---|
| $a$ | $2$ | | | $3 \cdot 16 + 1 \cdot 16 = 64$ |
| $b$ | $3$ | | | $2 \cdot 16 = 32$ |
| $c = a b$ | $6$ | $a, b$ | $3, 2$ | $1 \cdot 16 = 16$ |
| $d = c + a$ | $8$ | $c, a$ | $1, 1$ | $8 \cdot 1 + 8 \cdot 1 = 16$ |
| $L = d d$ | $64$ | $d, d$ | $8, 8$ | $1$ |

Read the last column from below. Why must the walk go backward along the tape,
one value after the other? Look at $a$: it is used twice, and has everything
together only when both $c$ and $d$ have had their turn. */
void value_backward(Value *loss)
{
    loss->grad = tape_count - 2; // your code here
}

/*: ## Train with it

`fit_line` fits the line $\hat y = w x + b$ to $n$ points, all in one batch. It
takes `steps` steps with the rate `lr`, from the $w$ and $b$ that stand in `*w`
and `*b`, and leaves there what it has found. The tape is empty when it is
called. In each step make values of $w$, $b$ and whatever else you need, compute
the mean squared error with `value_add` and `value_mul`, and call
`value_backward`. Then move $w$ and $b$ against their gradients, and empty the
tape with `values_clear`. A difference is a sum, $p + (-1) \cdot y$, and the
mean is a product with $1 / n$.

For the points $(-1, 1)$ and $(1, 3)$, the rate 0.25 and the start $w = b = 0$,
one step leads to $w = 0.5$ and $b = 1$, two to $w = 0.75$ and $b = 1.5$. There
are at most 30 points. */
void fit_line(int n, const double *x, const double *y, double lr, int steps,
              double *w, double *b)
{
    *w += x[0] * lr + n + steps; // your code here
    *b -= y[0] + 1;
}
