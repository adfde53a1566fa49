/*: # Exercise 2.5: clip the gradient {#ex-2-5}

One point that lies far off, and the gradient is huge. One step along it throws
the parameters so far away that the training needs many epochs to come back,
or never does. So one shortens a gradient that is too long, and that is called
**clipping**.

**How long is it?** Take the gradients of *all* parameters together, as if they
were one long list of numbers $g_1, g_2, g_3, \dots$ Its length is the **norm**

$$ \lVert g \rVert = \sqrt{g_1^2 + g_2^2 + g_3^2 + \dots} $$

**Shorten it.** `clip_grad_norm` multiplies all of these numbers by the same
factor, so that the norm becomes `max_norm`:

$$ c = \frac{\text{max\_norm}}{\lVert g \rVert + 10^{-6}}, \qquad
   \text{but at most } 1. $$

A gradient that is short enough thus stays as it is: it is never made longer.
The $10^{-6}$ stands there in PyTorch, so that one need not fear a division by
zero. The function returns the norm that it has found, *before* anything was
changed.

A parameter whose `grad` is `NULL` has no gradient, and is left alone. If none
has one, the norm is 0. */

/*: An example: a weight with the gradient $(3, 4)$ and a bias with the gradient
$(12)$. The norm is $\sqrt{9 + 16 + 144} = 13$. With `max_norm` 6.5 all is
halved, the gradients are $(1.5, 2)$ and $(6)$, and 13 is returned. With
`max_norm` 20 nothing is changed, and 13 is returned.

**The other way.** `clip_grad_value` looks at each number by itself. With $v$
for `clip_value`: what is above $v$ becomes $v$, what is below $-v$ becomes
$-v$. In the example with $v = 3.5$: $(3, 3.5)$ and $(3.5)$. Mind that the
gradient now points in another direction. A parameter without a gradient is left
alone here too.

Both get the list of parameters from which one makes an optimiser. The gradient
of parameter number `i` is `parameters->item[i].tensor->grad`, for `i` from 0 to
`parameters->count - 1`. */
#include <math.h>

#include "autograd.h"
#include "data.h"
#include "nn.h"
#include "ops.h"
#include "optim.h"

double clip_grad_norm(const Parameters *parameters, double max_norm)
{
    for (int i = 0; i < parameters->count; i++)
        parameters->item[i].tensor->data[0] = 99; // your code here
    return -1 - max_norm;
}

void clip_grad_value(const Parameters *parameters, double clip_value)
{
    for (int i = 0; i < parameters->count; i++)
        parameters->item[i].tensor->data[0] =
            (float)clip_value + 99; // and here
}

/*: **In the training loop.** `clipped_step` takes *one* training step with a
batch, the five steps of the chapter: predict, loss, backward, step, forget the
gradients. The loss is the mean squared error of the model's column 0, and the
norm of the gradient is clipped to `max_norm`. It returns what `clip_grad_norm`
returns. Where among the five steps does the clipping belong? At the first call
no parameter has a gradient. The gradients of one call must not be added to
those of the next: whether you forget them at the end of the call or at the
beginning of the next one is up to you.

A model with one input, weight 0 and bias 0, gets the batch $x = (2)$, $y =
(10)$. The gradient of the weight is $-40$, that of the bias $-20$, the norm
44.72. With `max_norm` 1 and SGD with the rate 0.1 the weight is 0.0894
afterwards and the bias 0.0447. Unclipped it would have been 4 and 2. */
double clipped_step(const Linear *model, TensorDataset batch,
                    Optimizer *optimizer, const Parameters *parameters,
                    double max_norm)
{
    (void)model, (void)batch, (void)optimizer, (void)parameters; // delete this
    return -1 - max_norm; // your code here
}
