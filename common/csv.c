/*: # Tables from files

From here on the numbers come from a file that somebody else has made: a comma
may be missing, a number may be a word. A reader that guesses then trains a
network on rubbish. This one stops and says where and why.

Its columns, and a row:

```{.c example="csv"}
```

![Each field becomes a text where it stands](csv.svg){#fig-csv alt="The bytes of
a line; a zero byte takes the place of each comma and of the line end, and the
fields point into the line"}

The format is CSV, *comma-separated values*, as RFC 4180 describes it:

    name,petal_length,species
    "Plant 4, left of the path",1.4,setosa

The first line names the columns. A field that holds a comma, a quote or the
end of a line stands in quotes, and a quote in it is written twice. */
#include "csv.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "bytes.h"
#include "file.h"

// Of the two blanks, the one that separates columns is none.
static bool is_blank(const CsvFile *csv, char c)
{
    return c == ' ' || (c == '\t' && csv->separator != '\t');
}

// To the first byte that is none.
static char *pass_blanks(const CsvFile *csv, char *p)
{
    while (is_blank(csv, *p))
        p++;
    return p;
}

// These end a field, or may not stand in it. (The C library's strcspn makes a
// table of 256 places in each call, which takes longer than a short field.)
static bool ends_field(const CsvFile *csv, char c)
{
    return c == csv->separator || c == '"' || c == '\r' || c == '\n' ||
           c == '\0';
}

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
    char *start = pass_blanks(csv, csv->at), *end, *stop;
    int line = csv->next_line;
    bool quoted = *start == '"';
    if (quoted) {
        end = unquote(++start, &line);
        if (!end)
            return "this quote is never closed";
        csv->next_line = line;
        stop = pass_blanks(csv, end + 1);
    } else {
        for (stop = start; !ends_field(csv, *stop); stop++)
            ;
        for (end = stop; end > start && is_blank(csv, end[-1]); end--)
            ;
    }
    *more = *stop == csv->separator;
    if (*more)
        csv->at = stop + 1;
    else if (!pass_line_end(csv, stop) && *stop)
        return *stop == '\r' ? "a carriage return without LF: of an old Mac?"
               : quoted      ? "text after the closing quote"
                             : "a quote inside an unquoted field";
    *end = '\0'; // not before stop was looked at: it may be the same place
    *field = start;
    return NULL;
}

/*: ## Rows

A table may be longer than anybody wants to keep, so a row is read when it is
asked for, into the place of the one before. */

// How many fields; 0: a fault. Only the first cols are kept, and the last.
static int read_row(CsvFile *csv, char **field, const char **last, Error *error)
{
    int count = 0;
    for (bool more = true; more; count++) {
        char *text;
        const char *problem = read_field(csv, &text, &more);
        if (problem)
            return error_set(error, "%s:%d: column %d: %s", csv->path,
                             csv->next_line, count + 1, problem);
        if (count < csv->cols)
            field[csv->place[count]] = text;
        *last = text;
    }
    return count;
}

static bool skip_empty_lines(CsvFile *csv) // false: nothing comes after them
{
    do
        csv->at = pass_blanks(csv, csv->at);
    while (pass_line_end(csv, csv->at));
    return *csv->at != '\0';
}

/*: Every row must be as long as the header; else numbers behind a lost comma
would stand in the wrong columns. The message guesses what is the matter: a
comma at the end of the line, numbers such as `1,5`, a line above the table or
a note below it, names of rows, as R writes them. */
static const char *guess(CsvFile *csv, int count, const char *last)
{
    if (csv->cols == 1)
        return ": is there a line above the header?";
    if (count == csv->cols + 1 && *last == '\0')
        return ": a separator at the end of the line?";
    if (count == csv->cols + 1 && csv->line == 2)
        return ": does the first column have no name?";
    if (csv->separator == ',' && csv->cols > 2 && count == 2 * csv->cols - 1)
        return ": do the numbers have decimal commas?";
    double number;
    bool text = !number_read(csv->field[csv->place[0]], &number);
    bool is_last = csv->line > 2 && !skip_empty_lines(csv);
    return is_last && text && count < csv->cols ? ": a note below the table?"
                                                : "";
}

