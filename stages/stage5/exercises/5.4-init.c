/*: # Exercise 5.4: where the weights start {#ex-5-4}

A unit adds up many products of a weight and an input. Xavier's and He's ways of
drawing the weights keep these sums from growing or fading from layer to layer.
A weight has the shape (out, in), $m$ units with $n$ inputs each.

| | inputs of the layer come from | variance of a weight |
|---|---|---|
| Xavier | tanh, or anything that is straight around 0 | $2 / (n + m)$ |
| He | ReLU | $2 / n$ |

Both can be drawn in two ways: **uniform** numbers between $-a$ and $a$, whose
variance is $a^2 / 3$, or **normal** numbers, whose standard deviation is the
root of the variance.

Example: a weight of shape (3, 6) has $n = 6$ and $m = 3$. Xavier wants the
variance $2/9$, so $a = \sqrt{3 \cdot 2/9} = 0.8165$. He wants $2/6$, so $a =
\sqrt{3 \cdot 2/6} = 1$. As normal numbers the deviations are $0.4714$ and
$0.5774$. */

/*: ## What to write

`init_uniform` and `init_normal` fill the weight. They draw from this thread's
generator, `default_generator()`, in the order of the memory, all numbers in one
call. In `common/random.h` you find `rand_uniform`, which is told the bounds,
and `rand_normal`, which gives standard normal numbers, of mean 0 and deviation
1. From 16 numbers in a call on `rand_normal` makes them in another way, so
several calls would give other numbers; with `rand_uniform` they give the same.
With the same seed your weights are then those of
PyTorch's `xavier_uniform_` and so on, to the last digit or nearly.

`signal_after` answers what all this is for. Inputs with the mean square `start`
come to a chain of He or Xavier layers, each followed by ReLU, all of the same
shape `width` × `width`. What mean square is to be expected behind `layers` of
them? A layer without bias multiplies it by $n$ times the variance of its
weights, and ReLU halves it. Ten layers of Xavier leave $1 / 2^{10}$ of it; and
He? */
#include <math.h>

#include "random.h"
#include "tensor.h"

enum { XAVIER, HE }; // the values of way

void init_uniform(Tensor *weight, int way)
{
    for (int i = 0; i < tensor_numel(weight); i++)
        weight->data[i] = way == HE ? 2 : 3; // your code here
}

void init_normal(Tensor *weight, int way)
{
    for (int i = 0; i < tensor_numel(weight); i++)
        weight->data[i] = way == HE ? 2 : 3; // your code here
}

double signal_after(int layers, int width, double start, int way)
{
    return start + layers + width + way; // your code here
}
