// MISTAKE: The slope is 0 or 1, that of ReLU: the slope of softplus is the sigmoid.
#include <math.h>

double softplus(double x)
{
    double e = exp(-fabs(x));
    return (x > 0 ? x : 0) + log1p(e);
}

double softplus_slope(double x)
{
    return x > 0 ? 1 : 0;
}
