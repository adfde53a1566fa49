// A training step as a whole: it asks for no memory once it runs, threads do
// not disturb each other, and with AddressSanitizer a late use is reported.
//
// This program is linked with -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc,
// --wrap=free (tests.mk), so that the four functions below stand in their
// place.
#define _POSIX_C_SOURCE 200809L
#include <pthread.h>
#include <stdint.h>

#include "autograd.h"
#include "data.h"
#include "golden.h"
#include "optim.h"
#include "ops.h"
#include "stop.h"

static _Thread_local int calls; // of the four, in this thread

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *block, size_t size);
void __real_free(void *block);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *block, size_t size);
void __wrap_free(void *block);

void *__wrap_malloc(size_t size)
{
    calls++;
    return __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
    calls++;
    return __real_calloc(count, size);
}

void *__wrap_realloc(void *block, size_t size)
{
    calls++;
    return __real_realloc(block, size);
}

void __wrap_free(void *block)
{
    calls++;
    __real_free(block);
}

enum { ROWS = 25, FEATURES = 4, CLASSES = 3 };

typedef struct Training {
    Tensor *x, *y;
    Module model;
    Parameters parameters;
    Optimizer *optimizer;
    DataLoader loader;
} Training;

static void training_begin(Training *t, uint64_t seed, bool adam)
{
    manual_seed(seed);
    t->x = tensor_new_randn(shape_2d(ROWS, FEATURES));
    t->y = tensor_new_zeros(shape_1d(ROWS));
    for (int i = 0; i < ROWS; i++)
        t->y->data[i] = (float)(i % CLASSES);
    t->model = module_new("Sequential");
    sequential_add(&t->model, NULL, module_new_linear(FEATURES, 16, true));
    sequential_add(&t->model, NULL, module_new("Sigmoid"));
    sequential_add(&t->model, NULL, module_new_linear(16, CLASSES, true));
    t->parameters = (Parameters){0};
    module_parameters(&t->model, "", &t->parameters);
    t->optimizer =
        adam ? adam_new(&t->parameters, 0.01) : sgd_new(&t->parameters, 0.01);
    t->optimizer->momentum = adam ? 0 : 0.9;
    t->loader = dataloader_new((TensorDataset){t->x, t->y}, 4, true);
}

// One epoch with all that a program does in one; returns the sum of the losses.
static double training_epoch(Training *t)
{
    double total = 0;
    TensorDataset batch;
    while (dataloader_next(&t->loader, &batch)) {
        Tensor *pred = module_forward(&t->model, batch.x);
        Tensor *loss = cross_entropy_loss(pred, batch.y, REDUCTION_MEAN);
        backward(loss);
        optimizer_step(t->optimizer);
        optimizer_zero_grad(t->optimizer);
        total += tensor_item(loss);
        no_grad_begin();
        total +=
            tensor_item(tensor_sum(tensor_eq(tensor_argmax(pred, 1), batch.y)));
        no_grad_end();
        tape_reset();
    }
    return total;
}

static void training_end(Training *t)
{
    dataloader_free(&t->loader);
    optimizer_free(t->optimizer);
    parameters_free(&t->parameters);
    module_free(&t->model);
    tensor_free(t->x);
    tensor_free(t->y);
    tape_free();
}

#if defined(__SANITIZE_ADDRESS__)
#define ADDRESS_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ADDRESS_SANITIZER 1
#endif
#endif

// With AddressSanitizer every result is a heap block, on purpose.
#ifndef ADDRESS_SANITIZER
START_TEST(test_no_malloc)
{
    for (int adam = 0; adam < 2; adam++) {
        Training t;
        calls = 0;
        training_begin(&t, 1, adam);
        ck_assert_int_gt(calls, 10); // the count works
        training_epoch(&t);          // the last batch is a short one
        calls = 0;
        double total = training_epoch(&t);
        ck_assert_int_eq(calls, 0);
        ck_assert(total > 0);
        training_end(&t);
    }
}
END_TEST
#endif

