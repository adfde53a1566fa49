// MISTAKE: Below a threshold 0 is returned: the answer there is small, about e^x, but not 0.
#include <math.h>

double softplus(double x)
{
    if (x < -20)
        return 0;
    double e = exp(-fabs(x));
    return (x > 0 ? x : 0) + log1p(e);
}

double softplus_slope(double x)
{
    double e = exp(-fabs(x));
    return x < 0 ? e / (1 + e) : 1 / (1 + e);
}
