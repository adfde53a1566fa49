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
typedef struct Label {
    long long value;  // of a whole number; 0 if labels are text
    const char *text; // "" if labels are whole numbers
    int row;
} Label;

static int label_order(const void *left, const void *right)
{
    const Label *a = left, *b = right;
    if (a->value != b->value)
        return a->value < b->value ? -1 : 1;
    return strcmp(a->text, b->text);
}

static bool is_whole(const char *text)
{
    if (*text == '+' || *text == '-')
        text++;
    size_t digits = strspn(text, DIGITS); // a long long is sure to hold 18
    return digits > 0 && digits <= 18 && text[digits] == '\0';
}

static bool read_labels(Table *t, const CsvTable *csv, Error *error)
{
    char **text = csv->field + t->features; // text[row * csv->cols]
    Label *label = memory_new((size_t)t->rows, sizeof *label);
    bool whole = true;
    for (int i = 0; i < t->rows; i++) {
        label[i] = (Label){0, text[i * csv->cols], i};
        whole = whole && is_whole(label[i].text);
    }
    for (int i = 0; i < t->rows && whole; i++)
        label[i] = (Label){strtoll(label[i].text, NULL, 10), "", i};
    qsort(label, (size_t)t->rows, sizeof *label, label_order);
    t->label = memory_new((size_t)t->rows, sizeof *t->label);
    for (int i = 0; i < t->rows; i++) {
        if (i == 0 || label_order(&label[i - 1], &label[i]) != 0)
            t->classes++;
        t->label[label[i].row] = t->classes - 1;
    }
    free(label);
    t->class_name = memory_new((size_t)t->classes, sizeof *t->class_name);
    for (int i = t->rows - 1; i >= 0; i--) // so that the first row's name stays
        t->class_name[t->label[i]] = text[i * csv->cols];
    for (int i = 0; i < t->classes; i++)
        t->class_name[i] = text_new_copy(t->class_name[i]);
    return t->classes > 1 ||
           error_set(error, "%s: every row has the same label", csv->path);
}

static bool check_columns(const CsvTable *csv, Error *error)
{
    if (csv->cols == 1)
        return error_set(error, "%s: only one column: no commas?", csv->path);
    return csv_check_header(csv, csv->cols - 1, error);
}

static bool read_features(Table *t, const CsvTable *csv, Error *error)
{
    t->rows = csv->rows;
    t->features = csv->cols - 1;
    t->feature_name = memory_new((size_t)t->features, sizeof *t->feature_name);
    for (int i = 0; i < t->features; i++)
        t->feature_name[i] = text_new_copy(csv->header[i]);
    double *x = t->x =
        memory_new((size_t)t->rows * (size_t)t->features, sizeof *t->x);
    for (int row = 0; row < t->rows; row++) {
        for (int col = 0; col < t->features; col++)
            if (!csv_number(csv, row, col, x++, error))
                return false;
        if (!*csv->field[row * csv->cols + t->features])
            return csv_fault(csv, row, t->features, "is not a label", error);
    }
    return true;
}

Table *table_new_read(const char *path, Error *error)
{
    CsvTable *csv = csv_new_read(path, error);
    Table *t = memory_new(1, sizeof *t);
    bool good = csv && check_columns(csv, error) &&
                read_features(t, csv, error) && read_labels(t, csv, error);
    csv_free(csv);
    if (good)
        return t;
    table_free(t);
    return NULL;
}

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
    int n = t->features;
    double *x = memory_new((size_t)count * (size_t)n, sizeof *x);
    for (int i = 0; i < count; i++)
        memcpy(x + i * n, t->x + rows[i] * n, (size_t)n * sizeof *x);
    return x;
}

static Tensor *classes_new(const Table *t, const int *rows, int count)
{
    Tensor *y = tensor_new_zeros(shape_1d(count));
    for (int i = 0; i < count; i++)
        y->data[i] = (float)t->label[rows[i]];
    return y;
}

static void fill_split(TableSplit *s, bool per_feature)
{
    const int *test = s->order, *train = s->order + s->tests;
    int tests = s->tests, trains = s->table->rows - tests;
    double *test_x = features_new(s->table, test, tests);
    double *train_x = features_new(s->table, train, trains);
    s->scale =
        standardizer_new(train_x, trains, s->table->features, per_feature);
    s->train.x = standardizer_new_tensor(&s->scale, train_x, trains);
    s->train.y = classes_new(s->table, train, trains);
    s->test.x = standardizer_new_tensor(&s->scale, test_x, tests);
    s->test.y = classes_new(s->table, test, tests);
    free(test_x);
    free(train_x);
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
