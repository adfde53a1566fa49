// MISTAKE: A Sequential inside the Sequential is not looked into: its layers count too.
#include <stdbool.h>

#include "nn.h"

long long count_chain(int layers, const int *width, bool bias)
{
    long long count = 0;
    for (int i = 0; i < layers; i++)
        count += (long long)width[i + 1] * (width[i] + (bias ? 1 : 0));
    return count;
}

long long count_model(const Module *model)
{
    long long count = 0;
    for (int i = 0; i < model->count; i++) {
        const Linear *linear = &model->child[i].linear;
        if (linear->weight)
            count += tensor_numel(linear->weight);
        if (linear->bias)
            count += tensor_numel(linear->bias);
    }
    return count;
}
