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

static float *numbers_new(int count)
{
    float *x = malloc(sizeof *x * (size_t)count);
    for (int i = 0; i < count; i++)
        x[i] = ldexpf((float)draw() - 0x1p23f, (int)(draw() % 8) - 26);
    return x;
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
            ck_assert_msg(fabs(*c - truth) <= bound, "%g is too far from %g",
                          (double)*c, truth);
        }
}

// All kernels with A and B as given.
static void try_matrices(int n, int m, int inner, Matrix a, Matrix b)
{
    Kernel kernel[3];
    int kernels = kernels_here(kernel), size = n * m;
    float *before = numbers_new(size), *c = malloc(sizeof *c * (size_t)size);
    float *right = malloc(sizeof *c * (size_t)size);
    memcpy(right, before, sizeof *c * (size_t)size);
    multiply_naively(n, m, inner, a, b, right);
    for (int i = 0; i <= kernels; i++) {
        memcpy(c, before, sizeof *c * (size_t)size);
        if (i < kernels)
            gemm_large(kernel[i].tile, n, m, inner, a, b, c, m, 1);
        else if ((double)n * m * inner >= SMALL)
            gemm(n, m, inner, a, b, c);
        else
            continue;
        for (int k = 0; k < size; k++)
            ck_assert_msg(memcmp(c + k, right + k, sizeof *c) == 0,
                          "%s, (%d, %d) x (%d, %d) at %d, %d: %a, not %a",
                          i < kernels ? kernel[i].name : "gemm", n, inner,
                          inner, m, k / m, k % m, (double)c[k],
                          (double)right[k]);
    }
    free(before);
    free(c);
    free(right);
}

static void try_shape(int n, int m, int inner)
{
    float *a = numbers_new(n * inner), *b = numbers_new(inner * m);
    for (int way = 0; way < 4; way++) // as they are, and transposed
        try_matrices(n, m, inner,
                     way & 1 ? (Matrix){a, 1, n} : (Matrix){a, inner, 1},
                     way & 2 ? (Matrix){b, 1, inner} : (Matrix){b, m, 1});
    free(a);
    free(b);
}

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
    float *c = numbers_new(n * m), *right = malloc(sizeof *c * (size_t)(n * m));
    for (int i = 0; i < n * m; i++)
        right[i] = small_sum(inner, part(a, i / m, 0), part(b, 0, i % m), c[i]);
    gemm(n, m, inner, a, b, c);
    ck_assert_msg(memcmp(c, right, sizeof *c * (size_t)(n * m)) == 0,
                  "(%d, %d) x (%d, %d)", n, inner, inner, m);
    free(c);
    free(right);
}

START_TEST(a_small_product_gives_the_bits_of_three_loops)
{
    for (int n = 1; n < 5; n++)
        for (int m = 1; m < 15; m++)
            for (int inner = 1; inner < 15; inner++) {
                float *a = numbers_new(n * inner), *b = numbers_new(inner * m);
                try_small(n, m, inner, plain(a, inner), plain(b, m));
                try_small(n, m, inner, plain(a, inner), transposed(b, inner));
                try_small(n, m, inner, transposed(a, n), plain(b, m));
                free(a);
                free(b);
            }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("gemm");
    TCase *test = tcase_create("gemm");
    tcase_set_timeout(test, 60);
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
