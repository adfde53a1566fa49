/*: # Exercise 5.7: an operation of your own {#ex-5-7}

The library has seven activation functions. You add the eighth, one that
*learns* how steep it is. Swish has a parameter $\beta$, a single number:

$$ y_i = x_i\,\sigma(\beta x_i), \qquad \sigma(z) = \frac{1}{1 + e^{-z}}. $$

With $\beta = 0$ it is the line $x / 2$, with a large $\beta$ nearly ReLU.

`tensor_swish` puts the result on the tape, as the operations in
`common/ops_activation.c` do: `tape_push` with the name, the shape, your
backward function and the two inputs. `x` has any shape, `beta` holds one
number. The backward function finds the inputs in `y->input[0]` and
`y->input[1]`, and $\bar y$ in `y->grad`. It **adds** to the gradient of an
input, but only if that input's `requires_grad` is set: otherwise its `grad` may
be `NULL`.

Derive both gradients. $\sigma' = \sigma (1 - \sigma)$, and since every $y_i$
depends on the same $\beta$, its gradient is a sum over all $i$. For one number
$x = 2$ with $\beta = 1$ and $\bar y = 1$: $\sigma = 0.880797$, $y = 1.761594$,
$\bar x = 1.090784$, $\bar\beta = 0.419974$. */

/*: ## Is it right?

A wrong gradient does not crash, so one compares it with differences.
`gradient_is_right` gets *any* operation with one input, whose result has the
shape of `x`, and answers whether its backward function is right at `x`.
`gradcheck` from `autograd.h` does the work: it wants a function that computes a
loss, and a `context` in which to hand it what it needs, and gives an error that
is below 0.001 for a right gradient.

The loss must be a single number. But the plain sum of all $y_i$ is not good
enough! Its gradient $\bar y$ is 1 everywhere, so an operation that sends each
gradient to the *wrong place* would pass. Give each $y_i$ a weight of its own,
say $L = 1 y_0 + 2 y_1 + 3 y_2 + \dots$; `x` has at most 12 numbers. In a
table, too, each number has a weight of its own, so the weights have the shape
of `x`. `x` requires a gradient already, and its numbers must be afterwards what
they were before. */
#include <math.h>

#include "autograd.h"
#include "ops.h"

Tensor *tensor_swish(Tensor *x, Tensor *beta)
{
    return tensor_add(x, beta); // your code here
}

bool gradient_is_right(Tensor *(*op)(Tensor *x), Tensor *x)
{
    x->data[0] += 1; // your code here
    return op == tensor_relu;
}
