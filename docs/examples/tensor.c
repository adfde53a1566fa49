#include <stdio.h>

#include "kindling.h"

int main(void)
{
    const float numbers[] = {2, 7, 1, 8, 2, 5};
    Tensor *t = tensor_new_from(shape_2d(2, 3), numbers);
    int i = 1, j = 2, c = tensor_cols(t);
    printf("shape %s, %d numbers\n", shape_text(t->shape).chars,
           tensor_numel(t));
    printf("row %d, column %d: %g\n", i, j, t->data[i * c + j]);
    tensor_print(stdout, t);
    tensor_free(t);
}
