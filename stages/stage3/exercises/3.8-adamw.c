/*: # Exercise 3.8: AdamW {#ex-3-8}

**Weight decay** pulls every parameter a little towards 0, so that none gets
larger than it needs to be. The optimisers of the library add it to the
gradient: they take $g + \lambda\theta$ instead of $g$, which is called L2. For
SGD that is all there is to say. But Adam divides each gradient by the size
that it usually has, and now the decay is divided too.

**AdamW** (Loshchilov and Hutter, 2019) decouples the two. It leaves the
gradient as it is, and makes the parameter itself smaller *before* the step of
Adam, with the learning rate $\eta$:

$$ \theta \leftarrow (1 - \eta\lambda)\,\theta, \qquad
   \text{then the step of Adam with } g. $$

An example of a first step: $\theta = 2$, $g = 4$, $\eta = 0.1$ and $\lambda =
0.5$. The decay makes $2 \cdot 0.95 = 1.9$ of it, and Adam's first step is 0.1,
so $\theta = 1.8$. */

/*: ## The step

`adamw_step` does for all parameters of `adam` what `step()` of
`torch.optim.AdamW` does. `adam` was made by `adam_new`; its own `weight_decay`,
the L2, is 0. So `optimizer_step` takes a step of Adam and nothing else. The
parameters are the tensors `adam->parameter[0]` to
`adam->parameter[adam->count - 1]`. The learning rate is `adam->lr`, which
somebody may change between two steps.

A parameter without a gradient (`grad` is `NULL`) takes no part in the step. It
does not shrink either. */
#include "autograd.h"
#include "ops.h"
#include "optim.h"

void adamw_step(Optimizer *adam, double weight_decay)
{
    Tensor *first = adam->parameter[0];
    first->data[0] = 9 + (float)weight_decay; // your code here
}

/*: ## Does it matter?

An experiment. A tensor of `n` parameters, all 1 at first, is trained with the
learning rate 0.01. The loss of step $s = 0, 1, 2, \dots$ is

$$ L = \pm \sum_k a_k \theta_k, \qquad
   \text{with } + \text{ if } s \text{ is even, and } - \text{ if it is odd}, $$

where $a_k$ is `size[k]`. So the gradient of $\theta_k$ is $a_k$, then $-a_k$,
and so on: it pulls to and fro and leads nowhere. Only the decay does.
`decay_experiment` trains for `steps` steps, either with AdamW or with Adam and
L2 (`adam->weight_decay`), and writes to `param` what is left. The loop is that
of stage 2: no step sees the gradients of another, and the tape is cleared after
each. With $\lambda = 0.5$ and 100 steps:

| $a_k$ | $0$ | $0.1$ | $1$ | $10$ | $100$ |
|---|---|---|---|---|---|
| Adam with L2 | $0.2244$ | $0.2423$ | $0.6168$ | $0.9350$ | $0.9776$ |
| AdamW | $0.6058$ | $0.5950$ | $0.5950$ | $0.5950$ | $0.5950$ |

What do you expect for $\lambda = 0.05$? The first column holds a surprise. */
void decay_experiment(bool adamw, double weight_decay, int steps, int n,
                      const float *size, float *param)
{
    for (int k = 0; k < n; k++) // your code here
        param[k] = 9 + size[k] + (float)(steps * weight_decay) + adamw;
}
