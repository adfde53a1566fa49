// MISTAKE: All parameters use the first buffer: parameter i has buffer[i].
#include "tensor.h"

void sgd_step(int count, Tensor **parameter, float **buffer, double lr,
              double momentum)
{
    for (int i = 0; i < count; i++) {
        Tensor *p = parameter[i];
        float *v = buffer[0];
        if (p->grad == NULL)
            continue;
        for (int k = 0; k < tensor_numel(p); k++) {
            v[k] = (float)momentum * v[k] + p->grad[k];
            p->data[k] -= (float)lr * v[k];
        }
    }
}
