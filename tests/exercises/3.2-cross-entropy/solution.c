/*: # Solution 3.2: cross entropy and its gradient {#sol-3-2}

The probability of one class of one row is all that either function needs. Rows
know nothing of each other: the sum runs over the classes of one row. */
#include <math.h>

static double probability(int classes, const float *z, int j)
{
    double sum = 0;
    for (int k = 0; k < classes; k++)
        sum += exp(z[k]);
    return exp(z[j]) / sum;
}

double cross_entropy(int rows, int classes, const float *logits,
                     const int *target)
{
    double sum = 0;
    for (int i = 0; i < rows; i++)
        sum -= log(probability(classes, logits + i * classes, target[i]));
    return sum / rows;
}

/*: The loss of a row is $\ell = -z_t + \ln \sum_k e^{z_k}$. The second part has
the derivative $p_j$, the first adds $-1$ for the right class:

$$ \frac{\partial \ell}{\partial z_j} = p_j - [j = t]. $$

So what comes back is what the model said minus what it should have said. It is
never more than 1, and it is close to 0 only when the model is right. That is
why one takes softmax and cross entropy together. With the squared error behind
the softmax, a model that is sure and *wrong* gets hardly any gradient, because
the softmax is flat there.

The mean stays in the gradient too: each row counts one part in `rows`. Whoever
forgets it trains with a learning rate that grows with the batch. */
void cross_entropy_backward(int rows, int classes, const float *logits,
                            const int *target, double loss_grad,
                            float *logits_grad)
{
    for (int i = 0; i < rows; i++)
        for (int j = 0; j < classes; j++) {
            double p = probability(classes, logits + i * classes, j);
            double slope = (p - (j == target[i])) / rows;
            logits_grad[i * classes + j] += (float)(loss_grad * slope);
        }
}
