// MISTAKE: That is the gradient of a single softmax: behind the second one there is still the first to go through.
#include <math.h>

#include "nn.h"
#include "ops.h"

double loss_floor(int classes)
{
    return log(1 + (classes - 1) * exp(-1));
}

static void softmax(int n, const double *x, double *y)
{
    double sum = 0;
    for (int k = 0; k < n; k++)
        sum += exp(x[k]);
    for (int k = 0; k < n; k++)
        y[k] = exp(x[k]) / sum;
}

void gradient_twice(int classes, const double *z, int t, double *z_grad)
{
    double q[8];
    softmax(classes, z, q);
    q[t] -= 1;
    for (int j = 0; j < classes; j++)
        z_grad[j] = q[j];
}

Tensor *mended_loss(Tensor *p, Tensor *target)
{
    return nll_loss(tensor_log(p), target, REDUCTION_MEAN);
}
