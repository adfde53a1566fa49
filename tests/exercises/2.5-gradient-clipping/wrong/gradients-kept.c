// MISTAKE: The gradients are never forgotten, so the second step goes along the sum of two: that is the fifth of the five steps.
#include <math.h>

#include "autograd.h"
#include "data.h"
#include "nn.h"
#include "ops.h"
#include "optim.h"

static double norm_of_gradients(const Parameters *parameters)
{
    double squares = 0;
    for (int i = 0; i < parameters->count; i++) {
        const Tensor *t = parameters->item[i].tensor;
        for (int k = 0; t->grad && k < tensor_numel(t); k++)
            squares += (double)t->grad[k] * t->grad[k];
    }
    return sqrt(squares);
}

double clip_grad_norm(const Parameters *parameters, double max_norm)
{
    double norm = norm_of_gradients(parameters);
    double factor = fmin(1, max_norm / (norm + 1e-6));
    for (int i = 0; i < parameters->count; i++) {
        Tensor *t = parameters->item[i].tensor;
        for (int k = 0; t->grad && k < tensor_numel(t); k++)
            t->grad[k] *= (float)factor;
    }
    return norm;
}

void clip_grad_value(const Parameters *parameters, double clip_value)
{
    for (int i = 0; i < parameters->count; i++) {
        Tensor *t = parameters->item[i].tensor;
        for (int k = 0; t->grad && k < tensor_numel(t); k++)
            t->grad[k] = (float)fmax(-clip_value, fmin(clip_value, t->grad[k]));
    }
}

double clipped_step(const Linear *model, TensorDataset batch,
                    Optimizer *optimizer, const Parameters *parameters,
                    double max_norm)
{
    Tensor *pred = tensor_column(linear_forward(model, batch.x), 0);
    Tensor *loss = mse_loss(pred, batch.y, REDUCTION_MEAN);
    backward(loss);
    double norm = clip_grad_norm(parameters, max_norm);
    optimizer_step(optimizer);
    tape_reset();
    return norm;
}
