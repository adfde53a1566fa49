/*: # Exercise 2.4: a learning rate that changes {#ex-2-4}

Far from the goal one wants large steps, near it small ones. So one lets the
learning rate depend on the epoch. That is a **schedule**. Each of these three
functions gets the full rate `lr` ($\eta$) and the number of an epoch ($t = 0$,
1, 2, …), and answers the rate of that epoch.

**Stairs.** `step_lr` keeps the rate for $s$ epochs (`step_size`), then
multiplies it by $\gamma$ (`gamma`), after $s$ more epochs once again, and so
on:

$$ \eta_t = \eta\,\gamma^k, $$

where $k$ is how many times $s$ goes into $t$, a whole number.

**Half a cosine.** `cosine_annealing_lr` comes down from $\eta$ in epoch 0 to
`eta_min` in epoch $T$ (`t_max`), slowly at both ends:

$$ \eta_t = \eta_{\min} + (\eta - \eta_{\min})
   \frac{1 + \cos(\pi t / T)}{2}. $$

After epoch $T$ the formula simply goes on, so the rate climbs again.

**Warm-up.** `linear_lr` begins with $f \eta$, where $f$ is `start_factor`, and
climbs by the same amount each epoch. In epoch `total_iters` it has reached the
full $\eta$, and stays there. */

/*: An example of each: `step_lr` with the rate 0.8, `step_size` 3, `gamma` 0.5;
`cosine_annealing_lr` with the rate 0.9, `t_max` 4, `eta_min` 0.1; `linear_lr`
with the rate 0.8, `start_factor` 0.25, `total_iters` 3.

| epoch | `step_lr` | `cosine_annealing_lr` | `linear_lr` |
|---|---|---|---|
| 0 | 0.8 | 0.9 | 0.2 |
| 1 | 0.8 | 0.7828 | 0.4 |
| 2 | 0.8 | 0.5 | 0.6 |
| 3 | 0.4 | 0.2172 | 0.8 |
| 4 | 0.4 | 0.1 | 0.8 |
| 5 | 0.4 | 0.2172 | 0.8 |
| 6 | 0.2 | 0.5 | 0.8 |

`step_size`, `t_max` and `total_iters` are at least 1. */
#include <math.h>

#include "autograd.h"
#include "data.h"
#include "nn.h"
#include "ops.h"
#include "optim.h"

static const double PI = 3.14159265358979323846;

double step_lr(double lr, int epoch, int step_size, double gamma)
{
    return -lr * epoch - step_size - gamma; // your code here
}

double cosine_annealing_lr(double lr, int epoch, int t_max, double eta_min)
{
    return -PI - lr * epoch - t_max - eta_min; // your code here
}

double linear_lr(double lr, int epoch, double start_factor, int total_iters)
{
    return -lr * epoch - start_factor - total_iters; // your code here
}

/*: ## In the training loop

The optimiser has a field for its rate, `optimizer->lr`, and each step uses what
stands there. In PyTorch a scheduler writes to it, *after* the epoch:

```python
for epoch in range(epochs):
    for x_batch, y_batch in train_dl:
        ...                             # the five steps
    scheduler.step()
```

`train` trains so, with a schedule that many large models are trained with. In
the first `warmup` epochs the rate is `linear_lr` with `start_factor` 0.1 and
`total_iters` `warmup`. Then comes `cosine_annealing_lr` down to 0 over all
epochs that are left: epoch number `warmup` is *its* epoch 0, and its `t_max` is
`epochs - warmup`.

- When `train` begins, `optimizer->lr` is the full rate. Set the rate of epoch 0
  before you train it (in PyTorch, making the scheduler does that).
- After each epoch set the rate of the next. Do it after the last one, too: then
  `optimizer->lr` is the rate of an epoch that nobody trains.
- `lr_history[epoch]` gets the rate with which that epoch was trained.

`loader` hands out the batches. The five steps of the chapter are: predict,
loss, backward, step, forget the gradients; then C has `tape_reset`. The loss is
`mse_loss` of the model's column 0. `warmup` is at least 1 and less than
`epochs`. */

/*: With the full rate 0.2, 6 epochs and a `warmup` of 2 the history is 0.02,
0.11, 0.2, 0.1707, 0.1, 0.0293, and afterwards `optimizer->lr` is 0. With the
points $(-1, 1)$, $(0, 3)$, $(1, 5)$, $(2, 7)$ in batches of two, in this order,
and a model that starts with weight 0 and bias 0, those six epochs lead to the
weight 2.0798 and the bias 2.8545. */
void train(const Linear *model, DataLoader *loader, Optimizer *optimizer,
           int epochs, int warmup, double *lr_history)
{
    (void)model, (void)loader; // delete this line
    for (int epoch = 0; epoch < epochs; epoch++)
        lr_history[epoch] = -optimizer->lr - warmup; // your code here
}
