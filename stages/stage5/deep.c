/*: # Vanishing gradients, dead units

Books say that sigmoid makes gradients vanish, the **vanishing gradient**, and
that ReLU units die. The first was [described in 1994](bibliography.md#bengio)
for networks that go through long sequences. Here both are measured.

## Ten layers deep

The network has ten hidden layers of sixteen units and has not been trained yet:
all this is the work of its **initialisation**. One backward pass over all
training flowers gives each weight a gradient; the table shows the mean of
$|\partial L / \partial w|$ in each layer, the first layer first:

```{.output of="stage5" match="^layer +sigmoid" to="^   11"}
```

![The gradient in each layer](stage5-gradients.svg){#fig-stage5-gradients
alt="Seven lines on a logarithmic scale over eleven layers; the line of sigmoid
falls by many powers of ten from the last layer to the first"}

Read the column of sigmoid from below. From layer to layer, on the way back,
the gradient becomes about seven times smaller. */

/*: ## Why it shrinks

Think of a network with one unit in each layer. Layer $l$ gets $h_{l-1}$ from
below, multiplies it by its weight, and bends the result with $f$:

$$ z_l = w_l h_{l-1}, \qquad h_l = f(z_l). $$ {#eq-deep-layer}

How much the loss depends on what goes in, the chain rule takes from how much it
depends on what comes out: times the slope of $f$, times the weight.

$$ \frac{\partial L}{\partial h_{l-1}}
   = w_l\, f'(z_l)\, \frac{\partial L}{\partial h_l}. $$ {#eq-deep-step}

Ten layers are ten such steps, and their factors all meet in one product:

$$ \frac{\partial L}{\partial h_0} = \frac{\partial L}{\partial h_{10}}
   \prod_{l=1}^{10} w_l\, f'(z_l). $$ {#eq-deep-product}

The slope of sigmoid is at most 1/4, and ten quarters make $4^{-10}$, which is a
millionth. */

/*: Our layers have sixteen units, so a gradient is a sum of sixteen such terms.
Their signs are random, and such a sum is $\sqrt{16}$ times as large as one of
them ([variances add up](init.c)). PyTorch draws these weights from
$\pm\frac14$; the root of their mean square is $\frac14 / \sqrt3 = 0.144$. All
together, for each layer:

$$ \sqrt{16} \cdot 0.144 \cdot \tfrac14 = 0.144 \approx \tfrac17. $$
{#eq-deep-seven}

That is the seven of the table. The first layers learn nothing, not because they
are good, but because nobody tells them anything: the gradient has **vanished**.

[Adam](optim.c#adam) helps a little. It divides a gradient by its own usual
size, so that a small one leads to a step as long as a large one. But it adds
$\varepsilon = 10^{-8}$ to what it divides by. Sigmoid's first gradients are
smaller than that, and their steps stay short. */
#include "stage5.h"

static Network network_for(const Settings *s, const TableSplit *iris, int which,
                           int depth, Init init)
{
    const Plan plan = {.inputs = iris->table->features,
                       .hidden = s->hidden,
                       .depth = depth,
                       .classes = iris->table->classes,
                       .activation = &activations[which],
                       .init = init,
                       .logits = true};
    manual_seed(s->common.seed);
    return network_new(plan);
}

/*: A gradient that has shrunk to nothing makes the quotient of two gradients
infinite, or none at all. Such numbers stay in the tables, and at the end a line
says how many. */
static int strange;

static double counted(double number)
{
    strange += !isfinite(number);
    return number;
}

static void say_strange(void)
{
    if (strange > 0)
        cli_say("%d numbers of the tables are infinite or not a number: "
                "gradients vanished or grew without end",
                strange);
}

/*: One backward pass over all training flowers, and the mean of $|\partial L /
\partial w|$ in each layer. */
static void measure_gradients(const Network *net, TensorDataset data,
                              double *mean)
{
    Tensor *pred = network_forward(net, data.x); // (n, classes)
    backward(cross_entropy_loss(pred, data.y, REDUCTION_MEAN));
    for (int i = 0; i <= net->plan.depth; i++) {
        const Tensor *weight = net->layer[i].weight;
        mean[i] = 0;
        for (int k = 0; k < tensor_numel(weight); k++)
            mean[i] += fabs(weight->grad[k]) / tensor_numel(weight);
    }
    tape_reset();
}

