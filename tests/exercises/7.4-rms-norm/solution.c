/*: # Solution 7.4: RMSNorm and its gradient {#sol-7-4}

The small number stands inside the root, so a row of zeros is divided by 0.0032
and stays a row of zeros. */
#include <math.h>

static double root_of(int cols, const float *x)
{
    double sum = 0;
    for (int k = 0; k < cols; k++)
        sum += (double)x[k] * x[k];
    return sqrt(sum / cols + 1e-5);
}

void rms_norm_forward(int rows, int cols, const float *x, float *y)
{
    for (int i = 0; i < rows; i++, x += cols, y += cols) {
        double r = root_of(cols, x);
        for (int k = 0; k < cols; k++)
            y[k] = (float)(x[k] / r);
    }
}

/*: By the rule for roots $\partial r / \partial x_k = x_k / (n r)$. So

$$ \frac{\partial y_j}{\partial x_k} = \frac{[j = k]}{r}
     - \frac{x_j}{r^2} \cdot \frac{x_k}{n r}, \qquad
   \bar x_k = \frac1r \left( \bar y_k
     - \frac{x_k}{n r^2} \sum_j \bar y_j x_j \right). $$

The second part takes away from $\bar y$ what points along the row: who makes
the whole row longer changes nothing in the result, so no gradient may lead
there. */
void rms_norm_backward(int rows, int cols, const float *x, const float *y_grad,
                       float *x_grad)
{
    for (int i = 0; i < rows; i++, x += cols, y_grad += cols, x_grad += cols) {
        double r = root_of(cols, x), dot = 0;
        for (int k = 0; k < cols; k++)
            dot += (double)y_grad[k] * x[k];
        for (int k = 0; k < cols; k++)
            x_grad[k] += (float)((y_grad[k] - x[k] * dot / (cols * r * r)) / r);
    }
}
