/*: # From rows to batches

Between a table of measurements and a training step stand four small jobs: hold
some rows back to test on, bring the numbers to a common scale, shuffle, and cut
into batches.

Five rows in batches of two:

```{.c example="data"}
```

![Five rows, shuffled, in batches of two](data.svg){#fig-data alt="Five coloured
rows, in another order, then two in a row, the last one alone"} */
#include "data.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "mistake.h"
#include "simd.h"

/*: ## Splitting

A model must be judged on rows it has never seen. Which rows those are is left
to chance, but to a chance with a seed, so that everybody holds back the same
ones. scikit-learn shuffles with
[NumPy's generator](random.c#def-numpy_permutation) and takes the test rows from
the front. */
int train_test_split(int rows, double test_size, uint32_t seed, int *order)
{
    check(0 < test_size && test_size < 1,
          "train_test_split: test_size %g must be between 0 and 1", test_size);
    numpy_permutation(seed, rows, order);
    return (int)ceil(test_size * rows);
}

/*: ## Standardising

Subtract the mean, divide by the deviation: then the numbers lie around 0 with a
size of about 1, which is where the activation functions bend and where the
starting weights expect them.

$$ x' = \frac{x - \mu}{\sigma}, \qquad \mu = \frac1n \sum_i x_i, \qquad
   \sigma^2 = \frac1n \sum_i (x_i - \mu)^2 $$ {#eq-standardise}

The mean of all $x'$ is $(\mu - \mu) / \sigma = 0$, and the mean of their
squares is $\sigma^2 / \sigma^2 = 1$.

Usually each feature has its own $\mu$ and $\sigma$. The notebook takes one mean
of *all* numbers of the table, and we can do both. Only the training rows are
asked: the test rows must stay unseen, so they are moved and scaled with what
the training rows said. A feature that is the same everywhere has $\sigma = 0$;
it is only centred. */
static void mean_and_deviation(const double *x, int count, int stride,
                               double *mean, double *deviation)
{
    double sum = 0, squares = 0, low = x[0], high = x[0];
    for (int i = 0; i < count; i++) {
        double value = x[(size_t)i * (size_t)stride];
        sum += value;
        low = value < low ? value : low;
        high = value > high ? value : high;
    }
    *mean = sum / count;
    for (int i = 0; i < count; i++) {
        double d = x[(size_t)i * (size_t)stride] - *mean;
        squares += d * d;
    }
    *deviation = low < high ? sqrt(squares / count) : 1;
}

Standardizer standardizer_new(const double *x, int rows, int features,
                              bool per_feature)
{
    check(rows > 0 && features > 0, "standardizer: [%d, %d] has no numbers",
          rows, features);
    Standardizer s = {features, memory_new((size_t)features, sizeof(double)),
                      memory_new((size_t)features, sizeof(double))};
    int stride = per_feature ? features : 1;
    for (int j = 0; j < features; j++)
        if (j == 0 || per_feature) {
            mean_and_deviation(x + j, rows * features / stride, stride,
                               &s.mean[j], &s.deviation[j]);
        } else {
            s.mean[j] = s.mean[0];
            s.deviation[j] = s.deviation[0];
        }
    return s;
}

void standardizer_free(Standardizer *s)
{
    free(s->mean);
    free(s->deviation);
    *s = (Standardizer){0};
}

Tensor *standardizer_new_tensor(const Standardizer *s, const double *x,
                                int rows)
{
    Tensor *t = tensor_new_zeros(shape_2d(rows, s->features));
    for (int i = 0; i < tensor_numel(t); i++) {
        int j = i % s->features;
        t->data[i] = (float)((x[i] - s->mean[j]) / s->deviation[j]);
    }
    return t;
}

