#include <stdio.h>
#include <stdlib.h>

#include "model_file/pt_write.h"

int main(void)
{
    Module model = module_new("Sequential");
    sequential_add(&model, NULL, module_new("Tanh"));
    ZipWriter written = pt_write_model(&model, "model");
    Bytes file = pt_zip_join(&written);
    printf("%zu bytes, which begin with %c%c\n", file.size, file.data[0],
           file.data[1]);
    free(file.data);
    module_free(&model);
}
