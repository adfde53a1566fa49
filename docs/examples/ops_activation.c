#include <stdio.h>

#include "kindling.h"

int main(void)
{
    const float numbers[] = {-2, -0.5f, 0, 0.5f, 2};
    Tensor *x = tensor_from(shape_1d(5), numbers);
    tensor_print(stdout, tensor_sigmoid(x));
    tensor_print(stdout, tensor_tanh(x));
    tensor_print(stdout, tensor_relu(x));
    tensor_print(stdout, tensor_leaky_relu(x, 0.01f));
    tensor_print(stdout, tensor_gelu(x));
    tape_free();
}
