#include <stdio.h>

#include "kindling.h"

int main(void)
{
    manual_seed(1);
    Module model = module_new("Sequential");
    sequential_add(&model, NULL, module_new_linear(4, 16, true));
    sequential_add(&model, NULL, module_new("ReLU"));
    sequential_add(&model, NULL, module_new_linear(16, 3, true));
    module_print(stdout, &model);
    const float flower[] = {5.1f, 3.5f, 1.4f, 0.2f};
    Tensor *x = tensor_from(shape_2d(1, 4), flower);
    tensor_print(stdout, module_forward(&model, x));
    module_free(&model);
    tape_free();
}
