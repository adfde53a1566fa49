// MISTAKE: The parameter moves along its gradient: the step goes against it.
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
            v[k] = (float)momentum * v[k] + p->grad[k];
            p->data[k] += (float)lr * v[k];
        }
    }
}
