/*: # Stage 5: activation functions compared

After this chapter you can say what an activation function is for, choose one,
and recognise the two ways in which a bad choice stops a network from learning.
It takes about 50 minutes.

An **activation function** is what bends a unit's sum; so far it was the
sigmoid. The program trains the network of [stage 3](stage3.c) with seven of
them, from the same seed.

::: {.live .both widget="stage5"}
![Loss and accuracy, seven functions](stage5-training.svg){#fig-stage5-training
alt="Seven loss curves and seven accuracy curves over 100 epochs; sigmoid falls
slowest, the others reach the same end"}
:::

The last column is the first epoch in which 95 of the 100 training flowers were
named rightly:

```{.output of="stage5" match="^activation +loss" to="^gelu"}
```

The first lines that it prints are about a single unit and what comes out of it.
They have [a page of their own](units.c). */

/*: ## What the bend is for

Two linear layers with nothing between them are one linear layer:

$$ W_2 (W_1 x + b_1) + b_2 = (W_2 W_1)\,x + (W_2 b_1 + b_2). $$
{#eq-stage5-one-layer}

Ten of them are no more. The activation function between two layers bends each
number by itself, and what is bent cannot be multiplied out. Out of many
bends a network makes nearly any curve, and borders between classes that are not
straight. Any function with a derivative can serve. Which bend is a good one is
the question of this chapter. */

/*: ## Logistic or tanh?

The **sigmoid** of stage 3 is the *logistic function*; both names are in use.
Its rival is the hyperbolic tangent, **tanh**. Both are the same S, for tanh is
a stretched sigmoid:

$$ 2\sigma(2x) - 1 = \frac{2 - (1 + e^{-2x})}{1 + e^{-2x}}
   = \frac{1 - e^{-2x}}{1 + e^{-2x}}
   = \frac{e^x - e^{-x}}{e^x + e^{-x}} = \tanh x. $$ {#eq-stage5-tanh}

Each 2 doubles the slope, so tanh is four times as steep in the middle; its
values fill $(-1, 1)$, twice as wide as $(0, 1)$; and the $-1$ centres it at 0.

![Logistic against tanh](stage5-logistic-tanh.svg){#fig-stage5-logistic-tanh
alt="Two S-shaped curves from -5 to 5; tanh runs from -1 to 1, the logistic
function from 0 to 1, with dotted lines at -1, -0.5, 0, 0.5 and 1"} */

/*: Why does that help? A gradient is multiplied by the slope of each bend on
its way back, and four times as much arrives behind a tanh. And where a sigmoid
is near 0, the weights that its output is multiplied by get hardly any gradient,
for a weight's gradient is what arrives times that output. A tanh that has
nothing to say gives 0 too, but where one says no, with $-1$, they learn. [An
experiment](#try-it) tries slope and sign apart: mostly it is the slope.

## ReLU

Far from 0 both curves are flat, and nothing comes back where it is flat. In
float32 $\sigma(20)$ and $\sigma(25)$ are the same number, 1.0, and a gradient
cannot tell 20 from 25; tanh is as flat from 10 on. This is **saturation**, and
through many layers of them the gradient
[vanishes](deep.c). **ReLU**, the *rectified linear unit*,

$$ \operatorname{relu}(z) = \max(0, z), $$ {#eq-stage5-relu}

is the simplest bend there is. For positive input its slope is 1, always, so
nothing vanishes there, and it costs a comparison where the others need $e^z$.
This is why deep networks have it. Its price: for negative input the slope is 0.
A unit whose sum is negative for *every* row gets no gradient and is never
updated: it is [dead](deep.c#dead-units).

[@fig-stage5-family] shows all seven curves, [@fig-stage5-slopes] their
slopes. */

/*: ## The model

[A network](network.c) with any number of hidden layers, of one width and with
one activation. Here it has one hidden layer, as in stage 3:

```{.c include="stages/stage5/network.c" function="network_forward"}
```

Its answer is the class with the largest output. The share of right answers is
its accuracy. */
#include "kindling.h"
#include "stage5.h"

