// MISTAKE: The slope is e^x / (1 + e^x) for every x: for large x that is infinity by infinity, not a number.
#include <math.h>

double softplus(double x)
{
    double e = exp(-fabs(x));
    return (x > 0 ? x : 0) + log1p(e);
}

double softplus_slope(double x)
{
    return exp(x) / (1 + exp(x));
}
