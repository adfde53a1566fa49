// MISTAKE: Nothing of the velocity is lost from step to step: only the share given by the momentum is kept.
#include "tensor.h"

void sgd_step(int count, Tensor **parameter, float **buffer, double lr,
              double momentum)
{
    for (int i = 0; i < count; i++) {
        Tensor *p = parameter[i];
        float *v = buffer[i];
        (void)momentum;
        if (p->grad == NULL)
            continue;
        for (int k = 0; k < tensor_numel(p); k++) {
            v[k] = v[k] + p->grad[k];
            p->data[k] -= (float)lr * v[k];
        }
    }
}
