#include <stdio.h>

#include "kindling.h"

int main(void)
{
    Tensor *x = tensor_requires_grad(tensor_new_ones(shape_1d(8)));
    manual_seed(1);
    Tensor *y = tensor_dropout(x, 0.5);
    tensor_print(stdout, y);
    backward(tensor_sum(y));
    tensor_print(stdout, tensor_from(x->shape, x->grad));
    tape_free();
    tensor_free(x);
}
