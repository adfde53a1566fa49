// MISTAKE: The mean square is not halved by ReLU.
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
    rand_normal(default_generator(), tensor_numel(weight), weight->data);
    for (int i = 0; i < tensor_numel(weight); i++)
        weight->data[i] *= (float)sqrt(v);
}

double signal_after(int layers, int width, double start, int way)
{
    for (int i = 0; i < layers; i++)
        start *= width * variance(width, width, way);
    return start;
}
