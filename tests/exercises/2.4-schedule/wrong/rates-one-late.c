// MISTAKE: All rates come one epoch late, and the first one twice: what is set after an epoch is the rate of the next one.
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

double cosine_annealing_lr(double lr, int epoch, int t_max, double eta_min)
{
    return eta_min + (lr - eta_min) * (1 + cos(PI * epoch / t_max)) / 2;
}

double linear_lr(double lr, int epoch, double start_factor, int total_iters)
{
    double part = fmin(1, (double)epoch / total_iters);
    return lr * (start_factor + (1 - start_factor) * part);
}

static double lr_at(double lr, int epoch, int epochs, int warmup)
{
    if (epoch < warmup)
        return linear_lr(lr, epoch, 0.1, warmup);
    return cosine_annealing_lr(lr, epoch - warmup, epochs - warmup, 0);
}

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
        optimizer->lr = lr_at(lr, epoch, epochs, warmup);
    }
}
