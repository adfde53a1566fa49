// MISTAKE: That is the Nesterov form, which looks one push ahead: the parameter moves with the velocity alone.
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
            p->data[k] -= (float)lr * (p->grad[k] + (float)momentum * v[k]);
        }
    }
}
