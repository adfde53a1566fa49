/*: # Answers for new rows

A saved model is there to be asked, which is called **inference**. A table of
new flowers goes in, a table of answers comes out: the name of the class, and
how probable each class is. For the flowers that we have, it begins like this:

```{.output of="stage4-predict" lines="1-3"}
```

Two things that this needs are *not* in a model file, neither in ours nor in
PyTorch's: the names of the classes, and the mean and deviation by which the
features were standardised. A model that was trained on standardised numbers and
is asked about centimetres answers nonsense, and no error says so. So both are
taken from where the training took them, [the training rows](table_split.c). */
/*: ## Does it fit?

A model that somebody else made may be for other data. Its first weight says how
many features it takes, its last how many classes it tells apart. */
#include "stage4.h"

#include "bytes.h"

bool model_fits(const char *path, const Module *model, const Table *table,
                Error *error)
{
    Parameters list = {0};
    int in = 0, out = 0;
    module_parameters(model, "", &list);
    for (int i = 0; i < list.count; i++)
        if (list.item[i].tensor->shape.ndim == 2) { // a weight: (out, in)
            in = in ? in : tensor_cols(list.item[i].tensor);
            out = tensor_rows(list.item[i].tensor);
        }
    parameters_free(&list);
    return (in == table->features && out == table->classes) ||
           error_set(error,
                     "%s: the model is for %d features and %d classes, but "
                     "the data have %d and %d",
                     path, in, out, table->features, table->classes);
}

/*: A training that went wrong leaves parameters that are no numbers, and a file
keeps them as any others. The model runs, and its answers mean nothing. */
static int count_broken(const float *x, int count)
{
    int broken = 0;
    for (int i = 0; i < count; i++)
        broken += !isfinite(x[i]);
    return broken;
}

void say_broken(const char *path, const Module *model)
{
    Parameters list = {0};
    int broken = 0;
    module_parameters(model, "", &list);
    for (int i = 0; i < list.count; i++)
        broken += count_broken(list.item[i].tensor->data,
                               tensor_numel(list.item[i].tensor));
    parameters_free(&list);
    if (broken > 0)
        cli_say("%s: %d of its numbers are NaN or infinite: its answers mean "
                "nothing",
                path, broken);
}

/*: ## Reading the rows

The **label** may be there or not; it is not looked at. Columns count by their
place, as in the training. If a header names the right features in another
order, or if the first column only numbers the rows, going on would give wrong
answers without a word, so that is refused. Other names are at least said. */
static void say_other_names(const CsvFile *csv, const Table *table)
{
    for (int i = 0; i < table->features; i++)
        if (strcmp(csv->header[i], table->feature_name[i]) != 0) {
            cli_say(
                "%s: column %d is called \"%s\", in the training data \"%s\": "
                "columns count by their place",
                csv->path, csv->column[i] + 1, quote(csv->header[i]).chars,
                quote(table->feature_name[i]).chars);
            return;
        }
}

// Are these the features of the training, in their order?
static bool check_columns(const CsvFile *csv, int cols, const Table *table,
                          Error *error)
{
    int features = table->features;
    if (cols != features && cols != features + 1)
        return error_set(error,
                         "%s: %d columns: %d features are expected, and "
                         "perhaps a label behind them",
                         csv->path, cols, features);
    if (cols > features && table_names_rows(csv->header[0]) &&
        !table_names_rows(table->feature_name[0]))
        return error_set(error,
                         "%s: column 1 numbers the rows and is no feature: "
                         "leave it out",
                         csv->path);
    for (int i = 0; i < features; i++)
        for (int k = 0; k < features; k++)
            if (strcmp(csv->header[i], table->feature_name[k]) == 0 &&
                strcmp(csv->header[i], table->feature_name[i]) != 0)
                return error_set(error,
                                 "%s: column %d is the feature of column %d: "
                                 "another order than in the training data",
                                 csv->path, i + 1, k + 1);
    return csv_check_header(csv, features, error);
}

