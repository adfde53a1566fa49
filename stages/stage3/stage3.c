/*: # Stage 3: a network that knows three flowers

After this chapter you have trained a real classifier: from a file of measured
flowers to an accuracy on flowers that it has never seen. It takes about 60
minutes.

[Edgar Anderson](bibliography.md#anderson) measured 150 irises of three species
in the 1930s: length and width of two kinds of leaf, sepal and petal. Since
[Fisher's paper](bibliography.md#fisher) everybody tries a new method on them.
The program learns to tell the species from the four numbers, its **features**.
It trains on 100 of the flowers and is examined on the other 50, the **test
set**. **Accuracy** is the share that is named rightly.

::: {.live widget="stage3" caption="A map of its answers; its learning curve"}
![Loss and accuracy on the training
flowers](stage3-curves.svg){#fig-stage3-curves alt="Two curves over 100 epochs:
the loss falls from 1.1 to 0.64, the accuracy climbs from 0.3 to 0.95"}
:::

Such a figure is a **learning curve**. In the examination 49 of 50 are right.
The last lines say which: a row for what a flower is, a column for what the
network says.

```{.output of="stage3"}
``` */
/*: ## The idea

A line was enough for ten points. Here each flower has four numbers, and the
answer is not a number but one of three names, which makes the network a
**classifier**. So the network gives each name, each **class**, a score, and the
highest score is its answer. A score could be a weighted sum of the four
numbers, but then the borders between the classes would be straight, which is
[not always enough](#what-it-has-learned). So there is a first, **hidden layer**
of such sums, each of them bent a little, and a second layer adds up what is
bent: now a border may bend, the more the more sums there are.

How to find the weights is nothing new: show flowers whose species is known,
compute how wrong the answers are, take a small step downhill, repeat.

What becomes of one flower on its way, from its four numbers to the loss, [the
next page](scores.md) works out with a pencil. Here is as much of it as the
program needs. */

/*: ## The model

Four numbers go in. A first layer makes sixteen sums of them, each with weights
of its own; the sigmoid $\sigma$ bends each sum into $(0, 1)$. A second layer
makes three sums of the sixteen, one for each species: the scores. Softmax turns
them into three probabilities, all positive and 1 together:

$$ \sigma(z) = \frac{1}{1 + e^{-z}}, \qquad
   \operatorname{softmax}(z)_j = \frac{e^{z_j}}{\sum_k e^{z_k}}. $$
{#eq-stage3-bends}

The scores 2, 1 and 0 become 0.67, 0.24 and 0.09. A network of such layers is a
**multilayer perceptron**, and its layers are **fully connected**:

$$ h = \sigma(x W_1^T + b_1), \qquad p = \operatorname{softmax}(h W_2^T + b_2).
$$ {#eq-stage3-model} */

/*: ```python
x = self.layer1(x)
x = nn.Sigmoid()(x)
x = self.layer2(x)
x = nn.Softmax(dim=1)(x)
```
*/
#include "kindling.h"
#include "stage3.h"

typedef struct Model {
    Linear layer1, layer2;
    Tensor *(*activation)(Tensor *x); // after the first layer
    bool logits;                      // no softmax after the second
} Model;

static Tensor *model_forward(const Model *model, Tensor *x)
{
    Tensor *h = linear_forward(&model->layer1, x); // (batch, hidden)
    h = model->activation(h);
    Tensor *out = linear_forward(&model->layer2, h); // (batch, classes)
    return model->logits ? out : tensor_softmax(out, 1);
}

/*: The 1 says that softmax takes each row by itself. Two options may change the
model later; at first it is the notebook's. The weights start at random, layer
by layer. All parameters have a name, and a list of them is what the optimiser
works on. */
static Model model_new(int inputs, int hidden, int classes)
{
    Model model = {.activation = tensor_sigmoid, .logits = false};
    model.layer1 = linear_new(inputs, hidden, true);
    model.layer2 = linear_new(hidden, classes, true);
    return model;
}

