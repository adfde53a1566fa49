// MISTAKE: The learning rate is in the velocity: old pushes then keep an old learning rate. It belongs into the step of the parameter.
#include "tensor.h"

void sgd_step(int count, Tensor **parameter, float **buffer, double lr,
              double momentum)
{
    for (int i = 0; i < count; i++) {
        Tensor *p = parameter[i];
        float *v = buffer[i];
        if (p->grad == NULL)
            continue;
        for (int k = 0; k < tensor_numel(p); k++) {
            v[k] = (float)momentum * v[k] + (float)lr * p->grad[k];
            p->data[k] -= v[k];
        }
    }
}
