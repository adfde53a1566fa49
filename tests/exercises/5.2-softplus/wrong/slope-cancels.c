// MISTAKE: The slope is computed as 1 minus something: for negative x all digits cancel.
#include <math.h>

double softplus(double x)
{
    double e = exp(-fabs(x));
    return (x > 0 ? x : 0) + log1p(e);
}

double softplus_slope(double x)
{
    double s = 1 / (1 + exp(x));
    return 1 - s;
}
