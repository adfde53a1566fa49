/*: # Solution 5.3: GELU, exact and fast {#sol-5-3}

Since $1 + \operatorname{erf}(z) = 1 - \operatorname{erf}(-z) =
\operatorname{erfc}(-z)$, no subtraction is left that could eat the digits. On
the right side nothing is lost either: there `erfc` is near 2. */
#include <math.h>

static double below(double x) // the probability of a smaller number
{
    return 0.5 * erfc(-x * 0.70710678118654752440);
}

double gelu(double x)
{
    return x * below(x);
}

/*: The product rule has two terms. The second one is easily forgotten, because
near 0 it hardly counts. But it is what makes the slope greater than 1 at $x =
1$, and negative at $-1$: on that stretch GELU *falls*, which no other
activation of this stage does. */
double gelu_slope(double x)
{
    return below(x) + x * exp(-0.5 * x * x) / 2.50662827463100050242;
}

/*: The fast one is the same product with another factor. In `gelu_tanh_slope`
the chain goes three deep: product, then tanh, then the cubic inside it. */
static double inner(double x)
{
    return 0.79788456080286535588 * (x + 0.044715 * x * x * x);
}

double gelu_tanh(double x)
{
    return 0.5 * x * (1 + tanh(inner(x)));
}

double gelu_tanh_slope(double x)
{
    double t = tanh(inner(x));
    double du = 0.79788456080286535588 * (1 + 3 * 0.044715 * x * x);
    return 0.5 * (1 + t) + 0.5 * x * (1 - t * t) * du;
}
