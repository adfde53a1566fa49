#include <stdio.h>
#include <stdlib.h>

#include "model_file/pt_contents.h"
#include "model_file/pt_write.h"

int main(void)
{
    Module inner = module_new("Sequential"), outer = module_new("Sequential");
    Module model = module_new("Sequential");
    sequential_add(&inner, NULL, module_new_linear(2, 3, true));
    sequential_add(&outer, "module", inner);
    sequential_add(&model, NULL, module_new_linear(2, 3, true));
    PtFile file;
    Error error;
    if (pt_read_written(&file, pt_write_state(&outer, "model", NULL), &error) &&
        pt_load_parameters(&file, &model, &error))
        printf("%s is 0.weight of the model\n", file.tensor[0].name);
    pt_free(&file);
    module_free(&outer);
    module_free(&model);
}
