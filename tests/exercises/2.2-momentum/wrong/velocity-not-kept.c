// MISTAKE: The velocity is not kept in the buffer: what is there at the next call are the old numbers.
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
            float velocity = (float)momentum * v[k] + p->grad[k];
            p->data[k] -= (float)lr * velocity;
        }
    }
}
