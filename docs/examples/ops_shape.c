#include <stdio.h>

#include "kindling.h"

int main(void)
{
    const float numbers[] = {1, 2, 3, 4, 5, 6};
    Tensor *x = tensor_from(shape_2d(2, 3), numbers);
    tensor_print(stdout, x);
    tensor_print(stdout, tensor_transpose(x));
    tensor_print(stdout, tensor_column(x, 1));
    tensor_print(stdout, tensor_reshape(x, shape_1d(6)));
    tape_free();
}
