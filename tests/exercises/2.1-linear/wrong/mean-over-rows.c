// MISTAKE: The gradients of weight and bias are divided by the number of rows: if the loss is a mean, y->grad contains that already.
#include "tensor.h"

void linear(const Tensor *x, const Tensor *weight, const Tensor *bias,
            Tensor *y)
{
    int rows = tensor_rows(x), inputs = tensor_cols(x);
    int units = tensor_rows(weight);
    for (int i = 0; i < rows; i++)
        for (int j = 0; j < units; j++) {
            float sum = bias->data[j];
            for (int k = 0; k < inputs; k++)
                sum += x->data[i * inputs + k] * weight->data[j * inputs + k];
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
            bias->grad[j] += g / (float)rows;
            for (int k = 0; k < inputs; k++) {
                x->grad[i * inputs + k] += g * weight->data[j * inputs + k];
                weight->grad[j * inputs + k] +=
                    g * x->data[i * inputs + k] / (float)rows;
            }
        }
}
