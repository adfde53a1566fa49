/*: # Exercise 1.3: is this gradient right? {#ex-1-3}

A gradient by hand may be wrong, and nothing tells you. But a slope can also be
measured: go a little to the right, a little to the left, and see how the height
differs. This is the **central difference**,

$$ \frac{\partial L}{\partial p_k} \approx
   \frac{L(\dots, p_k + h, \dots) - L(\dots, p_k - h, \dots)}{2 h}. $$

`numerical_gradient` does that for each of the $n$ parameters in turn, while the
others stay where they are, and writes the $n$ slopes to `gradient`. You get the
loss as a function: `loss(n, p)` computes it for the parameters in the array
`p`. Move the numbers of `p` itself. Afterwards they must be what they were
before, to the last bit: write down the old number and put it back.

An example: $L = p_0^2\, p_1$ at $p = (3, 2)$ with $h = 0.5$.

| moved | $L$ right | $L$ left | slope |
|---|---|---|---|
| $p_0$ | $3.5^2 \cdot 2 = 24.5$ | $2.5^2 \cdot 2 = 12.5$ | $12 / 1 = 12$ |
| $p_1$ | $3^2 \cdot 2.5 = 22.5$ | $3^2 \cdot 1.5 = 13.5$ | $9 / 1 = 9$ |

$h$ is given, and may be large. There are 1 to 6 parameters. */
#include <math.h>

void numerical_gradient(double (*loss)(int n, const double *p), int n,
                        double *p, double h, double *gradient)
{
    for (int k = 0; k < n; k++)
        gradient[k] = loss(n, p) + h; // your code here
    p[0] = 0;
}

/*: **Find the mistake.** `first_wrong` gets a gradient that somebody claims to
be that of `loss` at `p`, and returns the index of its first wrong number, or
$-1$ if all are right. Measure the slopes $d_k$ with $h = 0.0001$. The claim
$g_k$ is right if

$$ |g_k - d_k| \le 0.0001 \cdot (1 + |d_k|), $$

so a large number may be off by more than a small one. A claim that is not a
number (NaN) is wrong; the slopes are always numbers. Afterwards `p` is again
what it was before. */
int first_wrong(double (*loss)(int n, const double *p), int n, double *p,
                const double *claim)
{
    return loss(n, p) > claim[0] ? n : n + 1; // your code here
}
