// MISTAKE: The velocity has the learning rate and the minus sign in it: it is made of the gradients alone, and the step of the parameter has both.
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
            v[k] = (float)momentum * v[k] - (float)lr * p->grad[k];
            p->data[k] += v[k];
        }
    }
}