/*: The table has a row for each layer and a column for each activation that is
asked for. In the file for the figure the others are there too, as `nan`. */
static void write_gradients(const Settings *s, const double *mean)
{
    static const char PATH[] = "build/stage5/gradients.dat";
    int layers = s->depth + 1;
    FILE *file = plot_open(PATH);
    fprintf(file,
            "# layer, then a column for each activation (nan: left out)\n");
    for (int i = 0; i < layers; i++) {
        fprintf(file, "%d", i + 1);
        for (int f = 0; f < ACTIVATIONS; f++)
            fprintf(file, " %g", is_chosen(s, f) ? mean[f * layers + i] : NAN);
        fprintf(file, "\n");
    }
    output_close(file, PATH);
}

/*: Numbers first, then the file. */
void print_gradients(const Settings *s, const TableSplit *iris)
{
    int layers = s->depth + 1;
    double *mean = memory_new((size_t)(ACTIVATIONS * layers), sizeof *mean);
    printf("\nlayer");
    for (int f = 0; f < ACTIVATIONS; f++) {
        if (!is_chosen(s, f))
            continue;
        Network net = network_for(s, iris, f, s->depth, (Init)s->init);
        measure_gradients(&net, iris->train, mean + f * layers);
        network_free(&net);
        printf(" %10s", activations[f].name);
    }
    for (int i = 0; i < layers; i++) {
        printf("\n%5d", i + 1);
        for (int f = 0; f < ACTIVATIONS; f++)
            if (is_chosen(s, f))
                printf(" %10.1e", counted(mean[f * layers + i]));
    }
    printf("\n");
    if (!s->common.no_plot)
        write_gradients(s, mean);
    free(mean);
}

/*: ## Where the weights start

The other factor on the way back is the weight. [Two well-known ways](init.c) of
drawing it, by [Xavier Glorot](bibliography.md#glorot) and by [Kaiming
He](bibliography.md#he), are made so that the product neither shrinks nor grows.
The table shows how many times smaller the gradient of the first layer is than
that of the last; `default` is PyTorch's own way:

```{.output of="stage5" match="^hidden layers" to="^ +10 "}
```

With Xavier's or He's weights the gradients of tanh and ReLU stay of one size,
ten layers deep. PyTorch's own default for `Linear` is smaller than both, and
they shrink. For sigmoid neither is enough: its slope is a quarter at best. */
static double shrinkage(const Settings *s, const TableSplit *iris, int which,
                        int depth, Init init)
{
    double *mean = memory_new((size_t)depth + 1, sizeof *mean);
    Network net = network_for(s, iris, which, depth, init);
    measure_gradients(&net, iris->train, mean);
    double ratio = fabs(mean[depth] / mean[0]); // 0 / 0: nan without a sign
    network_free(&net);
    free(mean);
    return ratio;
}

/*: One quotient is the work of a network of its own: forty-five of them. */
void print_inits(const Settings *s, const TableSplit *iris)
{
    enum { COMPARED = RELU + 1 }; // sigmoid, tanh, relu
    printf("\nhidden layers");
    for (int f = 0; f < COMPARED; f++)
        for (int init = 0; init < INITS; init++)
            printf(" %8s", init == 0 ? activations[f].name : "");
    printf("\n             ");
    for (int i = 0; i < COMPARED * INITS; i++)
        printf(" %8s", init_words[i % INITS]);
    printf("\n");
    for (int depth = s->depth < 2 ? 1 : 2; depth <= s->depth; depth += 2) {
        printf("%13d", depth);
        for (int i = 0; i < COMPARED * INITS; i++)
            printf(" %8.2g", counted(shrinkage(s, iris, i / INITS, depth,
                                               (Init)(i % INITS))));
        printf("\n");
    }
}

/*: ## Dead units

A ReLU unit that is negative for every flower is a **dead unit**: its slope is 0
for every flower, so its own weights get no gradient. Some units start like
that. Others are pushed there by a step that was too large. This counts them, in
a network with three hidden layers, before training and after, for four learning
rates:

```{.output of="stage5" match="^dead ReLU" to="^he"}
```

At the smallest rate two rows have fewer dead units after training than before.
How can that be? In the first hidden layer a unit that starts dead stays dead,
for the flowers do not change. But a unit of a later layer gets its inputs from
units that still learn. If these change enough, its sum may become positive, by
luck and not by its own doing. Leaky ReLU, ELU and GELU have a slope on the
negative side: their units can come back by themselves. */
static double dead_share(const Network *net, Tensor *x)
{
    int dead = 0, hidden = net->plan.hidden;
    for (int i = 1; i <= net->plan.depth; i++) {
        Tensor *largest = tensor_max(network_hidden(net, x, i), 0); // (hidden)
        for (int j = 0; j < hidden; j++)
            dead += counted(largest->data[j]) <= 0;
        tape_reset();
    }
    return (double)dead / (hidden * net->plan.depth);
}

