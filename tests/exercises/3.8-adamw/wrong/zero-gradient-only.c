// MISTAKE: Numbers decay only if they have a gradient other than 0: what counts is whether the parameter has a grad at all.
#include "autograd.h"
#include "ops.h"
#include "optim.h"

void adamw_step(Optimizer *adam, double weight_decay)
{
    float keep = (float)(1 - adam->lr * weight_decay);
    for (int i = 0; i < adam->count; i++) {
        Tensor *p = adam->parameter[i];
        for (int k = 0; p->grad && k < tensor_numel(p); k++)
            p->data[k] *= p->grad[k] != 0 ? keep : 1;
    }
    optimizer_step(adam);
}

enum { SIZES_MOST = 64 };

// One of the losses: its gradient is sign * size.
static Tensor *tilted_loss(Tensor *p, const float *size, float sign)
{
    float slope[SIZES_MOST];
    for (int k = 0; k < tensor_numel(p); k++)
        slope[k] = sign * size[k];
    return tensor_sum(tensor_mul(p, tensor_from(p->shape, slope)));
}

void decay_experiment(bool adamw, double weight_decay, int steps, int n,
                      const float *size, float *param)
{
    Tensor *p = tensor_requires_grad(tensor_new_ones(shape_1d(n)));
    Parameters list = {0};
    parameters_add(&list, "", "p", p);
    Optimizer *adam = adam_new(&list, 0.01);
    if (!adamw)
        adam->weight_decay = weight_decay;
    for (int s = 0; s < steps; s++) {
        backward(tilted_loss(p, size, s % 2 == 0 ? 1 : -1));
        if (adamw)
            adamw_step(adam, weight_decay);
        else
            optimizer_step(adam);
        optimizer_zero_grad(adam);
        tape_reset();
    }
    for (int k = 0; k < n; k++)
        param[k] = p->data[k];
    optimizer_free(adam);
    parameters_free(&list);
    tensor_free(p);
}
