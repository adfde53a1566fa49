// The product of two matrices, for ops_matrix.c.
#ifndef GEMM_H
#define GEMM_H

#include "gemm_tile.h"

#define gemm kindling_gemm

// Numbers that lie row after row, cols in each; and the same ones transposed.
static inline Matrix plain(const float *data, int cols)
{
    return (Matrix){data, cols, 1};
}

static inline Matrix transposed(const float *data, int cols)
{
    return (Matrix){data, 1, cols};
}

// C (n, m) += A (n, inner) B (inner, m); C lies row after row.
void gemm(int n, int m, int inner, Matrix a, Matrix b, float *c);

#endif
