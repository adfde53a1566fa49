/*: # Solution 2.2: momentum {#sol-2-2}

Two lines, and the order of the two matters: the parameter moves with the
velocity that the newest gradient has already pushed. */
#include "tensor.h"

void sgd_step(int count, Tensor **parameter, float **buffer, double lr,
              double momentum)
{
    for (int i = 0; i < count; i++) {
        Tensor *p = parameter[i];
        float *v = buffer[i];
        if (p->grad == NULL)
            continue;
        for (int k = 0; k < tensor_numel(p); k++) {
            v[k] = (float)momentum * v[k] + p->grad[k];
            p->data[k] -= (float)lr * v[k];
        }
    }
}

/*: What does it do? If the gradient is the same in every step, the velocities
are $g$, $(1 + \mu) g$, $(1 + \mu + \mu^2) g$ and so on, up to $g / (1 - \mu)$.
With $\mu = 0.9$ that is ten times the plain step. If the gradient changes its
sign in every step, the pushes nearly cancel, and the velocity ends at $g / (1 +
\mu)$. So a parameter is fast where the way is straight, and calm where it would
only be shaken from side to side.

The chapter's ten points, all in one batch, with $\eta = 0.001$: the plain step
leaves 0.998 of the distance to the best line, and after 200 steps 67 % of it
are still left. With momentum 0.9 it is 0.7 %.

Momentum is not free. Ten times the step is a larger learning rate by another
name, so who adds momentum often has to take a smaller $\eta$. And the ball does
not stop at the bottom: it rolls through and comes back. */

/*: Four things that look alike and are not.

**Where $\eta$ stands.** One finds $v \leftarrow \mu v + \eta g$, $w \leftarrow
w - v$ in papers. As long as $\eta$ is constant, that gives the same $w$. When
$\eta$ is made smaller during the training, it does not: there the old pushes
keep their old, large $\eta$. In PyTorch a new $\eta$ counts at once.

**No $1 - \mu$.** Adam's averages have the factor $1 - \beta$ before the
gradient. Here the gradient comes in whole, and that is why momentum makes the
steps larger. PyTorch can multiply it by 1 minus a `dampening`, which is 0
unless one sets it.

**The start.** PyTorch has no zeros in its buffers. It has no buffers at all
before the first step, and then copies the gradient into them. $\mu \cdot 0 + g$
is $g$: the same, as long as there is no dampening.

**No gradient, gradient zero.** With a gradient of zero the ball is not pushed
and rolls on. With `NULL` it was not part of the loss at all, and PyTorch leaves
it alone. PyTorch's `zero_grad` sets gradients to `None`, not to zero, so that a
layer which no loss has reached does not drift. */
