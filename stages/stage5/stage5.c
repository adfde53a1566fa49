/*: # Stage 5: activation functions compared

After this chapter you can say what an activation function is for, choose one,
and recognise the two ways in which a bad choice stops a network from learning.
It takes about 50 minutes.

The first numbers are small ones, which you can check with a pocket calculator:

```{.output of="stage5" lines="1-10"}
```

Then the program trains the network of [stage 3](stage3.c) with seven activation
functions, from the same seed. The last column is the first epoch in which 95 of
the 100 training flowers were named rightly:

```{.output of="stage5" match="^activation +loss" to="^gelu"}
```

![Loss and accuracy, seven functions](stage5-training.svg){#fig-stage5-training
alt="Seven loss curves and seven accuracy curves over 100 epochs; sigmoid falls
slowest, the others reach the same end"} */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "autograd.h"
#include "base.h"
#include "program/cli.h"
#include "deep.h"
#include "family.h"
#include "table.h"
#include "network.h"
#include "ops.h"
#include "program/plot.h"
#include "random.h"

static const char FOLDER[] = "build/stage5";

typedef struct Settings {
    CliCommon common;
    int hidden, depth, activation, init; // activation 0: all
} Settings;

/*: The program in five lines: */
static void print_chapter(void);
static void print_stable(void);
static bool compare_training(const Settings *s, const TableSplit *iris,
                             Error *error);
static bool measure_deep(const Settings *s, const TableSplit *iris,
                         Error *error);
static bool draw(const Settings *s, Error *error);

/*: ## What the bend is for

Two linear layers with nothing between them are one linear layer:

$$ W_2 (W_1 x + b_1) + b_2 = (W_2 W_1)\,x + (W_2 b_1 + b_2). $$
{#eq-stage5-one-layer}

Ten of them are no more. The **activation function** between two layers bends
each number by itself, and what is bent cannot be multiplied out. Out of many
bends a network makes nearly any curve, and borders between classes that are not
straight. Which bend is a good one is the question of this chapter. */

/*: ## From one unit to a class

A unit with a sigmoid at its end is a **logistic regression**: multiply the
inputs by weights, add up, and squeeze the sum $z$ into a probability:

$$ P(y = 1 \mid x) = \sigma(z) = \frac{1}{1 + e^{-z}}, \qquad z = w^T x. $$
{#eq-stage5-logistic}

```python
def logistic(z): return 1.0 / (1.0 + np.exp(-z))
print(f'P(y=1|x) = {logistic(np.dot(X, w)):.3f}')
```

The first input is always 1, so its weight is the bias. (All in double, as in
NumPy.) */
static double logistic(double z)
{
    return 1 / (1 + exp(-z));
}

/*: For three classes there are three such units, one for each. Their outputs
are numbers between 0 and 1, but no probabilities of three classes: they do not
add up to 1. To name the class that is enough, since the largest wins.
**Softmax** makes probabilities: each $e^{z_i}$, divided by the sum of all:

$$ p_i = \frac{e^{z_i}}{\sum_k e^{z_k}}. $$ {#eq-stage5-softmax}

The largest number $m$ is subtracted first, lest $e^z$ overflow. That changes
nothing: $e^{z - m} = e^z / e^m$, and $e^m$ stands above and below. */
static void softmax(const double *z, int n, double *p)
{
    double largest = z[0], sum = 0;
    for (int i = 1; i < n; i++)
        largest = fmax(largest, z[i]);
    for (int i = 0; i < n; i++)
        sum += p[i] = exp(z[i] - largest);
    for (int i = 0; i < n; i++)
        p[i] /= sum;
}

// As NumPy prints an array: up to 8 decimals, as many as the longest needs.
static void print_array(const char *title, const double *x, int n)
{
    int decimals = 0;
    for (int i = 0; i < n; i++) {
        char text[64];
        snprintf(text, sizeof text, "%.8f", x[i]);
        int needed = 8;
        for (char *end = text + strlen(text) - 1; *end == '0'; end--)
            needed--;
        decimals = needed > decimals ? needed : decimals;
    }
    printf("%s\n [", title);
    for (int i = 0; i < n; i++)
        printf("%s%.*f", i ? " " : "", decimals, x[i]);
    printf("]\n");
}

static void print_chapter(void)
{
    const double x[] = {1, 1.4, 2.5}, w[] = {0.4, 0.3, 0.5};
    const double weight[3][4] = {
        {1.1, 1.2, 0.8, 0.4}, {0.2, 0.4, 1.0, 0.2}, {0.6, 1.5, 1.2, 0.7}};
    const double a[] = {1, 0.1, 0.4, 0.6};
    double z[3] = {0}, y[3], p[3], net_input = 0, sum = 0;
    for (int i = 0; i < 3; i++)
        net_input += x[i] * w[i];
    printf("P(y=1|x) = %.3f\n", logistic(net_input));
    for (int i = 0; i < 3; i++) {
        for (int k = 0; k < 4; k++)
            z[i] += weight[i][k] * a[k];
        y[i] = logistic(z[i]);
    }
    print_array("Net Input:", z, 3);
    print_array("Output Units:", y, 3);
    int class = z[1] > z[0] ? 1 : 0;
    printf("Predicted class label: %d\n", z[2] > z[class] ? 2 : class);
    softmax(z, 3, p);
    for (int i = 0; i < 3; i++)
        sum += p[i];
    print_array("Probabilities:", p, 3);
    printf("Sum: %.1f\n", sum);
}

