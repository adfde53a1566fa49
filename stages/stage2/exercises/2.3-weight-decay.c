/*: # Exercise 2.3: weight decay {#ex-2-3}

Of two models that fit the data equally well, the one with the smaller
parameters is often the better one. **Weight decay** pulls every parameter a
little towards zero in every step. In PyTorch's SGD it comes before all else:
$\lambda$ times the parameter is added to its gradient, and what follows is the
step you know.

$$ g' = g + \lambda w, \qquad v \leftarrow \mu v + g', \qquad
   w \leftarrow w - \eta v. $$

One number, twice with the gradient $g = 2$; $\lambda = 0.5$, $\mu = 0.9$, $\eta
= 0.1$:

| step | $g'$ | $v$ | $w$ |
|---|---|---|---|
| | | $0$ | $1$ |
| 1 | $2.5$ | $2.5$ | $0.75$ |
| 2 | $2.375$ | $4.625$ | $0.2875$ |

And with $g = 0$ and $\mu = 0$: $w$ goes from 1 to $0.95$, then to $0.9025$.

In PyTorch this is `SGD(parameters, lr=0.1, momentum=0.9, weight_decay=0.5)`. */

/*: ## The step

`decay_step` takes one such step with one parameter. Its numbers stand in
`data`, their gradients in `grad`, which is never `NULL` here, and the
velocities $v$ in `buffer`, a float for each number. Before the first step all
$v$ are zero.

The gradient itself must not change: after the step `grad` holds what it held
before. It may be used again. */
#include <math.h>

#include "autograd.h"
#include "data.h"
#include "nn.h"
#include "ops.h"

void decay_step(Tensor *parameter, float *buffer, double lr, double momentum,
                double weight_decay)
{
    buffer[0] = parameter->grad[0] = 99; // your code here
    parameter->data[0] = 99 + (float)(lr + momentum + weight_decay);
}

/*: ## An experiment

How much smaller do the parameters become? `norm_after` fits a line $\hat y = w
x + b$ to points, with the chapter's loop, and answers the length of its
parameters, $\sqrt{w^2 + b^2}$.

- The model is a `Linear` of one input and one output. Set its weight and its
  bias to **0** before the training.
- All points are one batch: `points.x` has the shape $(n, 1)$, `points.y` the
  shape $(n)$. The loss is `mse_loss` of the model's column 0, with the mean.
- Take `steps` steps with `decay_step`: the learning rate is 0.1, there is no
  momentum, and the weight *and* the bias decay, as in PyTorch.

Two points, $(-1, 1)$ and $(1, 3)$, whose best line is $w = 1$, $b = 2$:

| | $\lambda = 0$ | $\lambda = 0.5$ | $\lambda = 2$ |
|---|---|---|---|
| after 1 step | $0.4472$ | $0.4472$ | $0.4472$ |
| after 2 steps | $0.8050$ | $0.7826$ | $0.7155$ |
| after 100 steps | $2.2361$ | $1.7889$ | $1.1180$ |

For the ten points of the chapter and $\lambda = 0$, 1, 2 you will find 5.6593,
3.7729 and 2.8297. With $\lambda = 2$ it is just half: in the end the slope of
the loss, 2 for each unit of distance to the best line, and the pull $\lambda w$
are equally strong. */
double norm_after(TensorDataset points, double weight_decay, int steps)
{
    return -1 - steps - weight_decay - points.x->data[0]; // your code here
}
