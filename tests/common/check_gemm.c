// common/gemm.c: every tile that this processor can compute gives the bits of
// three loops, whatever the shape, and is as near the truth as its sums allow.
#define _POSIX_C_SOURCE 200809L
#include <check.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "child.h"
#include "gemm.c"
#include "gemm_tile.c"
#include "parallel.h"

typedef struct Kernel {
    const char *name;
    Tile *tile;
} Kernel;

static int kernels_here(Kernel *kernel)
{
    int count = 0;
    kernel[count++] = (Kernel){"plain", tile_plain};
#ifdef VECTOR_TILES
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
        kernel[count++] = (Kernel){"AVX2", tile_avx2};
    if (__builtin_cpu_supports("avx512f"))
        kernel[count++] = (Kernel){"AVX-512", tile_avx512};
#endif
    return count;
}

static unsigned state = 1;

static unsigned draw(void)
{
    state = state * 1664525u + 1013904223u;
    return state >> 8;
}

static float drawn(void)
{
    return ldexpf((float)draw() - 0x1p23f, (int)(draw() % 8) - 26);
}

static float *numbers_new(int count)
{
    float *x = malloc(sizeof *x * (size_t)count);
    for (int i = 0; i < count; i++)
        x[i] = drawn();
    return x;
}

// A matrix in the middle of NaNs, so that whoever reads a place too far is
// seen; *memory is to be freed.
enum { AROUND = 2 * WIDTH };
static Matrix matrix_new(int rows, int cols, int gap, float **memory)
{
    int step = cols + gap, size = rows * step + 2 * AROUND;
    float *x = *memory = malloc(sizeof *x * (size_t)size);
    for (int i = 0; i < size; i++)
        x[i] = NAN;
    x += AROUND;
    for (int i = 0; i < rows; i++)
        for (int j = 0; j < cols; j++)
            x[i * step + j] = drawn();
    return (Matrix){x, step, 1};
}

// The three loops: C is given its sums of DEPTH products one after the other.
static float naive(int inner, Matrix a, Matrix b, float c)
{
    for (int first = 0; first < inner; first += DEPTH) {
        float sum = 0;
        for (int k = first; k < smaller(first + DEPTH, inner); k++)
            sum = fmaf(a.data[k * a.col], b.data[k * b.row], sum);
        c += sum;
    }
    return c;
}

// What the sum is in double, and how far rounding may take it in float.
static double exact(int inner, Matrix a, Matrix b, float c, double *bound)
{
    double sum = c, size = fabs((double)c);
    for (int k = 0; k < inner; k++) {
        double x = (double)a.data[k * a.col] * b.data[k * b.row];
        sum += x;
        size += fabs(x);
    }
    *bound = size * 0x1p-24 * (smaller(inner, DEPTH) + inner / DEPTH + 2);
    return sum;
}

// C (n, m) by the three loops, not too far from what it should be.
static void multiply_naively(int n, int m, int inner, Matrix a, Matrix b,
                             float *c)
{
    for (int i = 0; i < n; i++)
        for (int j = 0; j < m; j++, c++) {
            double bound;
            Matrix row = part(a, i, 0), col = part(b, 0, j);
            double truth = exact(inner, row, col, *c, &bound);
            *c = naive(inner, row, col, *c);
            if (!(fabs(*c - truth) <= bound)) // an assertion takes long
                ck_abort_msg("%g is too far from %g", (double)*c, truth);
        }
}

// C, and what lies before and behind it.
static void compare(const char *kernel, int n, int m, int inner, const float *c,
                    const float *right)
{
    for (int k = -AROUND; k < n * m + AROUND; k++)
        if (memcmp(c + k, right + k, sizeof *c) != 0)
            ck_abort_msg("%s, (%d, %d) x (%d, %d) at %d of %d: %a, not %a",
                         kernel, n, inner, inner, m, k, n * m, (double)c[k],
                         (double)right[k]);
}

