#include <stdio.h>

#include "kindling.h"

int main(void)
{
    const float column[] = {10, 20}, row[] = {1, 2, 3};
    Tensor *a = tensor_requires_grad(tensor_new_from(shape_2d(2, 1), column));
    Tensor *y = tensor_mul(a, tensor_from(shape_1d(3), row)); // [2, 3]
    tensor_print(stdout, y);
    backward(tensor_sum(y));
    printf("gradient of the column: %g %g\n", a->grad[0], a->grad[1]);
    tensor_free(a);
    tape_free();
}
