/*: # Exercise 5.1: leaky ReLU, there and back {#ex-5-1}

ReLU answers 0 for every negative number, and its slope there is 0 too. Leaky
ReLU lets a little through: below zero it multiplies by a small number $s$, the
**negative slope**.

$$ y = \begin{cases} x & x > 0 \\ s\,x & \text{else} \end{cases} \qquad
   \frac{dy}{dx} = \begin{cases} 1 & x > 0 \\ s & \text{else} \end{cases} $$

Write both functions for arrays of $n$ numbers.

- `leaky_relu_forward` fills `y`.
- `leaky_relu_backward` gets $\bar y$, the gradient of the loss by each output,
  in `y_grad`, and **adds** $\bar y \cdot dy/dx$ to `x_grad`, because `x` may
  have been used elsewhere too.

With $s = 0.1$:

| $x$ | $y$ | $\bar y$ | $\bar x$ before | $\bar x$ after |
|---|---|---|---|---|
| $3$ | $3$ | $2$ | $0$ | $0 + 2 \cdot 1 = 2$ |
| $-4$ | $-0.4$ | $2$ | $5$ | $5 + 2 \cdot 0.1 = 5.2$ |

At $x = 0$ there is a corner, and either slope would do. PyTorch takes $s$: do
the same. Any $s$ is allowed, also one above 1 or below 0. */

void leaky_relu_forward(int n, const float *x, float s, float *y)
{
    (void)s; // delete this line when you use s
    for (int i = 0; i < n; i++)
        y[i] = x[i] + 1; // your code here
}

void leaky_relu_backward(int n, const float *x, float s, const float *y_grad,
                         float *x_grad)
{
    (void)x, (void)s, (void)y_grad; // delete this line too
    for (int i = 0; i < n; i++)
        x_grad[i] = 0; // your code here
}
