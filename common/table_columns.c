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

// The same, or -1 and what is wrong. Of two columns with one name each has its
// number.
static int find_one(const CsvFile *csv, const char *name, size_t length,
                    const char *what, Error *error)
{
    int col = find_column(csv, name, length);
    if (col < 0)
        error_set(error, "%s: no column %s is called \"%s\"", csv->path, what,
                  quote_bytes(name, length).chars);
    for (int i = col + 1; col >= 0 && i < csv->cols; i++)
        if (strlen(csv->header[i]) == length &&
            strncmp(csv->header[i], name, length) == 0) {
            error_set(error,
                      "%s: columns %d and %d are both called \"%s\": "
                      "say a number",
                      csv->path, col + 1, i + 1,
                      quote_bytes(name, length).chars);
            return -1;
        }
    return col;
}

// Sets kept[col] to false for each column in the list.
static bool drop_columns(const CsvFile *csv, const char *list, bool *kept,
                         Error *error)
{
    for (const char *name = list; name; name = strchr(name, ',')) {
        name += name != list; // the comma
        size_t length = strcspn(name, ",");
        int col = find_one(csv, name, length, "to drop", error);
        if (col < 0)
            return false;
        kept[col] = false;
    }
    return true;
}

// The last that is left, if none is named. -1: there is none.
static int label_column(const CsvFile *csv, const char *label, const bool *kept,
                        Error *error)
{
    int col = csv->cols - 1;
    if (label)
        col = find_one(csv, label, strlen(label), "for the label", error);
    while (!label && col > 0 && !kept[col])
        col--;
    if (col < 0 || kept[col])
        return col;
    error_set(error, "%s: no column for the label is left", csv->path);
    return -1;
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
        if (!kept[i]) // so it is not the label
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
    int label = good ? label_column(csv, format->label, kept, error) : -1;
    for (int i = 0; i < csv->cols; i++)
        count += kept[i];
    good = label >= 0;
    if (good)
        order_columns(csv, label, kept);
    free(kept);
    return good ? count : 0;
}

/*: ## Columns that number the rows

The number of a row is no feature: where a file is sorted by its labels, it
alone tells the class, and the test rows are all right. pandas and R write such
a column without a name; in others it is an `Id`, a `PassengerId`, a
`sample_id`. */
static bool ends_with_id(const char *header)
{
    size_t length = strlen(header);
    if (length < 3)
        return false;
    const char *id = header + length - 2, *before = id - 1;
    if (tolower((unsigned char)id[0]) != 'i' ||
        tolower((unsigned char)id[1]) != 'd')
        return false;
    return !isalpha((unsigned char)*before) || // and not: acid
           (islower((unsigned char)*before) && *id == 'I');
}

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
    return ends_with_id(header);
}
