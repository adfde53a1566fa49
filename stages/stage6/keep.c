/*: # What is kept of a training

Of each network the program keeps its model, what it was in each epoch, and its
parameters as they were in the best one. [Stage 6](stage6.c#early-stopping) says
why. */
#include "stage6.h"

#include "mistake.h"

Trained trained_new(const char *name, Module model)
{
    Trained t = {.name = name, .model = model, .least = INFINITY};
    module_parameters(&t.model, "", &t.parameters);
    check(t.parameters.item && t.parameters.count == TENSORS,
          "trained_new: %d parameters", t.parameters.count);
    for (int i = 0; i < TENSORS; i++)
        t.copy[i] = tensor_new_copy(t.parameters.item[i].tensor);
    return t;
}

void trained_free(Trained *t)
{
    for (int i = 0; i < TENSORS; i++)
        tensor_free(t->copy[i]);
    free(t->train.epoch);
    free(t->valid.epoch);
    parameters_free(&t->parameters);
    module_free(&t->model);
}

/*: ## Copying and bringing back

The best parameters are those of an epoch that is over. They would be lost in
the next one, so they are copied, and the copy is brought back at the end. */
static void copy_numbers(Tensor *to, const Tensor *from)
{
    memcpy(to->data, from->data, (size_t)tensor_numel(to) * sizeof *to->data);
}

void keep(Trained *t)
{
    for (int i = 0; i < TENSORS; i++)
        copy_numbers(t->copy[i], t->parameters.item[i].tensor);
}

void bring_back(Trained *t)
{
    for (int i = 0; i < TENSORS; i++)
        copy_numbers(t->parameters.item[i].tensor, t->copy[i]);
}

/*: ## A line for an epoch

Loss and accuracy in training, then of the validation set, which may not be a
number: then the program ends with advice, [as a run of stage
3](training_run.c#a-loss-that-is-no-number). */
static void print_line(const char *name, int epoch, Epoch train, Epoch valid,
                       const CliCommon *c)
{
    bool last = epoch + 1 == c->epochs;
    if (c->quiet || (epoch % c->log_every && !last))
        return;
    progress_hide();
    if (epoch == 0)
        printf("%s\n", name);
    printf("Epoch %d  Loss %.4f  Accuracy %.4f  Validation %.4f  %.4f\n", epoch,
           train.loss, train.accuracy, valid.loss, valid.accuracy);
}

void record(Trained *t, Epoch train, Epoch valid, const CliCommon *c)
{
    int epoch = t->train.epochs;
    if (!isfinite(train.loss) || !isfinite(valid.loss))
        cli_stop("%s: epoch %d: the loss is not a number; try a tenth of the "
                 "--lr, %g",
                 t->name, epoch, c->lr / 10);
    history_add(&t->train, train.loss, train.accuracy);
    history_add(&t->valid, valid.loss, valid.accuracy);
    print_line(t->name, epoch, train, valid, c);
    progress_show(epoch + 1, c->epochs);
}
