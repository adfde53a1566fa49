#include <stdio.h>

#include "kindling.h"

int main(void)
{
    manual_seed(1);
    Linear layer = linear_new(3, 2, true); // 3 numbers in, 2 out
    Parameters parameters = {0};
    linear_parameters(&layer, "layer", &parameters);
    for (int i = 0; i < parameters.count; i++) {
        printf("%s ", parameters.item[i].name);
        tensor_print(stdout, parameters.item[i].tensor);
    }
    const float row[] = {1, 0, -1};
    tensor_print(stdout,
                 linear_forward(&layer, tensor_from(shape_2d(1, 3), row)));
    parameters_free(&parameters);
    linear_free(&layer);
    tape_free();
}
