#include <stdio.h>

#include "kindling.h"

static Tensor *loss_of(void *weight)
{
    return tensor_sum(tensor_sigmoid(weight));
}

int main(void)
{
    const float numbers[] = {-2, 0, 0.5f};
    Tensor *w = tensor_requires_grad(tensor_new_from(shape_1d(3), numbers));
    double worst = gradcheck(stdout, loss_of, w, &w, 1);
    printf("largest difference: %.1e\n", worst);
    tensor_free(w);
    tape_free();
}
