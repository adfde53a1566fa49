// MISTAKE: All numbers of a parameter share one velocity: each number has its own, at the same place in the buffer.
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
            v[0] = (float)momentum * v[0] + p->grad[k];
            p->data[k] -= (float)lr * v[0];
        }
    }
}