static double accuracy_of(const Network *net, TensorDataset data)
{
    Tensor *pred = network_forward(net, data.x); // (rows, classes)
    double share = (double)count_correct(pred, data.y) / tensor_rows(pred);
    tape_reset();
    return share;
}

/*: ## The loss and the loop

Everything but the activation is as in stage 3: seed, split, batches, Adam, and
the softmax before a loss that has [one of its
own](stage3.c#the-loss-and-a-mistake-in-the-notebook). (Softmax, the bend of the
last layer, is named after **argmax**: where that says 1 for the largest score
and 0 for all others, softmax says it softly.) */
void network_train(const Network *net, TensorDataset data,
                   const CliCommon *settings, History *history)
{
    DataLoader loader = dataloader_new(data, settings->batch_size, true);
    Parameters parameters = network_parameters(net);
    Optimizer *adam = adam_new(&parameters, settings->lr);
    TensorDataset batch;
    while (history->epochs < settings->epochs) {
        double loss_sum = 0, hit_sum = 0, rows = tensor_numel(data.y);
        while (dataloader_next(&loader, &batch)) {
            Tensor *pred = network_forward(net, batch.x); // (batch, classes)
            Tensor *loss = cross_entropy_loss(pred, batch.y, REDUCTION_MEAN);
            backward(loss);
            optimizer_step(adam);
            optimizer_zero_grad(adam);
            loss_sum += (double)tensor_item(loss) * tensor_rows(pred);
            hit_sum += count_correct(pred, batch.y);
            tape_reset();
        }
        history_add(history, loss_sum / rows, hit_sum / rows);
        if (!isfinite(loss_sum)) // it will not come back
            break;
    }
    optimizer_free(adam);
    parameters_free(&parameters);
    dataloader_free(&loader);
}

/*: ## The examination

The test flowers are looked at once, at the end. The history says when the
training flowers were known. A line of the table has the last epoch, the test,
and when 95 % were reached. */
static void print_result(const char *name, const History *h, double tested)
{
    int last = h->epochs - 1, epoch = 0;
    if (last < 0)
        return;
    // a NaN may have a sign, and fabs takes it off
    printf("%-12s %9.6f  %8.4f  %9.4f  ", name, fabs(h->epoch[last].loss),
           h->epoch[last].accuracy, tested);
    while (epoch <= last && h->epoch[epoch].accuracy < 0.95)
        epoch++;
    if (epoch <= last)
        printf("%d\n", epoch);
    else
        printf("-\n");
}

/*: ## The same flowers, seven networks

Each starts from the same seed, so from the same weights. Sigmoid is slowest to
95 %. The others arrive sooner, and on these easy data all arrive. */
static History train_one(const Settings *s, const TableSplit *iris, int which)
{
    const Plan plan = {.inputs = iris->table->features,
                       .hidden = s->hidden,
                       .depth = 1,
                       .classes = iris->table->classes,
                       .activation = &activations[which]};
    manual_seed(s->common.seed);
    Network net = network_new(plan);
    History history = {.kind = HISTORY_ACCURACY};
    network_train(&net, iris->train, &s->common, &history);
    print_result(activations[which].name, &history,
                 accuracy_of(&net, iris->test));
    int last = history.epochs - 1;
    if (last >= 0 && !isfinite(history.epoch[last].loss))
        cli_say("%s: epoch %d: the loss is not a number; try a tenth of the "
                "--lr, %g",
                activations[which].name, last, s->common.lr / 10);
    network_free(&net);
    return history;
}

/*: ## Deeper

With one hidden layer the choice costs some epochs. With ten it decides whether
the network learns at all: [another chapter](deep.c) measures the gradients in
each layer, what the start of the weights does to them, how many units die.

## The figures

The history of each activation has a file of its own; `--history` gets the first
one that was trained. */
bool is_chosen(const Settings *s, int activation)
{
    return s->activation == 0 || s->activation == activation + 1;
}

