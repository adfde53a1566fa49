// MISTAKE: The slope is s (1 - s): that is the slope of the sigmoid. The slope of softplus is the sigmoid itself.
#include <math.h>

double softplus(double x)
{
    double e = exp(-fabs(x));
    return (x > 0 ? x : 0) + log1p(e);
}

double softplus_slope(double x)
{
    double e = exp(-fabs(x));
    return e / (1 + e) / (1 + e);
}
