/*: # The product of matrices

Almost all the time of a large network goes into one operation:

$$ C_{ij} \mathrel{+}= \sum_k A_{ik}\, B_{kj} $$ {#eq-gemm}

Anybody can write it as three loops. For two matrices of 512 rows and columns
and one core of a server of 2025 (AVX-512, gcc; clang is much the same; [another
machine](where-the-time-goes.md) has other figures) they do
1.4 thousand million multiplications and additions a second, 1.4 GFLOP/s. What
this file makes of them does 190. Step by step:

| | GFLOP/s |
|---|---|
| three loops, the inner one down a column of $B$ | 1.4 |
| the inner one along a row of $B$, 16 numbers at a time | 38 |
| sums in registers, $B$ in panels, 8 numbers at a time | 75 |
| the same, 16 numbers at a time | 190 |
| OpenBLAS, made for such processors by hand | 185 |

A large product beside three loops, to the last bit:

```{.c example="gemm"}
```

![A tile of C needs a band of A and a panel of B](gemm.svg){#fig-gemm alt="Three
square tables; two rows of A and two columns of B are coloured, and the square
of C where they meet"} */
#include "gemm.h"

#include <stdbool.h>
#include <string.h>

#include "simd.h"
#include "parallel.h"

#ifdef BLAS // make BLAS=openblas
#include <cblas.h>
#endif

/*: A gradient needs products with transposed matrices too. They are not copied:
a `Matrix` says how far it is to the next row and to the next column, and who
exchanges the two has transposed it. */
static Matrix transpose(Matrix a)
{
    return (Matrix){a.data, a.col, a.row};
}

static int smaller(int a, int b)
{
    return a < b ? a : b;
}

/*: ## Small products

They are what a small network is made of. The formula is three loops, `c[i * m +
j] += a * b` for each `i`, `j` and `k`; but then each number of $C$ is fetched
and put back for every product. So eight numbers, beside each other in a row of
$C$, are fetched at once, and two products are added to each of them before they
are put back: a gradient of a batch of two is done with that. The two rows of
$B$ that it takes stay in registers while `i` runs down $C$.

An `Eight` is eight floats, which gcc and clang multiply and add as one. Where
columns are left, there are four, and then one; so the same loops are wanted for
three types, and in C a macro makes them. (With loops over eight floats in the
place of the type the compiler saw the way only sometimes: they took 1,106
instructions a step in stage 3, and these take 800.) */
#ifdef __GNUC__ // gcc or clang
typedef float Four __attribute__((vector_size(16)));
typedef float Eight __attribute__((vector_size(32)));
#else
typedef float Four, Eight;
#endif

#define ADD_COLUMNS(name, Numbers)                                             \
    INLINE int name(int j, int n, int m, int inner, Matrix a, Matrix b,        \
                    float *c)                                                  \
    {                                                                          \
        enum { WIDE = sizeof(Numbers) / sizeof(float) };                       \
        for (; j + WIDE <= m; j += WIDE)                                       \
            for (int k = 0; k < inner; k += 2)                                 \
                for (int i = 0; i < n; i++) {                                  \
                    const float *y = b.data + k * b.row + j;                   \
                    Numbers sum, line;                                         \
                    memcpy(&sum, c + i * m + j, sizeof sum);                   \
                    memcpy(&line, y, sizeof line);                             \
                    sum += *part(a, i, k).data * line;                         \
                    if (k + 1 < inner) {                                       \
                        memcpy(&line, y + b.row, sizeof line);                 \
                        sum += *part(a, i, k + 1).data * line;                 \
                    }                                                          \
                    memcpy(c + i * m + j, &sum, sizeof sum);                   \
                }                                                              \
        return j;                                                              \
    }
ADD_COLUMNS(add_eight, Eight)
ADD_COLUMNS(add_four, Four)
ADD_COLUMNS(add_one, float)

// Wide columns first, then what is left.
static KERNEL void add_product(int n, int m, int inner, Matrix a, Matrix b,
                               float *restrict c)
{
    int j = add_eight(0, n, m, inner, a, b, c);
    j = add_four(j, n, m, inner, a, b, c);
    add_one(j, n, m, inner, a, b, c);
}

/*: In a linear layer $B$ is transposed, and neighbours in a row of it lie far
apart. Then four numbers of four columns are fetched at a time and turned in
registers, the way cards are shuffled: the 4 lines are two packs of 2; zipping
line $i$ of the one with line $i$ of the other moves the top bit of the line
number to the bottom of the place within the line. Two bits, two rounds, and
columns are rows. `__GNUC__` means gcc or clang; other compilers do it number by
number. */
#ifdef __GNUC__
#ifdef __clang__
#define pick(type, a, b, ...) __builtin_shufflevector(a, b, __VA_ARGS__)
#else
#define pick(type, a, b, ...) __builtin_shuffle(a, b, (type){__VA_ARGS__})
#endif
typedef int FourPlaces __attribute__((vector_size(16)));