static Parameters model_parameters(const Model *model)
{
    Parameters list = {0};
    linear_parameters(&model->layer1, "layer1", &list);
    linear_parameters(&model->layer2, "layer2", &list);
    return list;
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

`--logits` leaves the model's own softmax out. The last epoch of both runs, with
and without:

```{.output of="stage3" match="^Epoch 99"}
```

```{.output of="stage3-logits" match="^Epoch 99"}
```
:::

Do not say that the second model is better because its loss is smaller: they are
two different measures of a loss, one with a floor at 0.55, one with a floor at
0. So ask both for the same, which probability the *model* gives to the right
name of a flower in the examination, with Adam as here and with SGD:

```{.output of="stage3-surprise"}
```

Adam makes up for the weaker gradients, SGD does not. And through two softmaxes
a model that is sure and wrong learns [hardly anything](3.5-double-softmax.c):
ten layers deep, networks [fall back](deep.c#try-it) for it. */

/*: ## Counting hits

The loss is for the optimiser. People ask how many are right, and count:

```{.c include="common/metrics.c" function="count_correct"}
```

## Training

The five steps of [stage 2](stage2.c#the-five-steps), with another model,
another loss and another optimiser: **Adam** takes the average of the last
gradients and [divides](optim.c#adam) it by the size they usually have, so that
a parameter with small gradients moves as fast as one with large ones. So one
learning rate suits all of them; 0.001 is the usual one. The mean loss of a
batch is multiplied by its number of flowers, two, so that the sum over the
epoch, divided by 100, is the mean over all flowers. [The run](training_run.c)
counts the epochs, prints a line for every tenth, and remembers all. */
static void train(Run *run, const Model *model, TensorDataset data)
{
    DataLoader loader = dataloader_new(data, run->settings->batch_size, true);
    Parameters parameters = model_parameters(model);
    Optimizer *adam = adam_new(&parameters, run->settings->lr);
    TensorDataset batch;
    while (run_next_epoch(run)) {
        double loss_sum = 0, hit_sum = 0, rows = tensor_numel(data.y);
        while (dataloader_next(&loader, &batch)) {
            Tensor *pred = model_forward(model, batch.x); // (batch, classes)
            Tensor *loss = cross_entropy_loss(pred, batch.y, REDUCTION_MEAN);
            backward(loss);
            optimizer_step(adam);
            optimizer_zero_grad(adam);
            loss_sum += (double)tensor_item(loss) * tensor_rows(pred);
            hit_sum += count_correct(pred, batch.y);
            tape_reset();
        }
        run_record(run, loss_sum / rows, hit_sum / rows);
    }
    optimizer_free(adam);
    parameters_free(&parameters);
    dataloader_free(&loader);
}

/*: ## A plateau

Look at [@fig-stage3-curves] again. The loss falls all the time, but from epoch
7 to epoch 26 the accuracy stands still, at 0.69. What does a network know that
knows 69 of 100 flowers? Ask it, with an examination after 20 epochs:

```{.output of="stage3-20" match="^is" to="^virginica"}
```

It has understood setosa, which is far from the others, and calls nearly
everything else virginica. Among the 100 training flowers 33 are setosa and 36
virginica: 69. All the while it turns the border between the two that are
alike; accuracy does not see that, the loss does. Then the border begins to cut
through the flowers, and one versicolor after the other comes out right. So
watch the loss while training, and do not stop at the first plateau.

## The examination

In training the network has seen its flowers a hundred times, and may have
learned them by heart, which is called **overfitting**. What one wants is
**generalisation**: the right answer for flowers that it has never seen. They
have been kept apart for this. One number says how many of the unseen flowers
are named rightly. The **confusion matrix** says [which are taken for
which](metrics.c#the-confusion-matrix): a row for what a flower is, a column for
what the model says.

(Who tries many settings and keeps the one with the best examination has looked
at the answers. To choose between settings one keeps some more rows apart,
beside those for the training and for the examination: a **validation set**.) */
static void examine(const Model *model, const TableSplit *iris, bool quiet)
{
    Tensor *pred = model_forward(model, iris->test.x); // (tests, classes)
    printf("Test Acc.: %.4f\n",
           count_correct(pred, iris->test.y) / (float)iris->tests);
    if (quiet)
        return;
    printf("\n");
    confusion_print(stdout, iris->test.y, tensor_argmax(pred, 1),
                    iris->table->classes, iris->table->class_name);
}

/*: ## What it has learned

With four inputs nobody can see what the network does, but with two of them held
at their mean the other two span [a map](decision_map.c). Each place of the map
gets the colour of the class that the model says there. (The sepals of a flower
are not at the mean, so a dot on another colour need not be a mistake.)

![What the network says for each petal](stage3-regions.svg){#fig-stage3-regions
alt="A map of petal length against petal width, cut into three diagonal bands,
one for each species, with the flowers drawn as dots"}

The borders are all but straight, and for these flowers that will do. Take the
activation out of `model_forward`, and no border can bend: of the training
flowers one more is named rightly, of the others as many as before.

```{.output of="stage3-straight" match="^Epoch 99" to="^Test"}
```

A table whose border must bend is `data/rings.csv`, where one class lies all
around the other. `./stage3 --data data/rings.csv --lr 0.01` draws a closed
border, and names all rightly: */

/*: ![The same network, trained on two rings](rings.svg){#fig-stage3-rings
alt="Dots on two rings, one around the other; the pale region of the inner class
is a disc between them"}

```{.output of="stage3-rings"}
```

Without the activation it is little better than a guess:

```{.output of="stage3-rings-straight" match="^Epoch 99" to="^Test"}
``` */
static Tensor *say(const void *model, Tensor *x)
{
    return tensor_argmax(model_forward(model, x), 1);
}

static void draw(const Run *run, const Model *model, const TableSplit *iris)
{
    if (!run->settings->no_plot)
        decision_map_write(iris, say, model);
    run_write_history(run);
}

/*: ## The graph of a step

`./stage3 --graph` draws a step from the tape, [as in stage
1](one-step.md#backward). [On the next page](scores.md#what-comes-back) the
drawing is explained from below to the top. */
static void draw_graph(const Model *model, TensorDataset data)
{
    DataLoader loader = dataloader_new(data, 2, false);
    TensorDataset batch;
    dataloader_next(&loader, &batch);
    Tensor *pred = model_forward(model, batch.x);
    Tensor *loss = cross_entropy_loss(pred, batch.y, REDUCTION_MEAN);
    backward(loss);
    Parameters names = model_parameters(model);
    parameters_add(&names, "", "x", batch.x);
    parameters_add(&names, "", "y", batch.y);
    graph_write("build/stage3/stage3-graph.dot", loss, &names);
    exit(cli_finish());
}

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
`--standardize feature`. One call does all of it:

```{.c include="common/table_split.c" function="table_split_read"}
``` */

/*: ## The options

What the program can do differently, and what it does without being asked. */
typedef struct Settings {
    CliCommon common;
    TableOptions table;
    int hidden, activation; // the latter: number of the word
    bool logits, graph;
    double test_size;
    uint64_t split_seed;
} Settings;

static const Settings DEFAULTS = {
    .common = {.seed = 1, .epochs = 100, .lr = 0.001, .batch_size = 2},
    .hidden = 16,
    .test_size = 1.0 / 3,
    .split_seed = 1,
};

static const char *const ACTIVATION_WORDS[] = {"sigmoid", "tanh", "relu", NULL};
static Tensor *(*const ACTIVATIONS[])(Tensor *) = {tensor_sigmoid, tensor_tanh,
                                                   tensor_relu};

/*: Each line says what [one option](option.c) may be, and which variable it
sets. */
static Settings settings_read(int argc, char **argv)
{
    Settings s = DEFAULTS;
    const Option options[] = {
        {"hidden", "units of the hidden layer", .count = &s.hidden, .min = 1,
         .max = 100000},
        {"activation", "of the hidden layer", .word = &s.activation,
         .words = ACTIVATION_WORDS},
        {"logits", "leave the model's softmax to the loss", .flag = &s.logits},
        {"graph", "write build/stage3/stage3-graph.dot and stop",
         .flag = &s.graph},
        {"table", .table = &s.table}, // --data, --label, and so on
        {"test-size", "share of the rows to test on", .share = &s.test_size},
        {"split-seed", "chooses the rows to test on", .seed = &s.split_seed,
         .max = UINT32_MAX},
        {0}};
    cli_parse(argc, argv, "Trains a network to tell iris species apart.",
              &s.common, options);
    return s;
}

/*: ## All together */
int main(int argc, char **argv)
{
    Settings s = settings_read(argc, argv);
    TableSplit iris = stage_read_table(&s.table, s.test_size, s.split_seed);
    manual_seed(s.common.seed);
    Model model =
        model_new(iris.table->features, s.hidden, iris.table->classes);
    model.activation = ACTIVATIONS[s.activation];
    model.logits = s.logits;
    if (s.graph)
        draw_graph(&model, iris.train);

    Run run = run_begin("stage3", &s.common, HISTORY_ACCURACY);
    train(&run, &model, iris.train);
    examine(&model, &iris, s.common.quiet);
    draw(&run, &model, &iris);
    linear_free(&model.layer1);
    linear_free(&model.layer2);
    table_split_free(&iris);
    return run_end(&run);
}

/*: ## In real PyTorch

Line by line it is [our loop](#def-train). For our digits the seed is set, the
model made, and then the loader:

```python
torch.manual_seed(1)
model = Model(4, 16, 3)
train_dl = DataLoader(train_ds, 2, shuffle=True)
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
``` */

/*: ## What has changed since stage 2

::: {.diff from="stages/stage2/stage2.c" was=train
to="stages/stage3/stage3.c" function=train}
:::

## Try it

- The examination went better, 0.98, than the training, 0.95. Is the network
  better at flowers that it has not seen? `--split-seed 3` examines it on
  others.

  ::: {.answer}
  It is luck: of 50 flowers each is 2 %, and this time the hard ones, those
  between versicolor and virginica, were among the 100. With another split it is
  the other way round:

  ```{.output of="stage3-split3" match="^Epoch 99" to="^Test"}
  ```
  :::
- `./stage3 --hidden 1` to `--hidden 4`: how few units are enough?

  ::: {.answer}
  With this seed four, in a hundred epochs, by the training flowers: to choose a
  number, one does not ask those of the examination. That three do worse than
  two is luck, and with `--seed 2` the other way round. One unit tells setosa
  from the rest by then, and stands on the plateau:

  ```{.output of="stage3-hidden"}
  ```
  :::
- `./stage3 --standardize feature`: what becomes better?

  ::: {.answer}
  The 50 flowers of the examination are named as before. Of the 100 more are:
  sepals and petals now have the same weight from the start.

  ```{.output of="stage3-feature" match="^Epoch 99" to="^Test"}
  ```
  ::: */

/*:
- `./stage3 --data FILE` with a table of your own.

## Exercises

The pieces of this chapter, and what comes after it, for you to write.

::: {.exercises}
:::

## What the notebook gets wrong

Softmax twice, one mean for all features: here we keep both, to print the
notebook's numbers, and [a page](notebook.md) measures what each costs. */
