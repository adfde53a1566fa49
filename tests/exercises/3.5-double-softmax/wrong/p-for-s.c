// MISTAKE: The gradient of cross entropy is taken with p: its input is p, so its probabilities are the softmax of p.
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
    double p[8], q[8], mean = 0;
    softmax(classes, z, p);
    softmax(classes, z, q);
    q[t] -= 1;
    for (int k = 0; k < classes; k++)
        mean += q[k] * p[k];
    for (int j = 0; j < classes; j++)
        z_grad[j] = p[j] * (q[j] - mean);
}

Tensor *mended_loss(Tensor *p, Tensor *target)
{
    return nll_loss(tensor_log(p), target, REDUCTION_MEAN);
}
