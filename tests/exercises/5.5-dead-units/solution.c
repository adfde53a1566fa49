/*: # Solution 5.5: count the dead units {#sol-5-5}

"For every row" means: the outer loop goes over units, the inner one over rows.
With the loops the other way round one finds the *rows* for which nothing
happens, which is another question. Both give small whole numbers, so only a
check like this one tells them apart.

Greater than 0 means exactly that. An output of $10^{-30}$ still has the
slope 1. */
#include "tensor.h"

void activity(const Tensor *h, float *share)
{
    int rows = tensor_rows(h), cols = tensor_cols(h);
    for (int j = 0; j < cols; j++) {
        int alive = 0;
        for (int i = 0; i < rows; i++)
            alive += h->data[i * cols + j] > 0;
        share[j] = (float)alive / (float)rows;
    }
}

int count_dead(const Tensor *h)
{
    int rows = tensor_rows(h), cols = tensor_cols(h), dead = 0;
    for (int j = 0; j < cols; j++) {
        bool alive = false;
        for (int i = 0; i < rows; i++)
            alive = alive || h->data[i * cols + j] > 0;
        dead += !alive;
    }
    return dead;
}

/*: A sum of products is largest if each product is: 1 for a positive weight, 0
for a negative one. So no search is needed. A bias far below zero, as one large
step of the training can leave it, makes a unit stuck, and stuck it stays: its
gradient is 0. */
int count_stuck(const Tensor *weight, const Tensor *bias)
{
    int stuck = 0, inputs = tensor_cols(weight);
    for (int j = 0; j < tensor_rows(weight); j++) {
        double largest = bias->data[j];
        for (int k = 0; k < inputs; k++) {
            float w = weight->data[j * inputs + k];
            largest += w > 0 ? w : 0;
        }
        stuck += largest <= 0;
    }
    return stuck;
}
