// MISTAKE: The parameter is put back by calculation, + h, - 2 h, + h, and every sum is rounded: keep the old number and put that back.
#include <math.h>
#include <stdlib.h>

#include "base.h"

void numerical_gradient(double (*loss)(int n, const double *p), int n,
                        double *p, double h, double *gradient)
{
    for (int k = 0; k < n; k++) {
        p[k] += h;
        double right = loss(n, p);
        p[k] -= 2 * h;
        double left = loss(n, p);
        p[k] += h;
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
        if (!(fabs(claim[k] - d[k]) <= 1e-4 * (1 + fabs(d[k]))))
            wrong = k;
    free(d);
    return wrong;
}