/*: ## Two formulas that are right and do not work

On paper [@eq-stage5-softmax] is softmax, and the logarithm of a sigmoid is
$\ln \sigma(z)$. But in float32 $e^{89}$ is infinite and $\sigma(-104)$ is 0:

```{.output of="stage5" match="^softmax of" to="^log of a sigmoid"}
```

::: {.mistake}
`inf / inf` is not a number, and one NaN in a loss makes every parameter a NaN
in the next step. The cure is to rewrite the formula before the computer sees
it: subtract the largest number, and

$$ \ln \sigma(z) = -\ln(1 + e^{-z}) = -\operatorname{softplus}(-z). $$
{#eq-stage5-log-sigmoid}

This is why a loss wants logits: [`cross_entropy_loss`](ops_loss.c#cross-entropy) does
both inside. [Softplus](ops_activation.c#softplus) itself cannot overflow.
::: */
static void print_stable(void)
{
    const float logits[] = {1000, 999, 0};
    Tensor *z = tensor_from(shape_1d(3), logits);
    Tensor *e = tensor_exp(z);
    Tensor *naive = tensor_div(e, tensor_sum(e)), *p = tensor_softmax(z, 0);
    printf("\nsoftmax of [1000, 999, 0]   naive [%g, %g, %g], stable [%.4f, "
           "%.4f, %.4f]\n",
           fabs(naive->data[0]), fabs(naive->data[1]), naive->data[2],
           p->data[0], p->data[1], p->data[2]);
    Tensor *far = tensor_scalar(-200);
    Tensor *plain = tensor_log(tensor_sigmoid(far));
    Tensor *stable = tensor_neg(tensor_softplus(tensor_neg(far)));
    printf("log of a sigmoid at -200    naive %g, stable %g\n\n",
           tensor_item(plain), tensor_item(stable));
    tape_reset();
}

/*: ## Logistic or tanh?

Both are the same S, for tanh is a stretched sigmoid:

$$ 2\sigma(2x) - 1 = \frac{2 - (1 + e^{-2x})}{1 + e^{-2x}}
   = \frac{1 - e^{-2x}}{1 + e^{-2x}}
   = \frac{e^x - e^{-x}}{e^x + e^{-x}} = \tanh x. $$ {#eq-stage5-tanh}

Each 2 doubles the slope, so tanh is four times as steep in the middle, and the
$-1$ centres it at 0.

![Logistic against tanh](stage5-logistic-tanh.svg){#fig-stage5-logistic-tanh
alt="Two S-shaped curves from -5 to 5; tanh runs from -1 to 1, the logistic
function from 0 to 1, with dotted lines at -1, 0, 0.5 and 1"}

[@fig-stage5-family] shows the same for all seven, with their slopes.

## The same flowers, seven networks

Everything but the activation is as in stage 3: seed, split, batches, Adam. */
typedef struct Result {
    double *loss, *accuracy;
} Result;

static void print_result(const char *name, const Result *r, double tested,
                         int epochs)
{
    int epoch = 0;
    while (epoch < epochs && r->accuracy[epoch] < 0.95)
        epoch++;
    char when[16] = "-";
    if (epoch < epochs)
        snprintf(when, sizeof when, "%d", epoch);
    if (epochs > 0)
        printf("%-12s %9.6f  %8.4f  %9.4f  %s\n", name, r->loss[epochs - 1],
               r->accuracy[epochs - 1], tested, when);
}

static bool train_one(const Settings *s, const TableSplit *iris, int which,
                      Error *error)
{
    int epochs = s->common.epochs;
    Result r = {memory_new((size_t)epochs, sizeof(double)),
                memory_new((size_t)epochs, sizeof(double))};
    manual_seed(s->common.seed);
    Network net = network_new((Plan){iris->table->features, s->hidden, 1,
                                     iris->table->classes, &activations[which],
                                     INIT_DEFAULT});
    network_train(&net, iris->train,
                  (Training){epochs, s->common.batch_size, s->common.lr, false},
                  r.loss, r.accuracy);
    print_result(activations[which].name, &r,
                 network_accuracy(&net, iris->test), epochs);
    char path[64];
    snprintf(path, sizeof path, "%s/training-%s.csv", FOLDER,
             activations[which].name);
    bool first = s->activation == 0 ? which == 0 : true;
    bool good = history_write(s->common.no_plot ? NULL : path, epochs, r.loss,
                              r.accuracy, error) &&
                history_write(first ? s->common.history : NULL, epochs, r.loss,
                              r.accuracy, error);
    network_free(&net);
    free(r.loss);
    free(r.accuracy);
    return good;
}

