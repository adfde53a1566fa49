/*: # Matrices

The product of two matrices as an operation, with its gradients, and the linear
layer that is made of it. How a product is computed is the business of the
[chapter on products](gemm.c); here it is one call.

Two flowers with two measures each, and three sums of every flower's measures;
the linear layer adds the bias:

```{.c example="ops_matrix"}
```

![A row of A and a column of B make one number of
C](ops_matrix.svg){#fig-ops-matrix alt="Three tables; a row of the first and a
column of the second are coloured, and one place of the third"} */
#include "ops.h"

#include <string.h>

#include "autograd.h"
#include "gemm.h"
#include "mistake.h"

/*: ## Matrix product

$$ Y = A B, \qquad \bar A \mathrel{+}= \bar Y B^T, \quad
   \bar B \mathrel{+}= A^T \bar Y $$ {#eq-matmul}

Why? $A_{ik}$ is in row $i$ of the result, once in each column $j$, and there
with the factor $B_{kj}$. By the rule for products and the sum over all uses

$$ \bar A_{ik} \mathrel{+}= \sum_j \bar Y_{ij} B_{kj}
   = (\bar Y B^T)_{ik}, $$ {#eq-matmul-index}

and in the same way for $B$. If you forget it, the shapes remind you: $\bar A$
must look like $A$, $(n, k)$, and the only way to get that from $\bar Y$,
$(n, m)$, and $B$, $(k, m)$, is $\bar Y B^T$. A row counts as a matrix of one
row on the left and of one column on the right, and its dimension is gone from
the result. */
typedef struct Product {
    int n, inner, m;
} Product;

static Product product(const Tensor *a, const Tensor *b)
{
    Product p = {tensor_rows(a), tensor_cols(a), tensor_cols(b)};
    int b_rows = tensor_rows(b);
    if (b->shape.ndim == 1) {
        b_rows = p.m;
        p.m = 1;
    }
    check(a->shape.ndim > 0 && b->shape.ndim > 0 && p.inner == b_rows,
          "matmul: %s @ %s do not fit: %d is not %d",
          shape_text(a->shape).chars, shape_text(b->shape).chars, p.inner,
          b_rows);
    return p;
}

// Two products more: each side gets the gradient times the other side.
static void matmul_backward(Tensor *y)
{
    Tensor *a = y->input[0], *b = y->input[1];
    Product p = product(a, b);
    if (a->requires_grad)
        gemm(p.n, p.inner, p.m, plain(y->grad, p.m), transposed(b->data, p.m),
             a->grad);
    if (b->requires_grad)
        gemm(p.inner, p.m, p.n, transposed(a->data, p.inner),
             plain(y->grad, p.m), b->grad);
}

Tensor *tensor_matmul(Tensor *a, Tensor *b)
{
    Product p = product(a, b);
    bool rows = a->shape.ndim == 2, cols = b->shape.ndim == 2;
    Shape shape = rows && cols   ? shape_2d(p.n, p.m)
                  : rows || cols ? shape_1d(rows ? p.n : p.m)
                                 : shape_0d();
    Tensor *y = tape_push("matmul", shape, matmul_backward, a, b, NULL);
    memset(y->data, 0, (size_t)tensor_numel(y) * sizeof *y->data);
    gemm(p.n, p.m, p.inner, plain(a->data, p.inner), plain(b->data, p.m),
         y->data);
    return y;
}

/*: ## The linear layer

A layer keeps its weight with one *row* for each output, $(out, in)$, and so
multiplies by the transpose; the bias is added to every row:

$$ Y = X W^T + b, \qquad \bar X \mathrel{+}= \bar Y W, \quad
   \bar W \mathrel{+}= \bar Y^T X, \quad
   \bar b_j \mathrel{+}= \sum_i \bar Y_{ij}. $$ {#eq-linear}

These are the formulas of [@eq-matmul] with $B = W^T$; the bias is used once in
each row $i$, with the slope 1. This could be three operations. It is one
because it is what a network spends its time on. */
static void linear_backward(Tensor *y)
{
    Tensor *x = y->input[0], *weight = y->input[1], *bias = y->input[2];
    int n = tensor_rows(x), in = tensor_cols(x), out = tensor_rows(weight);
    if (x->requires_grad)
        gemm(n, in, out, plain(y->grad, out), plain(weight->data, in), x->grad);
    if (weight->requires_grad)
        gemm(out, in, n, transposed(y->grad, out), plain(x->data, in),
             weight->grad);
    if (bias && bias->requires_grad)
        for (int i = 0; i < n; i++) {
            const float *restrict g = y->grad + i * out;
            float *restrict sum = bias->grad;
            for (int j = 0; j < out; j++)
                sum[j] += g[j];
        }
}

Tensor *tensor_linear(Tensor *x, Tensor *weight, Tensor *bias)
{
    int n = tensor_rows(x), in = tensor_cols(x), out = tensor_rows(weight);
    check(x->shape.ndim > 0 && weight->shape.ndim == 2 &&
              in == tensor_cols(weight),
          "linear: input is %s but weight is %s: %d is not %d",
          shape_text(x->shape).chars, shape_text(weight->shape).chars, in,
          tensor_cols(weight));
    check(bias == NULL || shape_equal(bias->shape, shape_1d(out)),
          "linear: bias is %s but weight is %s: [%d] is expected",
          shape_text(bias->shape).chars, shape_text(weight->shape).chars, out);
    Shape shape = {x->shape.ndim, n, out};
    Tensor *y = tape_push("linear", shape, linear_backward, x, weight, bias);
    for (int i = 0; i < n && bias; i++)
        memcpy(y->data + i * out, bias->data, (size_t)out * sizeof *y->data);
    if (!bias)
        memset(y->data, 0, (size_t)(n * out) * sizeof *y->data);
    gemm(n, out, in, plain(x->data, in), transposed(weight->data, in), y->data);
    return y;
}
