#include <stdio.h>

#include "kindling.h"

int main(void)
{
    const float numbers[] = {1, 2, 3, 4, 5, 6};
    Tensor *x = tensor_new_from(shape_2d(2, 3), numbers);
    tensor_requires_grad(x);
    tensor_print(stdout, tensor_transpose(x));
    tensor_print(stdout, tensor_column(x, 1));
    tensor_print(stdout, tensor_reshape(tensor_detach(x), shape_1d(6)));
    Tensor *rows = tensor_from(shape_1d(3), (float[]){1, 0, 1});
    tensor_print(stdout, tensor_embedding(rows, x));
    tensor_free(x);
    tape_free();
}
