#include <stdio.h>

#include "kindling.h"

int main(void) // walks down the parabola (w - 3)^2
{
    const float start = 0;
    Tensor *w = tensor_requires_grad(tensor_new_from(shape_0d(), &start));
    Parameters parameters = {0};
    parameters_add(&parameters, "", "w", w);
    Optimizer *sgd = sgd_new(&parameters, 0.3);
    for (int step = 1; step <= 4; step++) {
        backward(tensor_pow(tensor_sub(w, tensor_scalar(3)), 2));
        optimizer_step(sgd);
        optimizer_zero_grad(sgd);
        tape_reset();
        printf("step %d: w = %.4f\n", step, tensor_item(w));
    }
    optimizer_free(sgd);
    parameters_free(&parameters);
    tensor_free(w);
    tape_free();
}
