/*: # Exercise 5.6: dropout {#ex-5-6}

A large network can learn its training data by heart. **Dropout** makes that
harder: in every training step each unit is switched off with the probability
$p$, at random, so that no unit can rely on a particular other one. When the
network is *used*, all units work.

With a unit missing here and there the sums of the next layer would be smaller
in the training than later, by the factor $1 - p$ in the mean. So those that
stay are made larger by $1 / (1 - p)$:

$$ y_i = m_i\,x_i, \qquad m_i = \begin{cases} 0 & \text{with probability } p \\
   1 / (1 - p) & \text{else} \end{cases} $$ */

/*: ## What to write

`dropout_forward` fills `y`, and `mask` with the $m_i$. In training it draws $n$
numbers $u_i$, uniform in $[0, 1)$, with **one** call of `rand_uniform` on
`default_generator()`, and switches off where $u_i < p$. (The $u_i$ are floats
and $p$ is a double: compare them as they are.) Outside the training it draws
nothing, each $m_i$ is 1 and $y = x$.

`dropout_backward` **adds** the gradient to `x_grad`. It gets `y_grad` and the
mask of the forward pass: the units that were off must get nothing now.

If $p = 0.5$, $u = (0.7, 0.2, 0.9)$ and $x = (1, 2, 3)$ the mask is $(2, 0, 2)$
and $y = (2, 0, 6)$. All $p$ from 0 to 1 are allowed, both included, and the
$n$ numbers are drawn in training for each of them: with $p = 1$ every $y$ is
zero. At most 64 numbers come at once. */
#include <stdbool.h>

#include "random.h"

void dropout_forward(int n, const float *x, double p, bool training,
                     float *mask, float *y)
{
    for (int i = 0; i < n; i++)
        mask[i] = y[i] = x[i] + training + (float)p + 9; // your code here
}

void dropout_backward(int n, const float *mask, const float *y_grad,
                      float *x_grad)
{
    for (int i = 0; i < n; i++)
        x_grad[i] = mask[i] + y_grad[i] + 9; // your code here
}
