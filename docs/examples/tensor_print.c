#include <stdio.h>

#include "kindling.h"

int main(void)
{
    const float whole[] = {1, 2, -3}, mixed[] = {0.5f, 2, 100};
    const float wide[] = {0.001f, 1, 25000};
    tensor_print(stdout, tensor_from(shape_1d(3), whole));
    tensor_print(stdout, tensor_from(shape_1d(3), mixed));
    tensor_print(stdout, tensor_from(shape_1d(3), wide));
    Tensor *big = tensor_new_zeros(shape_2d(1000, 4));
    tensor_print(stdout, tensor_requires_grad(big));
    tensor_free(big);
    tape_free();
}
