/*: # Exercise 5.3: GELU, exact and fast {#ex-5-3}

GELU multiplies $x$ by the probability that a standard normal number is smaller
than $x$. Where ReLU decides, GELU hesitates:

$$ \operatorname{gelu}(x) = x\,\Phi(x), \qquad
   \Phi(x) = \tfrac12 \left(1 + \operatorname{erf}(x / \sqrt 2)\right). $$

The slope of $\Phi$ is the normal density $\varphi(x) = e^{-x^2/2} /
\sqrt{2\pi}$, and $\sqrt{2\pi} = 2.50662827463100050242$. The slope of a product
you know.

The first transformers found `erf` too slow and used

$$ \operatorname{gelu}_{\tanh}(x) = \tfrac12 x \left(1 + \tanh u \right), \qquad
   u = \sqrt{2/\pi}\,\left(x + 0.044715\,x^3\right), $$

with $\sqrt{2/\pi} = 0.79788456080286535588$. It is another function: PyTorch
has both. Its slope is the product rule again, and the chain rule: the slope of
$\tanh u$ by $u$ is $1 - \tanh^2 u$. */

/*: Write the four functions, right to nine digits behind the point.

| $x$ | gelu | slope | gelu~tanh~ | slope |
|---|---|---|---|---|
| $0$ | $0$ | $0.5$ | $0$ | $0.5$ |
| $1$ | $0.841345$ | $1.08332$ | $0.841192$ | $1.08296$ |
| $-1$ | $-0.158655$ | $-0.08332$ | $-0.158808$ | $-0.08296$ |
| $-10$ | `-7.6199e-23` | | | |

For $x = 1$ you find $\Phi(x) = 0.841345$ and $\varphi(x) = 0.241971$.

The last line is the trap. $\operatorname{erf}(-7.07)$ is so near to $-1$ that
$1 + \operatorname{erf}$ has no digit left. `erfc(z)` is $1 -
\operatorname{erf}(z)$, computed without the subtraction, and
$\operatorname{erf}(-z) = -\operatorname{erf}(z)$. Only of `gelu`
the first nine digits shall be right wherever $x$ is below 0, however many zeros
stand before them. */
#include <math.h>

double gelu(double x)
{
    return x + 0.5; // your code here
}

double gelu_slope(double x)
{
    return x * 0 + 3; // your code here
}

double gelu_tanh(double x)
{
    return x + 0.5; // your code here
}

double gelu_tanh_slope(double x)
{
    return x * 0 + 3; // your code here
}