bool csv_next(CsvFile *csv, Error *error)
{
    csv->ended = !skip_empty_lines(csv);
    if (csv->ended && csv->line == 0)
        return error_set(error, "%s: a header line, but no rows", csv->path);
    if (csv->ended)
        return false;
    csv->line = csv->next_line;
    const char *last = "";
    int count = read_row(csv, csv->field, &last, error);
    if (count == csv->cols || count == 0)
        return count > 0;
    return error_set(error, "%s:%d: %d field%s expected, %d found%s", csv->path,
                     csv->line, csv->cols, csv->cols > 1 ? "s" : "", count,
                     guess(csv, count, last));
}

/*: ## The header

There are at most as many fields as separators in the first line that ends
outside of quotes, and one more. If there is none, but another sign that could
be one, the table is of another kind than expected. */
static int count_outside_quotes(const char *p, char sign)
{
    int count = 0;
    for (bool quoted = false; *p && (quoted || *p != '\n'); p++) {
        quoted ^= *p == '"';
        count += !quoted && *p == sign;
    }
    return count;
}

// Is it another one?
static bool check_separator(const CsvFile *csv, Error *error)
{
    static const struct {
        char sign;
        const char *name;
    } known[] = {{',', "comma"}, {';', "semicolon"}, {'\t', "tab"}};
    if (count_outside_quotes(csv->at, csv->separator) > 0)
        return true;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (count_outside_quotes(csv->at, known[i].sign) > 0)
            return error_set(error,
                             "%s:%d: the columns are separated by %ss "
                             "(separator %s)",
                             csv->path, csv->next_line, known[i].name,
                             known[i].name);
    return true;
}

/*: A spreadsheet may write a line `sep=;` first: that is an answer. */
static void read_separator(CsvFile *csv)
{
    const char *line = csv->at;
    bool there = strncmp(line, "sep=", 4) == 0 && line[4] && line[4] != '\n' &&
                 strchr("\r\n", line[5]);
    if (csv->separator == '\0')
        csv->separator = there ? line[4] : ',';
    if (there)
        pass_line_end(csv, csv->at + 5);
}

// The names of the columns.
static bool read_header(CsvFile *csv, Error *error)
{
    const char *last;
    read_separator(csv);
    if (!skip_empty_lines(csv))
        return error_set(error, "%s: the file is empty", csv->path);
    if (!check_separator(csv, error))
        return false;
    csv->cols = 1 + count_outside_quotes(csv->at, csv->separator);
    size_t cols = (size_t)csv->cols;
    csv->header = memory_new(cols, sizeof *csv->header);
    csv->field = memory_new(cols, sizeof *csv->field);
    csv->place = memory_new(cols, sizeof *csv->place);
    csv->column = memory_new(cols, sizeof *csv->column);
    for (int i = 0; i < csv->cols; i++)
        csv->column[i] = csv->place[i] = i;
    csv->cols = read_row(csv, csv->header, &last, error);
    return csv->cols > 0;
}

/*: Who reads may want [the columns in another order](table_columns.c). */
void csv_arrange(CsvFile *csv, const int *order)
{
    size_t cols = (size_t)csv->cols;
    char **header = memory_new(cols, sizeof *header);
    char **field = memory_new(cols, sizeof *field);
    for (int i = 0; i < csv->cols; i++) {
        header[i] = csv->header[order[i]];
        field[i] = csv->field[order[i]];
        csv->column[i] = order[i];
        csv->place[order[i]] = i;
    }
    free(csv->header);
    free(csv->field);
    csv->header = header;
    csv->field = field;
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

CsvFile *csv_open(const char *path, char separator, Error *error)
{
    CsvFile *csv = memory_new(1, sizeof *csv);
    csv->separator = separator;
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
    free(csv->column);
    free(csv->place);
    free(csv->text);
    free(csv);
}
