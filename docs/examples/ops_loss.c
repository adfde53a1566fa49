#include <stdio.h>

#include "kindling.h"

int main(void)
{
    const float scores[] = {2, 0, -1, 0, 3, 0}, classes[] = {0, 2};
    Tensor *x = tensor_requires_grad(tensor_new_from(shape_2d(2, 3), scores));
    Tensor *right = tensor_from(shape_1d(2), classes);
    Tensor *loss = cross_entropy_loss(x, right, REDUCTION_MEAN);
    backward(loss);
    printf("loss %.4f\n", tensor_item(loss));
    for (int i = 0; i < 6; i++)
        printf("%8.4f%s", x->grad[i], i % 3 == 2 ? "\n" : "");
    tensor_free(x);
    tape_free();
}
