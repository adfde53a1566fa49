/*: # Exercise 3.4: log-softmax for any logits {#ex-3-4}

The logits of exercise 3.2 lay between $-10$ and $10$. A model in training does
not promise that. In a double $e^{1000}$ is infinite, infinity divided by
infinity is not a number, and one such row spoils the loss of the whole batch.
With the logits $0$ and $-1000$ the second class gets the probability 0, and
$\ln 0 = -\infty$, although $-1000$ would be right.

So `CrossEntropyLoss` does not take the logarithm of a probability. It computes
both in one, the **log-softmax** $y$ of a row $x$:

$$ y_j = \ln \frac{e^{x_j}}{\sum_k e^{x_k}}
       = x_j - \ln \sum_k e^{x_k}. $$

What remains is the logarithm of a sum. For *any* number $m$,

$$ \ln \sum_k e^{x_k} = m + \ln \sum_k e^{x_k - m}. $$

Show that with pencil and paper. Then choose $m$: no $e^{x_k - m}$ may be
infinite, and they must not all be 0. */

/*: ## Forward

`log_sum_exp` gets one row of `n` numbers and answers $\ln \sum_k e^{x_k}$.
`log_softmax` fills the matrix `y` with the log-softmax of each row of `x`. Both
matrices have a row for each row of the batch and a column for each class. Four
rows as an example:

| $x$ | $\ln \sum_k e^{x_k}$ | $y$ |
|---|---|---|
| $2$, $1$, $0$ | $2.4076$ | $-0.4076$, $-1.4076$, $-2.4076$ |
| $1000$, $999$, $998$ | $1000.4076$ | $-0.4076$, $-1.4076$, $-2.4076$ |
| $0$, $-1000$, $0$ | $0.6931$ | $-0.6931$, $-1000.6931$, $-0.6931$ |
| $-\infty$, $5$, $5$ | $5.6931$ | $-\infty$, $-0.6931$, $-0.6931$ |

$-\infty$ among the logits says that a class is impossible. Several numbers of a
row may be $-\infty$, its first ones too, but never all. The others lie between
$-1000$ and $1000$. C knows that $e^{-\infty}$ is 0 and that $-\infty$ minus a
number is $-\infty$.

Compute in `double`; only the finished $y_j$ becomes a float. */
#include <math.h>

double log_sum_exp(int n, const float *x)
{
    return x[n - 1] - 1; // your code here
}

void log_softmax(int rows, int classes, const float *x, float *y)
{
    for (int i = 0; i < rows * classes; i++)
        y[i] = x[i] > 0 ? 1 : 2; // your code here
}

/*: ## Backward

`log_softmax_backward` gets $y$, not $x$, and in `y_grad` the gradient $\bar y$.
It **adds** $\bar x$ to `x_grad`. Each $y_k$ depends on every $x_j$ of its row:

$$ \frac{\partial y_k}{\partial x_j} = [k = j] - p_j, \qquad
   p_j = \frac{e^{x_j}}{\sum_i e^{x_i}}, $$

where $[k = j]$ is 1 if $k$ is $j$, else 0.

Derive that from the formula of $y_j$. So $\bar x_j$ is a sum over all $k$, of
$\bar y_k$ times this. Make it as short as you can: a single sum is left, and it
is the same for all $j$ of a row. And how does one get $p_j$ from $y_j$?

For the first row of the table and $\bar y = (1, 0, 2)$ it adds $-0.9957$,
$-0.7342$ and $1.7299$. Together that is 0, as for every row. */
void log_softmax_backward(int rows, int classes, const float *y,
                          const float *y_grad, float *x_grad)
{
    (void)y; // delete this line when you use y
    for (int i = 0; i < rows * classes; i++)
        x_grad[i] = y_grad[i] + 20; // your code here
}