// All kernels with A and B as given.
static void try_matrices(int n, int m, int inner, Matrix a, Matrix b)
{
    Kernel kernel[3];
    int kernels = kernels_here(kernel), size = n * m + 2 * AROUND;
    float *before = numbers_new(size), *c = malloc(sizeof *c * (size_t)size);
    float *right = malloc(sizeof *c * (size_t)size);
    memcpy(right, before, sizeof *c * (size_t)size);
    multiply_naively(n, m, inner, a, b, right + AROUND);
    for (int i = 0; i <= kernels; i++) {
        memcpy(c, before, sizeof *c * (size_t)size);
        if (i < kernels)
            gemm_large(kernel[i].tile, n, m, inner, a, b, c + AROUND, m, 1);
        else if ((double)n * m * inner >= SMALL)
            gemm(n, m, inner, a, b, c + AROUND);
        else
            continue;
        compare(i < kernels ? kernel[i].name : "gemm", n, m, inner, c + AROUND,
                right + AROUND);
    }
    free(before);
    free(c);
    free(right);
}

// As they are and transposed, with rows that lie apart.
static void try_shape(int n, int m, int inner)
{
    for (int way = 0; way < 4; way++) {
        float *a_memory, *b_memory;
        Matrix a = way & 1 ? transpose(matrix_new(inner, n, 3, &a_memory))
                           : matrix_new(n, inner, 3, &a_memory);
        Matrix b = way & 2 ? transpose(matrix_new(m, inner, 5, &b_memory))
                           : matrix_new(inner, m, 5, &b_memory);
        try_matrices(n, m, inner, a, b);
        free(a_memory);
        free(b_memory);
    }
}

// A tile by itself: C is a part of a larger matrix, and the rest of it stays.
static void try_tile(const Kernel *kernel, int height, int depth, bool turned)
{
    enum { STEP = WIDTH + 3, SIZE = (HEIGHT + 2) * STEP };
    float *a_memory, *b_memory, *c = numbers_new(SIZE), right[SIZE];
    Matrix a = turned ? transpose(matrix_new(depth, height, 1, &a_memory))
                      : matrix_new(height, depth, 1, &a_memory);
    Matrix b = matrix_new(depth, WIDTH, 2, &b_memory);
    memcpy(right, c, sizeof right);
    for (int i = 0; i < height; i++)
        for (int j = 0; j < WIDTH; j++) {
            float *at = &right[(i + 1) * STEP + j];
            *at = naive(depth, part(a, i, 0), part(b, 0, j), *at);
        }
    kernel->tile(height, depth, a, b, c + STEP, STEP);
    for (int k = 0; k < SIZE; k++)
        if (memcmp(c + k, right + k, sizeof *c) != 0)
            ck_abort_msg("%s, %d rows, sums of %d, row %d, column %d: %a, not "
                         "%a",
                         kernel->name, height, depth, k / STEP - 1, k % STEP,
                         (double)c[k], (double)right[k]);
    free(a_memory);
    free(b_memory);
    free(c);
}

START_TEST(every_tile_stays_in_its_place)
{
    const int depths[] = {1, 2,  3,  4,  5,  7,         8,
                          9, 15, 16, 17, 64, DEPTH - 1, DEPTH};
    Kernel kernel[3];
    int kernels = kernels_here(kernel);
    for (int k = 0; k < kernels; k++)
        for (int height = 1; height <= HEIGHT; height++)
            for (size_t d = 0; d < sizeof depths / sizeof *depths; d++)
                for (int turned = 0; turned < 2; turned++)
                    try_tile(&kernel[k], height, depths[d], turned);
}
END_TEST

