/*: # Vanishing gradients, dead units

Books say that sigmoid makes gradients vanish and that ReLU units die. Here both
are measured.

## Ten layers deep

The network has ten hidden layers of sixteen units and has not been trained yet.
One backward pass over all training flowers gives each weight a gradient; the table
shows the mean of $|\partial L / \partial w|$ in each layer, the first layer first:

```{.output of="stage5" match="^layer +sigmoid" to="^   11"}
```

![The gradient in each layer](stage5-gradients.svg){#fig-stage5-gradients
alt="Seven lines on a logarithmic scale over eleven layers; the line of sigmoid
falls by many powers of ten from the last layer to the first"}

Read the column of sigmoid from below. From layer to layer, on the way back, the
gradient is multiplied by a weight and by a slope of at most 1/4. Ten times a
quarter is a millionth. The first layers learn nothing, not because they are good,
but because nobody tells them anything: the gradient has **vanished**. */
#include "deep.h"

#include <math.h>
#include <stdlib.h>

#include "autograd.h"
#include "plot.h"
#include "random.h"

const char *const init_name[INITS] = {"default", "xavier", "he"};

static Network network_for(const DeepSettings *s, const LabelledSplit *iris,
                           int which, int depth, Init init)
{
    manual_seed(s->seed);
    return network_new((Plan){iris->table->features, s->hidden, depth,
                              iris->table->classes, &activations[which], init});
}

static bool asked_for(const DeepSettings *s, int which)
{
    return s->activation < 0 || s->activation == which;
}

static bool write_gradients(const DeepSettings *s, const char *folder,
                            const double *mean, Error *error)
{
    int layers = s->depth + 1;
    FILE *file = plot_open(folder, "gradients.dat", error);
    if (file == NULL)
        return false;
    fprintf(file,
            "# layer, then a column for each activation (nan: left out)\n");
    for (int i = 0; i < layers; i++) {
        fprintf(file, "%d", i + 1);
        for (int f = 0; f < ACTIVATIONS; f++)
            fprintf(file, " %g", asked_for(s, f) ? mean[f * layers + i] : NAN);
        fprintf(file, "\n");
    }
    return plot_close(file, folder, "gradients.dat", error);
}

bool print_gradients(const DeepSettings *s, const LabelledSplit *iris,
                     const char *folder, Error *error)
{
    int layers = s->depth + 1;
    double *mean = memory_new((size_t)(ACTIVATIONS * layers), sizeof *mean);
    printf("\nlayer");
    for (int f = 0; f < ACTIVATIONS; f++) {
        if (!asked_for(s, f))
            continue;
        Network net = network_for(s, iris, f, s->depth, s->init);
        network_gradients(&net, iris->train, mean + f * layers);
        network_free(&net);
        printf(" %10s", activations[f].name);
    }
    for (int i = 0; i < layers; i++) {
        printf("\n%5d", i + 1);
        for (int f = 0; f < ACTIVATIONS; f++)
            if (asked_for(s, f))
                printf(" %10.1e", mean[f * layers + i]);
    }
    printf("\n");
    bool good = folder == NULL || write_gradients(s, folder, mean, error);
    free(mean);
    return good;
}

/*: ## Where the weights start

The other factor on the way back is the weight. [Two well-known ways](init.c) of
drawing it are made so that the product neither shrinks nor grows. The table shows
how many times smaller the gradient of the first layer is than that of the last:

```{.output of="stage5" match="^hidden layers" to="^ +10 "}
```

With Xavier's or He's weights the gradients of tanh and ReLU stay of one size, ten
layers deep. PyTorch's own default for `Linear` is smaller than both, and they
shrink. Sigmoid is beyond help: its slope is a quarter at best. */
static double shrinkage(const DeepSettings *s, const LabelledSplit *iris,
                        int which, int depth, Init init)
{
    double *mean = memory_new((size_t)depth + 1, sizeof *mean);
    Network net = network_for(s, iris, which, depth, init);
    network_gradients(&net, iris->train, mean);
    double ratio = mean[depth] / mean[0];
    network_free(&net);
    free(mean);
    return ratio;
}

void print_inits(const DeepSettings *s, const LabelledSplit *iris)
{
    enum { COMPARED = 3 }; // sigmoid, tanh, relu
    printf("\nhidden layers");
    for (int f = 0; f < COMPARED; f++)
        for (int init = 0; init < INITS; init++)
            printf(" %8s", init == 0 ? activations[f].name : "");
    printf("\n             ");
    for (int i = 0; i < COMPARED * INITS; i++)
        printf(" %8s", init_name[i % INITS]);
    printf("\n");
    for (int depth = 2; depth <= s->depth; depth += 2) {
        printf("%13d", depth);
        for (int i = 0; i < COMPARED * INITS; i++)
            printf(" %8.2g",
                   shrinkage(s, iris, i / INITS, depth, (Init)(i % INITS)));
        printf("\n");
    }
}

/*: ## Dead units

A ReLU unit that is negative for every flower has the slope 0 for every flower, and
no step will ever move it again. Some units start like that. Others are pushed there
by a step that was too large. This counts them, in a network with three hidden
layers, before training and after, for four learning rates:

```{.output of="stage5" match="^dead ReLU" to="^he"}
```

Leaky ReLU, ELU and GELU have a slope on the negative side, so their units can come
back. */
void print_dead(const DeepSettings *s, const LabelledSplit *iris)
{
    const double rates[] = {0.001, 0.01, 0.1, 1};
    double *unused = memory_new((size_t)s->epochs, sizeof *unused);
    enum { RELU = 2, RATES = sizeof rates / sizeof *rates };
    printf("\ndead ReLU units   before");
    for (int r = 0; r < RATES; r++)
        printf("  lr %5g", rates[r]);
    printf("\n");
    for (int init = 0; init < INITS; init++) {
        printf("%-15s", init_name[init]);
        for (int r = -1; r < RATES; r++) {
            Network net = network_for(s, iris, RELU, 3, (Init)init);
            if (r >= 0)
                network_train(
                    &net, iris->train,
                    (Training){s->epochs, s->batch_size, rates[r], true},
                    unused, unused);
            printf("%8.1f %%", 100 * network_dead_share(&net, iris->train.x));
            network_free(&net);
        }
        printf("\n");
    }
    free(unused);
}
