#include <stdio.h>
#include <stdlib.h>

#include "model_file/pt_contents.h"
#include "model_file/pt_write.h"

int main(void)
{
    Module model = module_new("Sequential"), copy;
    sequential_add(&model, "layer1", module_new_linear(2, 3, true));
    sequential_add(&model, NULL, module_new("Softmax"));
    PtFile file;
    Error error;
    ZipWriter state = pt_write_state(&model, "model",
                                     "layer1=Linear(2,3,bias) Softmax(dim=1)");
    if (pt_read_written(&file, state, &error) &&
        pt_to_module(&file, &copy, &error)) {
        module_print(stdout, &copy);
        module_free(&copy);
    }
    pt_free(&file);
    module_free(&model);
}
