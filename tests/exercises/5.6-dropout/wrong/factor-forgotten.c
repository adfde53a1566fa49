// MISTAKE: The gradient is not made larger by 1 / (1 - p): the mask has the factor in it.
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

void dropout_backward(int n, const float *mask, const float *y_grad,
                      float *x_grad)
{
    for (int i = 0; i < n; i++)
        x_grad[i] += mask[i] > 0 ? y_grad[i] : 0;
}
