#include <stdio.h>

#include "kindling.h"

int main(void)
{
    const float numbers[] = {1, 2, 3, 4, 0, 2};
    Tensor *x = tensor_from(shape_2d(2, 3), numbers);
    tensor_print(stdout, tensor_sum(x));
    tensor_print(stdout, tensor_mean_dim(x, 0)); // down the rows: one a column
    tensor_print(stdout, tensor_mean_dim(x, 1)); // along them: one a row
    tensor_print(stdout, tensor_argmax(x, 1));
    tensor_print(stdout, tensor_softmax(x, 1));
    tape_free();
}
