/*: # Solution 5.2: softplus that never overflows {#sol-5-2}

Both functions ask only for $e = e^{-|x|}$, which lies between 0 and 1. Softplus
is

$$ \ln(1 + e^x) = \max(x, 0) + \ln(1 + e^{-|x|}): $$

for negative $x$ that is the formula itself, for positive $x$ the factor $e^x$
was taken out of the bracket. At 1000 the second term is 0 and 1000 remains.

That cures the overflow. The other half of the trap is the tiny end. `log(1 +
e)` first rounds $1 + e$ to 53 bits; below $e = 10^{-16}$ that is 1 and the
answer is 0. A zero is not a small error here: its logarithm is minus infinity.
`log1p` keeps all digits. */
#include <math.h>

double softplus(double x)
{
    double e = exp(-fabs(x));
    return (x > 0 ? x : 0) + log1p(e);
}

/*: The slope is the sigmoid. $1 / (1 + e^{-x})$ is right as far as the exercise
asks. Only at $x = -720$, where a double has few digits left, it divides by
infinity and answers 0 instead of $10^{-313}$. With $e^x / (1 + e^x)$ for
negative $x$ nothing overflows at all.

PyTorch's softplus takes another way: above 20 it answers $x$, since a float
cannot tell the two apart. For doubles that is too early: at 30 the difference
is $10^{-13}$. */
double softplus_slope(double x)
{
    double e = exp(-fabs(x));
    return x < 0 ? e / (1 + e) : 1 / (1 + e);
}
