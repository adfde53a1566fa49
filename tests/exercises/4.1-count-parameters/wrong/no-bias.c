// MISTAKE: The biases are not counted: a layer with a bias has one more number for each unit.
#include <stdbool.h>

#include "nn.h"

long long count_chain(int layers, const int *width, bool bias)
{
    long long count = 0;
    for (int i = 0; i < layers; i++)
        count += (long long)width[i + 1] * (width[i] + (bias ? 0 : 0));
    return count;
}

long long count_model(const Module *model)
{
    Parameters list = {0};
    long long count = 0;
    module_parameters(model, "", &list);
    for (int i = 0; i < list.count; i++)
        if (list.item[i].tensor->shape.ndim == 2)
            count += tensor_numel(list.item[i].tensor);
    parameters_free(&list);
    return count;
}
