/*: # Solution 5.4: where the weights start {#sol-5-4}

The weight lies (out, in), one row for each unit. So the inputs are its
*columns*. Whoever exchanges the two notices nothing in a square layer, and
little in others: training only goes a bit worse. */
#include <math.h>

#include "random.h"
#include "tensor.h"

enum { XAVIER, HE }; // the values of way

static double variance(int in, int out, int way)
{
    return way == HE ? 2.0 / in : 2.0 / (in + out);
}

/*: A uniform number in $\pm a$ has the variance

$$ \frac{1}{2a} \int_{-a}^{a} x^2\,dx = \frac{a^2}{3}, $$

so the bound is larger than the deviation, by the root of 3. A normal number is
multiplied by the deviation, the *root* of the variance. */
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

/*: With He each layer doubles the mean square and ReLU takes half of it away:
it stays as it was, however deep. With Xavier nothing makes up for ReLU, and ten
layers leave a thousandth. For tanh, which does not throw half away, Xavier is
right. */
double signal_after(int layers, int width, double start, int way)
{
    for (int i = 0; i < layers; i++)
        start *= width * variance(width, width, way) / 2;
    return start;
}
