// A training that goes on from a checkpoint and writes the next: for make
// faults.
//
//     resume adam|sgd FROM|- TO       -: from the beginning
#include "autograd.h"
#include "model_file/model_file.h"
#include "ops.h"
#include "optim.h"
#include "program/program.h"

static void train(Module *model, Optimizer *optimizer)
{
    Tensor *x = tensor_from(shape_2d(2, 3), (const float[]){1, 2, 3, 3, 1, 2});
    Tensor *target = tensor_from(shape_1d(2), (const float[]){0, 1});
    backward(
        cross_entropy_loss(module_forward(model, x), target, REDUCTION_MEAN));
    optimizer_step(optimizer);
    optimizer_zero_grad(optimizer);
    tape_reset();
}

int main(int argc, char **argv)
{
    Error error;
    int epoch = 0;
    if (argc != 4)
        return 2;
    cli_parse(1, argv, "", &(CliCommon){.epochs = 1}, &(Option){0});
    manual_seed(1);
    Module model = module_new("Sequential");
    sequential_add(&model, "in", module_new_linear(3, 4, true));
    sequential_add(&model, NULL, module_new("Tanh"));
    sequential_add(&model, "out", module_new_linear(4, 2, false));
    Parameters list = {0};
    module_parameters(&model, "", &list);
    Optimizer *optimizer =
        *argv[1] == 'a' ? adam_new(&list, 0.01) : sgd_new(&list, 0.1);
    optimizer->momentum = *argv[1] == 'a' ? 0 : 0.9;
    if (*argv[2] != '-' &&
        !checkpoint_load(argv[2], &model, optimizer, &epoch, &error))
        cli_fail(&error);
    train(&model, optimizer);
    if (!checkpoint_save(argv[3], &model, optimizer, epoch + 1, &error))
        cli_fail(&error);
    optimizer_free(optimizer);
    parameters_free(&list);
    module_free(&model);
    return cli_finish();
}
