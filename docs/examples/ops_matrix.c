#include <stdio.h>

#include "kindling.h"

int main(void)
{
    const float flowers[] = {5.1f, 3.5f, 4.9f, 3.0f}; // (2, 2)
    const float weight[] = {1, 0, 0, 1, 1, -1};       // (3, 2)
    const float bias[] = {0, 0, 100};                 // (3)
    Tensor *x = tensor_from(shape_2d(2, 2), flowers);
    Tensor *w = tensor_from(shape_2d(3, 2), weight);
    Tensor *b = tensor_from(shape_1d(3), bias);
    tensor_print(stdout, tensor_matmul(x, tensor_transpose(w)));
    tensor_print(stdout, tensor_linear(x, w, b));
    tape_free();
}
