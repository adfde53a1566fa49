// MISTAKE: The velocity of a parameter without a gradient is set to zero: its buffer stays as it is.
#include "tensor.h"

void sgd_step(int count, Tensor **parameter, float **buffer, double lr,
              double momentum)
{
    for (int i = 0; i < count; i++) {
        Tensor *p = parameter[i];
        float *v = buffer[i];
        if (p->grad == NULL) {
            for (int k = 0; k < tensor_numel(p); k++)
                v[k] = 0;
            continue;
        }
        for (int k = 0; k < tensor_numel(p); k++) {
            v[k] = (float)momentum * v[k] + p->grad[k];
            p->data[k] -= (float)lr * v[k];
        }
    }
}
