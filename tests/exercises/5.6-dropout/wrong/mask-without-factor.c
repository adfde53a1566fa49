// MISTAKE: The mask holds only 0 and 1: the factor 1 / (1 - p) belongs into it, or it is missing on the way back.
#include <stdbool.h>

#include "random.h"

void dropout_forward(int n, const float *x, double p, bool training,
                     float *mask, float *y)
{
    float u[64] = {0};
    if (training)
        rand_uniform(default_generator(), 0, 1, n, u);
    for (int i = 0; i < n; i++) {
        mask[i] = !training ? 1 : u[i] < p ? 0 : 1;
        y[i] = mask[i] == 0 ? 0 : training ? x[i] * (float)(1 / (1 - p)) : x[i];
    }
}

void dropout_backward(int n, const float *mask, const float *y_grad,
                      float *x_grad)
{
    for (int i = 0; i < n; i++)
        x_grad[i] += y_grad[i] * mask[i];
}
