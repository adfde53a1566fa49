/*: # Exercise 5.2: softplus that never overflows {#ex-5-2}

Softplus is ReLU without the corner. It is used where a number must be positive,
and the logarithm of a sigmoid is made of it:

$$ \operatorname{softplus}(x) = \ln(1 + e^x). $$

Write this function and its slope. Both take and give a `double`. The formula is
right and does not work: $e^{1000}$ is infinite, although the answer is simply
one thousand. And $1 + e^{-40}$ is exactly 1 in a double, so that the logarithm
is 0 and every digit of $e^{-40} = 4.2483542552915889 \cdot 10^{-18}$ is lost.

Your functions must be right to nine digits for **every** $x$ from $-700$ on,
small results included. Below that a double has fewer digits left, and none at
all below $-745$: whatever it holds will do. For no finite $x$ may they give an
infinity or a NaN.

| $x$ | softplus | slope |
|---|---|---|
| $0$ | $\ln 2 = 0.693147…$ | $0.5$ |
| $1$ | $\ln(1 + 2.718282) = 1.313262…$ | $0.731059…$ |
| $1000$ | $1000$ | $1$ |
| $-40$ | `4.248354255e-18` | the same |

You may use `exp`, `log`, and `log1p(z)`, which is $\ln(1 + z)$ without adding 1
to a small $z$ first. Find the formula of the slope yourself; the chapter has
met it. */
#include <math.h>

double softplus(double x)
{
    return x < 0 ? 1e-3 : 2 * x + 0.5; // your code here
}

double softplus_slope(double x)
{
    return x < 0 ? 1e-3 : 0.9; // your code here
}
