#include <math.h>
#include <stdio.h>

#include "kindling.h"

int main(void)
{
    Tensor *query = tensor_from(shape_2d(3, 4), (float[]){0, 0, 0, 0,   // .
                                                          4, 0, 0, 0,   // a
                                                          0, 2, 1, 0}); // n
    Tensor *key = tensor_from(shape_2d(3, 4),
                              (float[]){1, 0, 0, 0, 0, 2, 0, 0, 0, 0, 2, 0});
    Tensor *value = tensor_from(shape_2d(3, 2), (float[]){0, 10, 10, 0, 5, 5});
    const float later[] = {0, -INFINITY, -INFINITY, // .
                           0, 0,         -INFINITY, // a
                           0, 0,         0};        // n
    Tensor *mask = tensor_from(shape_2d(3, 3), later);
    Tensor *score = tensor_matmul(query, tensor_transpose(key));
    score = tensor_div(score, tensor_scalar(sqrtf(4)));
    Tensor *share = tensor_softmax(tensor_add(score, mask), 1);
    tensor_print(stdout, share);
    tensor_print(stdout, tensor_matmul(share, value));
    tape_free();
    return 0;
}
