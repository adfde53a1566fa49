#include <stdio.h>
#include <stdlib.h>

#include "model_file/pt_load.h"
#include "model_file/pt_write.h"

int main(void)
{
    Module model = module_new("Sequential"), copy;
    sequential_add(&model, "layer1", module_new_linear(2, 3, true));
    sequential_add(&model, NULL, module_new("Softmax"));
    Bytes bytes;
    PtFile file;
    Error error;
    pt_write_state(&bytes, &model, "model",
                   "layer1=Linear(2,3,bias) Softmax(dim=1)");
    if (pt_read(&file, bytes.data, bytes.size, &error) &&
        pt_load(&file, &copy, &error)) {
        module_print(stdout, &copy);
        module_free(&copy);
    }
    pt_free(&file);
    free(bytes.data);
    module_free(&model);
}
