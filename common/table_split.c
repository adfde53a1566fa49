/*: # From a table to two data sets

Before every training some rows are put aside for the examination, and all
numbers are standardised with what the others say.

The flowers, ready for training:

```{.c example="table_split"}
```

![From rows with labels to two sets](table_split.svg){#fig-table_split alt="A
shuffle splits the rows with their class numbers, and mean and deviation of the
training rows standardise both sets"} */
#include "table.h"

#include <stdlib.h>
#include <string.h>

/*: ## Rows to learn from, rows to be examined on

[A seeded shuffle](data.c#def-train_test_split) says which rows are for the
examination. Mean and deviation are learned from the *training* rows alone: the
test rows stand for flowers that nobody has seen yet, so nothing of them may
flow into the training, not even their mean. */
static double *features_new(const Table *t, const int *rows, int count)
{
    size_t n = (size_t)t->features;
    double *x = memory_new((size_t)count, n * sizeof *x);
    for (int i = 0; i < count; i++)
        memcpy(x + (size_t)i * n, t->x + (size_t)rows[i] * n, n * sizeof *x);
    return x;
}

// These rows, standardised, with their class numbers.
static TensorDataset part_new(const TableSplit *s, const int *rows, int count)
{
    double *x = features_new(s->table, rows, count);
    TensorDataset part = {standardizer_new_tensor(&s->scale, x, count),
                          tensor_new_zeros(shape_1d(count))};
    for (int i = 0; i < count; i++)
        part.y->data[i] = (float)s->table->label[rows[i]];
    free(x);
    return part;
}

// The scale comes from the training rows.
static void fill_split(TableSplit *s, bool per_feature)
{
    const int *test = s->order, *train = s->order + s->tests;
    int trains = s->table->rows - s->tests;
    double *x = features_new(s->table, train, trains);
    s->scale = standardizer_new(x, trains, s->table->features, per_feature);
    free(x); // before the next copy is made
    s->train = part_new(s, train, trains);
    s->test = part_new(s, test, s->tests);
}

// From the file to the two sets.
bool table_split_read(TableSplit *s, const char *path,
                      const TableFormat *format, double test_size,
                      uint32_t seed, bool per_feature, Error *error)
{
    *s = (TableSplit){.table = table_new_read(path, format, error)};
    if (s->table == NULL)
        return false;
    int rows = s->table->rows;
    s->order = memory_new((size_t)rows, sizeof *s->order);
    s->tests = train_test_split(rows, test_size, seed, s->order);
    if (s->tests < rows) {
        fill_split(s, per_feature);
        return true;
    }
    table_split_free(s);
    return error_set(error,
                     "%s: of %d rows, a test size of %g leaves none to train "
                     "on",
                     path, rows, test_size);
}

// And back.
void table_split_free(TableSplit *s)
{
    tensor_free(s->train.x);
    tensor_free(s->train.y);
    tensor_free(s->test.x);
    tensor_free(s->test.y);
    standardizer_free(&s->scale);
    table_free(s->table);
    free(s->order);
}