// Rows become columns.
INLINE void turn_four(Four line[4])
{
    for (int round = 0; round < 2; round++) {
        Four zip[4];
        for (int i = 0; i < 2; i++) {
            Four a = line[i], b = line[i + 2];
            zip[2 * i] = pick(FourPlaces, a, b, 0, 4, 1, 5);
            zip[2 * i + 1] = pick(FourPlaces, a, b, 2, 6, 3, 7);
        }
        memcpy(line, zip, sizeof zip);
    }
}

// As many as are a multiple of four, for two rows of A.
INLINE int add_turned(int inner, const float *const x[2],
                      const float *const y[4], float sum[2][4])
{
    Four sums[2] = {{0}};
    int k = 0;
    for (; k + 4 <= inner; k += 4) {
        Four line[4];
        for (int j = 0; j < 4; j++)
            memcpy(&line[j], y[j] + k, sizeof *line);
        turn_four(line);
        for (int i = 0; i < 4; i++)
            for (int r = 0; r < 2; r++)
                sums[r] += x[r][k + i] * line[i];
    }
    memcpy(sum, sums, sizeof sums);
    return k;
}
#else
#define add_turned(inner, x, y, sum) 0
#endif

/*: Such a **dot product** of two rows begins at 0, where PyTorch's does, and is
added to $C$ at its end; the sums above begin at what $C$ holds. The last digits
that the stages print hang on this order, so products of fewer than `SMALL`
multiplications come here. What was turned serves two rows of $A$ at once. Where
there are no more rows or columns, the first ones are taken again, and what
comes of it is not added. */
INLINE void add_block(int rows, int width, int inner, Matrix a, Matrix b,
                      float *restrict c, int m)
{
    const float *const x[2] = {a.data, a.data + (rows > 1 ? a.row : 0)};
    const float *const y[4] = {b.data, b.data + (width > 1 ? b.col : 0),
                               b.data + (width > 2 ? 2 * b.col : 0),
                               b.data + (width > 3 ? 3 * b.col : 0)};
    float sum[2][4] = {{0}};
    for (int k = add_turned(inner, x, y, sum); k < inner; k++)
        for (int r = 0; r < 2; r++)
            for (int j = 0; j < 4; j++)
                sum[r][j] += x[r][k] * y[j][k];
    for (int r = 0; r < rows; r++)
        for (int j = 0; j < width; j++)
            c[r * m + j] += sum[r][j];
}

// Two rows and four columns of C at a time.
static KERNEL void add_dots(int n, int m, int inner, Matrix a, Matrix b,
                            float *restrict c)
{
    for (int i = 0; i < n; i += 2)
        for (int j = 0; j < m; j += 4)
            add_block(smaller(2, n - i), smaller(4, m - j), inner,
                      part(a, i, 0), part(b, 0, j), c + i * m + j, m);
}

enum { SMALL = 1024 };

/*: ## Packing

A panel of $B$, `DEPTH` rows of `WIDTH` columns, is needed for every tile below
each other. In $B$ its rows lie far apart, each in another page of memory, and
are fetched anew each time. So it is copied into 32 kB that lie together and
stay in the nearest cache. This pays from some hundred rows on: at 1024 x 1024
it is 165 against 125 GFLOP/s, at 64 x 64 it would cost 5 %.

If $B$ is transposed, and in a linear layer it always is, it must be turned, and
turning it number by number costs as much as multiplying 128 rows with it. So 16
rows of 16 numbers are turned in registers, as 4 rows of 4 were above, with four
rounds in the place of two: 100 GFLOP/s become 180. */
#ifdef __GNUC__
enum { BLOCK = 16 };
typedef float Line __attribute__((vector_size(4 * BLOCK)));
typedef int Places __attribute__((vector_size(4 * BLOCK)));
// Four rounds of dealing two halves into each other.
INLINE void transpose_block(Line line[BLOCK])
{
    for (int round = 0; round < 4; round++) {
        Line zip[BLOCK];
        for (int i = 0; i < 8; i++) {
            Line a = line[i], b = line[i + 8];
            zip[2 * i] = pick(Places, a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20,
                              5, 21, 6, 22, 7, 23);
            zip[2 * i + 1] = pick(Places, a, b, 8, 24, 9, 25, 10, 26, 11, 27,
                                  12, 28, 13, 29, 14, 30, 15, 31);
        }
        memcpy(line, zip, sizeof zip);
    }
}

// Copies columns as rows, block by block; returns how many rows are done.
INLINE int pack_blocks(const float *b, int col, int depth, float *panel)
{
    for (int j = 0; j < WIDTH; j += BLOCK)
        for (int k = 0; k + BLOCK <= depth; k += BLOCK) {
            Line line[BLOCK];
            for (int i = 0; i < BLOCK; i++)
                memcpy(line + i, b + (j + i) * col + k, sizeof *line);
            transpose_block(line);
            for (int i = 0; i < BLOCK; i++)
                memcpy(panel + (k + i) * WIDTH + j, line + i, sizeof *line);
        }
    return depth - depth % BLOCK;
}
#endif

