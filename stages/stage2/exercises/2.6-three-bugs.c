/*: # Exercise 2.6: three mistakes {#ex-2-6}

Ida sells ice cream. Her program learns from ten days how many litres she sells
at which temperature, with all that the chapter has taught her. It compiles
without a warning, it runs, it prints numbers that look like numbers. She does
not trust it, and writes to you:

> I have looked at three things, and all three are odd.
>
> *The inputs.* Standardised, they should have the mean 0 and the deviation 1. I
> get 0.1698 and 0.9855. That is just rounding, isn't it?
>
> *The batches.* I start with weight 0 and bias 0 and train with the rate 0.2.
> With all ten days in one batch the loss falls. With batches of 3 it climbs! A
> rate that is too large? But it is the same one.
>
> | epoch | batches of 10 | batches of 3 |
> |---|---|---|
> | 0 | 271.9 | 599.6 |
> | 1 | 85.7 | 851.5 |
> | 2 | 29.0 | 1336.6 |
> | 3 | 11.2 | 2107.7 |
> | 4 | 5.3 | 3304.7 |
> | 5 | 3.3 | 5200.6 |
>
> *The losses.* Then I took the rate 0. Nothing is learned, so the batch size
> cannot matter. The loss is 897.8 with batches of 10 and with batches of 5.
> With batches of 4 it is 951.0, with batches of 3 it is 1116.3. How can that
> be? */

/*: There are three mistakes in her file, and no more. Find them and mend them;
the functions keep their names, their arguments and their task. Half of finding
a mistake is to ask: *what would I see if this line were right?* Each of Ida's
three observations is such a question already.

Her ten days, in this order, with the temperature at noon:

| degrees | 17 | 21 | 24 | 19 | 28 | 31 | 26 | 22 | 18 | 33 |
|---|---|---|---|---|---|---|---|---|---|---|
| litres | 14 | 25 | 28 | 17 | 38 | 41 | 30 | 25 | 15 | 47 |

When all three are gone, a model that starts with weight 0 and bias 0 and is
trained for 6 epochs with the rate 0.2 in batches of 3 has the losses 39.71,
2.883, 2.713, 2.405, 2.447 and 2.437, the weight 11.1045 and the bias 28.0398.
That is about 28 litres on a mean day. */

/*: ## Her program

`points_new` makes the points: the temperatures standardised with their mean and
their deviation, as in the chapter, the litres as they are. */
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
    float mean = (float)(sum / n);
    Tensor *x = tensor_new_zeros(shape_2d(n, 1));
    for (int i = 0; i < n; i++) {
        x->data[i] = (float)temperature[i] - mean;
        squares += x->data[i] * x->data[i];
    }
    for (int i = 0; i < n; i++)
        x->data[i] /= sqrtf(squares / (float)n);
    return (TensorDataset){x, tensor_new_from(shape_1d(n), litres)};
}

/*: `train_epoch` shows the model all days once. Each batch is one training
step, the five steps of the chapter: predict, loss, backward, step, forget the
gradients. */
void train_epoch(const Linear *model, DataLoader *loader, Optimizer *optimizer)
{
    TensorDataset batch;
    while (dataloader_next(loader, &batch)) {
        Tensor *pred = tensor_column(linear_forward(model, batch.x), 0);
        Tensor *loss = mse_loss(pred, batch.y, REDUCTION_MEAN);
        backward(loss);
        optimizer_step(optimizer);
        tape_reset();
    }
    optimizer_zero_grad(optimizer);
}

/*: `loss_of_all` says how good the model is now: the mean squared error over
all days, computed batch by batch, since a large table need not fit in one. */
float loss_of_all(const Linear *model, DataLoader *loader)
{
    TensorDataset batch;
    float sum = 0;
    int batches = 0;
    no_grad_begin();
    while (dataloader_next(loader, &batch)) {
        Tensor *pred = tensor_column(linear_forward(model, batch.x), 0);
        sum += tensor_item(mse_loss(pred, batch.y, REDUCTION_MEAN));
        batches++;
        tape_reset();
    }
    no_grad_end();
    return sum / (float)batches;
}

/*: `train` does it all, without shuffling, so that nothing is random.
`loss_history[epoch]` is the loss of all days after that epoch. */
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