/*: ## The loader

An epoch shows every training row once. The loader draws a new order for each
epoch and hands out batches of it.

When an epoch begins, PyTorch's loader draws a 64-bit number that we have no use
for (it would seed worker processes) and, if it is to shuffle, a second one.
With that it seeds a generator of its own for the permutation. We draw both:
whoever skips a number prints other digits from then on. A loader that was given
a generator shuffles with that one directly. */
DataLoader dataloader_new(TensorDataset dataset, int batch_size, bool shuffle)
{
    check(tensor_rows(dataset.x) == tensor_cols(dataset.y) &&
              dataset.x->shape.ndim == 2 && dataset.y->shape.ndim == 1,
          "dataloader: x is %s but y is %s; [rows, features] and [rows] are "
          "expected",
          shape_text(dataset.x->shape).chars,
          shape_text(dataset.y->shape).chars);
    check(batch_size > 0, "dataloader: a batch of %d rows", batch_size);
    int rows = tensor_rows(dataset.x);
    int longest = batch_size < rows ? batch_size : rows;
    DataLoader loader = {
        .dataset = dataset,
        .batch_size = batch_size,
        .shuffle = shuffle,
        .order = memory_new((size_t)rows, sizeof(int)),
        .position = -1,
        .batch = {tensor_new_zeros(shape_2d(longest, tensor_cols(dataset.x))),
                  tensor_new_zeros(shape_1d(longest))},
    };
    for (int i = 0; i < rows; i++)
        loader.order[i] = i;
    return loader;
}

// The data itself is not the loader's.
void dataloader_free(DataLoader *loader)
{
    free(loader->order);
    tensor_free(loader->batch.x);
    tensor_free(loader->batch.y);
    *loader = (DataLoader){0};
}

// Draws what PyTorch's loader draws, in its order, used or not.
static void begin_epoch(DataLoader *loader)
{
    Generator *g = loader->generator ? loader->generator : default_generator();
    int rows = tensor_rows(loader->dataset.x);
    random_64(g); // the seed of the workers that we do not have
    if (loader->shuffle && loader->generator) {
        randperm(g, rows, loader->order);
        for (int i = 0; i < rows - 1; i++)
            random_32(g); // PyTorch permutes once more and uses none of it
    } else if (loader->shuffle) {
        Generator fresh;
        generator_seed(&fresh, random_64(g));
        randperm(&fresh, rows, loader->order);
    }
    loader->position = 0;
}

/*: The rows of a batch are copied into two tensors that the loader keeps, so a
step asks the system for no memory. The last batch may be short of rows; its
shape says so. Of a large table, whose rows in their new order lie far from each
other, a row takes longer to come than a step to compute; so the rows of the
next batch are asked for now ([how](simd.h)), which saves a
fifth of the time with 400,000 rows. At the end of an epoch the answer is once
*false*, which ends the caller's loop; the call after that begins a new
epoch. */
bool dataloader_next(DataLoader *loader, TensorDataset *batch)
{
    if (loader->position < 0)
        begin_epoch(loader);
    int rows = tensor_rows(loader->dataset.x);
    int cols = tensor_cols(loader->dataset.x);
    int left = rows - loader->position;
    int size = left < loader->batch_size ? left : loader->batch_size;
    if (left == 0) {
        loader->position = -1;
        return false;
    }
    if (tensor_rows(loader->batch.x) != size) {
        tensor_set_rows(loader->batch.x, size);
        tensor_set_rows(loader->batch.y, size);
    }
    const int *order = loader->order + loader->position;
    const float *x = loader->dataset.x->data, *y = loader->dataset.y->data;
    for (int i = 0; i < size; i++) {
        memcpy(loader->batch.x->data + i * cols, x + order[i] * cols,
               (size_t)cols * sizeof *x);
        loader->batch.y->data[i] = y[order[i]];
    }
    for (int i = size; i < left && i - size < size; i++) {
        fetch_ahead(y + order[i]);
        fetch_ahead(x + order[i] * cols);
    }
    loader->position += size;
    *batch = loader->batch;
    return true;
}
