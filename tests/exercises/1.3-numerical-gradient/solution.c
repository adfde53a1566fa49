/*: # Solution 1.3: is this gradient right? {#sol-1-3}

The old number is kept and put back. Adding $h$, subtracting $2h$ and adding $h$
again looks the same and is not: each sum is rounded, and the parameter creeps
away from where it was. */
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

/*: Why look to both sides? Let $L$ be a little curved. To the right it rises by
$h L' + \frac{h^2}2 L''$, to the left it falls by $h L' - \frac{h^2}2 L''$. In
the difference of the two the curvature cancels, and the error is only of the
size of $h^2$. One-sided, $(L(p + h) - L(p)) / h$ is wrong by $\frac h2 L''$: in
the example it gives 13 for the first slope instead of 12.

The trap in the comparison is NaN. Every comparison with it is false, so
`difference > tolerance` would call it right. Asked the other way round, whether
the claim *is* right, NaN falls on the safe side. */
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

/*: The loop runs from the last number to the first, so that the first wrong one
is what stays in `wrong`, and there is one place where the memory is freed.

Each parameter costs two losses. For a network of a million weights that would
be two million passes through all the data, for one step. `backward` needs about
two. So one measures slopes only to check, once, at a small size. */
