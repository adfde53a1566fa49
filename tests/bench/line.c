// The steps of stages 1 and 2: by the core, and as the plain loop that somebody
// writes who needs only this line, with the same shuffles: by a generator of
// its own, and by the core's, which makes only the words that are drawn. And
// what it costs to compute with numbers that are too small for the full
// precision of a float.
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "autograd.h"
#include "bench.h"
#include "data.h"
#include "mistake.h"
#include "nn.h"
#include "ops.h"
#include "optim.h"
#include "random.h"

enum { POINTS = 10, EPOCHS = 500 };
static const float LR = 0.01f;

static TensorDataset points_new(void)
{
    TensorDataset data = {tensor_new_zeros(shape_2d(POINTS, 1)),
                          tensor_new_zeros(shape_1d(POINTS))};
    for (int i = 0; i < POINTS; i++) {
        data.x->data[i] = ((float)i - 4.5f) / 2.9f;
        data.y->data[i] = (float)i + 0.3f * (float)(i % 3);
    }
    return data;
}

// Stage 1: two tensors and six operations.
static double step_of_operations(DataLoader *loader, Tensor *weight,
                                 Tensor *bias)
{
    TensorDataset batch;
    double sum = 0;
    while (dataloader_next(loader, &batch)) {
        Tensor *pred = tensor_add(tensor_matmul(batch.x, weight), bias);
        Tensor *loss = tensor_mean(tensor_pow(tensor_sub(pred, batch.y), 2));
        backward(loss);
        weight->data[0] -= LR * weight->grad[0];
        bias->data[0] -= LR * bias->grad[0];
        tensor_zero_grad(weight);
        tensor_zero_grad(bias);
        sum += tensor_item(loss);
        tape_reset();
    }
    return sum;
}

Result run_stage1(const int *size)
{
    (void)size;
    manual_seed(1);
    TensorDataset data = points_new();
    DataLoader loader = dataloader_new(data, 1, true);
    Tensor *weight = tensor_requires_grad(tensor_new_zeros(shape_1d(1)));
    Tensor *bias = tensor_requires_grad(tensor_new_zeros(shape_1d(1)));
    Result result;
    double start = thread_seconds();
    for (int epoch = 0; epoch < EPOCHS; epoch++)
        result.loss = step_of_operations(&loader, weight, bias);
    result.seconds = (thread_seconds() - start) / (EPOCHS * POINTS);
    tensor_free(weight);
    tensor_free(bias);
    dataloader_free(&loader);
    tensor_free(data.x);
    tensor_free(data.y);
    return result;
}

// Stage 2: a layer, a loss and an optimiser.
static double step_of_layer(DataLoader *loader, const Linear *layer,
                            Optimizer *sgd)
{
    TensorDataset batch;
    double sum = 0;
    while (dataloader_next(loader, &batch)) {
        batch.y->shape = shape_2d(1, 1);
        Tensor *pred = linear_forward(layer, batch.x);
        Tensor *loss = mse_loss(pred, batch.y, REDUCTION_MEAN);
        batch.y->shape = shape_1d(1);
        backward(loss);
        optimizer_step(sgd);
        optimizer_zero_grad(sgd);
        sum += tensor_item(loss);
        tape_reset();
    }
    return sum;
}

Result run_stage2(const int *size)
{
    (void)size;
    manual_seed(1);
    TensorDataset data = points_new();
    DataLoader loader = dataloader_new(data, 1, true);
    Linear layer = linear_new(1, 1, true);
    layer.weight->data[0] = layer.bias->data[0] = 0;
    manual_seed(1);
    Parameters list = {0};
    linear_parameters(&layer, "", &list);
    Optimizer *sgd = sgd_new(&list, LR);
    Result result;
    double start = thread_seconds();
    for (int epoch = 0; epoch < EPOCHS; epoch++)
        result.loss = step_of_layer(&loader, &layer, sgd);
    result.seconds = (thread_seconds() - start) / (EPOCHS * POINTS);
    optimizer_free(sgd);
    parameters_free(&list);
    linear_free(&layer);
    dataloader_free(&loader);
    tensor_free(data.x);
    tensor_free(data.y);
    return result;
}

// The Mersenne Twister as its authors published it: all words at a time.
enum { WORDS = 624, FAR = 397 };
typedef struct Twister {
    uint32_t word[WORDS];
    int next;
} Twister;

