// MISTAKE: The bias is added once for each input: add it once for each output.
#include "tensor.h"

void linear(const Tensor *x, const Tensor *weight, const Tensor *bias,
            Tensor *y)
{
    int rows = tensor_rows(x), inputs = tensor_cols(x);
    int units = tensor_rows(weight);
    for (int i = 0; i < rows; i++)
        for (int j = 0; j < units; j++) {
            float sum = 0;
            for (int k = 0; k < inputs; k++)
                sum += x->data[i * inputs + k] * weight->data[j * inputs + k] +
                       bias->data[j];
            y->data[i * units + j] = sum;
        }
}

void linear_backward(Tensor *x, Tensor *weight, Tensor *bias, const Tensor *y)
{
    int rows = tensor_rows(x), inputs = tensor_cols(x);
    int units = tensor_rows(weight);
    for (int i = 0; i < rows; i++)
        for (int j = 0; j < units; j++) {
            float g = y->grad[i * units + j];
            bias->grad[j] += g;
            for (int k = 0; k < inputs; k++) {
                x->grad[i * inputs + k] += g * weight->data[j * inputs + k];
                weight->grad[j * inputs + k] += g * x->data[i * inputs + k];
            }
        }
}
