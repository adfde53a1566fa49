/*: # Solution 2.4: a learning rate that changes {#sol-2-4}

The division of whole numbers, so often a trap, is wanted here: `epoch /
step_size` counts the stairs that have been taken. With a fraction in its place
the stairs become a slope. That schedule exists too (`ExponentialLR`), but it is
another one. */
#include <math.h>

#include "autograd.h"
#include "data.h"
#include "nn.h"
#include "ops.h"
#include "optim.h"

static const double PI = 3.14159265358979323846;

double step_lr(double lr, int epoch, int step_size, double gamma)
{
    return lr * pow(gamma, epoch / step_size);
}

/*: And here it *is* the trap: `epoch / t_max` would be 0 in all epochs before
`t_max`, and then the rate would fall off a cliff. C works from left to right,
and what is computed with a double is a double: so `PI * epoch / t_max` is right
and `epoch / t_max * PI` is not.

The cosine goes from 1 to $-1$, so $(1 + \cos) / 2$ goes from 1 to 0. It is the
part of the way from `eta_min` to `lr` that is still left. */
double cosine_annealing_lr(double lr, int epoch, int t_max, double eta_min)
{
    return eta_min + (lr - eta_min) * (1 + cos(PI * epoch / t_max)) / 2;
}

double linear_lr(double lr, int epoch, double start_factor, int total_iters)
{
    double part = fmin(1, (double)epoch / total_iters);
    return lr * (start_factor + (1 - start_factor) * part);
}

/*: Why warm up at all? At the start everything is wrong, the gradients are
large and each batch pulls another way. A few careful steps first, and the full
rate does no harm. Adam gains most: its averages know next to nothing in the
first steps.

A function that answers the rate of *any* epoch needs no memory. Both halves
give the full rate in epoch `warmup`, so nothing jumps where they meet. */
static double lr_at(double lr, int epoch, int epochs, int warmup)
{
    if (epoch < warmup)
        return linear_lr(lr, epoch, 0.1, warmup);
    return cosine_annealing_lr(lr, epoch - warmup, epochs - warmup, 0);
}

/*: The loop overwrites `optimizer->lr`, so the full rate must be kept somewhere
else. PyTorch's scheduler does that too, in `base_lrs`. Whoever computes the
next rate from the present one applies the schedule to its own result, and the
rate shrinks to nothing.

The other question is *when*. All batches of an epoch are trained with one rate,
so the change stands behind the `while`. (Schedules that change with each batch
exist, but then `t_max` counts batches.) And it comes last: before PyTorch 1.1
`scheduler.step()` stood at the beginning of the epoch, and programs that still
have it there never use the first rate. PyTorch warns of it today. */
void train(const Linear *model, DataLoader *loader, Optimizer *optimizer,
           int epochs, int warmup, double *lr_history)
{
    TensorDataset batch;
    double lr = optimizer->lr;
    optimizer->lr = lr_at(lr, 0, epochs, warmup);
    for (int epoch = 0; epoch < epochs; epoch++) {
        lr_history[epoch] = optimizer->lr;
        while (dataloader_next(loader, &batch)) {
            Tensor *pred = tensor_column(linear_forward(model, batch.x), 0);
            Tensor *loss = mse_loss(pred, batch.y, REDUCTION_MEAN);
            backward(loss);
            optimizer_step(optimizer);
            optimizer_zero_grad(optimizer);
            tape_reset();
        }
        optimizer->lr = lr_at(lr, epoch + 1, epochs, warmup);
    }
}
