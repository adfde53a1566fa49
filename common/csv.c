/*: # Tables from files

Until now the numbers stood in the program. From here on they come from a file
that somebody else has made, and nothing in it can be relied on: a comma is
missing, a number is a word, the file is not a table at all. A reader that
guesses in such a case trains a network on rubbish without a word. This one
reads what is well formed, and for everything else says where it stopped, what
stands there, and what it had expected.

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
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define BLANKS " \t"
#define DIGITS "0123456789"

/*: ## The bytes of a file

The whole file is read at once: its fields are then simply places in that text.
But a path may name many things that are no files. Opening a pipe waits for
somebody to write into it, and `/dev/zero` never ends. So we open without
waiting, look what it is, and take regular files only.

We ask for one byte more than the file has. If it comes, or if one is missing,
somebody writes to the file at this moment, and half a table is not a table. */
static char *read_regular(int file, const struct stat *info, const char *path,
                          Error *error)
{
    size_t size = (size_t)info->st_size, length = 0;
    char *text = memory_new(size + 1, 1);
    ssize_t got;
    while ((got = read(file, text + length, size + 1 - length)) > 0)
        length += (size_t)got;
    if (got == 0 && length == size)
        return text;
    if (got < 0)
        error_set(error, "%s: %s", path, strerror(errno));
    else
        error_set(error, "%s: the file changed its size while it was read",
                  path);
    free(text);
    return NULL;
}

/*: Two gigabytes are the limit. A table that fits in there has fewer fields
than the largest `int`, so that row and column numbers cannot overflow. */
static char *read_file(const char *path, size_t *size, Error *error)
{
    struct stat info;
    char *text = NULL;
    int file = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (file < 0 || fstat(file, &info) != 0)
        error_set(error, "%s: %s", path, strerror(errno));
    else if (S_ISDIR(info.st_mode))
        error_set(error, "%s: this is a folder, not a file", path);
    else if (!S_ISREG(info.st_mode))
        error_set(error, "%s: this is not a regular file", path);
    else if (info.st_size >= INT_MAX)
        error_set(error, "%s: the file is too large: the limit is 2 GB", path);
    else
        text = read_regular(file, &info, path, error);
    if (text)
        *size = (size_t)info.st_size;
    if (file >= 0)
        close(file);
    return text;
}

/*: ## Fields

The reader walks through the text once, from left to right. Each field becomes
a C string right where it stands: the comma or line end behind it is replaced
by the zero byte that ends a string, so nothing is copied. Behind the last byte
of the file stands a zero byte too, which stops every loop.

Lines end in LF (Unix) or in CR LF (Windows). A CR alone ended a line thirty
years ago; today it is more likely damage, so we say so and stop. */
typedef struct Reader {
    const char *path;
    char *at;  // the next byte
    int line;  // the line it is on
    int col;   // the column of the field that is being read, from 1
    bool more; // did a comma end the last field?
    Error *error;
} Reader;

static bool reader_fault(const Reader *r, const char *problem)
{
    return error_set(r->error, "%s:%d: column %d: %s", r->path, r->line, r->col,
                     problem);
}

// How many bytes long the line end is that stands here; 0: none does.
static int line_end(const char *p)
{
    return p[0] == '\n' ? 1 : p[0] == '\r' && p[1] == '\n' ? 2 : 0;
}

// Goes on behind what ends a field: a comma, a line end, the end of the file.
static bool pass_delimiter(Reader *r, char *p)
{
    int newline = line_end(p);
    if (*p == '\r' && !newline)
        return reader_fault(r, "a carriage return (CR) without a line feed "
                               "(LF): a line ends in LF or CR LF");
    r->more = *p == ',';
    r->at = p + (r->more ? 1 : newline);
    r->line += newline > 0;
    return true;
}

static bool read_plain(Reader *r, char *field)
{
    char *stop = field + strcspn(field, ",\"\r\n"), *end = stop;
    if (*stop == '"')
        return reader_fault(r, "a quote inside a field: put the whole field in "
                               "quotes and write this one twice");
    while (end > field && strchr(BLANKS, end[-1]))
        end--;
    bool passed = pass_delimiter(r, stop);
    *end = '\0'; // only now: end may be the delimiter
    return passed;
}

