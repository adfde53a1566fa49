#include <math.h>
#include <stdio.h>
#include <string.h>

#include "gemm.h"

enum { N = 200 };
static float a[N][N], b[N][N], c[N][N], fast[N][N];

int main(void)
{
    for (int i = 0; i < N; i++)
        for (int j = 0; j < N; j++) {
            a[i][j] = 1 / (float)(1 + i + j);
            b[i][j] = 1 / (float)(1 + i * j);
        }
    for (int i = 0; i < N; i++)
        for (int j = 0; j < N; j++)
            for (int k = 0; k < N; k++)
                c[i][j] = fmaf(a[i][k], b[k][j], c[i][j]);
    gemm(N, N, N, (Matrix){a[0], N, 1}, (Matrix){b[0], N, 1}, fast[0]);
    printf("%d products a number, %d numbers: %s\n", N, N * N,
           memcmp(c, fast, sizeof c) == 0 ? "all the same" : "others");
}
