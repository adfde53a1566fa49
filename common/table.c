/*: # Tables with labels

A table of numbers with a label at the end of each row is what a classifier
learns from. This file reads one, and does with it what comes before every
training: some rows are put aside for the examination, and all numbers are
standardised with what the others say.

The flowers, ready for training:

```{.c example="table"}
```

![From rows with labels to two sets](table.svg){#fig-table alt="Labels become
class numbers, a shuffle splits the rows, and mean and deviation of the training
rows standardise both sets"} */
#include "table.h"

#include <stdlib.h>
#include <string.h>

#include "csv.h"

#define DIGITS "0123456789"

/*: ## Labels become class numbers

The last column says what each row is: `setosa`, or `2`. A network wants class
numbers 0, 1, 2, … If every label is a whole number, the classes are numbered by
value, 9 before 10; else by their bytes, as `LC_ALL=C sort` does.

To find the classes we sort all labels: equal ones then stand side by side, and
each change begins a new class. Sorting $n$ rows takes about $n \log_2 n$ steps,
20 million for a million rows; to look each up in a list of classes may take
$n^2$. `01` and `1` are one class, which gets its name from its first row. */
// A row's label, to be sorted.
typedef struct Label {
    long long value;  // of a whole number; 0 if labels are text
    const char *text; // "" if labels are whole numbers
    int row;
} Label;

static int class_order(const Label *a, const Label *b)
{
    if (a->value != b->value)
        return a->value < b->value ? -1 : 1;
    return strcmp(a->text, b->text);
}

static int label_order(const void *left, const void *right)
{
    const Label *a = left, *b = right;
    int order = class_order(a, b);
    return order ? order : a->row - b->row;
}

// Numbers are sorted as numbers: 10 comes after 9.
static bool is_whole(const char *text)
{
    if (*text == '+' || *text == '-')
        text++;
    size_t digits = strspn(text, DIGITS); // a long long is sure to hold 18
    return digits > 0 && digits <= 18 && text[digits] == '\0';
}

// Sorted, equal labels are neighbours: each new one is a class.
static void number_classes(Table *t, char *const *text)
{
    size_t rows = (size_t)t->rows;
    Label *label = memory_new(rows, sizeof *label);
    bool whole = true;
    for (int i = 0; i < t->rows; i++)
        whole = whole && is_whole(text[i]);
    for (int i = 0; i < t->rows; i++)
        label[i] = whole ? (Label){strtoll(text[i], NULL, 10), "", i}
                         : (Label){0, text[i], i};
    qsort(label, rows, sizeof *label, label_order);
    t->label = memory_new(rows, sizeof *t->label);
    t->class_name = memory_new(rows, sizeof *t->class_name);
    for (int i = 0; i < t->rows; i++) {
        int row = label[i].row;
        if (i == 0 || class_order(&label[i - 1], &label[i]) != 0)
            t->class_name[t->classes++] = text_new_copy(text[row]);
        t->label[row] = t->classes - 1;
    }
    free(label);
}

/*: The columns before the label are features, and their names stand in the
header. */
static bool read_columns(Table *t, CsvFile *csv, Error *error)
{
    CsvNumbers numbers;
    if (csv->cols == 1)
        return error_set(error, "%s: only one column: no commas?", csv->path);
    t->features = csv->cols - 1;
    t->feature_name = memory_new((size_t)t->features, sizeof *t->feature_name);
    for (int i = 0; i < t->features; i++)
        t->feature_name[i] = text_new_copy(csv->header[i]);
    if (!csv_check_header(csv, t->features, error))
        return false;
    bool good = csv_read(csv, t->features, true, &numbers, error);
    t->rows = numbers.rows;
    t->x = numbers.x;
    if (good)
        number_classes(t, numbers.label);
    free(numbers.label);
    return good &&
           (t->classes > 1 ||
            error_set(error, "%s: every row has the same label", csv->path));
}

Table *table_new_read(const char *path, Error *error)
{
    CsvFile *csv = csv_open(path, error);
    Table *t = memory_new(1, sizeof *t);
    bool good = csv && read_columns(t, csv, error);
    csv_close(csv);
    if (good)
        return t;
    table_free(t);
    return NULL;
}

// Also of a table that was read halfway.
void table_free(Table *table)
{
    if (!table)
        return;
    for (int i = 0; i < table->features; i++)
        free(table->feature_name[i]);
    for (int i = 0; i < table->classes; i++)
        free(table->class_name[i]);
    free(table->feature_name);
    free(table->class_name);
    free(table->x);
    free(table->label);
    free(table);
}

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

// Some rows of the table as tensors, standardised.
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

static void fill_split(TableSplit *s, bool per_feature)
{
    const int *test = s->order, *train = s->order + s->tests;
    int trains = s->table->rows - s->tests;
    double *x = features_new(s->table, train, trains);
    s->scale = standardizer_new(x, trains, s->table->features, per_feature);
    s->train = part_new(s, train, trains);
    s->test = part_new(s, test, s->tests);
    free(x);
}

bool table_split_read(TableSplit *s, const char *path, double test_size,
                      uint32_t seed, bool per_feature, Error *error)
{
    *s = (TableSplit){.table = table_new_read(path, error)};
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

// Also of a split that was made halfway.
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
