// MISTAKE: For x = -720 e^(-x) is infinite and the slope 0: for negative x use e^x instead.
#include <math.h>

double softplus(double x)
{
    double e = exp(-fabs(x));
    return (x > 0 ? x : 0) + log1p(e);
}

double softplus_slope(double x)
{
    return 1 / (1 + exp(-x));
}
