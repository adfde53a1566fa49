// MISTAKE: The units that are not stuck are counted: the stuck ones are asked for.
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

int count_stuck(const Tensor *weight, const Tensor *bias)
{
    int stuck = 0, inputs = tensor_cols(weight);
    for (int j = 0; j < tensor_rows(weight); j++) {
        double largest = bias->data[j];
        for (int k = 0; k < inputs; k++) {
            float w = weight->data[j * inputs + k];
            largest += w > 0 ? w : 0;
        }
        stuck += largest > 0;
    }
    return stuck;
}
