/*: # Arithmetic

Every operation here is three things that stand together: a check of the shapes,
a loop that computes the result, and a loop that adds to the gradients of the
inputs. Read each gradient against its formula; $\bar y$ stands for the gradient
that arrives at the result, $\bar a$ for the one that is passed on. It is
$\bar y$ times the local slope, by which $y$ grows when $a$ grows: 1 for
$y = a + b$, $b$ for $y = a\,b$, and so on, the derivatives that one learns at
school.

A column times a row: each number of the column is used three times, and its
gradient is the sum of what it met.

```{.c example="ops_arithmetic"}
```

![A column and a row, added: each repeats itself along the
other](ops_arithmetic.svg){#fig-ops-arithmetic alt="A table whose place in row
i, column j holds the sum of the i-th number of the column and the j-th of the
row"}

## Broadcasting

Tensors of different shapes may meet if, aligned at the right, each pair of
sizes is equal or one of them is 1: `[10, 1]` with `[10]` makes `[10, 10]`. The
one with size 1 is repeated, without being copied: its index simply stands
still. That is a *stride* of 0, and it makes the gradient right by itself: a
number that was used many times collects the gradient of every use. */
#include "ops.h"

#include <math.h>

#include "autograd.h"
#include "mistake.h"
#include "simd.h"

// A step of 0 stays on the same number: that is all there is to broadcasting.
typedef struct Stride {
    int row, col; // how far it is to the next row, to the next column
} Stride;

typedef struct Pair {
    int rows, cols; // of the result
    Stride a, b;
} Pair;

// Room for the result of two tensors whose shapes go together.
static Tensor *push(const char *op, void (*back)(Tensor *), Tensor *a,
                    Tensor *b)
{
    Shape s = a->shape, t = b->shape;
    check((s.rows == t.rows || s.rows == 1 || t.rows == 1) &&
              (s.cols == t.cols || s.cols == 1 || t.cols == 1),
          "%s: %s and %s do not broadcast: aligned at the right, sizes must be "
          "equal or 1",
          op, shape_text(s).chars, shape_text(t).chars);
    Shape both = {s.ndim > t.ndim ? s.ndim : t.ndim,
                  s.rows == 1 ? t.rows : s.rows, s.cols == 1 ? t.cols : s.cols};
    return tape_push(op, both, back, a, b, NULL);
}

static inline Stride stride_of(Shape s)
{
    return (Stride){s.rows == 1 ? 0 : s.cols, s.cols == 1 ? 0 : 1};
}

// How each side is walked through to make y.
static inline Pair pair(const Tensor *y, const Tensor *a, const Tensor *b)
{
    return (Pair){tensor_rows(y), tensor_cols(y), stride_of(a->shape),
                  stride_of(b->shape)};
}

// Nothing is repeated: all is one long row, and one loop is enough.
static inline bool alike(const Tensor *y, const Tensor *a, const Tensor *b)
{
    int numel = tensor_numel(y);
    return tensor_numel(a) == numel && tensor_numel(b) == numel;
}

/*: The number that belongs to row $i$ and column $j$ of the result stands at
this place. On the way back it gets its share, if it wants one. */
static inline int at(Stride s, int i, int j)
{
    return i * s.row + j * s.col;
}

static inline void pass(Tensor *x, int place, float gradient)
{
    if (x->requires_grad)
        x->grad[place] += gradient;
}

/*: ## Sum and difference

$$ y = a \pm b, \qquad \bar a \mathrel{+}= \bar y, \quad
   \bar b \mathrel{+}= \pm\bar y $$ {#eq-add} */
// What goes to one side, if it wants it.
static void add_times(int n, float factor, const float *restrict from,
                      Tensor *to)
{
    float *restrict sum = to->grad;
    for (int k = 0; k < n && to->requires_grad; k++)
        sum[k] += factor * from[k];
}

static void add_backward(Tensor *y)
{
    Tensor *a = y->input[0], *b = y->input[1];
    if (alike(y, a, b)) {
        add_times(tensor_numel(y), 1, y->grad, a);
        add_times(tensor_numel(y), y->number, y->grad, b);
        return;
    }
    Pair p = pair(y, a, b);
    for (int i = 0; i < p.rows; i++)
        for (int j = 0; j < p.cols; j++) {
            float g = y->grad[i * p.cols + j];
            pass(a, at(p.a, i, j), g);
            pass(b, at(p.b, i, j), y->number * g);
        }
}

// The sign is 1 or -1; a product with it is exact.
static Tensor *add(const char *op, Tensor *a, float sign, Tensor *b)
{
    Tensor *y = push(op, add_backward, a, b);
    y->number = sign;
    if (alike(y, a, b)) {
        for (int k = 0; k < tensor_numel(y); k++)
            y->data[k] = a->data[k] + sign * b->data[k];
        return y;
    }
    Pair p = pair(y, a, b);
    for (int i = 0; i < p.rows; i++)
        for (int j = 0; j < p.cols; j++)
            y->data[i * p.cols + j] =
                a->data[at(p.a, i, j)] + sign * b->data[at(p.b, i, j)];
    return y;
}

// The two are the same but for the sign.
Tensor *tensor_add(Tensor *a, Tensor *b)
{
    return add("add", a, 1, b);
}

Tensor *tensor_sub(Tensor *a, Tensor *b)
{
    return add("sub", a, -1, b);
}

/*: ## Product and quotient

$$ y = a\,b, \qquad \bar a \mathrel{+}= \bar y\, b, \quad
   \bar b \mathrel{+}= \bar y\, a $$ {#eq-mul} */
