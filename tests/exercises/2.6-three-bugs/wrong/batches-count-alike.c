// MISTAKE: With batches of equal length the loss is right, with a shorter last one it is not: how much does each single day count in it?
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
