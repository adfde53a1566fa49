// MISTAKE: The experiment is made with momentum: there it is 0.
#include <math.h>

#include "autograd.h"
#include "data.h"
#include "nn.h"
#include "ops.h"

void decay_step(Tensor *parameter, float *buffer, double lr, double momentum,
                double weight_decay)
{
    for (int k = 0; k < tensor_numel(parameter); k++) {
        float w = parameter->data[k];
        float g = parameter->grad[k] + (float)weight_decay * w;
        buffer[k] = (float)momentum * buffer[k] + g;
        parameter->data[k] = w - (float)lr * buffer[k];
    }
}

double norm_after(TensorDataset points, double weight_decay, int steps)
{
    Linear model = linear_new(1, 1, true);
    float weight_buffer = 0, bias_buffer = 0;
    model.weight->data[0] = model.bias->data[0] = 0;
    for (int i = 0; i < steps; i++) {
        Tensor *pred = tensor_column(linear_forward(&model, points.x), 0);
        backward(mse_loss(pred, points.y, REDUCTION_MEAN));
        decay_step(model.weight, &weight_buffer, 0.1, 0.9, weight_decay);
        decay_step(model.bias, &bias_buffer, 0.1, 0.9, weight_decay);
        tensor_zero_grad(model.weight);
        tensor_zero_grad(model.bias);
        tape_reset();
    }
    double w = tensor_item(model.weight), b = tensor_item(model.bias);
    linear_free(&model);
    return sqrt(w * w + b * b);
}