static void mul_backward(Tensor *y)
{
    Tensor *a = y->input[0], *b = y->input[1];
    Pair p = pair(y, a, b);
    for (int i = 0; i < p.rows; i++)
        for (int j = 0; j < p.cols; j++) {
            int ka = at(p.a, i, j), kb = at(p.b, i, j);
            float g = y->grad[i * p.cols + j];
            pass(a, ka, g * b->data[kb]);
            pass(b, kb, g * a->data[ka]);
        }
}

Tensor *tensor_mul(Tensor *a, Tensor *b)
{
    Tensor *y = push("mul", mul_backward, a, b);
    Pair p = pair(y, a, b);
    for (int i = 0; i < p.rows; i++)
        for (int j = 0; j < p.cols; j++)
            y->data[i * p.cols + j] =
                a->data[at(p.a, i, j)] * b->data[at(p.b, i, j)];
    return y;
}

/*: $$ y = a / b, \qquad \bar a \mathrel{+}= \bar y / b, \quad
   \bar b \mathrel{-}= \bar y\, (a / b) / b $$ {#eq-div}

The slope by $b$ is $-a / b^2$. We divide twice by $b$ and not once by $b^2$:
the square would overflow long before the quotient does. */
static void div_backward(Tensor *y)
{
    Tensor *a = y->input[0], *b = y->input[1];
    Pair p = pair(y, a, b);
    for (int i = 0; i < p.rows; i++)
        for (int j = 0; j < p.cols; j++) {
            int ka = at(p.a, i, j), kb = at(p.b, i, j);
            float g = y->grad[i * p.cols + j];
            pass(a, ka, g / b->data[kb]);
            pass(b, kb, -g * (a->data[ka] / b->data[kb] / b->data[kb]));
        }
}

Tensor *tensor_div(Tensor *a, Tensor *b)
{
    Tensor *y = push("div", div_backward, a, b);
    Pair p = pair(y, a, b);
    for (int i = 0; i < p.rows; i++)
        for (int j = 0; j < p.cols; j++)
            y->data[i * p.cols + j] =
                a->data[at(p.a, i, j)] / b->data[at(p.b, i, j)];
    return y;
}

/*: ## Comparison

1 where it is true and 0 where it is not. A step has no slope, so no gradient
flows. The sum of `tensor_eq(predicted, wanted)` counts the hits. */
Tensor *tensor_eq(Tensor *a, Tensor *b)
{
    Tensor *y = push("eq", NULL, a, b);
    Pair p = pair(y, a, b);
    for (int i = 0; i < p.rows; i++)
        for (int j = 0; j < p.cols; j++)
            y->data[i * p.cols + j] =
                a->data[at(p.a, i, j)] == b->data[at(p.b, i, j)];
    return y;
}

/*: ## Functions of one number

$$ y = -x, \qquad \bar x \mathrel{-}= \bar y $$ {#eq-neg} */
static void neg_backward(Tensor *y)
{
    Tensor *x = y->input[0];
    for (int i = 0; i < tensor_numel(y); i++)
        x->grad[i] -= y->grad[i];
}

Tensor *tensor_neg(Tensor *x)
{
    Tensor *y = tape_push("neg", x->shape, neg_backward, x, NULL, NULL);
    for (int i = 0; i < tensor_numel(y); i++)
        y->data[i] = -x->data[i];
    return y;
}

/*: $$ y = x^p, \qquad \bar x \mathrel{+}= \bar y \cdot p\, x^{p-1} $$ {#eq-pow}

The square is so common that it has a way of its own. $p = 0$ needs one too: the
result is 1 everywhere, so the gradient is 0 even where $x^{-1}$ is infinite. */
static float power(float x, float p)
{
    return p == 2 ? x * x : p == 1 ? x : (float)pow(x, p);
}

static void pow_backward(Tensor *y)
{
    Tensor *x = y->input[0];
    float p = y->number;
    if (p != 0)
        for (int i = 0; i < tensor_numel(y); i++)
            x->grad[i] += y->grad[i] * (p * power(x->data[i], p - 1));
}

Tensor *tensor_pow(Tensor *x, float exponent)
{
    Tensor *y = tape_push("pow", x->shape, pow_backward, x, NULL, NULL);
    y->number = exponent;
    for (int i = 0; i < tensor_numel(y); i++)
        y->data[i] = power(x->data[i], exponent);
    return y;
}

/*: $$ y = e^x, \qquad \bar x \mathrel{+}= \bar y\, y $$ {#eq-exp-op}

The exponential is its own derivative, so the result is all that the way back
needs. */
static KERNEL void exp_forward(int n, const float *restrict x,
                               float *restrict y)
{
    for (int i = 0; i < n; i++)
        y[i] = (float)exp_double(x[i]);
}

static void exp_backward(Tensor *y)
{
    Tensor *x = y->input[0];
    for (int i = 0; i < tensor_numel(y); i++)
        x->grad[i] += y->grad[i] * y->data[i];
}

Tensor *tensor_exp(Tensor *x)
{
    Tensor *y = tape_push("exp", x->shape, exp_backward, x, NULL, NULL);
    exp_forward(tensor_numel(y), x->data, y->data);
    return y;
}

/*: $$ y = \ln x, \qquad \bar x \mathrel{+}= \bar y / x $$ {#eq-log} */
static void log_backward(Tensor *y)
{
    Tensor *x = y->input[0];
    for (int i = 0; i < tensor_numel(y); i++)
        x->grad[i] += y->grad[i] / x->data[i];
}

Tensor *tensor_log(Tensor *x)
{
    Tensor *y = tape_push("log", x->shape, log_backward, x, NULL, NULL);
    for (int i = 0; i < tensor_numel(y); i++)
        y->data[i] = (float)log(x->data[i]);
    return y;
}
