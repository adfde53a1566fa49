/*: # Tables from files

From here on the numbers come from a file that somebody else has made: a comma
may be missing, a number may be a word. A reader that guesses then trains a
network on rubbish. This one stops and says where and why.

Its columns, a row, and a word where a number is asked for:

```{.c example="csv"}
```

![From a line of text to numbers](csv.svg){#fig-csv alt="Three fields of a line,
two of which become numbers and the third, in quotes, a text without them"}

The format is CSV, *comma-separated values*, as RFC 4180 describes it:

    name,petal_length,species
    "Plant 4, left of the path",1.4,setosa

The first line names the columns. A field that holds a comma, a quote or the
end of a line stands in quotes, and a quote in it is written twice. */
#include "csv.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "bytes.h"
#include "file.h"

#define BLANKS " \t"

/*: ## Fields

[The whole file is read at once](file.c#reading), and nothing is copied: each
field becomes a C string right where it stands, when the comma or line end
behind it is replaced by the zero byte that ends a string.

Between quotes everything is text, commas and line ends too. Two quotes become
one, so what follows them moves to the left: `to` writes behind `from`, which
reads. If the closing quote is missing, the message names the line of the
*opening* one; at the end of the file, where we notice, nobody would find it. */

// Takes the quotes out; returns the place of the closing one, or NULL.
static char *unquote(char *from, int *line)
{
    for (char *to = from; *from; *to++ = *from++) {
        if (*from == '"' && *++from != '"') {
            *to = '\0';
            return from - 1;
        }
        if (*from == '\n')
            ++*line;
    }
    return NULL;
}

// Goes to p and past the line end, LF or CR LF, that stands there, if one does.
static bool pass_line_end(CsvFile *csv, char *p)
{
    int length = *p == '\n' ? 1 : p[0] == '\r' && p[1] == '\n' ? 2 : 0;
    csv->at = p + length;
    csv->next_line += length > 0;
    return length > 0;
}

// Returns what is wrong with the next field, or NULL.
static const char *read_field(CsvFile *csv, char **field, bool *more)
{
    char *start = csv->at + strspn(csv->at, BLANKS), *end, *stop;
    int line = csv->next_line;
    bool quoted = *start == '"';
    if (quoted) {
        end = unquote(++start, &line);
        if (!end)
            return "this quote is never closed";
        csv->next_line = line;
        stop = end + 1 + strspn(end + 1, BLANKS);
    } else {
        stop = end = start + strcspn(start, ",\"\r\n");
        while (end > start && strchr(BLANKS, end[-1]))
            end--;
    }
    *more = *stop == ',';
    if (*more)
        csv->at = stop + 1;
    else if (!pass_line_end(csv, stop) && *stop)
        return *stop == '\r' ? "a carriage return without LF"
               : quoted      ? "text after the closing quote"
                             : "a quote inside an unquoted field";
    *end = '\0'; // not before stop was looked at: it may be the same place
    *field = start;
    return NULL;
}

/*: ## Rows

A table may be longer than anybody wants to keep, so a row is read when it is
asked for, into the place of the one before. */

// How many fields; 0: a fault. Only the first cols are kept.
static int read_row(CsvFile *csv, char **field, Error *error)
{
    int count = 0;
    for (bool more = true; more; count++) {
        char *text;
        const char *problem = read_field(csv, &text, &more);
        if (problem)
            return error_set(error, "%s:%d: column %d: %s", csv->path,
                             csv->next_line, count + 1, problem);
        if (count < csv->cols)
            field[count] = text;
    }
    return count;
}

static bool skip_empty_lines(CsvFile *csv) // false: nothing comes after them
{
    do
        csv->at += strspn(csv->at, BLANKS);
    while (pass_line_end(csv, csv->at));
    return *csv->at != '\0';
}

/*: Every row must be as long as the header; else numbers behind a lost comma
would stand in the wrong columns. */
bool csv_next(CsvFile *csv, Error *error)
{
    csv->ended = !skip_empty_lines(csv);
    if (csv->ended && csv->line == 0)
        return error_set(error, "%s: a header line, but no rows", csv->path);
    if (csv->ended)
        return false;
    csv->line = csv->next_line;
    int count = read_row(csv, csv->field, error);
    if (count == csv->cols || count == 0)
        return count > 0;
    return error_set(error, "%s:%d: %d field%s expected, %d found", csv->path,
                     csv->line, csv->cols, csv->cols > 1 ? "s" : "", count);
}

/*: ## The header

There are at most as many fields as commas in the first line that ends outside
of quotes, and one more. */
static bool read_header(CsvFile *csv, Error *error)
{
    if (!skip_empty_lines(csv))
        return error_set(error, "%s: the file is empty", csv->path);
    bool quoted = false;
    csv->cols = 1;
    for (char *p = csv->at; *p && (quoted || *p != '\n'); p++) {
        quoted ^= *p == '"';
        csv->cols += *p == ',';
    }
    csv->header = memory_new((size_t)csv->cols, sizeof *csv->header);
    csv->field = memory_new((size_t)csv->cols, sizeof *csv->field);
    csv->cols = read_row(csv, csv->header, error);
    return csv->cols > 0;
}

/*: Below 2 GiB the number of a line fits into an `int`. */
static bool read_text(CsvFile *csv, Error *error)
{
    Error problem;
    Bytes bytes;
    bool good = file_read(csv->path, INT_MAX - 1, &bytes, &problem);
    csv->text = csv->at = (char *)bytes.data;
    if (!good)
        return error_set(error, "%s: %s", csv->path, problem.message);
    if (strlen(csv->text) < bytes.size) {
        for (char *p = csv->text; (p = strchr(p, '\n')) != NULL; p++)
            csv->next_line++;
        return error_set(error, "%s:%d: a zero byte: no text, or UTF-16",
                         csv->path, csv->next_line);
    }
    if (strncmp(csv->text, "\xEF\xBB\xBF", 3) == 0) // a byte order mark
        csv->at += 3;
    return true;
}

CsvFile *csv_open(const char *path, Error *error)
{
    CsvFile *csv = memory_new(1, sizeof *csv);
    csv->path = text_new_copy(path);
    csv->next_line = 1;
    if (read_text(csv, error) && read_header(csv, error) &&
        csv_next(csv, error))
        return csv;
    csv_close(csv);
    return NULL;
}

void csv_close(CsvFile *csv)
{
    if (!csv)
        return;
    free(csv->path);
    free(csv->header);
    free(csv->field);
    free(csv->text);
    free(csv);
}

/*: ## Numbers

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
                     csv->line, col + 1, quote(name, strlen(name)).chars,
                     quote(text, strlen(text)).chars, problem);
}

static bool read_number(const CsvFile *csv, int col, double *number,
                        Error *error)
{
    if (!number_read(csv->field[col], number))
        return fault(csv, col, "is not a number", error);
    return !isinf((float)*number) ||
           fault(csv, col, "is too large for a float", error);
}

/*: How many rows there are shows only at the end, so the room for their numbers
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
        for (int col = 0; col < cols; col++)
            if (!read_number(csv, col, &x[col], error))
                return false;
        n->label[n->rows++] = labelled ? csv->field[cols] : NULL;
        if (labelled && *csv->field[cols] == '\0')
            return fault(csv, cols, "is not a label", error);
    } while (csv_next(csv, error));
    return csv->ended;
}

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
