#include <stdio.h>
#include <stdlib.h>

#include "model_file/pt_contents.h"
#include "model_file/pt_write.h"

int main(void)
{
    Module model = module_new("Sequential");
    sequential_add(&model, "layer1", module_new_linear(2, 3, true));
    sequential_add(&model, NULL, module_new("Softmax"));
    PtFile file;
    Error error;
    if (pt_read_written(&file, pt_write_model(&model, "model"), &error))
        printf("%s\n", file.architecture);
    for (int i = 0; i < file.count; i++)
        printf("%s: %d numbers\n", file.tensor[i].name,
               (int)file.tensor[i].numel);
    pt_free(&file);
    module_free(&model);
}
