/*: # Which column is what

Usually the label comes last, and all else are features. Other tables put it
first, or hold columns that a network must not see.

The flowers without their petals:

```{.c example="table_columns"}
```

![Features, label, the rest](table_columns.svg){#fig-table_columns alt="Four
columns, Id, species, length, width, change places: length and width come first,
then species; Id goes behind them and is not read"} */
#include "table.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "bytes.h"

/*: ## Names

A column is meant by its name or by its number. The name comes first: a column
may be called `2`. */
static int find_column(const CsvFile *csv, const char *name, size_t length)
{
    for (int i = 0; i < csv->cols; i++)
        if (strlen(csv->header[i]) == length &&
            strncmp(csv->header[i], name, length) == 0)
            return i;
    bool number =
        length > 0 && length < 7 && strspn(name, "0123456789") >= length;
    if (number && atoi(name) <= csv->cols)
        return atoi(name) - 1;
    if (strcmp(name, "first") == 0)
        return 0;
    return strcmp(name, "last") == 0 ? csv->cols - 1 : -1;
}

// Sets kept[col] to false for each column in the list.
static bool drop_columns(const CsvFile *csv, const char *list, bool *kept,
                         Error *error)
{
    for (const char *name = list; name; name = strchr(name, ',')) {
        name += name != list; // the comma
        size_t length = strcspn(name, ",");
        int col = find_column(csv, name, length);
        if (col < 0)
            return error_set(error, "%s: no column to drop is called \"%s\"",
                             csv->path, quote_bytes(name, length).chars);
        kept[col] = false;
    }
    return true;
}

static int label_column(const CsvFile *csv, const char *label, const bool *kept)
{
    int col = csv->cols - 1;
    if (label)
        return find_column(csv, label, strlen(label));
    while (col > 0 && !kept[col])
        col--;
    return col;
}

/*: ## One order

[The columns are put into one order](csv.c#def-csv_arrange), features, label,
the rest, and nothing else has to know of it. */
static void order_columns(CsvFile *csv, int label, const bool *kept)
{
    int *order = memory_new((size_t)csv->cols, sizeof *order), n = 0;
    for (int i = 0; i < csv->cols; i++)
        if (kept[i] && i != label)
            order[n++] = i;
    order[n++] = label;
    for (int i = 0; i < csv->cols; i++)
        if (!kept[i] && i != label)
            order[n++] = i;
    csv_arrange(csv, order);
    free(order);
}

int table_arrange(CsvFile *csv, const TableFormat *format, Error *error)
{
    bool *kept = memory_new((size_t)csv->cols, sizeof *kept);
    int count = 0;
    for (int i = 0; i < csv->cols; i++)
        kept[i] = true;
    bool good = drop_columns(csv, format->drop, kept, error);
    int label = label_column(csv, format->label, kept);
    for (int i = 0; i < csv->cols; i++)
        count += kept[i];
    if (good && (label < 0 || !kept[label]))
        good = error_set(error, "%s: no column for the label is called \"%s\"",
                         csv->path, format->label ? format->label : "");
    if (good)
        order_columns(csv, label, kept);
    free(kept);
    return good ? count : 0;
}

/*: ## Columns that number the rows

The number of a row is no feature: where a file is sorted by its labels, it
alone tells the class, and the test rows are all right. pandas and R write such
a column without a name. */
bool table_names_rows(const char *header)
{
    static const char *const NAMES[] = {
        "", "id", "index", "row", "rowname", "rownames", "rowid", "unnamed"};
    char name[16] = "";
    size_t length = 0;
    for (const char *p = header; *p && length < sizeof name - 1; p++)
        if (isalpha((unsigned char)*p))
            name[length++] = (char)tolower((unsigned char)*p);
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
        if (strcmp(name, NAMES[i]) == 0)
            return true;
    return false;
}
