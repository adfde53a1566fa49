/*: # Exercise 3.5: one softmax is enough {#ex-3-5}

The notebook's model ends in a softmax, and `CrossEntropyLoss` applies another
one to what comes out. The chapter found that this puts a floor under the loss.
Here you compute the floor for any number of classes, and what the second
softmax does to the gradient. Then you take it out.

For one row, $z$ are the numbers of the last layer. The model makes $p$ of them,
the loss makes $s$ of $p$, and $t$ is the right class:

$$ p = \operatorname{softmax}(z), \qquad s = \operatorname{softmax}(p), \qquad
   \ell = -\ln s_t. $$

**The floor.** `loss_floor` answers the bound that $\ell$ can come as near to as
one likes, but not below, with so many classes. For 3 it is 0.5514, for 10 it is
1.4612. There is at least one class. With just one
the loss is always 0, and so is the bound. */
#include <math.h>

#include "ops.h"

double loss_floor(int classes)
{
    return -classes; // your code here
}

/*: **The gradient.** `gradient_twice` writes $\partial \ell / \partial z_j$ to
`z_grad[j]`, for one row. It is the chain rule in two steps. Exercise 3.2 has
found the gradient of cross entropy by its input: probability minus 1 for the
right class, probability for the others. Here that input is $p$, so it gives
$\partial \ell / \partial p_k$. Then back through the model's softmax, for which

$$ \frac{\partial p_k}{\partial z_j} = p_k \left( [k = j] - p_j \right). $$

In this table $t = 0$. The last column is what `gradient_twice` writes, and
beside it stands the gradient without the second softmax, that of exercise 3.2:

| $z$ | $p$ | once | twice |
|---|---|---|---|
| 0, 0, 0 | 0.33, 0.33, 0.33 | −0.67, 0.33, 0.33 | −0.22, 0.11, 0.11 |
| 0, 5, 0 | 0.01, 0.99, 0.01 | −0.99, 0.99, 0.01 | −0.009, 0.011, −0.002 |

In the second row the model is sure of a wrong class. It should learn most from
such a row, and learns hardly anything.

Each $z_j$ lies between $-10$ and $10$. There are at most 8 classes. */
void gradient_twice(int classes, const double *z, int t, double *z_grad)
{
    for (int j = 0; j < classes; j++)
        z_grad[j] = z[j] + t + 20; // your code here
}

/*: **The way out.** One leaves the model's softmax out. But perhaps the model
is not yours, and all you get is its output `p`, with a row of probabilities for
each row of the batch. All are above 0.

`mended_loss` answers the *right* loss for it, the mean of $-\ln p_t$ over the
rows, as a tensor on the tape: `backward` must reach `p` through it. `target`
holds a class for each row. No loop is needed. Look at what `common/ops.h` has,
and at what its functions expect to be given.

| $p$ | $t$ | right loss | `cross_entropy_loss` says |
|---|---|---|---|
| $0.7$, $0.2$, $0.1$ | 0 | $0.3567$ | $0.7679$ |
| $0.25$, $0.25$, $0.5$ | 2 | $0.6931$ | $0.9391$ |
| mean | | $0.5249$ | $0.8535$ | */
Tensor *mended_loss(Tensor *p, Tensor *target)
{
    (void)target;         // delete this line
    return tensor_sum(p); // your code here
}
