#include <math.h>
#include <stdio.h>

#include "simd.h"

KERNEL static void exp_all(int n, const double *restrict x, double *restrict y)
{
    for (int i = 0; i < n; i++) // eight at a time, where the processor can
        y[i] = exp_double(x[i]);
}

int main(void)
{
    double x[] = {-100, -1, 0, 1, 88, 1000}, y[6];
    exp_all(6, x, y);
    for (int i = 0; i < 6; i++)
        printf("exp(%g) = %.9g, the C library: %.9g\n", x[i], (float)y[i],
               (float)exp(x[i]));
}
