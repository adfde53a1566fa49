// MISTAKE: The normal numbers are drawn one by one: that gives other numbers than one call for all of them.
#include <math.h>

#include "random.h"
#include "tensor.h"

enum { XAVIER, HE }; // the values of way

static double variance(int in, int out, int way)
{
    return way == HE ? 2.0 / in : 2.0 / (in + out);
}

void init_uniform(Tensor *weight, int way)
{
    double v = variance(tensor_cols(weight), tensor_rows(weight), way);
    float a = (float)sqrt(3 * v);
    rand_uniform(default_generator(), -a, a, tensor_numel(weight),
                 weight->data);
}

void init_normal(Tensor *weight, int way)
{
    double v = variance(tensor_cols(weight), tensor_rows(weight), way);
    for (int i = 0; i < tensor_numel(weight); i++)
        rand_normal(default_generator(), 1, weight->data + i);
    for (int i = 0; i < tensor_numel(weight); i++)
        weight->data[i] *= (float)sqrt(v);
}

double signal_after(int layers, int width, double start, int way)
{
    for (int i = 0; i < layers; i++)
        start *= width * variance(width, width, way) / 2;
    return start;
}