/*: Columns that the training left out are left out here, if they are there, and
a label that stood first there stands first here, or nowhere. */
static int arrange(CsvFile *csv, const TableFormat *format, int features,
                   Error *error)
{
    int left = csv->cols, kept = 0;
    for (const char *p = format->drop; p; p = strchr(p + 1, ','))
        left--;
    for (int there = 1; there >= 0 && kept == 0; there--) {
        TableFormat here = *format;
        if (!there) {
            here.drop = NULL;
            left = csv->cols;
        }
        if (left <= features)
            here.label = NULL;
        if (left >= features || !there)
            kept = table_arrange(csv, &here, error);
    }
    return kept;
}

/*: The rows become a new tensor (rows, features), or `NULL`. */
static Tensor *rows_new(CsvFile *csv, const TableSplit *split,
                        const TableFormat *format, Error *error)
{
    CsvNumbers rows;
    int cols = arrange(csv, format, split->table->features, error);
    if (cols == 0 || !check_columns(csv, cols, split->table, error))
        return NULL;
    bool good = csv_read(csv, split->table->features, false, &rows, error);
    if (good)
        say_other_names(csv, split->table);
    Tensor *x =
        good ? standardizer_new_tensor(&split->scale, rows.x, rows.rows) : NULL;
    free(rows.x);
    free(rows.label);
    return x;
}

/*: ## Probabilities

If the model ends in a softmax it says probabilities. If not, it says logits,
and the softmax comes now. That is right for a model with a log-softmax too: of
logarithms of probabilities, softmax makes the probabilities again. */
static Tensor *probabilities(const Module *model, Tensor *x)
{
    Tensor *out = module_forward(model, x); // (rows, classes)
    const Module *last = model;
    while (last->count > 0)
        last = &last->child[last->count - 1];
    bool done = strcmp(module_type_name(last), "Softmax") == 0;
    return done ? out : tensor_softmax(out, 1);
}

/*: ## Writing the answers

A class may be called `red, or pink`: a field with a comma or a quote goes into
quotes, and a quote in it is doubled. Nine digits tell every float from its
neighbours. */
static void write_field(FILE *out, const char *text)
{
    if (strpbrk(text, ",\"\r\n") == NULL) {
        fputs(text, out);
        return;
    }
    fputc('"', out);
    for (; *text; text++)
        fprintf(out, *text == '"' ? "\"%c" : "%c", *text);
    fputc('"', out);
}

/*: A row of answers has as many fields as there are classes, and one more. */
static void write_answers(FILE *out, const Table *table, const Tensor *p,
                          const Tensor *said)
{
    fprintf(out, "label");
    for (int c = 0; c < table->classes; c++) {
        fputc(',', out);
        write_field(out, table->class_name[c]);
    }
    for (int i = 0; i < tensor_rows(p); i++) {
        fputc('\n', out);
        write_field(out, table->class_name[(int)said->data[i]]);
        for (int c = 0; c < table->classes; c++)
            fprintf(out, ",%.9g", p->data[i * table->classes + c]);
    }
    fputc('\n', out);
}

/*: ## From table to table */
bool predict(FILE *out, const char *path, const Module *model,
             const TableSplit *split, const TableFormat *format, Error *error)
{
    CsvFile *csv = csv_open(path, format->separator, error);
    Tensor *x = csv ? rows_new(csv, split, format, error) : NULL;
    csv_close(csv);
    if (x == NULL)
        return false;
    no_grad_begin();
    Tensor *p = probabilities(model, x);
    write_answers(out, split->table, p, tensor_argmax(p, 1));
    int broken = count_broken(p->data, tensor_numel(p));
    if (broken > 0)
        cli_say("%s: %d of the probabilities are not a number", path, broken);
    no_grad_end();
    tape_reset();
    tensor_free(x);
    return true;
}
