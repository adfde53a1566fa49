/*: # Checking a gradient

A wrong gradient does not crash. Training only goes a little worse, and you look
for the fault everywhere else. So every gradient in this library is compared
with what it claims to be, the slope of the loss:

$$ \frac{\partial L}{\partial x} \approx
   \frac{-L(x + 2h) + 8 L(x + h) - 8 L(x - h) + L(x - 2h)}{12\,h}. $$
{#eq-stencil}

Three slopes of the sigmoid, by `backward` and by differences:

```{.c example="gradcheck"}
```

![The slope of $e^x$ at 1, by differences: how wrong it is for each
$h$](gradcheck.svg){#fig-gradcheck alt="Two V-shaped curves: the error falls as
h becomes smaller, until rounding makes it grow; with four points it falls
faster and lower"}

Where does the formula come from? Go $h$ to the right and to the left. By
Taylor's series

$$ d(h) = \frac{L(x + h) - L(x - h)}{2h}
        = L'(x) + \frac{h^2}{6} L'''(x) + \dots, $$ {#eq-central}

the slope and an error that grows with $h^2$; what follows grows with $h^4$.
With $2h$ the error is four times as large, so it cancels in
$(4\, d(h) - d(2h)) / 3$. That is [@eq-stencil].

Two points would do if we could take $h$ as small as we like. But a float32 loss
carries only seven digits: a small $h$ drowns the difference in rounding, a
large one measures the slope of a chord. With four points $h$ may be as large as
1/128, and both errors stay far below one in a thousand. (PyTorch's `gradcheck`
takes two points, and therefore wants double.) Keep away from kinks: at the
corner of ReLU no difference is right. */
#include "autograd.h"

#include <math.h>

static const double STEP = 1.0 / 128;

static double loss_at(Tensor *(*loss_of)(void *), void *context, float *x,
                      double value)
{
    float before = *x;
    *x = (float)value;
    no_grad_begin();
    double loss = tensor_item(loss_of(context));
    no_grad_end();
    tape_reset();
    *x = before;
    return loss;
}

// Four losses, two steps and one step to each side.
static double slope(Tensor *(*loss_of)(void *), void *context, float *x)
{
    double far = loss_at(loss_of, context, x, *x - 2 * STEP) -
                 loss_at(loss_of, context, x, *x + 2 * STEP);
    double near = loss_at(loss_of, context, x, *x + STEP) -
                  loss_at(loss_of, context, x, *x - STEP);
    return (far + 8 * near) / (12 * STEP);
}

/*: The error is measured against $1 + |g|$: relative for large gradients,
absolute for small ones, where relative accuracy means nothing. */
double gradcheck(FILE *table, Tensor *(*loss_of)(void *), void *context,
                 Tensor **tensors, int count)
{
    double worst = 0;
    tape_reset();
    for (int k = 0; k < count; k++)
        tensor_zero_grad(tensors[k]);
    backward(loss_of(context));
    tape_reset();
    if (table)
        fprintf(table, "tensor  number      backward    difference\n");
    for (int k = 0; k < count; k++)
        for (int i = 0; i < tensor_numel(tensors[k]); i++) {
            // not reached by the loss: the slope must be zero
            double g = tensors[k]->grad ? tensors[k]->grad[i] : 0;
            double d = slope(loss_of, context, &tensors[k]->data[i]);
            double error = fabs(d - g) / (1 + fabs(g));
            // a NaN is the worst of all, and stays
            worst = isnan(worst) || error <= worst ? worst : error;
            if (table)
                fprintf(table, "%6d  %6d  %12.6f  %12.6f\n", k, i, g, d);
        }
    for (int k = 0; k < count; k++)
        tensor_zero_grad(tensors[k]);
    return worst;
}
