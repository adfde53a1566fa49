#include <stdio.h>

#include "kindling.h"

int main(void)
{
    const float two = 2, three = 3;
    Tensor *w = tensor_requires_grad(tensor_new_from(shape_0d(), &two));
    Tensor *x = tensor_requires_grad(tensor_new_from(shape_0d(), &three));
    Tensor *y = tensor_mul(tensor_mul(w, x), x); // w x^2
    backward(y);
    printf("y = %g, slope by w: %g, by x: %g\n", tensor_item(y), w->grad[0],
           x->grad[0]);
    for (int i = 0; i < tape_length(); i++)
        printf("place %d: %s, gradient %g\n", i, tape_at(i)->op,
               tape_at(i)->grad[0]);
    tape_free();
    tensor_free(w);
    tensor_free(x);
}