/*: ## Fields in quotes

Between quotes everything is text, commas and line ends too. Two quotes become
one, so what follows them moves to the left: `to` writes behind `from`, which
reads. The function gives back the place behind the closing quote, or `NULL` if
the text ends before. Then the message names the line on which the quote was
opened: the end of the file, where we notice, would help nobody. */
static char *unquote(char *from, int *line)
{
    for (char *to = from; *from; *to++ = *from++) {
        if (*from == '"' && *++from != '"') {
            *to = '\0';
            return from;
        }
        *line += *from == '\n';
    }
    return NULL;
}

static bool read_quoted(Reader *r, char *field)
{
    int opened = r->line;
    char *stop = unquote(field, &r->line);
    if (!stop) {
        r->line = opened;
        return reader_fault(r, "the quote that opens here is never closed");
    }
    stop += strspn(stop, BLANKS);
    if (!strchr(",\r\n", *stop)) // which also finds the zero byte at the end
        return reader_fault(r, "text after the closing quote: a comma or the "
                               "end of the line is expected");
    return pass_delimiter(r, stop);
}

// Reads a line into field[0], field[1], …; returns how many, 0 on a fault.
static int read_row(Reader *r, char **field)
{
    int count = 0;
    do {
        char *start = r->at + strspn(r->at, BLANKS);
        bool quoted = *start == '"';
        field[count] = start + quoted;
        r->col = ++count;
        if (!(quoted ? read_quoted : read_plain)(r, start + quoted))
            return 0;
    } while (r->more);
    return count;
}

// Goes to the next line that holds something; false: there is none.
static bool skip_empty_lines(Reader *r)
{
    int newline;
    do {
        r->at += strspn(r->at, BLANKS);
        newline = line_end(r->at);
        r->at += newline;
        r->line += newline > 0;
    } while (newline > 0);
    return *r->at != '\0';
}

/*: ## The table

How much room do the fields need? Every field ends with a comma, with a line
end or with the file, so counting those gives a number that is never too small.
Commas inside quotes make it too large, at worst by eight bytes for each byte of
the file. So one piece of memory suffices, and nothing has to grow.

All rows must be as long as the header. If one is not, a comma is missing
somewhere, and every number behind it would stand in the wrong column. */
static int count_byte(const char *text, size_t size, char byte)
{
    int count = 0;
    for (size_t i = 0; i < size; i++)
        count += text[i] == byte;
    return count;
}

static bool read_rows(CsvTable *t, Reader *r)
{
    while (skip_empty_lines(r)) {
        int line = r->line;
        int count = read_row(r, t->field + t->rows * t->cols);
        if (count == 0)
            return false;
        if (count != t->cols)
            return error_set(r->error, "%s:%d: %d field%s expected, %d found",
                             r->path, line, t->cols, t->cols > 1 ? "s" : "",
                             count);
        t->line[t->rows++] = line;
    }
    return t->rows > 0 ||
           error_set(r->error, "%s: a header line, but no rows", r->path);
}

static bool read_table(CsvTable *t, size_t size, Error *error)
{
    char *nul = memchr(t->text, '\0', size);
    if (nul)
        return error_set(
            error,
            "%s:%d: a zero byte: this is no text file (or one in "
            "UTF-16: save it as UTF-8)",
            t->path, 1 + count_byte(t->text, (size_t)(nul - t->text), '\n'));
    int lines = 1 + count_byte(t->text, size, '\n');
    int fields = lines + count_byte(t->text, size, ',');
    t->header = memory_new((size_t)fields, sizeof *t->header);
    t->line = memory_new((size_t)lines, sizeof *t->line);

    Reader r = {.path = t->path, .at = t->text, .line = 1, .error = error};
    if (strncmp(r.at, "\xEF\xBB\xBF", 3) == 0)
        r.at += 3; // a byte order mark, as Excel writes it
    if (!skip_empty_lines(&r))
        return error_set(error, "%s: the file is empty", t->path);
    t->cols = read_row(&r, t->header);
    t->field = t->header + t->cols;
    return t->cols > 0 && read_rows(t, &r);
}

// Makes a table of size bytes, which become the table's; text[size] is 0.
static CsvTable *csv_new_parse(const char *path, char *text, size_t size,
                               Error *error)
{
    CsvTable *table = memory_new(1, sizeof *table);
    table->path = text_new_copy(path);
    table->text = text;
    if (read_table(table, size, error))
        return table;
    csv_free(table);
    return NULL;
}

