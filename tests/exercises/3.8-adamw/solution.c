/*: # Solution 3.8: AdamW {#sol-3-8}

A loop, and the step that is there already. Three things are easily missed. The
factor contains the learning rate, so that the decay gets weaker together with
the steps when a schedule lowers $\eta$. It comes before the step; the other way
round it would shrink the step as well, and the digits would not be PyTorch's.
And a parameter that no loss has reached is left alone: the first thing that
`torch.optim.AdamW` asks is whether `p.grad is None`.

All parameters decay here, the biases too. Many programs spare them, since a
bias does not make a model more complicated. In PyTorch one says so with two
groups of parameters. */
#include "autograd.h"
#include "ops.h"
#include "optim.h"

void adamw_step(Optimizer *adam, double weight_decay)
{
    float keep = (float)(1 - adam->lr * weight_decay);
    for (int i = 0; i < adam->count; i++) {
        Tensor *p = adam->parameter[i];
        for (int k = 0; p->grad && k < tensor_numel(p); k++)
            p->data[k] *= keep;
    }
    optimizer_step(adam);
}

/*: ## What the experiment shows

AdamW shrinks all parameters alike: after 100 steps $0.995^{100} = 0.6058$ is
left, whatever the gradient does. (0.595 and not 0.6058, because the first pulls
of the to and fro, while Adam's averages are young, have moved it a little.)

With L2, the decay goes through Adam. There it is divided by $\sqrt{\hat v}$,
the usual size of the gradient, here $a_k$. So each step moves the parameter by
about $\eta\lambda\theta / a_k$: a tenth of the intended for $a_k = 10$, a
hundredth for 100. The parameters with the largest gradients, which one would
like to hold back most, feel next to nothing of the decay.

And where the gradient is 0, the decay *is* the gradient. Adam makes a step of
about $\eta$ of it, however small $\lambda$ is. That is the surprise: with
$\lambda = 0.05$ the first column says 0.2244 again. The setting does nothing
but switch it on. AdamW leaves $0.9995^{100} = 0.9512$ there, as one would wish.
This is why nearly everybody who trains with Adam and wants weight decay takes
AdamW. */
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
