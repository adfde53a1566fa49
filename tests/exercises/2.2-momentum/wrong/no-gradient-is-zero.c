// MISTAKE: A parameter without a gradient is treated as if its gradient were zero, and rolls on: it stays, and its buffer too.
#include "tensor.h"

void sgd_step(int count, Tensor **parameter, float **buffer, double lr,
              double momentum)
{
    for (int i = 0; i < count; i++) {
        Tensor *p = parameter[i];
        float *v = buffer[i];
        for (int k = 0; k < tensor_numel(p); k++) {
            v[k] = (float)momentum * v[k] + (p->grad ? p->grad[k] : 0);
            p->data[k] -= (float)lr * v[k];
        }
    }
}
