/*: # Stage 3: a network that knows three flowers

After this chapter you have trained a real classifier: from a file of measured
flowers to an accuracy on flowers that it has never seen. It takes about 60
minutes.

Edgar Anderson measured 150 irises of three species in the 1930s: length and
width of two kinds of leaf, sepal and petal. The program learns to tell the
species from the four numbers. It trains on 100 of the flowers and is examined
on the other 50. **Accuracy** is the share that is named rightly:

```{.output of="stage3"}
```

49 of 50 are right. The figure shows how it got there.

![Loss and accuracy on the training
flowers](stage3-curves.svg){#fig-stage3-curves alt="Two curves over 100 epochs:
the loss falls from 1.1 to 0.64, the accuracy climbs from 0.3 to 0.95"} */
#include <math.h>
#include <stdlib.h>

#include "autograd.h"
#include "base.h"
#include "program/cli.h"
#include "data.h"
#include "decision_map.h"
#include "program/draw_graph.h"
#include "table.h"
#include "nn.h"
#include "ops.h"
#include "optim.h"
#include "program/plot.h"
#include "random.h"

enum { SIGMOID, TANH, RELU }; // the words of --activation, in order
enum { GLOBAL, FEATURE };     // and of --standardize
static const char FOLDER[] = "build/stage3";

typedef struct Settings {
    CliCommon common;
    int hidden, activation, standardize;
    bool logits, graph;
    const char *data;
    double test_size;
    uint64_t split_seed;
} Settings;

/*: The program in nine lines: */
typedef struct Model Model;
static Model model_new(int inputs, int classes, const Settings *settings);
static Tensor *model_forward(const Model *model, Tensor *x);
static float hits(Tensor *pred, Tensor *target);
static int train(Model *model, TensorDataset data, const CliCommon *settings,
                 double *loss_history, double *accuracy_history, Error *error);
static void examine(const Model *model, const TableSplit *iris, bool quiet);
static bool draw(const Model *model, const TableSplit *iris,
                 const CliCommon *settings, const double *loss,
                 const double *accuracy, Error *error);

/*: ## The data

The file is a table with a header: four measures in centimetres and a name.
Rows are chosen for the examination by a seeded shuffle, and all numbers are
standardised with what the *training* rows say:

```python
X_train, X_test, y_train, y_test = train_test_split(
    X, y, test_size=1./3, random_state=1)
X_train_norm = (X_train - np.mean(X_train)) / np.std(X_train)
```

Look at the last line again: `np.mean` of a table is *one* number. Lengths of 6
cm and widths of 0.2 cm are moved by the same amount. It works, but each measure
with a mean and deviation of its own is what one usually wants: try
`--standardize feature`. One call, [`table_split_read`](table.c), does all of it;
here is the part of it that standardises:

```{.c include="common/table.c" function="fill_split"}
``` */

/*: ## The model

Four numbers go in. A first layer makes sixteen sums of them, each with weights
of its own; the sigmoid $\sigma$ bends each sum into $(0, 1)$. A second layer
makes three sums of the sixteen, one for each species, and softmax turns them
into three probabilities:

$$ h = \sigma(x W_1^T + b_1), \qquad p = \operatorname{softmax}(h W_2^T + b_2).
$$ {#eq-stage3-model}

[The next page](scores.md) has a picture, and explains each word on paper.

```python
x = self.layer1(x)
x = nn.Sigmoid()(x)
x = self.layer2(x)
x = nn.Softmax(dim=1)(x)
```
*/
struct Model {
    Linear layer1, layer2;
    int activation;
    bool logits;
};

static Model model_new(int inputs, int classes, const Settings *settings)
{
    Linear layer1 = linear_new(inputs, settings->hidden, true);
    Linear layer2 = linear_new(settings->hidden, classes, true);
    return (Model){layer1, layer2, settings->activation, settings->logits};
}

static Tensor *model_forward(const Model *model, Tensor *x)
{
    Tensor *h = linear_forward(&model->layer1, x); // (batch, hidden)
    h = model->activation == SIGMOID ? tensor_sigmoid(h)
        : model->activation == TANH  ? tensor_tanh(h)
                                     : tensor_relu(h);
    Tensor *out = linear_forward(&model->layer2, h); // (batch, classes)
    return model->logits ? out : tensor_softmax(out, 1);
}

/*: ## The loss, and a mistake in the notebook

The model gives the right answer some probability $p$, and its loss is [the
cross entropy](scores.md#how-surprised-is-the-model) $-\ln p$: 0 if it was sure,
large if it is surprised. PyTorch's `CrossEntropyLoss` takes **logits**, the
scores *before* the softmax, and applies softmax and logarithm itself. The
notebook's model ends in a softmax already. So it is applied twice.

::: {.mistake}
That does not break the training, but it puts a floor under the loss. The second
softmax sees only numbers between 0 and 1. Even for a perfect $(1, 0, 0)$ it
gives the right class no more than $e^1 / (e^1 + e^0 + e^0)$, and the loss
cannot go below

$$ -\ln \frac{e}{e + 2} = 0.5514. $$ {#eq-stage3-floor}

`--logits` leaves the model's own softmax out. The last epoch of both runs:

```{.output of="stage3" match="^Epoch 99"}
```

```{.output of="stage3-logits" match="^Epoch 99"}
```
::: */

