/*: # Solution 5.6: dropout {#sol-5-6}

All that is random goes into the mask. It is drawn once, forward, and *kept*: on
the way back the same units must be off. A second drawing would send gradients
to units that had no part in the output.

The factor $1 / (1 - p)$ belongs to the training, so that using the network
costs nothing. The first paper did it the other way round and made all weights
smaller afterwards. Both are right in the mean; doing both, or neither, is not.

The mask chooses between 0 and the factor. Multiplying a 0 by the factor would
do as well, except for $p = 1$: there the factor is infinite, and 0 times
infinity is not a number. */
#include <stdbool.h>

#include "random.h"

void dropout_forward(int n, const float *x, double p, bool training,
                     float *mask, float *y)
{
    float u[64] = {0};
    if (training)
        rand_uniform(default_generator(), 0, 1, n, u);
    for (int i = 0; i < n; i++) {
        mask[i] = !training ? 1 : u[i] < p ? 0 : (float)(1 / (1 - p));
        y[i] = mask[i] * x[i];
    }
}

/*: A layer that works differently in training and in use needs a switch. That
is what `model.train()` and `model.eval()` are in PyTorch. Forgetting `eval()`
before an examination is a mistake that everybody makes once: the accuracy is
then lower, and another one each time. */
void dropout_backward(int n, const float *mask, const float *y_grad,
                      float *x_grad)
{
    for (int i = 0; i < n; i++)
        x_grad[i] += y_grad[i] * mask[i];
}
