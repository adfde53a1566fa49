/*: # A task: flowers

[Several processes](stage8.c) train whatever answers five questions. Only rank 0
asks the first and the last:

| asked for | when |
|---|---|
| the rows | at the beginning, by rank 0, which [sends them to all](world.c) |
| a model | at the beginning, by all |
| what changes in the optimiser | before each step, by all |
| the mean loss of some rows | in each step, once for each share |
| what it has learned | at the end, by rank 0 |

```{.c include="stages/stage8/stage8.h" function="Task"}
```

Here are the answers for a table, such as that of the flowers. It is read as in
[stage 3](stage3.c). */
#include "stage8.h"

static Rows read_rows(const Settings *s)
{
    TableSplit split = stage_read_table(&s->table, 1.0 / 3, 1);
    return (Rows){split.train, split.test, split.table->classes};
}

/*: ## The model

Four numbers, sixteen units, three species, [ReLU](stage5.c#relu) between them,
and no softmax of its own. */
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

/*: ## Loss and examination

A hit is a row whose class is right. */
static Tensor *loss_of(Module *model, TensorDataset batch, double *hits)
{
    Tensor *pred = module_forward(model, batch.x); // (rows, classes)
    *hits += count_correct(pred, batch.y);
    return cross_entropy_loss(pred, batch.y, REDUCTION_MEAN);
}

// As in stage 3.
static void examine(Module *model, const Rows *rows)
{
    Tensor *pred = module_forward(model, rows->test.x); // (tests, classes)
    printf("Test Acc.: %.4f\n",
           count_correct(pred, rows->test.y) / (float)tensor_rows(pred));
}

/*: Nothing changes in the optimiser. */
const Task TABLE_TASK = {.kind = HISTORY_ACCURACY,
                         .read = read_rows,
                         .model_new = model_new,
                         .loss = loss_of,
                         .examine = examine};