static void twister_seed(Twister *t, uint32_t seed)
{
    t->word[0] = seed;
    for (uint32_t i = 1; i < WORDS; i++)
        t->word[i] = seed = 1812433253U * (seed ^ (seed >> 30)) + i;
    t->next = WORDS;
}

static inline void twist(uint32_t *word, uint32_t next, uint32_t far)
{
    uint32_t y = (*word & 0x80000000U) | (next & 0x7fffffffU);
    *word = far ^ (y >> 1) ^ (-(y & 1) & 0x9908b0dfU);
}

static uint32_t twister_draw(Twister *t)
{
    uint32_t *w = t->word;
    if (t->next == WORDS) {
        for (int i = 0; i < WORDS - FAR; i++)
            twist(&w[i], w[i + 1], w[i + FAR]);
        for (int i = WORDS - FAR; i < WORDS - 1; i++)
            twist(&w[i], w[i + 1], w[i + FAR - WORDS]);
        twist(&w[WORDS - 1], w[0], w[FAR - 1]);
        t->next = 0;
    }
    uint32_t y = w[t->next++];
    y ^= y >> 11;
    y ^= (y << 7) & 0x9d2c5680U;
    y ^= (y << 15) & 0xefc60000U;
    return y ^ (y >> 18);
}

// The order of an epoch; own draws the seed of the generator that shuffles.
static void shuffle_by_hand(Twister *own, int order[POINTS])
{
    Twister fresh;
    uint32_t seed = 0;
    for (int i = 0; i < 4; i++)
        seed = twister_draw(own);
    twister_seed(&fresh, seed);
    for (int i = 0; i < POINTS; i++)
        order[i] = i;
    for (int i = 0; i < POINTS - 1; i++) {
        int k = i + (int)(twister_draw(&fresh) % (uint32_t)(POINTS - i));
        int old = order[i];
        order[i] = order[k];
        order[k] = old;
    }
}

static void shuffle_by_core(int order[POINTS])
{
    Generator fresh;
    random_64(default_generator());
    generator_seed(&fresh, random_64(default_generator()));
    randperm(&fresh, POINTS, order);
}

// The loss of many epochs would hardly tell one order from another.
static void check_shuffles(void)
{
    int by_hand[POINTS], by_core[POINTS];
    Twister own;
    twister_seed(&own, 1);
    manual_seed(1);
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
        shuffle_by_hand(&own, by_hand);
        shuffle_by_core(by_core);
        check(memcmp(by_hand, by_core, sizeof by_core) == 0,
              "by hand epoch %d is shuffled otherwise", epoch);
    }
}

static Result line_by_hand(bool core_shuffles)
{
    manual_seed(1);
    TensorDataset data = points_new();
    Twister own;
    twister_seed(&own, 1);
    int order[POINTS];
    float w = 0, b = 0;
    Result result;
    double start = thread_seconds();
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
        if (core_shuffles)
            shuffle_by_core(order);
        else
            shuffle_by_hand(&own, order);
        result.loss = 0;
        for (int i = 0; i < POINTS; i++) {
            float x = data.x->data[order[i]];
            float d = w * x + b - data.y->data[order[i]];
            w -= LR * 2 * d * x;
            b -= LR * 2 * d;
            result.loss += d * d;
        }
    }
    result.seconds = (thread_seconds() - start) / (EPOCHS * POINTS);
    tensor_free(data.x);
    tensor_free(data.y);
    return result;
}

Result run_line_by_hand(const int *size)
{
    (void)size;
    check_shuffles();
    return line_by_hand(false);
}

Result run_line_by_hand_shuffled(const int *size)
{
    (void)size;
    return line_by_hand(true);
}

// Running averages as Adam's, of numbers of the size 10^size[0]: a thousand.
Result run_average(const int *size)
{
    enum { NUMBERS = 4096, TIMES = 100 };
    static float average[NUMBERS];
    float gradient = (float)pow(10, size[0]);
    for (int i = 0; i < NUMBERS; i++)
        average[i] = gradient;
    double start = thread_seconds();
    for (int time = 0; time < TIMES; time++)
        for (int i = 0; i < NUMBERS; i++)
            average[i] = average[i] * 0.9f + gradient;
    return (Result){(thread_seconds() - start) / (NUMBERS * TIMES / 1e3), NAN};
}