/*: Each number is that of a network of its own. The first one of a row has not
been trained. */
void print_dead(const Settings *s, const TableSplit *iris)
{
    enum { RATES = 4 };
    const double rates[RATES] = {0.001, 0.01, 0.1, 1};
    printf("\ndead ReLU units   before");
    for (int r = 0; r < RATES; r++)
        printf("  lr %5g", rates[r]);
    for (int init = 0; init < INITS; init++) {
        printf("\n%-15s", init_words[init]);
        for (int r = -1; r < RATES; r++) {
            Network net = network_for(s, iris, RELU, 3, (Init)init);
            CliCommon settings = s->common;
            if (r < 0)
                settings.epochs = 0;
            else
                settings.lr = rates[r];
            History unused = {.kind = HISTORY_LOSS};
            network_train(&net, iris->train, &settings, &unused);
            printf("%8.1f %%", 100 * dead_share(&net, iris->train.x));
            free(unused.epoch);
            network_free(&net);
        }
    }
    printf("\n");
    say_strange();
}

/*: ## Try it

- `./stage5 --init he` and `--init xavier`: which columns of the first table
  become flat?

  ::: {.answer}
  None quite. But with both, all columns stay within a factor of 14, but for
  those of sigmoid and softplus, whose values are never negative and whose slope
  at 0 is a quarter and a half. With Xavier's weights the gradients of ReLU are
  small everywhere. It sets half of the numbers to 0, which these weights [do
  not make up for](init.c#def-kaiming_uniform). So the numbers shrink on the way
  up and their gradients on the way down; a weight's gradient is a product of
  both.

  ```{.output of="stage5-init"}
  ```
  :::
- `./stage5 --depth 60`: the first gradients of sigmoid become so small that no
  float can hold them. In which layer do they begin to be something?

  ::: {.answer}
  In the twelfth. The smallest number that a float can hold is $1.4 \cdot
  10^{-45}$; what is less than half of it is 0.

  ```{.output of="stage5-depth"}
  ```
  ::: */

/*:
- Do the sum of [@eq-deep-seven] for tanh, whose slope is nearly 1, and for ten
  layers. What does the second table say?

  ::: {.answer}
  $\sqrt{16} \cdot 0.144 = 0.577$ for a layer, and $0.577^{-10} = 243$ for ten.
  The table has 170 under tanh, default, 10: the right size, and more is not to
  be had from a sum of random signs.
  :::
- `./stage5 --hidden 4`: some quotients are not numbers. What must have happened
  to all four units of a layer?

  ::: {.answer}
  All are dead, for every flower: then nothing comes through, every gradient is
  0, and so the quotient is $0/0$.

  ```{.output of="stage5-hidden"}
  ```
  :::
- In `train_one` of [the program](stage5.c#def-train_one) write 10 for the 1,
  the number of hidden layers. Which network stays near a loss of $\ln 3 =
  1.0986$, the loss of one that guesses? Then write `.init = INIT_HE`, too.

  ::: {.answer}
  Sigmoid: its first layers hear nothing, and without them the last ones cannot
  tell the flowers apart. Tanh has not come far in 100 epochs either. ReLU and
  ELU had come to 95 %, and have fallen back:

  ```{.output of="stage5-ten"}
  ```

  With He's weights most of them learn fast, and even sigmoid begins to, but
  GELU falls back:

  ```{.output of="stage5-ten-he"}
  ```

  That is the work of the second softmax: where the first one is sure and wrong,
  [hardly any gradient](3.5-double-softmax.c) comes through both. Without it, by
  `.logits = true`, none falls back:

  ```{.output of="stage5-ten-logits"}
  ```

  (When a network falls and how it stands after 100 epochs depends on the last
  bit of each step. So here PyTorch's figures are others, [as they may
  be](stage7.c#where-the-last-digit-may-differ); its networks fall back, too.)
  ::: */
