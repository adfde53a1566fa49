/*: # Tiles of a product

## What a large product computes

The order of a sum decides its last digits. Ours shall not depend on the
processor, the compiler or the number of threads; so it is fixed here, and all
that follows is only about speed. The sum over $k$ is cut into pieces of
`DEPTH`. Within a piece every product is added with a **fused multiply-add**,
which rounds once, not twice; at its end the piece is added to $C$. One such
instruction does the work of two: this is a factor of nearly 2.

A tile of one row, and a sum of which a product that is rounded leaves nothing:

```{.c example="gemm_tile"}
```

![One step of a row of sums](gemm_tile.svg){#fig-gemm-tile alt="One number of A
is multiplied by eight numbers of the panel, and the products are added to eight
sums"}

## A tile

Each number of $A$ is needed once for every column of $B$, and each number of
$B$ once for every row of $A$. A processor multiplies faster than it can fetch,
even from its nearest cache; so what was fetched must be used often. A **tile**
is a piece of $C$, `HEIGHT` rows and `WIDTH` columns. Its sums stay in vector
registers while $k$ runs down a piece. In each round it fetches 32 numbers of
$B$ and 8 of $A$ and does 256 multiplications with them. */
#include "gemm_tile.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#if defined(__x86_64__) && defined(__GNUC__) && !defined(SIMD_PLAIN)
#include <immintrin.h>
#define VECTOR_TILES
#define AVX512 __attribute__((target("avx512f")))
#define AVX2 __attribute__((target("avx2,fma")))
#endif

/*: With AVX-512 a register holds 16 floats, and there are 32 of them: a tile is
16 registers of sums, two of $B$, one of $A$. A loop over an array of sums would
do, if compilers kept the array in registers; gcc does so sometimes, clang
never, so we say it with the processor's own functions, which `immintrin.h`
declares: `set1` puts one number into all 16 places, `fmadd` is the fused
multiply-add. The height is written where the function is called, so that the
inner loop is unrolled. Fewer than 8 rows, at the edge or because a batch has no
more, are done 2 and 1 at a time. */
#ifdef VECTOR_TILES
INLINE AVX512 void rows_avx512(int height, int depth, Matrix a, Matrix b,
                               float *c, int c_row)
{
    __m512 left[HEIGHT] = {{0}}, right[HEIGHT] = {{0}};
    for (int k = 0; k < depth; k++) {
        const __m512_u *below = (const __m512_u *)(b.data + k * b.row);
        __m512 b_left = below[0], b_right = below[1];
        for (int i = 0; i < height; i++) {
            __m512 x = _mm512_set1_ps(a.data[i * a.row + k * a.col]);
            left[i] = _mm512_fmadd_ps(x, b_left, left[i]);
            right[i] = _mm512_fmadd_ps(x, b_right, right[i]);
        }
    }
    for (int i = 0; i < height; i++, c += c_row) {
        ((__m512_u *)c)[0] += left[i];
        ((__m512_u *)c)[1] += right[i];
    }
}

// A whole tile; at the lower edge of the matrix what is left of one.
static AVX512 void tile_avx512(int height, int depth, Matrix a, Matrix b,
                               float *restrict c, int c_row)
{
    int i = 0;
    for (; i + HEIGHT <= height; i += HEIGHT)
        rows_avx512(HEIGHT, depth, part(a, i, 0), b, c + i * c_row, c_row);
    for (; i + 2 <= height; i += 2)
        rows_avx512(2, depth, part(a, i, 0), b, c + i * c_row, c_row);
    if (i < height)
        rows_avx512(1, depth, part(a, i, 0), b, c + i * c_row, c_row);
}

/*: With AVX2 it is 8 floats a register and 16 registers: a quarter of the tile
at a time, 4 rows and 16 columns. */
INLINE AVX2 void rows_avx2(int height, int depth, Matrix a, Matrix b, float *c,
                           int c_row)
{
    __m256 left[4] = {{0}}, right[4] = {{0}};
    for (int k = 0; k < depth; k++) {
        const __m256_u *below = (const __m256_u *)(b.data + k * b.row);
        __m256 b_left = below[0], b_right = below[1];
        for (int i = 0; i < height; i++) {
            __m256 x = _mm256_set1_ps(a.data[i * a.row + k * a.col]);
            left[i] = _mm256_fmadd_ps(x, b_left, left[i]);
            right[i] = _mm256_fmadd_ps(x, b_right, right[i]);
        }
    }
    for (int i = 0; i < height; i++, c += c_row) {
        ((__m256_u *)c)[0] += left[i];
        ((__m256_u *)c)[1] += right[i];
    }
}

// The same in two halves, for there are half as many registers of half the
// width.
static AVX2 void tile_avx2(int height, int depth, Matrix a, Matrix b,
                           float *restrict c, int c_row)
{
    for (int j = 0; j < WIDTH; j += 16, b.data += 16, c += 16) {
        int i = 0;
        for (; i + 4 <= height; i += 4)
            rows_avx2(4, depth, part(a, i, 0), b, c + i * c_row, c_row);
        for (; i < height; i++)
            rows_avx2(1, depth, part(a, i, 0), b, c + i * c_row, c_row);
    }
}
#endif

/*: Other processors take this: three plain loops. Most of them have a fused
multiply-add, and `fmaf` is one instruction. Where there is none (processors of
before 2013, WebAssembly), `fmaf` would be a slow function, but a double can do
the work (Boldo and Melquiond, 2008). The product of two floats fits into a
double. The sum with $c$ may not, and rounding it to double and again to float
can go wrong, but only if the first rounding ends halfway between two floats. So
the first is not to the nearest double but **to odd**: if anything was lost, to
that of the two neighbours whose last bit is 1. Such a number never lies
halfway. What was lost is known exactly: it is `error` (Knuth's two-sum). If it
points back towards zero, the neighbour is one down; then the last bit is set.
*/
static inline float fused(float a, float b, float c)
{
#ifdef __FP_FAST_FMAF
    return fmaf(a, b, c);
#else
    double product = (double)a * b, sum = product + c, added = sum - product;
    double error = (product - (sum - added)) + (c - added);
    double beyond = error * sum;
    int64_t bits;
    memcpy(&bits, &sum, sizeof bits);
    bits = beyond < 0 ? bits - 1 : bits;
    bits = beyond < 0 ? bits | 1 : bits;
    bits = beyond > 0 ? bits | 1 : bits;
    memcpy(&sum, &bits, sizeof bits);
    return (float)sum;
#endif
}

// The same in plain C: one row after the other.
static void tile_plain(int height, int depth, Matrix a, Matrix b,
                       float *restrict c, int c_row)
{
    for (int i = 0; i < height; i++, c += c_row) {
        float sum[WIDTH] = {0};
        for (int k = 0; k < depth; k++) {
            float x = a.data[i * a.row + k * a.col];
            for (int j = 0; j < WIDTH; j++)
                sum[j] = fused(x, b.data[k * b.row + j], sum[j]);
        }
        for (int j = 0; j < WIDTH; j++)
            c[j] += sum[j];
    }
}

Tile *gemm_tile(void)
{
#ifdef VECTOR_TILES
    if (__builtin_cpu_supports("avx512f"))
        return tile_avx512;
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
        return tile_avx2;
#endif
    return tile_plain;
}
