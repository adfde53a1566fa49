#include <stdio.h>

#include "gemm_tile.h"

int main(void)
{
    float x = 1 + 0x1p-12f, square = x * x; // rounded: 2^-24 is lost
    float a[] = {-1, x}, b[2][WIDTH] = {{1 + 0x1p-11f}, {x}};
    float c[WIDTH] = {0};
    gemm_tile()(1, 2, (Matrix){a, 2, 1}, (Matrix){b[0], WIDTH, 1}, c, WIDTH);
    printf("rounded once: %g\n", c[0]);
    printf("rounded twice: %g\n", square - b[0][0]);
}
