/*: # Solution 2.6: three mistakes {#sol-2-6}

None of the three stops the program, and none makes numbers that are clearly
impossible. What brings them to light is an experiment whose result one knows
*before* it runs: a mean that must be 0, a rate of 0 that must change nothing.

**The inputs.** `(float)(sum / n)` looks careful. But `sum` and `n` are whole
numbers, 239 and 10, and the brackets are computed first: 23. The cast then
makes 23.0 of it. It has to stand on a number that goes *into* the division.

Rounding? The mean of ten floats of size 1 is off by $10^{-7}$, not by 0.17. A
model forgives this mistake, as a shifted input only asks for another bias. So
the loss does not show it, and it can live in a program for years. */
#include <math.h>

#include "autograd.h"
#include "data.h"
#include "nn.h"
#include "ops.h"
#include "optim.h"

TensorDataset points_new(int n, const int *temperature, const float *litres)
{
    int sum = 0;
    float squares = 0;
    for (int i = 0; i < n; i++)
        sum += temperature[i];
    float mean = (float)sum / (float)n;
    Tensor *x = tensor_new_zeros(shape_2d(n, 1));
    for (int i = 0; i < n; i++) {
        x->data[i] = (float)temperature[i] - mean;
        squares += x->data[i] * x->data[i];
    }
    for (int i = 0; i < n; i++)
        x->data[i] /= sqrtf(squares / (float)n);
    return (TensorDataset){x, tensor_new_from(shape_1d(n), litres)};
}

/*: **The batches.** The fifth of the five steps stood behind the loop. There it
is called, and one reads over it; but `backward` adds, and so each batch takes a
step along the sum of all gradients of the epoch so far. With one batch an epoch
that is the same, which is why Ida's first row is good.

What is nasty: with a small rate this mistake looks like a gift. With the rate
0.04 and batches of 3 her program shows a loss of 2 after three epochs; mended,
it shows 87. The steps are longer than one has asked for. As long as they happen
to be not too long, nobody complains. */
void train_epoch(const Linear *model, DataLoader *loader, Optimizer *optimizer)
{
    TensorDataset batch;
    while (dataloader_next(loader, &batch)) {
        Tensor *pred = tensor_column(linear_forward(model, batch.x), 0);
        Tensor *loss = mse_loss(pred, batch.y, REDUCTION_MEAN);
        backward(loss);
        optimizer_step(optimizer);
        optimizer_zero_grad(optimizer);
        tape_reset();
    }
}

/*: **The losses.** Batches of 3 cut ten days into 3, 3, 3 and 1. The mean of
the four means gives the last day, alone in its batch, as much weight as three
others together, and on that day she sold most. Sum up the squares and divide by
the rows in the end. (Or multiply each batch's mean by its rows.) With batches
of 5 all are equally long and nothing is wrong, so one test with round numbers
would not have found it.

Many a PyTorch program prints `running_loss / len(train_dl)`, which is this
mistake. It is small where there are a thousand batches. When you compare two
batch sizes, or count right answers, it is not. */
float loss_of_all(const Linear *model, DataLoader *loader)
{
    TensorDataset batch;
    float sum = 0;
    int rows = 0;
    no_grad_begin();
    while (dataloader_next(loader, &batch)) {
        Tensor *pred = tensor_column(linear_forward(model, batch.x), 0);
        sum += tensor_item(mse_loss(pred, batch.y, REDUCTION_SUM));
        rows += tensor_numel(batch.y);
        tape_reset();
    }
    no_grad_end();
    return sum / (float)rows;
}

/*: `train` was innocent. It is what one suspects first, since it prints the
numbers. */
void train(const Linear *model, TensorDataset points, int batch_size, double lr,
           int epochs, float *loss_history)
{
    DataLoader loader = dataloader_new(points, batch_size, false);
    Parameters parameters = {0};
    linear_parameters(model, "", &parameters);
    Optimizer *optimizer = sgd_new(&parameters, lr);
    for (int epoch = 0; epoch < epochs; epoch++) {
        train_epoch(model, &loader, optimizer);
        loss_history[epoch] = loss_of_all(model, &loader);
    }
    optimizer_free(optimizer);
    parameters_free(&parameters);
    dataloader_free(&loader);
}
