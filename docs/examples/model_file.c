#include <stdio.h>

#include "kindling.h"

int main(void)
{
    manual_seed(1);
    Module model = module_new("Sequential"), again;
    sequential_add(&model, NULL, module_new_linear(4, 3, true));
    sequential_add(&model, NULL, module_new("Softmax"));
    const float flower[] = {5.1f, 3.5f, 1.4f, 0.2f};
    Tensor *x = tensor_from(shape_2d(1, 4), flower);
    tensor_print(stdout, module_forward(&model, x));
    Error error;
    if (!model_save("build/example.pt", &model, &error) ||
        !model_load("build/example.pt", &again, &error)) {
        printf("%s\n", error.message);
        return 1;
    }
    module_print(stdout, &again);
    tensor_print(stdout, module_forward(&again, x));
    module_free(&model);
    module_free(&again);
    tape_free();
}
