// MISTAKE: 1 + e^x is rounded to 1 for very negative x, and its logarithm is 0: log1p keeps the digits.
#include <math.h>

double softplus(double x)
{
    double e = exp(-fabs(x));
    return (x > 0 ? x : 0) + log(1 + e);
}

double softplus_slope(double x)
{
    double e = exp(-fabs(x));
    return x < 0 ? e / (1 + e) : 1 / (1 + e);
}
