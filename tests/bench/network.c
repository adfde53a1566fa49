// Networks of linear layers, and products: by the core and by OpenBLAS.
#define _DEFAULT_SOURCE
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#ifdef OPENBLAS
#include <cblas.h>
#endif

#include "autograd.h"
#include "bench.h"
#include "gemm.h"
#include "mistake.h"
#include "nn.h"
#include "ops.h"
#include "optim.h"
#include "random.h"

// As many steps as take a few hundredths of a second; the first ones find their
// memory and are not counted.
enum { FIRST = 2 };

int steps_for(const int *size)
{
    double work = 20000;
    for (int i = 1; size[i + 1]; i++)
        work += 6.0 * size[0] * size[i] * size[i + 1];
    int steps = (int)(3e8 / work);
    return steps < 8 ? 8 : steps > 2000 ? 2000 : steps;
}

static Module network_new(const int *size)
{
    Module model = module_new("Sequential");
    for (int i = 1; size[i + 1]; i++) {
        if (i > 1)
            sequential_add(&model, NULL, module_new("ReLU"));
        sequential_add(&model, NULL,
                       module_new_linear(size[i], size[i + 1], true));
    }
    return model;
}

static int last(const int *size)
{
    int i = 1;
    while (size[i + 1])
        i++;
    return size[i];
}

static Result train(const int *size, double (*seconds)(void))
{
    manual_seed(1);
    Module model = network_new(size);
    Parameters list = {0};
    module_parameters(&model, "", &list);
    Optimizer *adam = adam_new(&list, 0.001);
    Tensor *x = tensor_new_randn(shape_2d(size[0], size[1]));
    Tensor *y = tensor_new_zeros(shape_1d(size[0]));
    for (int i = 0; i < size[0]; i++)
        y->data[i] = (float)(i % last(size));
    Result result = {0, 0};
    int steps = steps_for(size);
    double start = 0;
    for (int i = -FIRST; i < steps; i++) {
        if (i == 0)
            start = seconds();
        Tensor *loss =
            cross_entropy_loss(module_forward(&model, x), y, REDUCTION_MEAN);
        backward(loss);
        optimizer_step(adam);
        optimizer_zero_grad(adam);
        result.loss = tensor_item(loss);
        tape_reset();
    }
    result.seconds = (seconds() - start) / steps;
    optimizer_free(adam);
    parameters_free(&list);
    module_free(&model);
    tensor_free(x);
    tensor_free(y);
    return result;
}

Result run_network(const int *size)
{
    return train(size, thread_seconds);
}

// The time of one thread would not show what a second one does.
static double clock_seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

Result run_network_threads(const int *size)
{
    setenv("KINDLING_THREADS", size[0] == 1 ? "1" : "2", 1);
    Result result = train(size + 1, clock_seconds);
    unsetenv("KINDLING_THREADS");
    return result;
}

static float *random_new(int count)
{
    float *x = malloc(sizeof *x * (size_t)count);
    rand_normal(default_generator(), count, x);
    return x;
}

static int repetitions(const int *size)
{
    return 1 + (int)(2e7 / ((double)size[0] * size[1] * size[2]));
}

static Result product(const int *size, bool blas)
{
    int n = size[0], m = size[1], inner = size[2], times = repetitions(size);
    float *a = random_new(n * inner), *b = random_new(m * inner);
    float *c = random_new(n * m);
    double best = INFINITY;
    for (int warm = 0; warm < 3; warm++) {
        double start = thread_seconds();
        for (int i = 0; i < times; i++)
            if (!blas)
                gemm(n, m, inner, plain(a, inner), transposed(b, inner), c);
#ifdef OPENBLAS
            else
                cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasTrans, n, m,
                            inner, 1, a, inner, b, inner, 1, c, m);
#endif
        best = fmin(best, (thread_seconds() - start) / times);
    }
    free(a);
    free(b);
    free(c);
    return (Result){best, NAN};
}

Result run_product(const int *size)
{
    return product(size, false);
}

Result run_product_blas(const int *size)
{
    return product(size, true);
}

// What everybody writes first; the inner loop runs down a column of B.
Result run_product_by_loops(const int *size)
{
    int n = size[0], m = size[1], inner = size[2];
    float *a = random_new(n * inner), *b = random_new(inner * m);
    float *c = random_new(n * m);
    double start = thread_seconds();
    for (int i = 0; i < n; i++)
        for (int j = 0; j < m; j++)
            for (int k = 0; k < inner; k++)
                c[i * m + j] += a[i * inner + k] * b[k * m + j];
    double seconds = thread_seconds() - start;
    free(a);
    free(b);
    free(c);
    return (Result){seconds, NAN};
}

#ifdef OPENBLAS
static void layer_by_blas(int n, int in, int out, bool first, float *x,
                          float *w, float *g, float *y)
{
    cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasTrans, n, out, in, 1, x, in,
                w, in, 0, y, out);
    cblas_sgemm(CblasRowMajor, CblasTrans, CblasNoTrans, out, in, n, 1, y, out,
                x, in, 0, g, in);
    if (!first)
        cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, n, in, out, 1, y,
                    out, w, in, 0, x, in);
}

// The square root alone takes as long as the memory does.
static void adam_pass(int n, float *restrict p, const float *restrict g,
                      float *restrict m, float *restrict v)
{
    for (int i = 0; i < n; i++) {
        m[i] = 0.9f * m[i] + 0.1f * g[i];
        v[i] = 0.999f * v[i] + 0.001f * g[i] * g[i];
        p[i] -= 1e-9f * m[i] / (sqrtf(v[i]) + 1e-8f);
    }
}

Result run_network_floor(const int *size)
{
    enum { LAYERS = 6, ARRAYS = 6 };
    float *array[LAYERS][ARRAYS] = {{0}};
    int layers = 0, steps = steps_for(size);
    for (; size[layers + 2]; layers++) {
        int in = size[layers + 1], out = size[layers + 2];
        for (int k = 0; k < ARRAYS; k++)
            array[layers][k] =
                random_new(k < 4 ? in * out : size[0] * (k == 4 ? in : out));
        for (int k = 0; k < in * out; k++)
            array[layers][3][k] = 1;
    }
    double start = 0;
    for (int step = -FIRST; step < steps; step++) {
        if (step == 0)
            start = thread_seconds();
        for (int i = 0; i < layers; i++) {
            float **at = array[i];
            int in = size[i + 1], out = size[i + 2];
            layer_by_blas(size[0], in, out, i == 0, at[4], at[0], at[1], at[5]);
            adam_pass(in * out, at[0], at[1], at[2], at[3]);
        }
    }
    double seconds = (thread_seconds() - start) / steps;
    for (int i = 0; i < layers; i++)
        for (int k = 0; k < ARRAYS; k++)
            free(array[i][k]);
    return (Result){seconds, NAN};
}
#endif