/*: ## Counting hits

The predicted class is the one with the largest output: `argmax` gives its
number. Counting is no part of the loss: its results need not remember where
they came from. */
static float hits(Tensor *pred, Tensor *target)
{
    no_grad_begin();
    Tensor *is_correct = tensor_eq(tensor_argmax(pred, 1), target);
    float count = tensor_item(tensor_sum(is_correct));
    no_grad_end();
    return count;
}

/*: ## Training

The five steps of [stage 2](stage2.c#the-five-steps), with another model,
another loss and another optimiser: [Adam](optim.c#adam) divides each gradient
by the size it usually has, so that all parameters move by about $\eta$ a step.
A batch has two flowers. Its mean loss counts twice in the sum over the epoch,
so that the sum divided by 100 is the mean over all flowers. */
static int train(Model *model, TensorDataset data, const CliCommon *settings,
                 double *loss_history, double *accuracy_history, Error *error)
{
    DataLoader loader = dataloader_new(data, settings->batch_size, true);
    Parameters parameters = {0};
    linear_parameters(&model->layer1, "layer1", &parameters);
    linear_parameters(&model->layer2, "layer2", &parameters);
    Optimizer *adam = adam_new(&parameters, settings->lr);
    int rows = tensor_numel(data.y), epoch = 0;
    TensorDataset batch;
    for (; epoch < settings->epochs; epoch++) {
        while (dataloader_next(&loader, &batch)) {
            Tensor *pred = model_forward(model, batch.x); // (batch, classes)
            Tensor *loss = cross_entropy_loss(pred, batch.y, REDUCTION_MEAN);
            backward(loss);
            optimizer_step(adam);
            optimizer_zero_grad(adam);
            loss_history[epoch] +=
                (double)tensor_item(loss) * tensor_numel(batch.y);
            accuracy_history[epoch] += hits(pred, batch.y);
            tape_reset();
        }
        loss_history[epoch] /= rows;
        accuracy_history[epoch] /= rows;
        if (!loss_is_finite(loss_history[epoch], epoch, settings, error))
            break;
        bool last = epoch + 1 == settings->epochs && !settings->quiet;
        if (cli_log_now(settings, epoch) || last)
            printf("Epoch %d  Loss %.6f  Accuracy %.4f\n", epoch,
                   loss_history[epoch], accuracy_history[epoch]);
        cli_progress("epoch", epoch + 1, settings->epochs);
    }
    optimizer_free(adam);
    parameters_free(&parameters);
    dataloader_free(&loader);
    return epoch;
}

/*: ## The graph of a step

`./stage3 --graph` draws a step from the tape, [as in stage
1](one-step.md#backward). [On the next page](scores.md#what-comes-back) the
drawing is explained from below to the top. */
static bool draw_graph(const Model *model, TensorDataset data, Error *error)
{
    DataLoader loader = dataloader_new(data, 2, false);
    TensorDataset batch;
    dataloader_next(&loader, &batch);
    Parameters names = {0};
    linear_parameters(&model->layer1, "layer1", &names);
    linear_parameters(&model->layer2, "layer2", &names);
    parameters_add(&names, "", "x", batch.x);
    parameters_add(&names, "", "y", batch.y);
    Tensor *loss = cross_entropy_loss(model_forward(model, batch.x), batch.y,
                                      REDUCTION_MEAN);
    backward(loss);
    bool written = graph_write(FOLDER, "stage3-graph.dot", loss, &names, error);
    parameters_free(&names);
    dataloader_free(&loader);
    return written;
}

/*: ## The examination

One number says how many of the unseen flowers are named rightly. The
**confusion matrix** says which are taken for which: a row for what a flower is,
a column for what the model says. */
static void examine(const Model *model, const TableSplit *iris, bool quiet)
{
    int classes = iris->table->classes;
    Tensor *pred = model_forward(model, iris->test.x); // (tests, classes)
    Tensor *said = tensor_argmax(pred, 1);
    printf("Test Acc.: %.4f\n", hits(pred, iris->test.y) / (float)iris->tests);
    if (quiet)
        return;
    int *count = memory_new((size_t)classes * (size_t)classes, sizeof *count);
    for (int i = 0; i < iris->tests; i++)
        count[(int)iris->test.y->data[i] * classes + (int)said->data[i]]++;
    printf("\n%-16s", "is \\ said");
    for (int c = 0; c < classes; c++)
        printf(" %12.12s", iris->table->class_name[c]);
    for (int r = 0; r < classes; r++) {
        printf("\n%-16.16s", iris->table->class_name[r]);
        for (int c = 0; c < classes; c++)
            printf(" %12d", count[r * classes + c]);
    }
    printf("\n");
    free(count);
}

