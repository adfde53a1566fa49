/*: # Solution 2.5: clip the gradient {#sol-2-5}

Two passes, because the factor needs the norm, and the norm needs every number.
Whoever shortens each tensor in the same pass in which it is measured gives each
a factor of its own. Then a large gradient of the weight and a small one of the
bias come out equally long, and the step goes somewhere else. It has to be *one*
norm: all parameters together are one point, and the gradient is one arrow that
starts there. Multiplied by one factor it becomes shorter and keeps its
direction. */
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

/*: `fmin(1, …)` is the rule "never longer". Without it a gradient that has
become small near the goal would be blown up to `max_norm`, and the training
would never come to rest.

The norm of before is returned because it is worth a look. Print it in each
step. If it is hardly ever above `max_norm`, the clipping costs nothing and
waits for the one bad batch. If it always is, only the direction of the gradient
is left, all steps are equally long, and `max_norm` has become a second learning
rate. */
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

/*: By value there is nothing to find out first, one pass is enough. It bends
the arrow: $(3, 4, 12)$ goes mostly along its last number, $(3, 3.5, 3.5)$ along
all three alike. */
void clip_grad_value(const Parameters *parameters, double clip_value)
{
    for (int i = 0; i < parameters->count; i++) {
        Tensor *t = parameters->item[i].tensor;
        for (int k = 0; t->grad && k < tensor_numel(t); k++)
            t->grad[k] = (float)fmax(-clip_value, fmin(clip_value, t->grad[k]));
    }
}

/*: Before `backward` there is no gradient to clip, behind `optimizer_step` it
is of no use any more. Neither of these mistakes stops a program: it trains,
just without clipping, until the first bad batch.

The second list of parameters may look superfluous, as the optimiser has one. In
PyTorch it is the same: `clip_grad_norm_(model.parameters(), 1.0)`. One may want
to clip a part of the model only. */
double clipped_step(const Linear *model, TensorDataset batch,
                    Optimizer *optimizer, const Parameters *parameters,
                    double max_norm)
{
    Tensor *pred = tensor_column(linear_forward(model, batch.x), 0);
    Tensor *loss = mse_loss(pred, batch.y, REDUCTION_MEAN);
    backward(loss);
    double norm = clip_grad_norm(parameters, max_norm);
    optimizer_step(optimizer);
    optimizer_zero_grad(optimizer);
    tape_reset();
    return norm;
}
