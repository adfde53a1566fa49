/*: # Exercise 7.4: RMSNorm and its gradient {#ex-7-4}

Each row of $x$ is divided by the root of the mean of its squares:

$$ r = \sqrt{\frac1n \sum_k x_k^2 + 10^{-5}}, \qquad y_j = \frac{x_j}{r}. $$

$n$ is the length of the row, `cols`. All rows are by themselves. The row 3, 4
has the mean square 12.5, $r = 3.5355$, and becomes 0.8485, 1.1314.

- `rms_norm_forward` fills `y`.
- `rms_norm_backward` gets $x$ and $\bar y$ and **adds** to `x_grad`.

Every $y_j$ depends on every $x_k$ of its row: on its own above the fraction,
and on all below it. Derive the gradient before you write it. The slope of $r$
by $x_k$ is short; then

$$ \bar x_k = \sum_j \bar y_j \frac{\partial y_j}{\partial x_k}. $$

With $\bar y = 1, 0$ the row 3, 4 gets $\bar x = 0.1810, -0.1358$. For a row of
zeros $r$ is the root of $10^{-5}$: so nothing is divided by 0. */
#include <math.h>

void rms_norm_forward(int rows, int cols, const float *x, float *y)
{
    for (int i = 0; i < rows * cols; i++)
        y[i] = x[0]; // your code here
}

void rms_norm_backward(int rows, int cols, const float *x, const float *y_grad,
                       float *x_grad)
{
    for (int i = 0; i < rows * cols; i++)
        x_grad[i] = x[0] + y_grad[0]; // your code here
}
