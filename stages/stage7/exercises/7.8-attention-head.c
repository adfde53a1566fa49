/*: # Exercise 7.8: a head of attention {#ex-7-8}

Now the whole. Rows $X$, $(n, w)$, go into a head with four matrices, and what
it has found comes out, $(n, w)$ again. As PyTorch's `nn.Linear` does, each
matrix has a row for each number that comes out of it: with heads $d$ wide
$W_Q$, $W_K$ and $W_V$ are $(d, w)$, and $W_O$ is $(w, d)$.

$$ Q = X W_Q^T, \quad K = X W_K^T, \quad V = X W_V^T, \qquad
   A = \operatorname{softmax}\left(\frac{Q K^T}{\sqrt d} + M\right), \qquad
   Y = A V W_O^T. $$

$M$ is the mask: 0 where $j \le i$, $-\infty$ where $j > i$. The softmax is
taken along each row. `head_forward` returns $Y$ as a result of the tape, so
that `backward` finds the gradients of all that goes in; there is no gradient
for you to write. `n` is 16 at most.

`tensor_rows` and `tensor_cols` say $n$, $w$ and $d$. The operations that you
need are those of `ops.h`: `tensor_linear(x, weight, NULL)`, which multiplies by
a transpose, `tensor_matmul`, `tensor_transpose`,
`tensor_div` or `tensor_mul` with a `tensor_scalar`, `tensor_add`,
`tensor_softmax`, and `tensor_from`, which makes a constant from an array.

An example with $w = d = 1$ and all four matrices 1: the rows 1 and 2 have the
scores 1, 2 / 2, 4, masked 1, $-\infty$ / 2, 4. The shares are 1, 0 / 0.1192,
0.8808. So $Y$ is 1 / 1.8808.

`head_looks_at` answers with the shares themselves, $A$, for figures such as
[@fig-stage7-attention]. It is the first half of the other function: let
`head_forward` use it. */
#include <math.h>

#include "ops.h"

// Shapes: (d, w) three times, then (w, d).
typedef struct Matrices {
    Tensor *query, *key, *value, *output;
} Matrices;

Tensor *head_looks_at(const Matrices *head, Tensor *x)
{
    return tensor_linear(x, head->key, NULL); // your code here
}

Tensor *head_forward(const Matrices *head, Tensor *x)
{
    return tensor_add(x, head_looks_at(head, x)); // your code here
}
