// The training of stage 3: by the core, by hand for this one network, and with
// more rows; and the whole program.
#define _DEFAULT_SOURCE
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "autograd.h"
#include "bench.h"
#include "data.h"
#include "metrics.h"
#include "mistake.h"
#include "nn.h"
#include "ops.h"
#include "optim.h"
#include "random.h"
#include "table.h"

enum { IN = 4, HIDDEN = 16, OUT = 3, BATCH = 2, EPOCHS = 100 };

static TensorDataset iris_new(void)
{
    Error error;
    Table *table = table_new_read("data/iris.csv", &(TableFormat){0}, &error);
    check(table, "%s", error.message);
    int order[150], tests = train_test_split(150, 1.0 / 3, 1, order);
    double x[400];
    TensorDataset data = {NULL, tensor_new_zeros(shape_1d(100))};
    for (int i = 0; i < 100; i++) {
        memcpy(x + i * IN, table->x + order[tests + i] * IN, IN * sizeof *x);
        data.y->data[i] = (float)table->label[order[tests + i]];
    }
    Standardizer s = standardizer_new(x, 100, IN, false);
    data.x = standardizer_new_tensor(&s, x, 100);
    standardizer_free(&s);
    table_free(table);
    return data;
}

// The loop of stage 3, all included: loading, loss, hits. Seconds for a step.
static double step_of_core(TensorDataset data, int epochs, double *loss_sum)
{
    manual_seed(1);
    DataLoader loader = dataloader_new(data, BATCH, true);
    Linear layer1 = linear_new(IN, HIDDEN, true);
    Linear layer2 = linear_new(HIDDEN, OUT, true);
    Parameters list = {0};
    linear_parameters(&layer1, "layer1", &list);
    linear_parameters(&layer2, "layer2", &list);
    Optimizer *adam = adam_new(&list, 0.001);
    TensorDataset batch;
    int steps = 0;
    float hit_sum = 0;
    double start = thread_seconds();
    for (int epoch = 0; epoch < epochs; epoch++)
        for (*loss_sum = 0; dataloader_next(&loader, &batch); steps++) {
            Tensor *h = tensor_sigmoid(linear_forward(&layer1, batch.x));
            Tensor *pred = tensor_softmax(linear_forward(&layer2, h), 1);
            Tensor *loss = cross_entropy_loss(pred, batch.y, REDUCTION_MEAN);
            backward(loss);
            optimizer_step(adam);
            optimizer_zero_grad(adam);
            *loss_sum += tensor_item(loss) * tensor_numel(batch.y);
            hit_sum += count_correct(pred, batch.y);
            tape_reset();
        }
    double time = (thread_seconds() - start) / steps;
    check(hit_sum > (float)steps / 2, "nothing is learnt: %g hits", hit_sum);
    optimizer_free(adam);
    parameters_free(&list);
    linear_free(&layer1);
    linear_free(&layer2);
    dataloader_free(&loader);
    return time;
}

// The same training with every shape known, nothing allocated, no tape: what
// somebody would write who needs only this one network.
typedef struct Fused {
    float w1[HIDDEN][IN], b1[HIDDEN], w2[OUT][HIDDEN], b2[OUT];
} Fused;
enum { FUSED = sizeof(Fused) / sizeof(float) };

static void fused_softmax(const float *in, float *out)
{
    float m = fmaxf(in[0], fmaxf(in[1], in[2])), sum = 0;
    for (int c = 0; c < OUT; c++)
        sum += out[c] = expf(in[c] - m);
    for (int c = 0; c < OUT; c++)
        out[c] /= sum;
}

// Adds the gradients of one row to g, and returns its loss.
static float fused_row(const Fused *f, Fused *g, const float *x, int label)
{
    float h[HIDDEN], z[OUT], p[OUT], q[OUT], dz[OUT], dot = 0;
    for (int j = 0; j < HIDDEN; j++) {
        float sum = f->b1[j];
        for (int k = 0; k < IN; k++)
            sum += f->w1[j][k] * x[k];
        h[j] = 1 / (1 + expf(-sum));
    }
    for (int c = 0; c < OUT; c++) {
        z[c] = f->b2[c];
        for (int j = 0; j < HIDDEN; j++)
            z[c] += f->w2[c][j] * h[j];
    }
    fused_softmax(z, p);
    fused_softmax(p, q);
    for (int c = 0; c < OUT; c++)
        dot += dz[c] = (q[c] - (c == label)) / BATCH * p[c];
    for (int c = 0; c < OUT; c++) {
        dz[c] -= p[c] * dot;
        g->b2[c] += dz[c];
        for (int j = 0; j < HIDDEN; j++)
            g->w2[c][j] += dz[c] * h[j];
    }
    for (int j = 0; j < HIDDEN; j++) {
        float dh = 0;
        for (int c = 0; c < OUT; c++)
            dh += dz[c] * f->w2[c][j];
        dh *= h[j] * (1 - h[j]);
        g->b1[j] += dh;
        for (int k = 0; k < IN; k++)
            g->w1[j][k] += dh * x[k];
    }
    return -logf(q[label]);
}

