#include <math.h>
#include <stdio.h>

#include "kindling.h"

static double deviation(const Tensor *w)
{
    double squares = 0;
    for (int i = 0; i < tensor_numel(w); i++)
        squares += w->data[i] * w->data[i];
    return sqrt(squares / tensor_numel(w));
}

int main(void)
{
    manual_seed(1);
    Tensor *w = tensor_new_zeros(shape_2d(100, 400)); // 400 in, 100 out
    xavier_uniform(w);
    printf("Xavier  %.4f, wanted %.4f\n", deviation(w), sqrt(2.0 / 500));
    kaiming_uniform(w);
    printf("Kaiming %.4f, wanted %.4f\n", deviation(w), sqrt(2.0 / 400));
    tensor_free(w);
}
