/*: # Matrices

Almost all the time of a neural network goes into one operation, the product of
two matrices. This file holds it, with the linear layer that is made of it.

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
#include "mistake.h"
#include "simd.h"

/*: ## The product

$$ C_{ij} \mathrel{+}= \sum_k A_{ik}\, B_{kj} $$ {#eq-gemm}

A gradient needs products with a transposed matrix too. Rather than transposing,
we let the loops walk differently: a `Matrix` says how far it is to the next row
and to the next column. */
typedef struct Matrix {
    const float *data;
    int row, col;
} Matrix;

static Matrix plain(const float *data, int cols)
{
    return (Matrix){data, cols, 1};
}

static Matrix transposed(const float *data, int cols)
{
    return (Matrix){data, 1, cols};
}

/*: **Small products** are what a small network is made of. The formula is three
loops, `c[i * m + j] += a * b` for each `i`, `j` and `k`; but then each number of
$C$ is fetched and put back for every `k`, and each addition waits for the one
before. So four sums, beside each other in a row of $C$, stay in registers while
`k` runs. `inline` and the constant `width` let the compiler write the inner
loops out, and where the rows of $B$ lie in memory as rows it computes all four
with one instruction. */
enum { SUMS = 4 };

static inline void add_columns(int width, bool dots, int n, int m, int inner,
                               Matrix a, Matrix b, float *restrict c)
{
    for (int i = 0; i < n; i++, a.data += a.row, c += m) {
        const float *x = a.data, *y = b.data;
        float sum[SUMS];
        for (int j = 0; j < width; j++)
            sum[j] = dots ? 0 : c[j];
        for (int k = 0; k < inner; k++, x += a.col, y += b.row)
            for (int j = 0; j < width; j++)
                sum[j] += *x * y[j * b.col];
        for (int j = 0; j < width; j++)
            c[j] = dots ? c[j] + sum[j] : sum[j];
    }
}

static inline void add_product(bool dots, int n, int m, int inner, Matrix a,
                               Matrix b, float *restrict c)
{
    int j = 0;
    for (; j + SUMS <= m; j += SUMS, b.data += SUMS * b.col)
        add_columns(SUMS, dots, n, m, inner, a, b, c + j);
    if (j + 2 <= m) {
        add_columns(2, dots, n, m, inner, a, b, c + j);
        j += 2;
        b.data += 2 * b.col;
    }
    if (j < m)
        add_columns(1, dots, n, m, inner, a, b, c + j);
}

/*: The sums begin where PyTorch's do: those along two rows (`dots`) at 0, to be
added to $C$ at the end, the others at what $C$ holds. */
static void gemm_small(int n, int m, int inner, Matrix a, Matrix b,
                       float *restrict c)
{
    if (b.col == 1)
        add_product(false, n, m, inner, a, plain(b.data, b.row), c);
    else
        add_product(true, n, m, inner, plain(a.data, a.row),
                    transposed(b.data, b.col), c);
}

/*: **Large products** are a matter of memory: each number of $A$ and $B$ is
used many times, and must be found in a register or in the nearest cache each
time but the first. So we cut. A panel of $B$, `DEPTH` rows deep and `WIDTH`
columns wide, is copied into one small block (padded with zeros at the right
edge), and a tile of `HEIGHT` x `WIDTH` sums stays in registers while the loop
runs down the panel. The sums have their constant size so that the compiler can
unroll them into vector registers. */
enum { HEIGHT = 6, WIDTH = 32, DEPTH = 256, SMALL = 1024 };

static void pack_panel(Matrix b, int depth, int width,
                       float panel[DEPTH][WIDTH])
{
    for (int k = 0; k < depth; k++)
        for (int j = 0; j < WIDTH; j++)
            panel[k][j] = j < width ? b.data[k * b.row + j * b.col] : 0;
}

static inline void tile(int height, int depth, Matrix a,
                        float panel[DEPTH][WIDTH], int width, int m,
                        float *restrict c)
{
    float sum[HEIGHT][WIDTH] = {{0}};
    for (int k = 0; k < depth; k++)
        for (int i = 0; i < height; i++) {
            float x = a.data[i * a.row + k * a.col];
            for (int j = 0; j < WIDTH; j++)
                sum[i][j] += x * panel[k][j];
        }
    for (int i = 0; i < height; i++)
        for (int j = 0; j < width; j++)
            c[i * m + j] += sum[i][j];
}

static KERNEL void gemm_large(int n, int m, int inner, Matrix a, Matrix b,
                              float *restrict c)
{
    float panel[DEPTH][WIDTH];
    for (int k = 0; k < inner; k += DEPTH) {
        int depth = inner - k < DEPTH ? inner - k : DEPTH;
        for (int j = 0; j < m; j += WIDTH) {
            int width = m - j < WIDTH ? m - j : WIDTH, i = 0;
            Matrix below = {b.data + k * b.row + j * b.col, b.row, b.col};
            pack_panel(below, depth, width, panel);
            for (; i < n; i += i + HEIGHT <= n ? HEIGHT : 1) {
                Matrix part = {a.data + i * a.row + k * a.col, a.row, a.col};
                if (i + HEIGHT <= n)
                    tile(HEIGHT, depth, part, panel, width, m, c + i * m + j);
                else
                    tile(1, depth, part, panel, width, m, c + i * m + j);
            }
        }
    }
}

// c (n, m) += a (n, inner) b (inner, m)
static void gemm(int n, int m, int inner, Matrix a, Matrix b, float *c)
{
    if ((double)n * m * inner < SMALL)
        gemm_small(n, m, inner, a, b, c);
    else
        gemm_large(n, m, inner, a, b, c);
}

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
        for (int i = 0; i < n; i++)
            for (int j = 0; j < out; j++)
                bias->grad[j] += y->grad[i * out + j];
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
