// common/optim.c against torch.optim, over twenty steps of each setting.
#define _DEFAULT_SOURCE
#include "autograd.h"
#include "golden.h"
#include "ops.h"
#include "optim.h"
#include "random.h"

// SGD has the same operations in the same order, so the same bits. PyTorch's
// Adam fuses a multiplication and an addition where it updates the averages,
// which makes some last places in 20 steps.
static const double ADAM_ALLOWANCE = 1e-6;

static Golden g; // tests/golden/optim.txt

typedef struct Run {
    Optimizer *optimizer;
    Parameters parameters;
    int parameter; // the one the next line is about
    Tensor *loss;  // of this step so far: NULL at its beginning
    double lr;
} Run;

static void run_end(Run *run)
{
    if (run->optimizer)
        optimizer_free(run->optimizer);
    for (int i = 0; i < run->parameters.count; i++)
        tensor_free(run->parameters.item[i].tensor);
    parameters_free(&run->parameters);
    *run = (Run){.lr = 0};
}

static double setting[7]; // lr, momentum, weight decay, beta1, beta2, eps, adam

static void begin(Run *run)
{
    run_end(run);
    setting[6] = strcmp(golden_word(&g), "adam") == 0;
    for (int i = 0; i < 6; i++)
        setting[i] = golden_number(&g);
}

static void start(Run *run)
{
    Tensor *p = tensor_requires_grad(golden_new_tensor(&g));
    parameters_add(&run->parameters, "", "p", p);
    if (run->parameters.count < 2)
        return;
    Optimizer *o = setting[6] != 0 ? adam_new(&run->parameters, setting[0])
                                   : sgd_new(&run->parameters, setting[0]);
    o->momentum = setting[1];
    o->weight_decay = setting[2];
    if (setting[6] != 0) {
        o->beta1 = setting[3];
        o->beta2 = setting[4];
        o->eps = setting[5];
    }
    run->optimizer = o;
}

// sum(p * gradient) has just this gradient.
static void add_to_loss(Run *run)
{
    Tensor *gradient = golden_new_tensor(&g);
    Tensor *p = run->parameters.item[run->parameter].tensor;
    Tensor *fixed = tensor_from(gradient->shape, gradient->data);
    Tensor *part = tensor_sum(tensor_mul(p, fixed));
    run->loss = run->loss ? tensor_add(run->loss, part) : part;
    tensor_free(gradient);
}

static void step(Run *run)
{
    if (run->loss)
        backward(run->loss);
    run->optimizer->lr = run->lr;
    optimizer_step(run->optimizer);
    optimizer_zero_grad(run->optimizer);
    for (int i = 0; i < run->parameters.count; i++)
        ck_assert_ptr_null(run->parameters.item[i].tensor->grad);
    tape_reset();
    run->loss = NULL;
}

static void compare(const Run *run)
{
    Tensor *expected = golden_new_tensor(&g);
    const Tensor *p = run->parameters.item[run->parameter].tensor;
    for (int i = 0; i < tensor_numel(expected); i++) {
        double e = expected->data[i];
        double allowance =
            setting[6] != 0 ? ADAM_ALLOWANCE * (fabs(e) + 0.1) : 0;
        ck_assert_msg(fabs(e - p->data[i]) <= allowance,
                      "line %d, number %d: expected %.9g, got %.9g", g.line, i,
                      e, p->data[i]);
    }
    tensor_free(expected);
}

START_TEST(test_golden)
{
    Run run = {.lr = 0};
    int compared = 0;
    golden_open(&g, "optim.txt");
    while (golden_next(&g)) {
        if (strcmp(g.key, "case") == 0) {
            begin(&run);
        } else if (strcmp(g.key, "start") == 0) {
            start(&run);
        } else if (strcmp(g.key, "step") == 0) {
            run.lr = golden_number(&g);
            run.parameter = 0;
        } else if (strcmp(g.key, "after") == 0) {
            if (run.parameter == 2)
                step(&run);
            run.parameter %= 2;
            compare(&run);
            run.parameter++;
            run.parameter = run.parameter == 2 ? 3 : run.parameter;
            compared++;
        } else {
            if (strcmp(g.key, "grad") == 0)
                add_to_loss(&run);
            run.parameter++;
        }
    }
    run_end(&run);
    ck_assert_int_eq(compared, 12 * 20 * 2);
}
END_TEST

