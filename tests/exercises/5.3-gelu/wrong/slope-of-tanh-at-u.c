// MISTAKE: The slope of tanh is taken as 1 - u u: it is 1 - tanh(u) tanh(u).
#include <math.h>

static double below(double x) // the probability of a smaller number
{
    return 0.5 * erfc(-x * 0.70710678118654752440);
}

double gelu(double x)
{
    return x * below(x);
}

double gelu_slope(double x)
{
    return below(x) + x * exp(-0.5 * x * x) / 2.50662827463100050242;
}

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
    return 0.5 * (1 + t) + 0.5 * x * (1 - inner(x) * inner(x)) * du;
}
