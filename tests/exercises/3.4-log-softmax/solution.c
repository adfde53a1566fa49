/*: # Solution 3.4: log-softmax for any logits {#sol-3-4}

Take $e^m$ out of the sum, and the logarithm makes a plain $m$ of it:

$$ \ln \sum_k e^{x_k} = \ln \Big( e^m \sum_k e^{x_k - m} \Big)
   = m + \ln \sum_k e^{x_k - m}. $$

With the largest number of the row as $m$, all exponents are 0 or less, so
nothing overflows. And one of them *is* 0. So the sum is at least $e^0 = 1$, and
its logarithm at least 0. Terms that become 0 are so small beside this 1 that a
double could not show them anyway.

The maximum must be that of the row. A search that begins with 0 never finds the
maximum of $(-1000, -1001)$. The maximum of the whole matrix is as bad: beside a
row about 1000 everything in a row about $-1000$ becomes 0. And the mean of the
row does not do: the row $(-1000, 1000)$ has the mean 0, and $e^{1000}$ is back.

$-\infty$ needs no line of its own, since $e^{-\infty - m} = 0$. Only
$-\infty - (-\infty)$ is not a number. It appears when one walks through the row
with the largest number *so far* as $m$, and the row begins with $-\infty$
twice. */
#include <math.h>

double log_sum_exp(int n, const float *x)
{
    double m = x[0], sum = 0;
    for (int k = 1; k < n; k++)
        m = fmax(m, x[k]);
    for (int k = 0; k < n; k++)
        sum += exp(x[k] - m);
    return m + log(sum);
}

/*: The probability itself is never formed. It would be 0 for $(0, -1000)$, and
what has become 0 no logarithm brings back. Here there is one subtraction, in
double: near 1000 a float knows only four digits after the point, and a sum
stored as a float first would make $-0.40759$ of $-0.40761$. */
void log_softmax(int rows, int classes, const float *x, float *y)
{
    for (int i = 0; i < rows; i++) {
        double sum = log_sum_exp(classes, x + i * classes);
        for (int j = i * classes; j < (i + 1) * classes; j++)
            y[j] = (float)(x[j] - sum);
    }
}

/*: The chain rule asks for a sum over all outputs of the row, and the $[k = j]$
picks one of them:

$$ \bar x_j = \sum_k \bar y_k \left([k = j] - p_j\right)
            = \bar y_j - p_j \sum_k \bar y_k. $$

$p_j = e^{y_j}$, because $y_j$ is its logarithm. So the output is all that the
way back needs. $e^{y_j}$ cannot overflow: $y_j$ is never above 0.

In the loss $\bar y$ is $-1$ for the right class and 0 elsewhere. The sum is
$-1$, and what comes out is $p_j - [j = t]$: the gradient of exercise 3.2. */
void log_softmax_backward(int rows, int classes, const float *y,
                          const float *y_grad, float *x_grad)
{
    for (int i = 0; i < rows; i++) {
        int begin = i * classes, end = begin + classes;
        double sum = 0;
        for (int j = begin; j < end; j++)
            sum += y_grad[j];
        for (int j = begin; j < end; j++)
            x_grad[j] += (float)(y_grad[j] - exp(y[j]) * sum);
    }
}

/*: Why does each row of $\bar x$ sum up to 0? Add the same number to all logits
of a row: $y$ does not move. So in that direction the slope is 0. It is the same
fact as the one that let us choose $m$. */