// At, before and behind the borders of tiles, panels and pieces of a sum.
START_TEST(around_every_border)
{
    const int rows[] = {1, 2, HEIGHT - 1, HEIGHT, HEIGHT + 1, 2 * HEIGHT + 3};
    const int cols[] = {1,     WIDTH / 2, WIDTH - 1,
                        WIDTH, WIDTH + 1, 2 * WIDTH + 1};
    const int sums[] = {1,         2,     BLOCK,     BLOCK + 1,
                        DEPTH - 1, DEPTH, DEPTH + 1, 2 * DEPTH + BLOCK + 1};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        for (size_t j = 0; j < sizeof cols / sizeof *cols; j++)
            for (size_t k = 0; k < sizeof sums / sizeof *sums; k++)
                try_shape(rows[i], cols[j], sums[k]);
}
END_TEST

START_TEST(every_kernel_gives_the_same_bits)
{
    for (int i = 0; i < 100; i++) {
        int n = 1 + (int)(draw() % 70), m = 1 + (int)(draw() % 70);
        try_shape(n, m, 1 + (int)(draw() % 70));
    }
}
END_TEST

START_TEST(beyond_every_block)
{
    try_shape(ROWS + 9, WIDTH + 1, 17);
    try_shape(FEW + 1, 2 * WIDTH, DEPTH + 1);
    try_shape(3, 2, 3 * DEPTH + 5);
    try_shape(1, 3 * WIDTH, 2 * DEPTH);
    try_shape(HEIGHT, DEPTH * WIDTH + 40, 1);
    try_shape(2, 40 * WIDTH + 7, 3);
    try_shape(200, 10, 300);
}
END_TEST

START_TEST(fused_is_rounded_once)
{
    for (int i = 0; i < 1000000; i++) {
        float x[3];
        for (int k = 0; k < 3; k++) {
            uint32_t bits = draw() << 16 ^ draw();
            if (i % 2) // of like sizes, so that much is cancelled
                bits = (bits & 0x80ffffff) | 0x3f000000;
            memcpy(x + k, &bits, sizeof bits);
        }
        if (i % 3 == 0)
            x[2] = -x[0] * x[1];
        float got = fused(x[0], x[1], x[2]), c = fmaf(x[0], x[1], x[2]);
        ck_assert_msg(got == c || (isnan(got) && isnan(c)),
                      "%a * %a + %a = %a, not %a", (double)x[0], (double)x[1],
                      (double)x[2], (double)c, (double)got);
    }
}
END_TEST

START_TEST(threads_change_no_bit)
{
    enum { N = 250, M = 203, INNER = 300 };
    float *a = numbers_new(N * INNER), *b = numbers_new(INNER * M);
    float *one = numbers_new(N * M), *more = malloc(sizeof *one * N * M);
    Matrix left = plain(a, INNER), right = transposed(b, INNER);
    memset(one, 0, sizeof *one * N * M);
    gemm(N, M, INNER, left, right, one);
    for (int threads = 1; threads < 10; threads++) {
        char text[] = {(char)('0' + threads), '\0'};
        setenv("KINDLING_THREADS", text, 1);
        memset(more, 0, sizeof *more * N * M);
        gemm(N, M, INNER, left, right, more);
        ck_assert(memcmp(one, more, sizeof *one * N * M) == 0);
    }
    free(a);
    free(b);
    free(one);
    free(more);
}
END_TEST

// {what the environment says, how the message begins}; NULL: it is good
static const char *const variables[][2] = {
    {"1", NULL},
    {"64", NULL},
    {"0", "KINDLING_THREADS=0: "},
    {"-1", "KINDLING_THREADS=-1: "},
    {"65", "KINDLING_THREADS=65: "},
    {"2x", "KINDLING_THREADS=2x: "},
    {"", "KINDLING_THREADS=: "},
    {"99999999999999999999", "KINDLING_THREADS=99999999999999999999: "},
    {"\x1b[2J", "KINDLING_THREADS=\\x1b[2J: "}};

static void do_nothing(void *context, int first, int past)
{
    (void)context, (void)first, (void)past;
}

static void use_threads(int argc, char **argv)
{
    (void)argc, (void)argv;
    in_threads(2, 1, do_nothing, NULL);
    printf("done");
}

