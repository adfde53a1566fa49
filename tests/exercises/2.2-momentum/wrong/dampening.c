// MISTAKE: The gradient comes in with the factor 1 - momentum, as in Adam: in SGD it comes in whole.
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
            v[k] = (float)momentum * v[k] + (float)(1 - momentum) * p->grad[k];
            p->data[k] -= (float)lr * v[k];
        }
    }
}
