/*: # Tables with labels

A table of numbers with a label for each row is what a classifier learns from.
This file reads one, gives each kind of label a number, and says where the table
looks like something else.

The flowers:

```{.c example="table"}
```

![Labels become class numbers](table.svg){#fig-table alt="Five labels are
sorted; equal ones then stand side by side, and become classes 0, 1 and 2"} */
#include "table.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "bytes.h"

#define DIGITS "0123456789"

/*: ## Labels become class numbers

The label says what each row is: `setosa`, or `2`. A network wants class numbers
0, 1, 2, … If every label is a number, the classes are numbered by value, 9
before 10; else by their bytes, as `LC_ALL=C sort` does.

To find the classes we sort all labels: equal ones then stand side by side, and
each change begins a new class. Sorting $n$ rows takes about $n \log_2 n$ steps,
20 million for a million rows; to look each up in a list of classes may take
$n^2$. `01` and `1` are one class, which gets its name from its first row. */
// A row's label, to be sorted.
typedef struct Label {
    long long whole;  // the value of whole numbers; else 0
    double number;    // of numbers that are not all whole; else 0
    const char *text; // of what are no numbers; else ""
    int row;
} Label;

static int class_order(const Label *a, const Label *b)
{
    if (a->whole != b->whole)
        return a->whole < b->whole ? -1 : 1;
    if (a->number != b->number)
        return a->number < b->number ? -1 : 1;
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

// A number, and a double holds it to its last digit before the point.
static bool is_exact(const char *text, double *number)
{
    return (is_whole(text) || strpbrk(text, ".eE")) &&
           number_read(text, number) && fabs(*number) < 0x1p53;
}

// All whole numbers, all numbers, or texts.
static void read_labels(int rows, char *const *text, Label *label)
{
    bool whole = true, number = true;
    double value;
    for (int i = 0; i < rows; i++) {
        whole = whole && is_whole(text[i]);
        number = number && is_exact(text[i], &value);
    }
    for (int i = 0; i < rows; i++) {
        label[i] = (Label){.text = "", .row = i};
        if (whole)
            label[i].whole = strtoll(text[i], NULL, 10);
        else if (number)
            number_read(text[i], &label[i].number);
        else
            label[i].text = text[i];
    }
}

// Sorted, equal labels stand side by side.
static void number_classes(Table *t, char *const *text)
{
    size_t rows = (size_t)t->rows;
    Label *label = memory_new(rows, sizeof *label);
    read_labels(t->rows, text, label);
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

/*: ## Tables that are no classes

A table of 3,000 prices has 3,000 different "labels". A network learns to tell
them apart, gets none right, and the confusion matrix has nine million fields.
So labels that are nearly all different are refused, unless the label was named.
*/
static bool is_classes(const Table *t, const CsvFile *csv, bool asked,
                       Error *error)
{
    enum { FEW = 10 }; // rows in which the eye sees what the classes are
    if (t->classes < 2)
        return error_set(error, "%s: every row has the same label", csv->path);
    if (asked || t->rows < FEW || t->classes <= t->rows / 2)
        return true;
    const char *name = csv->header[t->features];
    return error_set(error,
                     "%s: %d different labels in %d rows: column %d, \"%s\", "
                     "is no class; which column is? (label NAME, or first)",
                     csv->path, t->classes, t->rows,
                     csv->column[t->features] + 1, quote(name).chars);
}

/*: [A column that numbers the rows](table_columns.c#def-table_names_rows) may
have another name: then its numbers tell. */
// Does it hold each of n, n + 1, n + 2, … once, in whatever order?
static bool counts_rows(const Table *t, int feature)
{
    enum { ROWS = 5 }; // in fewer it may be chance
    bool good = t->rows >= ROWS, *seen = memory_new((size_t)t->rows, 1);
    const double *x = t->x + feature;
    double least = x[0];
    for (int i = 1; i < t->rows; i++)
        least = fmin(least, x[(size_t)i * (size_t)t->features]);
    for (int i = 0; good && i < t->rows; i++) {
        double place = x[(size_t)i * (size_t)t->features] - least;
        good = place < t->rows && place == floor(place) && !seen[(int)place];
        if (good)
            seen[(int)place] = true;
    }
    free(seen);
    return good;
}

// Labels that are measured are no classes; 1.0 and 2.0, as pandas writes whole
// numbers, may be.
static bool has_fractions(const Table *t)
{
    double value;
    bool fractions = false;
    for (int c = 0; c < t->classes; c++) {
        if (!number_read(t->class_name[c], &value))
            return false;
        fractions = fractions || value != floor(value);
    }
    return fractions;
}

// Takes the line over.
static void add_doubt(Table *t, char *line)
{
    char *all = text_new("%s%s\n", t->doubts, line);
    free(t->doubts);
    free(line);
    t->doubts = all;
}

// What can be read, and is hardly meant so.
static void find_doubts(Table *t, const CsvFile *csv)
{
    for (int i = 0; i < t->features; i++)
        if (table_names_rows(t->feature_name[i]) || counts_rows(t, i))
            add_doubt(t, text_new("%s: column %d, \"%s\", seems to number the "
                                  "rows and to say nothing of them (drop %d)",
                                  csv->path, csv->column[i] + 1,
                                  quote(t->feature_name[i]).chars,
                                  csv->column[i] + 1));
    if (t->classes > 1 && has_fractions(t))
        add_doubt(t, text_new("%s: the labels are numbers such as %s: to the "
                              "network each is a class, near to no other",
                              csv->path, t->class_name[t->classes - 1]));
}

/*: The columns before the label are features, and their names stand in the
header. */
static bool read_columns(Table *t, CsvFile *csv, Error *error)
{
    CsvNumbers numbers;
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
    return good;
}

// A separator at the end of each line makes a column without a name or values.
static bool is_last_empty(const CsvFile *csv)
{
    return csv->cols > 1 && *csv->header[csv->cols - 1] == '\0' &&
           *csv->field[csv->cols - 1] == '\0';
}

// The format first, then the numbers, then what they look like.
static bool read_table(Table *t, CsvFile *csv, const TableFormat *format,
                       Error *error)
{
    if (csv->cols == 1)
        return error_set(error, "%s: only one column: no commas?", csv->path);
    if (!format->label && !format->drop && is_last_empty(csv))
        return error_set(error,
                         "%s: column %d is empty and has no name: a separator "
                         "at the end of each line? (drop %d)",
                         csv->path, csv->cols, csv->cols);
    int kept = table_arrange(csv, format, error);
    if (kept == 0)
        return false;
    if (kept == 1)
        return error_set(error, "%s: no column is left to learn from",
                         csv->path);
    t->features = kept - 1;
    if (!read_columns(t, csv, error))
        return false;
    find_doubts(t, csv);
    return is_classes(t, csv, format->label != NULL, error);
}

Table *table_new_read(const char *path, const TableFormat *format, Error *error)
{
    CsvFile *csv = csv_open(path, format->separator, error);
    Table *t = memory_new(1, sizeof *t);
    t->doubts = text_new_copy("");
    bool good = csv && read_table(t, csv, format, error);
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
    free(table->doubts);
    free(table);
}
