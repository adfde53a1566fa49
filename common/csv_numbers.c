/*: # Numbers from fields

The rows of a table are texts; a network wants numbers.

The four columns of the flowers, and a word where a number is asked for:

```{.c example="csv_numbers"}
```

![From fields to numbers](csv_numbers.svg){#fig-csv_numbers alt="Three fields of
a line, two of which become numbers and the third, in quotes, a text"} */
#include "csv.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bytes.h"

/*: ## A number

[A plain decimal number](base.c#def-number_read), nothing else. Tensors hold
floats: what is infinite as a float is refused, while `1e-99` becomes zero,
which is near enough. A file may hold bytes that clear the screen or turn the
direction of writing, so a message
[quotes](bytes.c#text-that-may-be-shown) what it found. */
static bool fault(const CsvFile *csv, int col, const char *problem,
                  Error *error)
{
    const char *name = csv->header[col], *text = csv->field[col];
    return error_set(error, "%s:%d: column %d (%s): \"%s\" %s", csv->path,
                     csv->line, csv->column[col] + 1, quote(name).chars,
                     quote(text).chars, problem);
}

/*: A comma between digits is the point of half of Europe. Where semicolons
separate the columns it is read as one; else it is a fault that has a name. */
static bool read_decimal(const CsvFile *csv, char *text, double *number)
{
    char *comma = strchr(text, ',');
    if (!comma || csv->separator != ';')
        return number_read(text, number);
    *comma = '.';
    bool good = number_read(text, number);
    *comma = ',';
    return good;
}

// Digits, a comma, digits.
static bool has_decimal_comma(const char *text)
{
    size_t digits = strspn(text, "+-0123456789");
    double fraction;
    return digits > 0 && text[digits] == ',' &&
           number_read(text + digits + 1, &fraction);
}

// What is there in the place of a number? A word in the first row may be the
// label, of whose column nobody has been told.
static bool no_number(const CsvFile *csv, int col, bool first, Error *error)
{
    static const char *const missing[] = {"",    "?",   "NA",   "N/A", "nan",
                                          "NaN", "NAN", "NULL", "null"};
    const char *text = csv->field[col];
    char problem[80] = "is not a number";
    for (size_t i = 0; i < sizeof missing / sizeof *missing; i++)
        if (strcmp(text, missing[i]) == 0)
            return fault(csv, col, "is not a number: a missing value?", error);
    if (has_decimal_comma(text))
        strcat(problem, ": a decimal comma?");
    else if (first && isalpha((unsigned char)*text))
        sprintf(problem + strlen(problem), ": is it the label? (label %d)",
                csv->column[col] + 1);
    return fault(csv, col, problem, error);
}

// A number that a float can hold.
static bool read_number(const CsvFile *csv, int col, bool first, double *number,
                        Error *error)
{
    if (!read_decimal(csv, csv->field[col], number))
        return no_number(csv, col, first, error);
    return !isinf((float)*number) ||
           fault(csv, col, "is too large for a float", error);
}

/*: ## All of them

How many rows there are shows only at the end, so the room for their numbers
grows, and is twice as large each time. */
bool csv_read(CsvFile *csv, int cols, bool labelled, CsvNumbers *n,
              Error *error)
{
    size_t room = 0;
    *n = (CsvNumbers){0};
    do {
        if ((size_t)n->rows == room) {
            room = 2 * room + 64;
            n->x = memory_resize(n->x, room, (size_t)cols * sizeof *n->x);
            n->label = memory_resize(n->label, room, sizeof *n->label);
        }
        double *x = n->x + (size_t)n->rows * (size_t)cols;
        bool first = labelled && n->rows == 0;
        for (int col = 0; col < cols; col++)
            if (!read_number(csv, col, first, &x[col], error))
                return false;
        n->label[n->rows++] = labelled ? csv->field[cols] : NULL;
        if (labelled && *csv->field[cols] == '\0')
            return fault(csv, cols, "is not a label", error);
    } while (csv_next(csv, error));
    return csv->ended;
}

// Is there one word in it?
bool csv_check_header(const CsvFile *csv, int cols, Error *error)
{
    double number;
    for (int col = 0; col < cols; col++)
        if (!number_read(csv->header[col], &number))
            return true;
    return error_set(error,
                     "%s: line 1 looks like data: a header line is expected",
                     csv->path);
}
