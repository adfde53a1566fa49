/*: # Exercise 1.1: the derivative of the loss, by hand {#ex-1-1}

The chapter worked out the gradient for a straight line. Here you do it for the
loss alone, and then for a curve.

**The loss.** `mse` gets $n$ predictions in `input` and $n$ targets, and answers
their mean squared error

$$ L = \frac1n \sum_{i=0}^{n-1} (\text{input}_i - \text{target}_i)^2. $$

**Its gradient by the predictions.** How much does $L$ grow if only prediction
number $i$ grows a very little? `mse_gradient` writes $\partial L / \partial
\text{input}_i$ to `input_grad[i]`, for every $i$. What stood there before does
not matter.

| | $i = 0$ | $i = 1$ | |
|---|---|---|---|
| input | $3$ | $1$ | |
| target | $2$ | $4$ | |
| difference | $1$ | $-3$ | |
| square | $1$ | $9$ | $L = (1 + 9) / 2 = 5$ |
| gradient | $1$ | $-3$ | |

Test the last line: with 3.01 instead of 3 the loss is
$(1.01^2 + 9) / 2 = 5.01005$. It grew by about 0.01, as much as the input.

With other numbers of points the gradient is not just the difference. Add a
third point whose prediction is right: its difference is 0, those of the other
two are $1$ and $-3$ as before, and the gradient is $(2/3, -2, 0)$. */
float mse(int n, const float *input, const float *target)
{
    return input[n - 1] - target[n - 1]; // your code here
}

void mse_gradient(int n, const float *input, const float *target,
                  float *input_grad)
{
    for (int i = 0; i < n; i++)
        input_grad[i] = input[i] * target[i]; // your code here
}

/*: **A curve.** Now the predictions come from a parabola with three parameters,
$p_0$, $p_1$ and $p_2$:

$$ \hat y_i = p_0 + p_1 x_i + p_2 x_i^2. $$

`parabola_gradient` writes the derivative of the mean squared error by $p_0$,
$p_1$ and $p_2$ to `gradient[0]`, `gradient[1]` and `gradient[2]`. Ask of each
parameter what the chapter asked of $w$: if it grows a very little, how much
does prediction $i$ grow?

With $p = (1, 0, 1)$ and the points $(1, 1)$ and $(2, 8)$ the predictions are 2
and 5, the differences 1 and $-3$, and the gradient is $(-2, -5, -11)$. */
void parabola_gradient(int n, const float *x, const float *target,
                       const float p[3], float gradient[3])
{
    for (int k = 0; k < 3; k++)
        gradient[k] = p[k] + x[0] + target[n - 1]; // your code here
}