START_TEST(a_bad_variable_ends_the_program)
{
    const char *const *variable = variables[_i], *none[] = {NULL};
    setenv("KINDLING_THREADS", variable[0], 1);
    Child child = in_child(use_threads, none, NULL);
    ck_assert_str_eq(child.out, variable[1] ? "" : "done");
    ck_assert_int_eq(child.status, variable[1] ? 1 : 0);
    char message[128] = "";
    if (variable[1])
        snprintf(message, sizeof message,
                 "%sa number from 1 to 64 is expected\n", variable[1]);
    ck_assert_str_eq(child.err, message);
}
END_TEST

START_TEST(a_small_product_is_rounded_twice)
{
    float a[] = {1 + 0x1p-23f, 1}, b[] = {1 - 0x1p-23f, -1}, c = 0;
    gemm(1, 1, 2, (Matrix){a, 2, 1}, (Matrix){b, 1, 2}, &c);
    ck_assert(c == 0);
}
END_TEST

// A sum along two rows begins at 0 and is added to C, any other begins at C.
static float small_sum(int inner, Matrix a, Matrix b, float c)
{
    float sum = b.col == 1 ? c : 0;
    for (int k = 0; k < inner; k++)
        sum += a.data[k * a.col] * b.data[k * b.row];
    return b.col == 1 ? sum : c + sum;
}

static void try_small(int n, int m, int inner, Matrix a, Matrix b)
{
    int size = n * m + 2 * AROUND;
    float *c = numbers_new(size), *right = malloc(sizeof *c * (size_t)size);
    memcpy(right, c, sizeof *c * (size_t)size);
    for (int i = 0; i < n * m; i++)
        right[AROUND + i] = small_sum(inner, part(a, i / m, 0),
                                      part(b, 0, i % m), right[AROUND + i]);
    gemm(n, m, inner, a, b, c + AROUND);
    compare("small", n, m, inner, c + AROUND, right + AROUND);
    free(c);
    free(right);
}

static void try_small_shape(int n, int m, int inner)
{
    float *a, *a_turned, *b, *b_turned;
    Matrix left = matrix_new(n, inner, 1, &a);
    Matrix left_turned = transpose(matrix_new(inner, n, 1, &a_turned));
    Matrix right = matrix_new(inner, m, 1, &b);
    Matrix right_turned = transpose(matrix_new(m, inner, 1, &b_turned));
    try_small(n, m, inner, left, right);
    try_small(n, m, inner, left, right_turned);
    try_small(n, m, inner, left_turned, right);
    free(a);
    free(a_turned);
    free(b);
    free(b_turned);
}

START_TEST(a_small_product_gives_the_bits_of_three_loops)
{
    for (int n = 1; n < 6; n++)
        for (int m = 1; m < 20; m++)
            for (int inner = 1; inner < 20 && n * m * inner < SMALL; inner++)
                try_small_shape(n, m, inner);
}
END_TEST

int main(void)
{
#ifdef NEEDED
    if (!__builtin_cpu_supports(NEEDED)) {
        printf("gemm: left out, the processor has no " NEEDED "\n");
        return 0;
    }
#endif
    Suite *suite = suite_create("gemm");
    TCase *test = tcase_create("gemm");
    tcase_set_timeout(test, 60);
    tcase_add_test(test, every_tile_stays_in_its_place);
    tcase_add_test(test, around_every_border);
    tcase_add_test(test, every_kernel_gives_the_same_bits);
    tcase_add_test(test, beyond_every_block);
    tcase_add_test(test, fused_is_rounded_once);
    tcase_add_test(test, threads_change_no_bit);
    tcase_add_loop_test(test, a_bad_variable_ends_the_program, 0,
                        sizeof variables / sizeof *variables);
    tcase_add_test(test, a_small_product_is_rounded_twice);
    tcase_add_test(test, a_small_product_gives_the_bits_of_three_loops);
    suite_add_tcase(suite, test);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
