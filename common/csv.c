/*: # Tables from files

From here on the numbers come from a file that somebody else has made: a comma
may be missing, a number may be a word. A reader that guesses then trains a
network on rubbish. This one stops and says where and why.

A table, a number in it, and a word where a number is asked for:

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
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "file.h"

#define BLANKS " \t"

/*: ## Fields

[The whole file is read at once](file.c#reading), and nothing is copied: each
field becomes a C string right where it stands, when the
comma or line end behind it is replaced by the zero byte that ends a string.

Between quotes everything is text, commas and line ends too. Two quotes become
one, so what follows them moves to the left: `to` writes behind `from`, which
reads. If the closing quote is missing, the message names the line of the
*opening* one; at the end of the file, where we notice, nobody would find it. */
typedef struct Reader {
    CsvTable *table;
    Error *error;
    char *at;      // the next byte
    int line, col; // its line and column, from 1
    bool more;     // did a comma end the last field?
} Reader;

static bool reader_fault(const Reader *r, int line, const char *problem)
{
    return error_set(r->error, "%s:%d: column %d: %s", r->table->path, line,
                     r->col, problem);
}

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
static bool pass_line_end(Reader *r, char *p)
{
    int length = *p == '\n' ? 1 : p[0] == '\r' && p[1] == '\n' ? 2 : 0;
    r->at = p + length;
    if (length > 0)
        r->line++;
    return length > 0;
}

static bool read_field(Reader *r, char **field)
{
    char *start = r->at + strspn(r->at, BLANKS), *end, *stop;
    int line = r->line;
    bool quoted = *start == '"';
    if (quoted) {
        end = unquote(++start, &r->line);
        if (!end)
            return reader_fault(r, line, "this quote is never closed");
        stop = end + 1 + strspn(end + 1, BLANKS);
    } else {
        stop = end = start + strcspn(start, ",\"\r\n");
        while (end > start && strchr(BLANKS, end[-1]))
            end--;
    }
    r->more = *stop == ',';
    if (r->more)
        r->at = stop + 1;
    else if (!pass_line_end(r, stop) && *stop)
        return reader_fault(r, r->line,
                            *stop == '\r' ? "a carriage return without LF"
                            : quoted      ? "text after the closing quote"
                                          : "a quote inside an unquoted field");
    *end = '\0'; // not before stop was looked at: it may be the same place
    *field = start;
    return true;
}

/*: ## Rows

Each field ends with a comma, with a line end or with the file: counting those
tells how much room the fields need at most. Every row must be as long as the
header; else numbers behind a lost comma would stand in the wrong columns. */
static int read_row(Reader *r, char **field) // how many fields; 0: a fault
{
    r->col = 0;
    do {
        r->col++;
        if (!read_field(r, field++))
            return 0;
    } while (r->more);
    return r->col;
}

static bool skip_empty_lines(Reader *r) // false: nothing comes after them
{
    do
        r->at += strspn(r->at, BLANKS);
    while (pass_line_end(r, r->at));
    return *r->at != '\0';
}

static bool read_rows(CsvTable *t, Reader *r)
{
    while (skip_empty_lines(r)) {
        int line = r->line, count = read_row(r, t->field + t->rows * t->cols);
        if (count == 0)
            return false;
        if (count != t->cols)
            return error_set(r->error, "%s:%d: %d field%s expected, %d found",
                             t->path, line, t->cols, t->cols > 1 ? "s" : "",
                             count);
        t->line[t->rows++] = line;
    }
    return t->rows > 0 ||
           error_set(r->error, "%s: a header line, but no rows", t->path);
}

static bool read_table(CsvTable *t, size_t size, Error *error)
{
    char *p = t->text;
    int lines = 1, commas = 0;
    for (; *p; p++) {
        if (*p == '\n')
            lines++;
        if (*p == ',')
            commas++;
    }
    if (p < t->text + size)
        return error_set(error, "%s:%d: a zero byte: no text, or UTF-16",
                         t->path, lines);
    t->header = memory_new((size_t)(lines + commas), sizeof *t->header);
    t->line = memory_new((size_t)lines, sizeof *t->line);
    Reader r = {t, error, .at = t->text, .line = 1};
    if (strncmp(r.at, "\xEF\xBB\xBF", 3) == 0) // a byte order mark
        r.at += 3;
    if (!skip_empty_lines(&r))
        return error_set(error, "%s: the file is empty", t->path);
    t->cols = read_row(&r, t->header);
    t->field = t->header + t->cols;
    return t->cols > 0 && read_rows(t, &r);
}

/*: Below 2 GiB the number of fields fits into an `int`. */
static bool read_text(CsvTable *t, size_t *size, Error *error)
{
    Error problem;
    Bytes bytes;
    bool good = file_read_at_most(t->path, INT_MAX - 1, &bytes, &problem);
    t->text = (char *)bytes.data;
    *size = bytes.size;
    return good || error_set(error, "%s: %s", t->path, problem.message);
}

CsvTable *csv_new_read(const char *path, Error *error)
{
    size_t size;
    CsvTable *table = memory_new(1, sizeof *table);
    table->path = text_new_copy(path);
    if (read_text(table, &size, error) && read_table(table, size, error))
        return table;
    csv_free(table);
    return NULL;
}

void csv_free(CsvTable *table)
{
    if (!table)
        return;
    free(table->path);
    free(table->header); // and field, which is a part of it
    free(table->line);
    free(table->text);
    free(table);
}

/*: ## Quoting what was found

A file may hold bytes that clear the screen or turn the direction of writing. A
message shows such bytes by their numbers, and cuts long texts. */
static void escape(char *to, const char *text) // at most 48 bytes
{
    for (char *end = to + 40; *text && to < end; text++) {
        bool plain = *text >= ' ' && *text <= '~' && !strchr("\"\\", *text);
        to += sprintf(to, plain ? "%c" : "\\x%02x", (unsigned char)*text);
    }
    strcpy(to, *text ? "..." : "");
}

bool csv_fault(const CsvTable *t, int row, int col, const char *problem,
               Error *error)
{
    char name[48], found[48];
    escape(name, t->header[col]);
    escape(found, t->field[row * t->cols + col]);
    return error_set(error, "%s:%d: column %d (%s): \"%s\" %s", t->path,
                     t->line[row], col + 1, name, found, problem);
}

/*: ## Numbers

[A plain decimal number](base.c#def-number_read), nothing else. Tensors hold
floats: what is infinite as a float is refused, while `1e-99` becomes zero,
which is near enough. */
bool csv_number(const CsvTable *table, int row, int col, double *number,
                Error *error)
{
    if (!number_read(table->field[row * table->cols + col], number))
        return csv_fault(table, row, col, "is not a number", error);
    return !isinf((float)*number) ||
           csv_fault(table, row, col, "is too large for a float", error);
}

bool csv_check_header(const CsvTable *table, int cols, Error *error)
{
    double number;
    for (int col = 0; col < cols; col++)
        if (!number_read(table->header[col], &number))
            return true;
    return error_set(error,
                     "%s: line 1 looks like data: a header line is expected",
                     table->path);
}