static void *train(void *context)
{
    uint64_t *seed = context;
    Training t;
    training_begin(&t, *seed, true);
    double total = 0;
    for (int i = 0; i < 100; i++)
        total += training_epoch(&t);
    training_end(&t);
    double *result = malloc(sizeof *result);
    *result = total;
    return result;
}

// Each thread has a tape, a generator and a no_grad of its own: trained side by
// side, networks come out as one after the other.
START_TEST(test_threads)
{
    enum { THREADS = 4 };
    pthread_t thread[THREADS];
    uint64_t seed[THREADS];
    double alone[THREADS];
    for (int i = 0; i < THREADS; i++) {
        seed[i] = (uint64_t)i / 2; // two pairs with the same seed
        double *total = train(&seed[i]);
        alone[i] = *total;
        free(total);
    }
    ck_assert(alone[0] == alone[1] && alone[2] != alone[0]);
    no_grad_begin(); // of this thread only
    for (int i = 0; i < THREADS; i++)
        ck_assert_int_eq(pthread_create(&thread[i], NULL, train, &seed[i]), 0);
    for (int i = 0; i < THREADS; i++) {
        void *total;
        pthread_join(thread[i], &total);
        ck_assert(*(double *)total == alone[i]);
        free(total);
    }
    no_grad_end();
}
END_TEST

static void *unseeded(void *words)
{
    *(uint32_t *)words = random_32(default_generator());
    return NULL;
}

// A new thread starts from the default seed, whatever this one has drawn.
START_TEST(test_thread_generator)
{
    uint32_t word;
    pthread_t thread;
    Generator fresh;
    manual_seed(5);
    pthread_create(&thread, NULL, unseeded, &word);
    pthread_join(thread, NULL);
    generator_seed(&fresh, 67280421310721U);
    ck_assert_uint_eq(word, random_32(&fresh));
}
END_TEST

#ifdef ADDRESS_SANITIZER
static volatile float sink;

static void used_after_reset(void)
{
    Tensor *y = tensor_scalar(1);
    tape_reset();
    sink = y->data[0];
}

static void numbers_used_after_reset(void)
{
    float *data = tensor_scalar(1)->data;
    tape_reset();
    sink = data[0];
}

static void one_too_far(void)
{
    Tensor *y = tensor_from(shape_1d(3), (const float[]){1, 2, 3});
    for (int i = 0; i <= tensor_numel(y); i++)
        y->data[i] = 0;
}

static void gradient_one_too_far(void)
{
    Tensor *x = tensor_requires_grad(tensor_new_ones(shape_1d(3)));
    Tensor *y = tensor_exp(x);
    backward(tensor_sum(y));
    for (int i = 0; i <= tensor_numel(y); i++)
        y->grad[i] += 1;
}

static void reports(void (*function)(void), const char *what)
{
    Stop stop;
    stop_run(&stop, function);
    ck_assert(WIFSIGNALED(stop.status) || WEXITSTATUS(stop.status) != 0);
    ck_assert_msg(strstr(stop.message, what), "no %s in: %s", what,
                  stop.message);
}

START_TEST(test_sanitizer)
{
    reports(used_after_reset, "heap-use-after-free");
    reports(numbers_used_after_reset, "heap-use-after-free");
    reports(one_too_far, "heap-buffer-overflow");
    reports(gradient_one_too_far, "heap-buffer-overflow");
}
END_TEST
#endif

int main(void)
{
    TCase *tests = tcase_create("step");
    tcase_set_timeout(tests, 60);
#ifdef ADDRESS_SANITIZER
    tcase_add_test(tests, test_sanitizer);
#else
    tcase_add_test(tests, test_no_malloc);
#endif
    tcase_add_test(tests, test_threads);
    tcase_add_test(tests, test_thread_generator);
    return run_tests("step", tests);
}
