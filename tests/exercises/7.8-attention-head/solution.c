/*: # Solution 7.8: a head of attention {#sol-7-8}

The formula, line by line. The mask is a constant, so it is made of an array and
has no gradient; what it does to the gradient of the scores follows from the
softmax, whose shares are 0 there. */
#include <math.h>

#include "ops.h"

typedef struct Matrices {
    Tensor *query, *key, *value, *output;
} Matrices;

static Tensor *mask_of(int n)
{
    float mask[16 * 16];
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++)
            mask[i * n + j] = j > i ? -INFINITY : 0;
    return tensor_from(shape_2d(n, n), mask);
}

Tensor *head_looks_at(const Matrices *head, Tensor *x)
{
    Tensor *query = tensor_linear(x, head->query, NULL); // (n, d)
    Tensor *key = tensor_linear(x, head->key, NULL);
    Tensor *score = tensor_matmul(query, tensor_transpose(key)); // (n, n)
    float root = sqrtf((float)tensor_cols(query));
    score = tensor_div(score, tensor_scalar(root));
    return tensor_softmax(tensor_add(score, mask_of(tensor_rows(x))), 1);
}

/*: A share says how much of a value is taken. The values are mixed first, $d$
numbers a letter, and then brought to the width of a row. */
Tensor *head_forward(const Matrices *head, Tensor *x)
{
    Tensor *value = tensor_linear(x, head->value, NULL); // (n, d)
    Tensor *mix = tensor_matmul(head_looks_at(head, x), value);
    return tensor_linear(mix, head->output, NULL); // (n, w)
}
