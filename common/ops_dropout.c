/*: # Dropout

While a model learns, each number is set to 0 with the probability $p$, anew in
every step, so that no unit can rely on another ([Srivastava and others,
2014](bibliography.md#srivastava)). What is left grows by $1/(1-p)$, which keeps
the mean:

$$ y = x\,m, \qquad m = \begin{cases} 0 & \text{with probability } p \\
   1/(1-p) & \text{else} \end{cases} $$ {#eq-dropout}

That is a product with a mask, and so is its gradient: multiplication does both.
Where nothing is left to chance nothing is drawn.

A row of ones, each dropped with the probability one half, and the gradient that
comes back:

```{.c example="ops_dropout"}
```

![A mask with $p$ = 0.5](ops_dropout.svg){#fig-ops_dropout alt="Four ones times
a mask of 2, 0, 0, 2 are 2, 0, 0, 2"} */
#include "ops.h"

#include "autograd.h"
#include "mistake.h"
#include "random.h"

Tensor *tensor_dropout(Tensor *x, double p)
{
    check(p >= 0 && p <= 1, "dropout: p is %g: no probability", p);
    if (p == 0)
        return x;
    Tensor *mask = tape_push("dropout_mask", x->shape, NULL, NULL, NULL, NULL);
    int n = tensor_numel(x);
    if (p < 1)
        rand_bernoulli(default_generator(), 1 - p, n, mask->data);
    for (int i = 0; i < n; i++)
        mask->data[i] = p < 1 ? mask->data[i] / (float)(1 - p) : 0;
    return tensor_mul(x, mask);
}
