/*: # Along a dimension

Sums, maxima and the softmax look at many numbers at once: at all of them, or at
each row, or at each column. A row and a column are the same thing to a loop, a
**line** of numbers at a fixed distance from each other; only the distance
differs. Dimension 0 runs down the rows, so reducing along it leaves one result
for each column, which surprises everybody once.

A table of two rows, seen as a whole, by columns and by rows:

```{.c example="ops_reduce"}
```

![A sum along each dimension](ops_reduce.svg){#fig-ops-reduce alt="A table of
two rows; beside each row its sum, below each column its sum"} */
#include "ops.h"

#include <math.h>

#include "autograd.h"
#include "mistake.h"
#include "simd.h"

// Rows or columns: the lines of numbers that become one number each.
typedef struct Lines {
    int count, step;    // how many lines; from one's first number to the next's
    int length, stride; // how many numbers in one; from one to the next
} Lines;

static inline Lines lines_along(const char *op, const Tensor *x, int dim)
{
    int ndim = x->shape.ndim, rows = tensor_rows(x), cols = tensor_cols(x);
    int dims = ndim > 0 ? ndim : 1; // a number may be reduced along dim 0
    check(-dims <= dim && dim < dims,
          "%s: dim %d is out of range for shape %s, expected %d to %d", op, dim,
          shape_text(x->shape).chars, -dims, dims - 1);
    if (ndim == 2 && (dim == 0 || dim == -2))
        return (Lines){cols, 1, rows, cols};
    return (Lines){rows, cols, cols, 1};
}

static Shape shape_of_lines(const Tensor *x, Lines l)
{
    return x->shape.ndim == 2 ? shape_1d(l.count) : shape_0d();
}

/*: ## Sum

$$ y = \sum_k x_k, \qquad \bar x_k \mathrel{+}= \bar y $$ {#eq-sum}

The sum is kept in double and rounded once. In float32 each addition is rounded,
and a million times 0.1, one after the other, make 100958. (PyTorch adds in a
tree, for the same reason; the two differ in the last bits at most, which are
not printed.) */
static float line_sum(const float *x, Lines l)
{
    double sum = 0;
    for (int k = 0; k < l.length; k++)
        sum += x[k * l.stride];
    return (float)sum;
}

/*: ## Mean

$$ y = \frac1n \sum_k x_k, \qquad
   \bar x_k \mathrel{+}= \frac{\bar y}{n} $$ {#eq-mean}

A sum is a mean that is divided by 1; the divisor is kept in `number`. */
static void total_backward(Tensor *y)
{
    Tensor *x = y->input[0];
    float share = y->grad[0] / y->number;
    for (int i = 0; i < tensor_numel(x); i++)
        x->grad[i] += share;
}

static Tensor *total(const char *op, Tensor *x, int divisor)
{
    Tensor *y = tape_push(op, shape_0d(), total_backward, x, NULL, NULL);
    y->number = (float)divisor;
    y->data[0] =
        line_sum(x->data, (Lines){1, 0, tensor_numel(x), 1}) / y->number;
    return y;
}

Tensor *tensor_sum(Tensor *x)
{
    return total("sum", x, 1);
}

Tensor *tensor_mean(Tensor *x)
{
    return total("mean", x, tensor_numel(x));
}

// Each number of a line had the same part in its mean.
static void mean_dim_backward(Tensor *y)
{
    Tensor *x = y->input[0];
    Lines l = lines_along("mean", x, y->dim);
    for (int i = 0; i < l.count; i++)
        for (int k = 0; k < l.length; k++)
            x->grad[i * l.step + k * l.stride] += y->grad[i] / (float)l.length;
}

Tensor *tensor_mean_dim(Tensor *x, int dim)
{
    Lines l = lines_along("mean", x, dim);
    Tensor *y = tape_push("mean_dim", shape_of_lines(x, l), mean_dim_backward,
                          x, NULL, NULL);
    y->dim = dim;
    for (int i = 0; i < l.count; i++)
        y->data[i] = line_sum(x->data + i * l.step, l) / (float)l.length;
    return y;
}

/*: ## Maximum

The first of equal maxima wins, and a NaN beats every number, so that it is not
lost. Only the winner moves the result, so only it gets the gradient (as of
PyTorch's `x.max(dim)`; its `x.max()` shares it among equals):

$$ y = x_m,\ m = \operatorname*{argmax}_k x_k, \qquad
   \bar x_m \mathrel{+}= \bar y $$ {#eq-max} */
int line_argmax(const float *x, int n, int stride)
{
    int best = 0;
    for (int k = 1; k < n && !isnan(x[best * stride]); k++)
        if (!(x[k * stride] <= x[best * stride]))
            best = k;
    return best;
}

Tensor *tensor_argmax(Tensor *x, int dim)
{
    Lines l = lines_along("argmax", x, dim);
    check(l.length > 0, "argmax: shape %s has nothing along dim %d",
          shape_text(x->shape).chars, dim);
    Tensor *y = tape_push("argmax", shape_of_lines(x, l), NULL, x, NULL, NULL);
    for (int i = 0; i < l.count; i++)
        y->data[i] =
            (float)line_argmax(x->data + i * l.step, l.length, l.stride);
    return y;
}

// All of the gradient goes to the largest number.
static void max_backward(Tensor *y)
{
    Tensor *x = y->input[0], *winner = y->input[1];
    Lines l = lines_along("max", x, y->dim);
    for (int i = 0; i < l.count; i++)
        x->grad[i * l.step + (int)winner->data[i] * l.stride] += y->grad[i];
}

