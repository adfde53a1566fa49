// MISTAKE: The part that is the same for every class, the sum over k, is missing in the step through the model's softmax.
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
    double p[8], q[8];
    softmax(classes, z, p);
    softmax(classes, p, q);
    q[t] -= 1;
    for (int j = 0; j < classes; j++)
        z_grad[j] = p[j] * q[j];
}

Tensor *mended_loss(Tensor *p, Tensor *target)
{
    return nll_loss(tensor_log(p), target, REDUCTION_MEAN);
}