CsvTable *csv_new_read(const char *path, Error *error)
{
    size_t size;
    char *text = read_file(path, &size, error);
    return text ? csv_new_parse(path, text, size, error) : NULL;
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

A message shows what stands in the file, but never as it stands there: a file
may hold bytes that clear the screen, colour it or turn the direction of
writing. Such bytes are shown by their numbers, and long texts are cut. */
typedef struct Escaped {
    char chars[48];
} Escaped;

static Escaped escaped(const char *text)
{
    Escaped e = {""};
    char *to = e.chars;
    for (; *text && to < e.chars + 40; text++) {
        unsigned char byte = (unsigned char)*text;
        if (byte < ' ' || byte > '~')
            to += sprintf(to, "\\x%02x", byte);
        else if (byte == '"' || byte == '\\')
            to += sprintf(to, "\\%c", byte);
        else
            *to++ = *text;
    }
    strcpy(to, *text ? "..." : "");
    return e;
}

static bool field_fault(const CsvTable *t, int row, int col, Error *error,
                        const char *problem)
{
    const char *text = t->field[row * t->cols + col];
    Escaped name = escaped(t->header[col]), found = escaped(text);
    if (*text)
        return error_set(error, "%s:%d: column %d (%s): \"%s\" %s", t->path,
                         t->line[row], col + 1, name.chars, found.chars,
                         problem);
    return error_set(error, "%s:%d: column %d (%s): the field is empty",
                     t->path, t->line[row], col + 1, name.chars);
}

/*: ## Numbers

C's `strtod` converts text to the nearest double, and doing that right is so
hard that we leave it to the library. But it accepts too much: `0x1p4`, `inf`,
`nan`, a number with `abc` behind it. So a grammar of our own comes first: a
sign or none, digits with a point or without, a power of ten or none.

A tensor holds floats, so a number that is infinite as a float is refused.
`1e-99` becomes zero, which is near enough. */
static bool is_number(const char *p)
{
    p += *p == '+' || *p == '-';
    size_t digits = strspn(p, DIGITS);
    p += digits;
    if (*p == '.') {
        size_t places = strspn(++p, DIGITS);
        digits += places;
        p += places;
    }
    if (digits > 0 && (*p == 'e' || *p == 'E')) {
        p++;
        p += *p == '+' || *p == '-';
        digits = strspn(p, DIGITS);
        p += digits;
    }
    return digits > 0 && *p == '\0';
}

bool csv_number(const CsvTable *table, int row, int col, double *number,
                Error *error)
{
    check(row >= 0 && row < table->rows && col >= 0 && col < table->cols,
          "csv_number: row %d, column %d of a table of [%d, %d]", row, col,
          table->rows, table->cols);
    char *text = table->field[row * table->cols + col], *end;
    if (!is_number(text))
        return field_fault(table, row, col, error, "is not a number");
    *number = strtod(text, &end);
    check(*end == '\0',
          "csv_number: strtod stops at \"%s\": has somebody "
          "called setlocale()?",
          end);
    if (isinf((float)*number))
        return field_fault(table, row, col, error,
                           "is too large: floats end at 3.4e38");
    return true;
}

/*: ## Labels become class numbers

The last column says what each row is: `setosa`, or `2`. A network wants class
numbers 0, 1, 2, … If every label is a whole number, the classes are numbered by
value, 9 before 10; else by their bytes, as `sort` does.

To find the classes we sort all labels: equal ones then stand side by side, and
each change begins a new class. Sorting $n$ rows takes about $n \log_2 n$ steps,
20 million for a million rows. Looking each label up in a list of the classes
would be as good for three classes, but never end if all labels differ. */
typedef struct Label {
    long long value;  // of a whole number; 0 if labels are text
    const char *text; // of a text; "" if labels are whole numbers
    int row;
} Label;

// Below 0: a's class comes before b's; 0: they are the same.
static int class_order(const Label *a, const Label *b)
{
    if (a->value != b->value)
        return a->value < b->value ? -1 : 1;
    return strcmp(a->text, b->text);
}

static int label_order(const void *a, const void *b)
{
    int order = class_order(a, b);
    return order ? order : ((const Label *)a)->row - ((const Label *)b)->row;
}

static const char *label_text(const CsvTable *csv, int row)
{
    return csv->field[row * csv->cols + csv->cols - 1];
}

// At most 18 digits, which a long long is sure to hold.
static bool is_whole(const char *text)
{
    text += *text == '+' || *text == '-';
    size_t digits = strspn(text, DIGITS);
    return digits > 0 && digits <= 18 && text[digits] == '\0';
}

static Label *labels_new_sorted(const CsvTable *csv)
{
    Label *label = memory_new((size_t)csv->rows, sizeof *label);
    bool whole = true;
    for (int row = 0; row < csv->rows; row++)
        whole = whole && is_whole(label_text(csv, row));
    for (int row = 0; row < csv->rows; row++) {
        const char *text = label_text(csv, row);
        label[row].value = whole ? strtoll(text, NULL, 10) : 0;
        label[row].text = whole ? "" : text;
        label[row].row = row;
    }
    qsort(label, (size_t)csv->rows, sizeof *label, label_order);
    return label;
}

/*: `01` and `1` are the same class. Among equal labels the sort keeps the rows
in order, so a class is named as in its first row. */
static bool read_labels(LabelledTable *t, const CsvTable *csv, Error *error)
{
    Label *label = labels_new_sorted(csv);
    t->label = memory_new((size_t)t->rows, sizeof *t->label);
    t->class_name = memory_new((size_t)t->rows, sizeof *t->class_name);
    for (int i = 0; i < t->rows; i++) {
        const char *name = label_text(csv, label[i].row);
        if (i == 0 || class_order(&label[i - 1], &label[i]) != 0)
            t->class_name[t->classes++] = text_new_copy(name);
        t->label[label[i].row] = t->classes - 1;
    }
    free(label);
    if (t->classes > 1)
        return true;
    return error_set(error,
                     "%s: every row has the label \"%s\": two classes or more "
                     "are expected",
                     csv->path, escaped(t->class_name[0]).chars);
}

/*: ## Features

If all names of features are numbers, the file has no header, and its first row
would have been lost without a word. */
static bool check_header(const CsvTable *csv, Error *error)
{
    if (csv->cols == 1)
        return error_set(error,
                         "%s: only one column: features and a label are "
                         "expected, with commas between them",
                         csv->path);
    for (int col = 0; col < csv->cols - 1; col++)
        if (!is_number(csv->header[col]))
            return true;
    return error_set(error,
                     "%s: the first line looks like data: a header line "
                     "is expected",
                     csv->path);
}

static bool read_features(LabelledTable *t, const CsvTable *csv, Error *error)
{
    t->x = memory_new((size_t)t->rows * (size_t)t->features, sizeof *t->x);
    double *x = t->x;
    for (int row = 0; row < t->rows; row++) {
        for (int col = 0; col < t->features; col++)
            if (!csv_number(csv, row, col, x++, error))
                return false;
        if (!*label_text(csv, row))
            return field_fault(csv, row, t->features, error, "");
    }
    return true;
}

static LabelledTable *labelled_table_new(const CsvTable *csv, Error *error)
{
    if (!check_header(csv, error))
        return NULL;
    LabelledTable *t = memory_new(1, sizeof *t);
    t->rows = csv->rows;
    t->features = csv->cols - 1;
    t->feature_name = memory_new((size_t)t->features, sizeof *t->feature_name);
    for (int i = 0; i < t->features; i++)
        t->feature_name[i] = text_new_copy(csv->header[i]);
    if (read_features(t, csv, error) && read_labels(t, csv, error))
        return t;
    labelled_table_free(t);
    return NULL;
}

LabelledTable *labelled_table_new_read(const char *path, Error *error)
{
    CsvTable *csv = csv_new_read(path, error);
    LabelledTable *table = csv ? labelled_table_new(csv, error) : NULL;
    csv_free(csv);
    return table;
}

static void names_free(char **name, int count)
{
    for (int i = 0; i < count; i++)
        free(name[i]);
    free(name);
}

void labelled_table_free(LabelledTable *table)
{
    if (!table)
        return;
    free(table->x);
    free(table->label);
    names_free(table->feature_name, table->features);
    names_free(table->class_name, table->classes);
    free(table);
}
