/*: # Where weights start

A layer adds up many products. If its weights are too large, the sums grow from
layer to layer, if they are too small, they fade; and with them, on the way
back, the gradients. How large is right can be computed. Let $x_k$ be
independent inputs of mean 0 and variance $v$, and the weights $w_k$ independent
of them with mean 0. A product $w_k x_k$ has the mean 0, and its mean square,
which is its variance, is the product of theirs. Variances of independent
numbers add up, so one output has the variance

$$ \operatorname{Var} \sum_{k=1}^{n} w_k x_k = n\,\operatorname{Var}(w)\, v. $$
{#eq-init-variance}

How widely 40,000 weights are spread, and how widely they should be:

```{.c example="init"}
```

![What becomes of the spread of numbers, layer by layer, with $n =
16$](init.svg){#fig-init alt="On a logarithmic scale three lines: one rises, one
is level, one falls to four thousandths in ten layers"}

The variance stays $v$ if $\operatorname{Var}(w) = 1/n$, with $n$ the number of
inputs. On the way back each input's gradient is a sum over the $m$ outputs,
which asks for $1/m$. A uniform number in $\pm a$ has the variance $a^2/3$. */
#include "init.h"

#include <math.h>

#include "mistake.h"
#include "random.h"

static void fill(Tensor *weight, double bound)
{
    check(weight->shape.ndim == 2, "init: the weight is %s: not a matrix",
          shape_text(weight->shape).chars);
    rand_uniform(default_generator(), (float)-bound, (float)bound,
                 tensor_numel(weight), weight->data);
}

/*: **Xavier** [Glorot's answer](bibliography.md#glorot) takes the middle of
both wishes, $2/(n + m)$. It fits functions that are nearly the identity around
0, as tanh is. */
void xavier_uniform(Tensor *weight)
{
    fill(weight, sqrt(6.0 / (tensor_cols(weight) + tensor_rows(weight))));
}

/*: **Kaiming** [He's answer](bibliography.md#he) is for ReLU. It sets half of
its inputs to 0, which halves the mean square of the signal, so the weights must
make up for that: $2/n$.

PyTorch's own default for `Linear` is $a = 1/\sqrt n$, a variance of $1/(3n)$:
smaller than both. [Stage 5](stage5.c) measures what that does to a deep
network. */
void kaiming_uniform(Tensor *weight)
{
    fill(weight, sqrt(6.0 / tensor_cols(weight)));
}
