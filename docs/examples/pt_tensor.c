#include <stdio.h>
#include <stdlib.h>

#include "model_file/pt_contents.h"
#include "model_file/pt_write.h"

int main(void)
{
    Module model = module_new("Sequential");
    sequential_add(&model, NULL, module_new_linear(2, 3, false));
    model.child[0].linear.weight->data[4] = 0.5F;
    PtFile file;
    Error error;
    if (pt_read_written(&file, pt_write_model(&model, "model"), &error)) {
        const PtTensor *t = pt_find(&file, "0.weight");
        printf("strides %d, %d; number 4 is %g\n", (int)t->stride[0],
               (int)t->stride[1], pt_number(t, 4));
    }
    pt_free(&file);
    module_free(&model);
}
