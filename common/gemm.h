// The product of two matrices, for ops_matrix.c.
#ifndef GEMM_H
#define GEMM_H

#include "gemm_tile.h"

#define gemm kindling_gemm

// C (n, m) += A (n, inner) B (inner, m); C lies row after row.
void gemm(int n, int m, int inner, Matrix a, Matrix b, float *c);

#endif