// A panel of b, row after row; a narrow one is filled up with zeros.
static KERNEL Matrix pack(Matrix b, int depth, int width, float *panel)
{
    int k = 0;
    if (width < WIDTH)
        memset(panel, 0, sizeof *panel * (size_t)(depth * WIDTH));
#ifdef __GNUC__
    else if (b.row == 1)
        k = pack_blocks(b.data, b.col, depth, panel);
#endif
    if (b.col == 1)
        for (; k < depth; k++)
            memcpy(panel + k * WIDTH, b.data + k * b.row,
                   sizeof *panel * (size_t)width);
    else
        for (; k < depth; k++)
            for (int j = 0; j < width; j++)
                panel[k * WIDTH + j] = b.data[k * b.row + j * b.col];
    return (Matrix){panel, WIDTH, 1};
}

/*: At the right edge the panel is filled up with zeros, and the tile goes into
a buffer, of which only a part is added to $C$; also if $C$ itself is
transposed. */
static void add_tile(Tile *tile, int height, int depth, int width, Matrix a,
                     Matrix b, float *c, int c_row, int c_col)
{
    if (width == WIDTH && c_col == 1) {
        tile(height, depth, a, b, c, c_row);
        return;
    }
    float edge[HEIGHT][WIDTH] = {{0}};
    tile(height, depth, a, b, edge[0], WIDTH);
    for (int i = 0; i < height; i++)
        for (int j = 0; j < width; j++)
            c[i * c_row + j * c_col] += edge[i][j];
}

/*: ## All tiles

The loops over tiles are arranged so that all is found near: a panel in the
nearest cache, `ROWS` rows of $A$ in the next. If the sum is short, panels are
small, and as many as fit into the 32 kB are packed at once: then $C$ is walked
along its rows, not down its columns (128 x 4096 with a sum of 4: 25 against
70 GFLOP/s). */
enum { ROWS = 512, FEW = 128 };

// From the outside in: depth, rows, columns that fit the cache, tiles.
static void gemm_large(Tile *tile, int n, int m, int inner, Matrix a, Matrix b,
                       float *c, int c_row, int c_col)
{
    float packed[DEPTH * WIDTH];
    Matrix panel[DEPTH];
    bool in_place = b.col == 1 && n <= FEW;
    for (int k = 0; k < inner; k += DEPTH) {
        int depth = smaller(DEPTH, inner - k);
        for (int top = 0; top < n; top += ROWS)
            for (int j = 0, cols; j < m; j += cols) {
                cols = smaller(DEPTH / depth * WIDTH, m - j);
                for (int q = 0; q < cols; q += WIDTH) {
                    int width = smaller(WIDTH, cols - q);
                    Matrix *p = &panel[q / WIDTH];
                    *p = part(b, k, j + q);
                    if (!in_place || width < WIDTH)
                        *p = pack(*p, depth, width, packed + q * depth);
                }
                for (int i = top; i < smaller(n, top + ROWS); i += HEIGHT)
                    for (int q = 0; q < cols; q += WIDTH)
                        add_tile(tile, smaller(HEIGHT, n - i), depth,
                                 smaller(WIDTH, cols - q), part(a, i, k),
                                 panel[q / WIDTH],
                                 c + i * c_row + (j + q) * c_col, c_row, c_col);
            }
    }
}

/*: A product that is worth it is cut into pieces of whole panels, which
[threads](parallel.c) share: from 4 million multiplications on it takes no
longer even where a helper must be woken first. */
enum { WORTH = 1 << 22 };

typedef struct Large {
    int n, inner;
    Matrix a, b;
    float *c;
    int c_row, c_col;
} Large;

static void some_columns(void *large, int first, int past)
{
    const Large *l = large;
    gemm_large(gemm_tile(), l->n, past - first, l->inner, l->a,
               part(l->b, 0, first), l->c + first * l->c_col, l->c_row,
               l->c_col);
}

/*: In stages 1 and 2 a product is one multiplication, for which no loop need
begin. A tile is wide and low. If $C$ is narrow and high, we compute
$C^T = B^T A^T$, which moves no number: three letters are exchanged. The ten
outputs of a batch of 128 take half the time by it. */
void gemm(int n, int m, int inner, Matrix a, Matrix b, float *c)
{
    long long size = (long long)n * m * inner;
    if (size == 1) {
        *c += *a.data * *b.data;
        return;
    }
    if (size < SMALL) {
        (b.col == 1 ? add_product : add_dots)(n, m, inner, a, b, c);
        return;
    }
#ifdef BLAS
    cblas_sgemm(CblasRowMajor, a.col == 1 ? CblasNoTrans : CblasTrans,
                b.col == 1 ? CblasNoTrans : CblasTrans, n, m, inner, 1, a.data,
                a.col == 1 ? a.row : a.col, b.data, b.col == 1 ? b.row : b.col,
                1, c, m);
    return;
#endif
    bool narrow = m < WIDTH && m < n;
    Large large = narrow
                      ? (Large){m, inner, transpose(b), transpose(a), c, 1, m}
                      : (Large){n, inner, a, b, c, m, 1};
    if (size < WORTH)
        some_columns(&large, 0, narrow ? n : m);
    else
        in_threads(narrow ? n : m, WIDTH, some_columns, &large);
}
