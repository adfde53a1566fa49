/*: # Solution 3.5: one softmax is enough {#sol-3-5}

A perfect model can bring $p$ as near to $(1, 0, …, 0)$ as it likes. The second
softmax sees $e^1$ once and $e^0$ everywhere else:

$$ -\ln \frac{e}{e + n - 1} = \ln \left(1 + \frac{n - 1}{e}\right). $$

It grows with the number of classes. With 1000 it is 5.9, and a model that knows
nothing has $\ln 1000 = 6.9$. So the loss is never far from that of knowing
nothing, whatever the model learns: the worst one, $p = 1$ for a wrong class,
has $\ln(e + n - 1)$, which is the floor plus exactly 1. */
#include <math.h>

#include "nn.h"
#include "ops.h"

double loss_floor(int classes)
{
    return log(1 + (classes - 1) * exp(-1));
}

/*: Cross entropy gives $q_k = s_k - [k = t]$ by its input, and its input is
$p$. Then the chain rule sums up over all $k$, because every $p_k$ depends on
$z_j$:

$$ \frac{\partial \ell}{\partial z_j}
   = \sum_k q_k\, p_k ([k = j] - p_j)
   = p_j \Big( q_j - \sum_k q_k\, p_k \Big). $$

The bracket is how far $q_j$ is from the mean of all $q_k$, weighted with $p$.
Where the model is sure, one $p$ is nearly 1 and the rest nearly 0. For a class
with a small $p_j$ the factor in front is small; for the one with the large
$p_j$ the mean is nearly $q_j$ itself, and the bracket is small. So everything
is small, no matter whether the model is right or wrong. Without the second
softmax the derivative of the logarithm, $1 / p_t$, cancels the small factor.

Here a softmax is written once and used for both. */
static void softmax(int n, const double *x, double *y)
{
    double sum = 0;
    for (int k = 0; k < n; k++)
        sum += exp(x[k]);
    for (int k = 0; k < n; k++)
        y[k] = exp(x[k]) / sum;
}

void gradient_twice(int classes, const double *z, int t, double *z_grad)
{
    double p[8], q[8], mean = 0;
    softmax(classes, z, p);
    softmax(classes, p, q);
    q[t] -= 1;
    for (int k = 0; k < classes; k++)
        mean += q[k] * p[k];
    for (int j = 0; j < classes; j++)
        z_grad[j] = p[j] * (q[j] - mean);
}

/*: PyTorch has both halves of cross entropy by themselves. `CrossEntropyLoss`
is `LogSoftmax` and then `NLLLoss`, "negative log-likelihood", which picks the
number of the right class, turns its sign and takes the mean. Whoever has
probabilities needs only the logarithm and the second half. Whoever forgets the
logarithm gets $-p_t$. That is another well-known mistake, and a sly one: the
loss still falls while the model learns, but below 0.

$\ln p$ may even go into `cross_entropy_loss`: its softmax makes $p$ of $\ln p$
again and does no harm. But a $p$ that has become 0 in the model cannot be
mended behind it: its logarithm is infinite. That is why exercise 3.4 never
forms $p$, and why a model should end in its logits. `argmax` says the same
class for both, and a softmax for the eye can come after the training. */
Tensor *mended_loss(Tensor *p, Tensor *target)
{
    return nll_loss(tensor_log(p), target, REDUCTION_MEAN);
}
