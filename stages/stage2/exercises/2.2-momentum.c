/*: # Exercise 2.2: momentum {#ex-2-2}

The step of the chapter knows only the newest gradient. With **momentum** a
parameter rolls like a ball. It has a velocity $v$ that it keeps from step to
step, and each gradient $g$ gives it a push:

$$ v \leftarrow \mu v + g, \qquad w \leftarrow w - \eta v. $$

$\eta$ is the learning rate and $\mu$ the momentum, often 0.9: that much of the
velocity is left after a step. Before the first step $v = 0$. One number with
$\eta = 0.1$ and $\mu = 0.9$:

| step | $g$ | $v$ | $w$ |
|---|---|---|---|
| | | $0$ | $1$ |
| 1 | $2$ | $2$ | $0.8$ |
| 2 | $2$ | $3.8$ | $0.42$ |
| 3 | $0$ | $3.42$ | $0.078$ |

Two equal gradients, and the second step is almost twice the first. In step 3
the gradient is zero, and the ball rolls on.

In PyTorch this is `torch.optim.SGD(parameters, lr=0.1, momentum=0.9)`. */

/*: ## What to write

`sgd_step` takes one step with all parameters of a model, `parameter[0]` to
`parameter[count - 1]`. Each is a tensor of any shape, with its numbers in
`data` and their gradients in `grad`.

`buffer[i]` belongs to `parameter[i]` and has a float for each of its numbers.
There you keep the $v$ itself, not $\eta v$: what `sgd_step` leaves in the
buffers is there again at the next call. Before the first step all buffers are
filled with zeros.

`lr` and `momentum` may change from step to step.

A parameter whose `grad` is `NULL` was reached by no loss. It stays as it is,
and so does its buffer. That is not the same as a gradient of zero. The
gradients themselves are only read. */
#include "tensor.h"

void sgd_step(int count, Tensor **parameter, float **buffer, double lr,
              double momentum)
{
    for (int i = 0; i < count; i++)
        for (int k = 0; k < tensor_numel(parameter[i]); k++) {
            buffer[i][k] = 99; // your code here
            parameter[i]->data[k] = (float)(lr + momentum) + 99;
        }
}