static void write_history(const Settings *s, int which, const History *history)
{
    bool first = which == 0 || s->activation != 0;
    char *path =
        text_new("build/stage5/training-%s.csv", activations[which].name);
    if (!s->common.no_plot) {
        output_make_folders(path);
        history_write(path, history);
    }
    if (first && s->common.history)
        history_write(s->common.history, history);
    free(path);
}

/*: ## The options

One activation may be chosen from the family, by its name. */
static Settings settings_read(int argc, char **argv)
{
    Settings s = {
        .common = {.seed = 1, .epochs = 100, .lr = 0.001, .batch_size = 2},
        .hidden = 16,
        .depth = 10,
    };
    const char *words[ACTIVATIONS + 2] = {"all"}; // NULL is the last one
    for (int f = 0; f < ACTIVATIONS; f++)
        words[f + 1] = activations[f].name;
    const Option options[] = {{"hidden", "units of each hidden layer",
                               .count = &s.hidden, .min = 1, .max = 1024},
                              {"depth", "hidden layers of the deep network",
                               .count = &s.depth, .min = 1, .max = 100},
                              {"activation", "train and measure only this",
                               .word = &s.activation, .words = words},
                              {"init", "how the deep network's weights start",
                               .word = &s.init, .words = init_words},
                              {0}};
    cli_parse(argc, argv, "Compares activation functions.", &s.common, options);
    return s;
}

/*: ## All together

First the comparison, from which all else follows. */
static void compare_training(const Settings *s, const TableSplit *iris)
{
    printf("\nactivation        loss  accuracy  test acc.  epochs to 0.95\n");
    for (int f = 0; f < ACTIVATIONS; f++)
        if (is_chosen(s, f)) {
            History history = train_one(s, iris, f);
            write_history(s, f, &history);
            free(history.epoch);
        }
}

/*: Then the whole, part by part as it is printed. */
int main(int argc, char **argv)
{
    Settings s = settings_read(argc, argv);
    TableSplit iris = stage_read_table(&(TableOptions){0}, 1.0 / 3, 1);
    if (!s.common.quiet) {
        print_units();
        print_overflow();
        print_family();
    }
    compare_training(&s, &iris);
    print_gradients(&s, &iris);
    print_inits(&s, &iris);
    print_dead(&s, &iris);
    if (!s.common.no_plot)
        draw_family(&s);
    table_split_free(&iris);
    return stage_end("stage5", &s.common);
}

/*: ## In real PyTorch

A network of any depth is a list of layers, in Python as in
[C](network.c#def-network_new):

```python
act = nn.ReLU  # or nn.Sigmoid, nn.Tanh, …
sizes = [4] + depth * [16] + [3]
torch.manual_seed(1)
layers = []
for i in range(depth + 1):
    layers += [nn.Linear(sizes[i], sizes[i + 1]), act()]
model = nn.Sequential(*layers[:-1], nn.Softmax(dim=1))
``` */

/*: ## What has changed since stage 3

Stage 4 was about files. This goes on from stage 3:

::: {.diff from="stages/stage3/stage3.c" was=train
to="stages/stage5/stage5.c" function=network_train}
:::

## Try it

- `./stage5 --activation relu --seed 7`: how much of what you see is luck?

  ::: {.answer}
  The epoch in which 95 % are reached, to a good part. That sigmoid is last by
  far is none: try other seeds with `--activation sigmoid`.

  ```{.output of="stage5-seeds"}
  ```
  :::
- What slows sigmoid down, slope or sign? In [family.c](family.c) put in its
  place a function that gives $\sigma(x) - 1/2$, then one for $\sigma(4x)$.

  ::: {.answer}
  Mostly the slope. With both signs it arrives a good deal earlier; but four
  times as steep, like tanh at 0, it is as fast as tanh, although all its values
  are above 0:

  ```{.output of="stage5-slope"}
  ```
  :::
- [With ten layers](deep.c#try-it) there is more to try.

## Exercises

Two more activations, and what keeps a deep network alive.

::: {.exercises}
:::

## What the notebook gets wrong

Its `softmax` gives `nan` for an input of 1000: [a page](units.c) shows why, and
the cure. */