static bool write_trained(const Settings *s, Error *error)
{
    FILE *file = plot_open(FOLDER, "trained.gp", error);
    if (file == NULL)
        return false;
    fprintf(file, "epochs = %d\ntrained = '", s->common.epochs);
    for (int f = 0; f < ACTIVATIONS; f++)
        if (s->activation == 0 || s->activation == f + 1)
            fprintf(file, "%s ", activations[f].name);
    fprintf(file, "'\n");
    return plot_close(file, FOLDER, "trained.gp", error);
}

static bool compare_training(const Settings *s, const TableSplit *iris,
                             Error *error)
{
    if (!s->common.no_plot && !write_trained(s, error))
        return false;
    printf("\nactivation        loss  accuracy  test acc.  epochs to 0.95\n");
    for (int f = 0; f < ACTIVATIONS; f++)
        if ((s->activation == 0 || s->activation == f + 1) &&
            !train_one(s, iris, f, error))
            return false;
    return true;
}

/*: Sigmoid is slowest to 95 %. Its slope is small, and its outputs positive, so
that a row pulls all weights of a unit in the next layer to the same side. The
others arrive sooner, and on these easy data all arrive.

## Deeper

With one hidden layer the choice costs some epochs. With ten it decides whether
the network learns at all: [another chapter](deep.c) measures the gradients in
each layer, what the start of the weights does to them, how many units die. */
static bool measure_deep(const Settings *s, const TableSplit *iris,
                         Error *error)
{
    const DeepSettings deep = {.seed = s->common.seed,
                               .hidden = s->hidden,
                               .depth = s->depth,
                               .epochs = s->common.epochs,
                               .batch_size = s->common.batch_size,
                               .activation = s->activation - 1,
                               .init = (Init)s->init};
    if (!print_gradients(&deep, iris, s->common.no_plot ? NULL : FOLDER, error))
        return false;
    print_inits(&deep, iris);
    print_dead(&deep, iris);
    return true;
}

/*: ## All together */
static bool draw(const Settings *s, Error *error)
{
    return s->common.no_plot || (family_write(FOLDER, error) &&
                                 cli_draw(&s->common, "stage5", error));
}

static Settings settings_read(int argc, char **argv)
{
    // clang-format off
    Settings s = {.common = {.seed = 1, .epochs = 100, .lr = 0.001,
                             .batch_size = 2, .log_every = 10},
                  .hidden = 16, .depth = 10};
    const CliOption options[] = {
        CLI_COMMON(s.common),
        {.name = "hidden", .kind = CLI_COUNT, .target = &s.hidden, .min = 1,
         .max = 1024, .help = "units of each hidden layer"},
        {.name = "depth", .kind = CLI_COUNT, .target = &s.depth, .min = 2,
         .max = 100, .help = "hidden layers of the deep network"},
        {.name = "activation", .kind = CLI_CHOICE, .target = &s.activation,
         .choices = ACTIVATION_CHOICES, .help = "train and measure only this"},
        {.name = "init", .kind = CLI_CHOICE, .target = &s.init,
         .choices = "default|xavier|he",
         .help = "how the deep network's weights start"},
    };
    // clang-format on
    cli_parse(argc, argv, "Compares activation functions.", options,
              sizeof options / sizeof *options);
    return s;
}

int main(int argc, char **argv)
{
    Settings settings = settings_read(argc, argv);
    TableSplit iris;
    Error error;
    if (!table_split_read(&iris, cli_home_path("data/iris.csv"), 1.0 / 3, 1,
                             false, &error))
        cli_fail(&error);
    if (!settings.common.quiet) {
        print_chapter();
        print_stable();
        family_print();
    }
    if (!compare_training(&settings, &iris, &error) ||
        !measure_deep(&settings, &iris, &error) || !draw(&settings, &error))
        cli_fail(&error);
    table_split_free(&iris);
    tape_free();
    return cli_finish();
}

/*: ## In real PyTorch

A network of any depth is a list of layers, in Python as in C:

::: {.side-by-side}
```{.python}
act = nn.ReLU  # or nn.Sigmoid, nn.Tanh, …
sizes = [4] + depth * [16] + [3]
torch.manual_seed(1)
layers = []
for i in range(depth + 1):
    layer = nn.Linear(sizes[i], sizes[i + 1])
    nn.init.kaiming_uniform_(
        layer.weight, nonlinearity='relu')
    nn.init.zeros_(layer.bias)
    layers += [layer, act()]
model = nn.Sequential(*layers[:-1])
```

```{.c include="stages/stage5/network.c" function="network_new"}
```
::: */

/*: ## What has changed since stage 3

Stage 4 was about files. [The network here](network.c) goes on from stage 3:

::: {.diff from="stages/stage3/stage3.c" to="stages/stage5/network.c"}
:::

## Try it

- `./stage5 --activation relu --seed 7`: how much of what you see is luck?
- What slows sigmoid down, slope or sign? In [family.c](family.c) put in its
  place a function that gives $\sigma(x) - 1/2$, then one for $\sigma(4x)$.
- [With ten layers](deep.c#try-it) there is more to try.

## Exercises

Two more activations, and what keeps a deep network alive.

::: {.exercises}
:::
*/
