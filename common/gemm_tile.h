// A tile of a large product, for gemm.c: a few rows and columns of the result,
// whose sums stay in registers.
#ifndef GEMM_TILE_H
#define GEMM_TILE_H

#define gemm_tile kindling_gemm_tile

#ifdef __GNUC__
#define INLINE static inline __attribute__((always_inline))
#else
#define INLINE static inline
#endif

// Numbers in memory, and how far it is to the next row and to the next column:
// so a transposed matrix needs no copy.
typedef struct Matrix {
    const float *data;
    int row, col;
} Matrix;

// How many rows and columns a tile has, and how many products a sum has before
// it is added to the result.
enum { HEIGHT = 8, WIDTH = 32, DEPTH = 256 };

// C (height, WIDTH) += A (height, depth) B (depth, WIDTH), where the numbers of
// a row of B lie together, and of C too.
typedef void Tile(int height, int depth, Matrix a, Matrix b, float *restrict c,
                  int c_row);

// The fastest for this processor. All give the same bits.
Tile *gemm_tile(void);

// The matrix without its first rows and columns.
static inline Matrix part(Matrix a, int row, int col)
{
    return (Matrix){a.data + row * a.row + col * a.col, a.row, a.col};
}

#endif