Tensor *tensor_max(Tensor *x, int dim)
{
    Tensor *winner = tensor_argmax(x, dim);
    Lines l = lines_along("max", x, dim);
    Tensor *y = tape_push("max", winner->shape, max_backward, x, winner, NULL);
    y->dim = dim;
    for (int i = 0; i < l.count; i++)
        y->data[i] = x->data[i * l.step + (int)winner->data[i] * l.stride];
    return y;
}

/*: ## Softmax

Softmax turns any numbers into probabilities: all positive, summing to 1,

$$ y_k = \frac{e^{x_k - m}}{\sum_j e^{x_j - m}}, \qquad m = \max_j x_j. $$
{#eq-softmax}

The maximum $m$ cancels; it is there because $e^{89}$ does not fit into a
float32, while $e^{x-m}$ is never above 1. [From four numbers to a
loss](scores.md#scores-become-probabilities) says why it is made like this.

Each output depends on every input. Take the logarithm,
$\ln y_j = x_j - \ln \sum_i e^{x_i}$, and let $x_k$ grow: the first part grows
only if $j = k$, the second by $e^{x_k} / \sum_i e^{x_i} = y_k$. The slope of
$\ln y_j$ is that of $y_j$ divided by $y_j$, so

$$ \frac{\partial y_j}{\partial x_k} = y_j\,([j = k] - y_k). $$
{#eq-softmax-slope}

Multiplied by what arrives and added up over all $j$, that is

$$ \bar x_k \mathrel{+}= \sum_j \bar y_j\, y_j\, ([j = k] - y_k)
   = y_k \left(\bar y_k - \sum_j \bar y_j\, y_j\right). $$
{#eq-softmax-backward} */
static float line_max(const float *x, Lines l)
{
    float m = -INFINITY;
    for (int k = 0; k < l.length; k++)
        m = x[k * l.stride] <= m ? m : x[k * l.stride];
    return m;
}

static void softmax_backward(Tensor *y)
{
    Tensor *x = y->input[0];
    Lines l = lines_along("softmax", x, y->dim);
    for (int i = 0; i < l.count; i++) {
        const float *p = y->data + i * l.step, *g = y->grad + i * l.step;
        float *out = x->grad + i * l.step, sum = 0;
        for (int k = 0; k < l.length * l.stride; k += l.stride)
            sum += g[k] * p[k];
        for (int k = 0; k < l.length * l.stride; k += l.stride)
            out[k] += p[k] * (g[k] - sum);
    }
}

/*: All exponentials are taken at once, so that [vector units](simd.h) have
enough to do even if a line has three numbers. What they are taken of waits in
double, the largest number of a line in the first place of the result. */
static KERNEL void exp_all(int n, double *x)
{
    for (int k = 0; k < n; k++)
        x[k] = exp_double(x[k]);
}

static double *exponentials(const float *x, Lines l, float *largest)
{
    double *e = tape_scratch(l.count * l.length);
    for (int i = 0; i < l.count; i++) {
        int first = i * l.step;
        float m = largest[first] = line_max(x + first, l);
        for (int k = 0; k < l.length * l.stride; k += l.stride)
            e[first + k] = (double)x[first + k] - m;
    }
    exp_all(l.count * l.length, e);
    return e;
}

Tensor *tensor_softmax(Tensor *x, int dim)
{
    Lines l = lines_along("softmax", x, dim);
    Tensor *y = tape_push("softmax", x->shape, softmax_backward, x, NULL, NULL);
    y->dim = dim;
    const double *e = exponentials(x->data, l, y->data);
    for (int i = 0; i < l.count; i++, e += l.step) {
        float *out = y->data + i * l.step;
        double sum = 0;
        for (int k = 0; k < l.length * l.stride; k += l.stride)
            sum += (float)e[k];
        for (int k = 0; k < l.length * l.stride; k += l.stride)
            out[k] = (float)e[k] / (float)sum;
    }
    return y;
}

/*: ## Log-softmax

The loss wants the *logarithm* of a probability. Taking it of the softmax goes
wrong when the probability has underflowed to 0; written out, nothing
underflows. The slope we have just seen on the way, $[j = k]$ minus the
probability $e^{y_k}$:

$$ y_k = (x_k - m) - \ln \sum_j e^{x_j - m}, \qquad
   \bar x_k \mathrel{+}= \bar y_k - e^{y_k} \sum_j \bar y_j. $$
{#eq-log-softmax}
*/
static void log_softmax_backward(Tensor *y)
{
    Tensor *x = y->input[0];
    Lines l = lines_along("log_softmax", x, y->dim);
    double *e = tape_scratch(tensor_numel(y));
    for (int k = 0; k < tensor_numel(y); k++)
        e[k] = y->data[k];
    exp_all(tensor_numel(y), e);
    for (int i = 0; i < l.count; i++, e += l.step) {
        const float *g = y->grad + i * l.step;
        float *in_grad = x->grad + i * l.step, sum = line_sum(g, l);
        for (int k = 0; k < l.length * l.stride; k += l.stride)
            in_grad[k] += g[k] - (float)e[k] * sum;
    }
}

// The sum is kept in double.
Tensor *tensor_log_softmax(Tensor *x, int dim)
{
    Lines l = lines_along("log_softmax", x, dim);
    Tensor *y =
        tape_push("log_softmax", x->shape, log_softmax_backward, x, NULL, NULL);
    y->dim = dim;
    const double *e = exponentials(x->data, l, y->data);
    for (int i = 0; i < l.count; i++, e += l.step) {
        const float *in = x->data + i * l.step;
        float *out = y->data + i * l.step, m = out[0];
        double sum = 0;
        for (int k = 0; k < l.length * l.stride; k += l.stride)
            sum += e[k];
        float log_sum = (float)log(sum);
        for (int k = 0; k < l.length * l.stride; k += l.stride)
            out[k] = in[k] - m - log_sum;
    }
    return y;
}
