/*: # Tables from files

From here on the numbers come from a file that somebody else has made: a comma
may be missing, a number may be a word. A reader that guesses then trains a
network on rubbish. This one stops and says where and why.

The format is CSV, *comma-separated values*, as RFC 4180 describes it:

    name,petal_length,species
    "Plant 4, left of the path",1.4,setosa

The first line names the columns. A field that holds a comma, a quote or the
end of a line stands in quotes, and a quote in it is written twice. */
#define _POSIX_C_SOURCE 200809L
#include "csv.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define BLANKS " \t"
#define DIGITS "0123456789"

/*: ## The bytes of a file

The whole file is read at once: its fields are then simply places in that text.
But a path can name much that is no file. A pipe makes us wait until somebody
writes into it, and `/dev/zero` never ends. So we open without waiting and take
regular files only. Below 2 GB the number of fields fits into an `int`.

We ask for one byte more than the file has. If it comes, or if one is missing,
somebody is writing to the file, and half a table is no table. */
static const char *read_bytes(int file, CsvTable *t, size_t size)
{
    size_t length = 0;
    ssize_t got;
    t->text = memory_new(size + 1, 1);
    while ((got = read(file, t->text + length, size + 1 - length)) > 0)
        length += (size_t)got;
    return got < 0          ? strerror(errno)
           : length == size ? NULL
                            : "the file changed its size while it was read";
}

static bool read_file(CsvTable *t, size_t *size, Error *error)
{
    struct stat info;
    const char *problem;
    int file = open(t->path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (file < 0 || fstat(file, &info) != 0)
        problem = strerror(errno);
    else if (S_ISDIR(info.st_mode))
        problem = "this is a folder, not a file";
    else if (!S_ISREG(info.st_mode))
        problem = "this is not a regular file";
    else if (info.st_size >= INT_MAX)
        problem = "the file is larger than 2 gigabytes";
    else
        problem = read_bytes(file, t, *size = (size_t)info.st_size);
    if (file >= 0)
        close(file);
    return !problem || error_set(error, "%s: %s", t->path, problem);
}

/*: ## Fields

Nothing is copied: each field becomes a C string right where it stands, when the
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
        *line += *from == '\n';
    }
    return NULL;
}

// Goes to p and past the line end, LF or CR LF, that stands there, if one does.
static bool pass_line_end(Reader *r, char *p)
{
    int length = *p == '\n' ? 1 : p[0] == '\r' && p[1] == '\n' ? 2 : 0;
    r->at = p + length;
    r->line += length > 0;
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
        lines += *p == '\n';
        commas += *p == ',';
    }
    if (p < t->text + size)
        return error_set(error, "%s:%d: a zero byte: no text, or UTF-16",
                         t->path, lines);
    t->header = memory_new((size_t)(lines + commas), sizeof *t->header);
    t->line = memory_new((size_t)lines, sizeof *t->line);
    bool mark = strncmp(t->text, "\xEF\xBB\xBF", 3) == 0; // byte order mark
    Reader r = {t, error, .at = t->text + 3 * mark, .line = 1};
    if (!skip_empty_lines(&r))
        return error_set(error, "%s: the file is empty", t->path);
    t->cols = read_row(&r, t->header);
    t->field = t->header + t->cols;
    return t->cols > 0 && read_rows(t, &r);
}

CsvTable *csv_new_read(const char *path, Error *error)
{
    size_t size = 0;
    CsvTable *table = memory_new(1, sizeof *table);
    table->path = text_new_copy(path);
    if (read_file(table, &size, error) && read_table(table, size, error))
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

static bool field_fault(const CsvTable *t, int row, int col, Error *error,
                        const char *problem)
{
    char name[48], found[48];
    escape(name, t->header[col]);
    escape(found, t->field[row * t->cols + col]);
    return error_set(error, "%s:%d: column %d (%s): \"%s\" %s", t->path,
                     t->line[row], col + 1, name, found, problem);
}

/*: ## Numbers

C's `strtod` finds the nearest double, which is hard to do right. But it accepts
too much: `0x1p4`, `inf`, a number with `abc` behind it. So a grammar of our own
comes first: perhaps a sign, digits with a point or without, perhaps a power of
ten. Tensors hold floats: what is infinite as a float is refused, while `1e-99`
becomes zero, which is near enough. */
static bool is_number(const char *p)
{
    p += *p == '+' || *p == '-';
    size_t whole = strspn(p, DIGITS);
    p += whole;
    size_t places = *p == '.' ? strspn(p + 1, DIGITS) : 0;
    p += (*p == '.') + places;
    if (whole + places > 0 && (*p == 'e' || *p == 'E')) {
        p += 1 + (p[1] == '+' || p[1] == '-');
        size_t power = strspn(p, DIGITS);
        return power > 0 && p[power] == '\0';
    }
    return whole + places > 0 && *p == '\0';
}

bool csv_number(const CsvTable *table, int row, int col, double *number,
                Error *error)
{
    char *end, *text = table->field[row * table->cols + col];
    if (!is_number(text))
        return field_fault(table, row, col, error, "is not a number");
    *number = strtod(text, &end);
    check(!*end, "strtod stops at \"%s\": was setlocale() called?", end);
    return !isinf((float)*number) ||
           field_fault(table, row, col, error, "is too large for a float");
}

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
    text += *text == '+' || *text == '-';
    size_t digits = strspn(text, DIGITS); // a long long is sure to hold 18
    return digits > 0 && digits <= 18 && text[digits] == '\0';
}

static bool read_labels(LabelledTable *t, const CsvTable *csv, Error *error)
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
        t->classes += i == 0 || label_order(&label[i - 1], &label[i]) != 0;
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

// A header that holds numbers only is data, which would be lost without a word.
static bool check_header(const CsvTable *csv, Error *error)
{
    if (csv->cols == 1)
        return error_set(error, "%s: only one column: no commas?", csv->path);
    for (int col = 0; col < csv->cols - 1; col++)
        if (!is_number(csv->header[col]))
            return true;
    return error_set(error,
                     "%s: line 1 looks like data: a header line is expected",
                     csv->path);
}

static bool read_features(LabelledTable *t, const CsvTable *csv, Error *error)
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
            return field_fault(csv, row, t->features, error, "is not a label");
    }
    return true;
}

LabelledTable *labelled_table_new_read(const char *path, Error *error)
{
    CsvTable *csv = csv_new_read(path, error);
    LabelledTable *t = memory_new(1, sizeof *t);
    bool good = csv && check_header(csv, error) &&
                read_features(t, csv, error) && read_labels(t, csv, error);
    csv_free(csv);
    if (good)
        return t;
    labelled_table_free(t);
    return NULL;
}

void labelled_table_free(LabelledTable *table)
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
