/*: # Solution 2.3: weight decay {#sol-2-3}

One line more than in exercise 2.2. The sum $g'$ has a variable of its own. Who
adds $\lambda w$ to `grad` itself changes what belongs to `backward`: if nobody
clears it, the next step adds a second $\lambda w$ to it, and so on. */
#include <math.h>

#include "autograd.h"
#include "data.h"
#include "nn.h"
#include "ops.h"

void decay_step(Tensor *parameter, float *buffer, double lr, double momentum,
                double weight_decay)
{
    for (int k = 0; k < tensor_numel(parameter); k++) {
        float w = parameter->data[k];
        float g = parameter->grad[k] + (float)weight_decay * w;
        buffer[k] = (float)momentum * buffer[k] + g;
        parameter->data[k] = w - (float)lr * buffer[k];
    }
}

/*: Why $\lambda w$? It is the gradient of $\frac\lambda2 w^2$. So SGD with
weight decay goes downhill on another loss, the old one plus half of $\lambda$
times the squared length of the parameters, which is called **L2
regularisation**. That explains the $\lambda$ without a factor 2.

With a gradient of zero and no momentum a step is $w \leftarrow (1 - \eta
\lambda)\, w$. The weight loses the same *share* in each step, as radioactive
matter does, and that is where the name comes from. The share is the same for
large weights and small ones. $\lambda$ times the *sign* of $w$ would take the
same amount from each of them; that is another method, L1.

Where the line stands matters too. Here $\lambda w$ goes through the momentum
and is multiplied by $\eta$ in the end. To shrink the weight behind the back of
the momentum, $w \leftarrow w - \eta(v + \lambda w)$, is called *decoupled*
weight decay and is known from the optimiser AdamW. */
double norm_after(TensorDataset points, double weight_decay, int steps)
{
    Linear model = linear_new(1, 1, true);
    float weight_buffer = 0, bias_buffer = 0;
    model.weight->data[0] = model.bias->data[0] = 0;
    for (int i = 0; i < steps; i++) {
        Tensor *pred = tensor_column(linear_forward(&model, points.x), 0);
        backward(mse_loss(pred, points.y, REDUCTION_MEAN));
        decay_step(model.weight, &weight_buffer, 0.1, 0, weight_decay);
        decay_step(model.bias, &bias_buffer, 0.1, 0, weight_decay);
        tensor_zero_grad(model.weight);
        tensor_zero_grad(model.bias);
        tape_reset();
    }
    double w = tensor_item(model.weight), b = tensor_item(model.bias);
    linear_free(&model);
    return sqrt(w * w + b * b);
}

/*: Why just half? For standardised points the derivatives of the loss are
$2 (w - w^*)$ and $2 (b - b^*)$, where $w^*$, $b^*$ is the best line. The
training ends where gradient and decay cancel:

$$ 2 (w - w^*) + \lambda w = 0, \qquad w = \frac{2}{2 + \lambda}\, w^*, $$

and the same for $b$. With $\lambda = 2$ that is half, with $\lambda = 1$ two
thirds, and for no $\lambda$ it is zero. The two points of the example are
standardised as well: their mean is 0 and their deviation 1.

Look at the line that comes out. The slope is too small, and the line lies too
low: with $\lambda = 2$ it predicts 2.485 in the middle, where the mean of the
targets is 4.97. Nothing is gained by a small *bias*. So one often leaves the
biases out, which in PyTorch means two groups of parameters with a
`weight_decay` each; whoever just writes `weight_decay=0.01` decays everything.

And the values here are large, to show something. Common ones lie between
$10^{-5}$ and $10^{-2}$. */
