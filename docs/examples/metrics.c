#include <stdio.h>

#include "kindling.h"

int main(void) // five answers of a model, of which two are wrong
{
    const float scores[] = {9, 1, 0, 6, 4, 0, 1, 8, 2, 0, 3, 7, 1, 5, 4};
    const float classes[] = {0, 1, 1, 2, 2};
    char *const names[] = {"apple", "pear", "plum"};
    Tensor *pred = tensor_from(shape_2d(5, 3), scores);
    Tensor *target = tensor_from(shape_1d(5), classes);
    printf("correct: %g of 5\n\n", count_correct(pred, target));
    confusion_print(stdout, target, tensor_argmax(pred, 1), 3, names);
    tape_free();
}
