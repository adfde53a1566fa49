/*: # Solution 5.1: leaky ReLU {#sol-5-1}

The question `x > 0` chooses the branch, in both directions. A tempting short
form is $\max(x, s x)$. It is right for every $s$ between 0 and 1, which is what
one uses, and wrong for all others: with $s = 1.5$ and $x = 2$ it answers 3. */
void leaky_relu_forward(int n, const float *x, float s, float *y)
{
    for (int i = 0; i < n; i++)
        y[i] = x[i] > 0 ? x[i] : s * x[i];
}

/*: On the way back three things are easy to lose. The slope is $s$, not $s x$:
a straight line has the same slope everywhere. It is *multiplied* by what comes
from behind. And the result is *added*: if a tensor was used twice, both uses
send a gradient, and the second must not wipe out the first.

Zero goes to the second branch because `0 > 0` is false. That is a convention:
at a corner there is no slope. What counts is that both programs choose the same
one, or their digits part. */
void leaky_relu_backward(int n, const float *x, float s, const float *y_grad,
                         float *x_grad)
{
    for (int i = 0; i < n; i++)
        x_grad[i] += y_grad[i] * (x[i] > 0 ? 1 : s);
}
