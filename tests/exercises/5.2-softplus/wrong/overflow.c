// MISTAKE: exp(x) overflows above 709 and the answer is infinite: take e^x out of the bracket for large x.
#include <math.h>

double softplus(double x)
{
    return log1p(exp(x));
}

double softplus_slope(double x)
{
    double e = exp(-fabs(x));
    return x < 0 ? e / (1 + e) : 1 / (1 + e);
}