static double step_of_fused(TensorDataset data, int epochs, double *loss_sum)
{
    manual_seed(1);
    Fused f, g, m = {0}, v = {0};
    float *p = &f.w1[0][0], *gp = &g.w1[0][0], *mp = &m.w1[0][0];
    float *vp = &v.w1[0][0];
    int order[100], steps = 0;
    Generator *own = default_generator();
    rand_uniform(own, -0.5f, 0.5f, HIDDEN * (IN + 1), &f.w1[0][0]);
    rand_uniform(own, -0.25f, 0.25f, OUT * (HIDDEN + 1), &f.w2[0][0]);
    double start = thread_seconds();
    for (int epoch = 0; epoch < epochs; epoch++) {
        Generator fresh;
        random_64(own);
        generator_seed(&fresh, random_64(own));
        randperm(&fresh, 100, order);
        *loss_sum = 0;
        for (int i = 0; i < 100; i += BATCH) {
            memset(&g, 0, sizeof g);
            for (int r = i; r < i + BATCH; r++)
                *loss_sum += fused_row(&f, &g, data.x->data + order[r] * IN,
                                       (int)data.y->data[order[r]]);
            steps++;
            float size = (float)(0.001 / (1 - pow(0.9, steps)));
            float root = (float)sqrt(1 - pow(0.999, steps));
            for (int k = 0; k < FUSED; k++) {
                mp[k] = 0.9f * mp[k] + 0.1f * gp[k];
                vp[k] = 0.999f * vp[k] + 0.001f * gp[k] * gp[k];
                p[k] -= size * mp[k] / (sqrtf(vp[k]) / root + 1e-8f);
            }
        }
    }
    return (thread_seconds() - start) / steps;
}

static Result iris(bool by_hand)
{
    TensorDataset data = iris_new();
    Result result;
    result.seconds =
        (by_hand ? step_of_fused : step_of_core)(data, EPOCHS, &result.loss);
    tensor_free(data.x);
    tensor_free(data.y);
    return result;
}

Result run_iris(const int *size)
{
    (void)size;
    return iris(false);
}

Result run_iris_by_hand(const int *size)
{
    (void)size;
    return iris(true);
}

Result run_iris_torch(const int *size)
{
    (void)size;
    Result result;
    FILE *answer = popen(PYTHON " tests/bench/torch_iris.py", "r");
    check(answer, "no pipe");
    check(fscanf(answer, "%lf %lf", &result.seconds, &result.loss) == 2,
          "PyTorch does not answer");
    pclose(answer);
    return result;
}

// Flowers again and again, each a little different: rows that can be learnt.
// All tables are trained with for as many steps: a short run would be luckier,
// for its fastest round may fall between two interruptions.
Result run_rows(const int *size)
{
    TensorDataset some = iris_new();
    TensorDataset data = {tensor_new_randn(shape_2d(size[0], IN)),
                          tensor_new_zeros(shape_1d(size[0]))};
    for (int i = 0; i < size[0]; i++) {
        for (int k = 0; k < IN; k++)
            data.x->data[i * IN + k] =
                data.x->data[i * IN + k] / 10 + some.x->data[i % 100 * IN + k];
        data.y->data[i] = some.y->data[i % 100];
    }
    Result result = {0, NAN};
    double loss;
    result.seconds = step_of_core(data, 1000000 / size[0], &loss) / BATCH;
    tensor_free(data.x);
    tensor_free(data.y);
    tensor_free(some.x);
    tensor_free(some.y);
    return result;
}

Result run_process(const int *size)
{
    char path[] = PROGRAMS "/stage?";
    path[sizeof path - 2] = (char)('0' + size[0]);
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        if (!freopen("/dev/null", "w", stdout))
            _exit(1);
        execl(path, path, "--no-plot", (char *)NULL);
        _exit(127);
    }
    struct rusage usage;
    int status;
    wait4(child, &status, 0, &usage);
    check(WIFEXITED(status) && WEXITSTATUS(status) == 0, "%s failed", path);
    double seconds = (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec);
    long micro = usage.ru_utime.tv_usec + usage.ru_stime.tv_usec;
    return (Result){seconds + 1e-6 * (double)micro, NAN};
}