/*: ## What it has learned

With four inputs nobody can see what the network does, but with two of them held
at their mean the other two span [a map](decision_map.c). Each place of the map
gets the colour of the class that the model says there.

![What the network says for each petal](stage3-regions.svg){#fig-stage3-regions
alt="A map of petal length against petal width, cut into three diagonal bands,
one for each species, with the flowers drawn as dots"} */
static Tensor *say(const void *model, Tensor *x)
{
    return tensor_argmax(model_forward(model, x), 1);
}

static bool draw(const Model *model, const TableSplit *iris,
                 const CliCommon *settings, const double *loss,
                 const double *accuracy, Error *error)
{
    return settings->no_plot ||
           (decision_map_write(FOLDER, iris, say, model, error) &&
            history_write("build/stage3/history.csv", settings->epochs, loss,
                          accuracy, error) &&
            cli_draw(settings, "stage3", error));
}

/*: ## All together */
static Settings settings_read(int argc, char **argv)
{
    // clang-format off
    Settings s = {.common = {.seed = 1, .epochs = 100, .lr = 0.001,
                             .batch_size = 2, .log_every = 10},
                  .hidden = 16, .test_size = 1.0 / 3, .split_seed = 1};
    const CliOption options[] = {
        CLI_COMMON(s.common),
        {.name = "hidden", .kind = CLI_COUNT, .target = &s.hidden, .min = 1,
         .help = "units of the hidden layer"},
        {.name = "activation", .kind = CLI_CHOICE, .target = &s.activation,
         .choices = "sigmoid|tanh|relu", .help = "of the hidden layer"},
        {.name = "logits", .kind = CLI_FLAG, .target = &s.logits,
         .help = "leave the model's softmax to the loss"},
        {.name = "graph", .kind = CLI_FLAG, .target = &s.graph,
         .help = "write build/stage3/stage3-graph.dot and stop"},
        {.name = "data", .kind = CLI_TEXT, .target = &s.data,
         .help = "CSV: a header, numbers, a label in the last column"},
        {.name = "standardize", .kind = CLI_CHOICE, .target = &s.standardize,
         .choices = "global|feature", .help = "one mean for all, or one each"},
        {.name = "test-size", .kind = CLI_SHARE, .target = &s.test_size,
         .help = "share of the rows to test on"},
        {.name = "split-seed", .kind = CLI_SEED, .target = &s.split_seed,
         .max = 4294967295, .help = "chooses the rows to test on"},
    };
    // clang-format on
    cli_parse(argc, argv, "Trains a network to tell iris species apart.",
              options, sizeof options / sizeof *options);
    if (s.data == NULL)
        s.data = cli_home_path("data/iris.csv");
    return s;
}

int main(int argc, char **argv)
{
    Settings settings = settings_read(argc, argv);
    const CliCommon *common = &settings.common;
    TableSplit iris;
    Error error;
    if (!table_split_read(&iris, settings.data, settings.test_size,
                             (uint32_t)settings.split_seed,
                             settings.standardize == FEATURE, &error))
        cli_fail(&error);
    manual_seed(common->seed);
    Model model =
        model_new(iris.table->features, iris.table->classes, &settings);
    if (settings.graph) {
        if (!draw_graph(&model, iris.train, &error))
            cli_fail(&error);
        return cli_finish();
    }

    double *loss = memory_new((size_t)common->epochs, sizeof *loss);
    double *accuracy = memory_new((size_t)common->epochs, sizeof *accuracy);
    int epochs = train(&model, iris.train, common, loss, accuracy, &error);
    if (!history_write(common->history, epochs, loss, accuracy, &error) ||
        epochs < common->epochs)
        cli_fail(&error);
    examine(&model, &iris, common->quiet);

    if (!draw(&model, &iris, common, loss, accuracy, &error))
        cli_fail(&error);
    free(loss);
    free(accuracy);
    linear_free(&model.layer1);
    linear_free(&model.layer2);
    table_split_free(&iris);
    tape_free();
    return cli_finish();
}

/*: ## Try it

- `./stage3 --logits`: the same accuracy, a much smaller loss. Which of the two
  models is surer of its answers?
- `./stage3 --hidden 1` and `--hidden 3`: how few units are enough?
- `./stage3 --standardize feature`: look at the map. Does it move?
- `./stage3 --data FILE` with a table of your own. */

/*: ## In real PyTorch

::: {.side-by-side}
```{.python}
loss_fn = nn.CrossEntropyLoss()
optimizer = torch.optim.Adam(
    model.parameters(), lr=0.001)
for epoch in range(100):
    loss_sum = hits = 0
    for x_batch, y_batch in train_dl:
        pred = model(x_batch)
        loss = loss_fn(pred, y_batch)
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
        loss_sum += loss.item() * len(y_batch)
        is_hit = pred.argmax(1) == y_batch
        hits += is_hit.sum().item()
    print(epoch, loss_sum / 100, hits / 100)
```

```{.c include="stages/stage3/stage3.c" function="train"}
```
::: */

/*: ## What has changed since stage 2

::: {.diff from="stages/stage2/stage2.c" to="stages/stage3/stage3.c"}
:::

## Exercises

The pieces of this chapter, and what comes after it, for you to write.

::: {.exercises}
:::
*/
