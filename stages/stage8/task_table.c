/*: # A task: flowers

What is trained with [several processes](stage8.c) is one of two tasks. This one
is [stage 3](stage3.c)'s, and any other table's: four numbers, sixteen units,
three species, [ReLU](stage5.c#relu) between them, and no softmax of its own.

A task says five things: which rows there are, which model, what the loss of
some rows is, how the optimiser is set, and what to look at in the end.

![What a task says, and who asks it](task.svg){#fig-task alt="Five questions on
the left, each with what asks it on the right: rank 0 asks for the rows and for
the examination, all processes ask for the model, the setting of the optimiser,
and, once for each share of a step, for the loss"} */
#include "stage8.h"

static Rows read_rows(const Settings *s)
{
    TableSplit split = stage_read_table(&s->table, 1.0 / 3, 1);
    return (Rows){split.train, split.test, split.table->classes};
}

static Module *model_new(const Settings *s, const Rows *rows)
{
    int features = tensor_cols(rows->train.x), hidden = s->hidden;
    Module *model = memory_new(1, sizeof *model);
    *model = module_new("Sequential");
    sequential_add(model, "layer1", module_new_linear(features, hidden, true));
    sequential_add(model, "relu", module_new("ReLU"));
    sequential_add(model, "layer2",
                   module_new_linear(hidden, rows->classes, true));
    return model;
}

/*: The mean is taken over the rows of the share. */
static Tensor *loss_of(Module *model, TensorDataset batch, double *hits)
{
    Tensor *pred = module_forward(model, batch.x); // (rows, classes)
    *hits += count_correct(pred, batch.y);
    return cross_entropy_loss(pred, batch.y, REDUCTION_MEAN);
}

/*: The examination is that of [stage 3](stage3.c#the-examination). */
static void examine(Module *model, const Rows *rows)
{
    Tensor *pred = module_forward(model, rows->test.x); // (tests, classes)
    printf("Test Acc.: %.4f\n",
           count_correct(pred, rows->test.y) / (float)tensor_rows(pred));
}

const Task TABLE_TASK = {.kind = HISTORY_ACCURACY,
                         .read = read_rows,
                         .model_new = model_new,
                         .loss = loss_of,
                         .examine = examine};