START_TEST(test_defaults)
{
    Parameters none = {0};
    Optimizer *adam = adam_new(&none, 0.125), *sgd = sgd_new(&none, 0.5);
    ck_assert(adam->lr == 0.125 && sgd->lr == 0.5);
    ck_assert(adam->beta1 == 0.9 && adam->beta2 == 0.999 && adam->eps == 1e-8);
    ck_assert(adam->weight_decay == 0 && sgd->weight_decay == 0);
    ck_assert(sgd->momentum == 0);
    optimizer_step(adam); // nothing to do, and no harm
    optimizer_step(sgd);
    optimizer_zero_grad(sgd);
    optimizer_free(adam);
    optimizer_free(sgd);
}
END_TEST

// So long after its gradient ended that the averages are subnormal.
static Optimizer *adam_at_rest(Parameters *list, double eps)
{
    Optimizer *adam = adam_new(list, 0.001);
    adam->beta2 = 0.9;
    adam->eps = eps;
    for (int step = 0; step < 1200; step++) {
        float gradient = step < 5 ? 1 : 0;
        Tensor *p = list->item[0].tensor;
        backward(tensor_sum(tensor_mul(p, tensor_scalar(gradient))));
        optimizer_step(adam);
        optimizer_zero_grad(adam);
        tape_reset();
    }
    return adam;
}

// No subnormal number is left, which would slow down every step from then on;
// but beside a smaller eps it counts, and stays.
START_TEST(test_subnormal)
{
    Tensor *p = tensor_requires_grad(tensor_new_ones(shape_1d(9)));
    Parameters list = {0};
    parameters_add(&list, "", "p", p);
    Optimizer *adam = adam_at_rest(&list, 1e-8);
    Optimizer *finer = adam_at_rest(&list, 0.9e-8);
    for (int i = 0; i < tensor_numel(p); i++) {
        ck_assert(adam->average[0][i] == 0 && adam->average_sq[0][i] == 0);
        ck_assert(finer->average[0][i] > 0 && finer->average_sq[0][i] > 0);
    }
    optimizer_free(adam);
    optimizer_free(finer);
    parameters_free(&list);
    tensor_free(p);
    tape_free();
}
END_TEST

// A step of a parameter that is worth threads, into out.
static void large_step(const char *threads, int n, float *out)
{
    setenv("KINDLING_THREADS", threads, 1);
    manual_seed(1);
    Tensor *p = tensor_requires_grad(tensor_new_randn(shape_1d(n)));
    Parameters list = {0};
    parameters_add(&list, "", "p", p);
    Optimizer *adam = adam_new(&list, 0.001);
    backward(tensor_sum(tensor_mul(p, p)));
    optimizer_step(adam);
    tape_reset();
    memcpy(out, p->data, sizeof *out * (size_t)n);
    optimizer_free(adam);
    parameters_free(&list);
    tensor_free(p);
    unsetenv("KINDLING_THREADS");
}

START_TEST(threads_change_no_bit)
{
    enum { N = 200003 };
    float *one = malloc(sizeof *one * N), *more = malloc(sizeof *more * N);
    large_step("1", N, one);
    large_step("3", N, more);
    ck_assert(memcmp(one, more, sizeof *one * N) == 0);
    free(one);
    free(more);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("optim");
    tcase_add_test(tests, test_golden);
    tcase_add_test(tests, test_defaults);
    tcase_add_test(tests, test_subnormal);
    tcase_add_test(tests, threads_change_no_bit);
    return run_tests("optim", tests);
}
