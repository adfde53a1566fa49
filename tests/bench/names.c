// A step of stage 7: by the core, by hand (gpt.c) and in PyTorch. All come to
// the same sum of losses.
#define _DEFAULT_SOURCE
#include <stdio.h>

#include "../../stages/stage7/stage7.h"
#include "bench.h"
#include "mistake.h"

enum { STEPS = 1000 };

static double train(const Names *names, Gpt *gpt, Optimizer *adam)
{
    double sum = 0;
    for (int step = 0; step < STEPS; step++) {
        float number[NAME_MAX + 2];
        int n = name_encode(names->name[step], number);
        Tensor *scores = gpt_forward(gpt, tensor_from(shape_1d(n), number));
        Tensor *next = tensor_from(shape_1d(n), number + 1);
        Tensor *loss = cross_entropy_loss(scores, next, REDUCTION_MEAN);
        backward(loss);
        adam->lr = 0.01 * (1 - (double)step / STEPS);
        optimizer_step(adam);
        optimizer_zero_grad(adam);
        sum += (double)tensor_item(loss);
        tape_reset();
    }
    return sum;
}

static Result run(bool by_hand)
{
    manual_seed(1);
    Names names = names_read_shuffled("data/names.txt");
    Gpt gpt = gpt_new();
    Parameters list = {0};
    module_parameters(&gpt.module, "", &list);
    Optimizer *adam = adam_new(&list, 0.01);
    adam->beta1 = 0.85;
    adam->beta2 = 0.99;
    Result result;
    double start = thread_seconds();
    result.loss =
        by_hand ? gpt_train_by_hand(&names, &list) : train(&names, &gpt, adam);
    result.seconds = (thread_seconds() - start) / STEPS;
    optimizer_free(adam);
    parameters_free(&list);
    gpt_free(&gpt);
    names_free(&names);
    return result;
}

Result run_gpt(const int *size)
{
    (void)size;
    return run(false);
}

Result run_gpt_by_hand(const int *size)
{
    (void)size;
    return run(true);
}

Result run_gpt_torch(const int *size)
{
    (void)size;
    Result result;
    FILE *answer = popen(PYTHON " tests/bench/torch_gpt.py", "r");
    check(answer &&
              fscanf(answer, "%lf %lf", &result.seconds, &result.loss) == 2,
          "PyTorch does not answer");
    pclose(answer);
    return result;
}
