#include <stdio.h>

#include "kindling.h"

int main(void)
{
    static const char path[] = "build/example.pt";
    Module model = module_new("Sequential");
    Parameters list = {0};
    Error error;
    int epoch;
    sequential_add(&model, NULL, module_new_linear(4, 3, true));
    module_parameters(&model, "", &list);
    Optimizer *adam = adam_new(&list, 0.001);
    if (!checkpoint_save(path, &model, adam, 12, &error) ||
        !model_file_describe(stdout, path, &error) ||
        !checkpoint_load(path, &model, adam, &epoch, &error))
        return 1;
    printf("goes on after %d epochs\n", epoch);
    optimizer_free(adam);
    parameters_free(&list);
    module_free(&model);
}
