// MISTAKE: abs is for whole numbers and cuts the fraction off, so an error below 1 is none: for a double it is fabs.
#include <math.h>
#include <stdlib.h>

#include "base.h"

void numerical_gradient(double (*loss)(int n, const double *p), int n,
                        double *p, double h, double *gradient)
{
    for (int k = 0; k < n; k++) {
        double before = p[k];
        p[k] = before + h;
        double right = loss(n, p);
        p[k] = before - h;
        double left = loss(n, p);
        p[k] = before;
        gradient[k] = (right - left) / (2 * h);
    }
}

int first_wrong(double (*loss)(int n, const double *p), int n, double *p,
                const double *claim)
{
    double *d = memory_new((size_t)n, sizeof *d);
    numerical_gradient(loss, n, p, 1e-4, d);
    int wrong = -1;
    for (int k = n - 1; k >= 0; k--)
        if (!(abs((int)(claim[k] - d[k])) <= 1e-4 * (1 + fabs(d[k]))))
            wrong = k;
    free(d);
    return wrong;
}
