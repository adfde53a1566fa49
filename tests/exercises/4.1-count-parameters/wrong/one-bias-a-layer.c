// MISTAKE: The bias is counted as one number for each layer: every unit that the layer goes to has its own.
#include <stdbool.h>

#include "nn.h"

long long count_chain(int layers, const int *width, bool bias)
{
    long long count = 0;
    for (int i = 0; i < layers; i++)
        count += (long long)width[i + 1] * width[i] + (bias ? 1 : 0);
    return count;
}

long long count_model(const Module *model)
{
    Parameters list = {0};
    long long count = 0;
    module_parameters(model, "", &list);
    for (int i = 0; i < list.count; i++)
        count += tensor_numel(list.item[i].tensor);
    parameters_free(&list);
    return count;
}
