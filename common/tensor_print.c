/*: # Printing a tensor

`print(t)` is the first thing that anybody does with a tensor, so ours prints
what PyTorch's does. Its rules, which are nowhere written down in one place:

- All numbers get one format. Whole numbers everywhere: `1.`; else four digits
  after the point; but if the largest is more than 1000 times the smallest, or
  very large or very small numbers occur, all are written with exponents. Zeros,
  infinities and NaN have no say in this.
- All numbers get the width of the widest, and as many stand on a line as fit
  into 80 columns.
- Of more than 1000 numbers only the first and last three of each dimension are
  shown.

Four tensors, four formats:

```{.c example="tensor_print"}
```

![How a format is chosen](tensor_print.svg){#fig-tensor-print alt="A decision:
whole numbers get a point, numbers of very different size an exponent, all
others four digits"} */
#include "tensor.h"

#include <ctype.h>
#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base.h"

enum { LINE = 80, EDGE = 3, MANY = 1000, INDENT = 7 }; // INDENT: "tensor("

typedef enum Style { WHOLE, FIXED, EXPONENT } Style;

typedef struct Printer {
    FILE *file;
    int column; // of the line so far
    bool shortened;
    Style style;
    int width;
} Printer;

KINDLING_PRINTF(2, 3) static void put(Printer *p, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    p->column += vfprintf(p->file, format, arguments);
    va_end(arguments);
}

static void put_newline(Printer *p, int indent)
{
    fputc('\n', p->file);
    p->column = 0;
    put(p, "%*s", indent, "");
}

static bool visible(const Printer *p, int i, int n)
{
    return !p->shortened || n <= 2 * EDGE || i < EDGE || i >= n - EDGE;
}

static int format_number(char *text, size_t size, Style style, double value)
{
    if (isnan(value))
        return snprintf(text, size, "nan"); // without the sign C may add
    if (isinf(value))
        return snprintf(text, size, value < 0 ? "-inf" : "inf");
    const char *format = style == WHOLE   ? "%.0f."
                         : style == FIXED ? "%.4f"
                                          : "%.4e";
    return snprintf(text, size, format, value);
}

/*: ## Choosing the format

Two passes over the numbers that will be seen: the first finds their range, the
second the widest text. */
typedef struct Range {
    double low, high; // smallest and largest size of a nonzero, finite number
    bool whole;       // are all of them whole?
} Range;

static bool counts(const Printer *p, const Tensor *t, int i)
{
    return visible(p, i / tensor_cols(t), tensor_rows(t)) &&
           visible(p, i % tensor_cols(t), tensor_cols(t)) &&
           isfinite(t->data[i]) && t->data[i] != 0;
}

static Range range_of(const Printer *p, const Tensor *t)
{
    Range r = {INFINITY, 0, true};
    for (int i = 0; i < tensor_numel(t); i++)
        if (counts(p, t, i)) {
            double size = fabs(t->data[i]);
            r.low = fmin(r.low, size);
            r.high = fmax(r.high, size);
            r.whole = r.whole && size == floor(size);
        }
    return r;
}

static void choose_format(Printer *p, const Tensor *t)
{
    Range r = range_of(p, t);
    bool extreme = r.high > 0 && (r.high / r.low > 1000 || r.high > 1e8 ||
                                  (!r.whole && r.low < 1e-4));
    p->style = extreme ? EXPONENT : r.whole ? WHOLE : FIXED;
    p->width = 1;
    for (int i = 0; i < tensor_numel(t); i++)
        if (counts(p, t, i)) {
            char text[64];
            int width = format_number(text, sizeof text, p->style, t->data[i]);
            p->width = width > p->width ? width : p->width;
        }
}

/*: ## Rows and matrices */
static void print_row(Printer *p, const float *x, int n, int indent)
{
    int per_line = (LINE - indent) / (p->width + 2), shown = 0;
    per_line = per_line < 1 ? 1 : per_line;
    put(p, "[");
    for (int i = 0; i < n; i++) {
        bool gap = !visible(p, i, n);
        char text[64] = " ...";
        if (gap)
            i = n - EDGE - 1; // the dots stand for all numbers up to here
        else
            format_number(text, sizeof text, p->style, x[i]);
        if (shown > 0)
            put(p, shown % per_line == 0 ? "," : ", ");
        if (shown > 0 && shown % per_line == 0)
            put_newline(p, indent + 1);
        put(p, "%*s", gap ? 0 : p->width, text);
        shown++;
    }
    put(p, "]");
}

static void print_matrix(Printer *p, const Tensor *t)
{
    int rows = tensor_rows(t), cols = tensor_cols(t);
    put(p, "[");
    for (int i = 0; i < rows; i++) {
        if (i > 0) {
            put(p, ",");
            put_newline(p, INDENT + 1);
        }
        if (visible(p, i, rows)) {
            print_row(p, t->data + i * cols, cols, INDENT + 1);
        } else {
            put(p, "...");
            i = rows - EDGE - 1;
        }
    }
    put(p, "]");
}

/*: ## What comes after the numbers

A result tells by which operation it was made, a leaf that it wants a gradient.
PyTorch names an operation `log_softmax` as `LogSoftmaxBackward0`. For some it
uses not the name that one calls but that of the function inside that did the
work: for a product that depends on the dimensions of the two factors. */
static const char *name_inside(const Tensor *t)
{
    static const char *const product[2][2] = {{"dot", "squeeze"}, {"mv", "mm"}};
    static const char *const other[][2] = {{"reshape", "view"},
                                           {"column", "select"},
                                           {"transpose", "permute"},
                                           {"mean_dim", "mean1"}};
    if (strcmp(t->op, "matmul") == 0)
        return product[t->input[0]->shape.ndim == 2]
                      [t->input[1]->shape.ndim == 2];
    if (strcmp(t->op, "linear") == 0)
        return t->input[2] ? "addmm" : "mm";
    for (size_t i = 0; i < sizeof other / sizeof *other; i++)
        if (strcmp(t->op, other[i][0]) == 0)
            return other[i][1];
    return t->op;
}

// A digit at the end of op, which tells variants apart, takes the place of 0.
static void grad_fn_name(const char *op, char *name)
{
    bool upper = true;
    for (; *op && !isdigit((unsigned char)*op); op++) {
        if (*op != '_')
            *name++ = (char)(upper ? toupper((unsigned char)*op) : *op);
        upper = *op == '_';
    }
    strcpy(name, "Backward");
    strcat(name, *op ? op : "0");
}

static void print_suffix(Printer *p, const char *suffix)
{
    put(p, ",");
    if (p->column + 1 + (int)strlen(suffix) + 2 > LINE)
        put_newline(p, INDENT);
    else
        put(p, " ");
    put(p, "%s", suffix);
}

void tensor_print(FILE *file, const Tensor *t)
{
    Printer p = {.file = file, .shortened = tensor_numel(t) > MANY};
    char suffix[96], name[64];
    choose_format(&p, t);
    put(&p, "tensor(");
    if (tensor_numel(t) == 0) {
        put(&p, "[]");
        if (t->shape.ndim == 2) {
            snprintf(suffix, sizeof suffix, "size=(%d, %d)", tensor_rows(t),
                     tensor_cols(t));
            print_suffix(&p, suffix);
        }
    } else if (t->shape.ndim == 2) {
        print_matrix(&p, t);
    } else if (t->shape.ndim == 1) {
        print_row(&p, t->data, tensor_cols(t), INDENT);
    } else {
        char text[64];
        format_number(text, sizeof text, p.style, t->data[0]);
        put(&p, "%*s", p.width, text);
    }
    if (t->backward) {
        grad_fn_name(name_inside(t), name);
        snprintf(suffix, sizeof suffix, "grad_fn=<%s>", name);
        print_suffix(&p, suffix);
    } else if (t->requires_grad) {
        print_suffix(&p, "requires_grad=True");
    }
    put(&p, ")\n");
}

/*: ## Printing one number

Python prints a float with as few digits as give the same double again. A
float32 that PyTorch hands out as a Python number becomes a double first, and
needs up to 17 digits: that is where `2.6696107387542725` comes from. */
NumberText number_text(double value)
{
    NumberText text;
    int digits = 1;
    size_t size = sizeof text.chars;
    if (!isfinite(value)) {
        format_number(text.chars, size, FIXED, value);
        return text;
    }
    do
        snprintf(text.chars, size, "%.*e", digits - 1, value);
    while (strtod(text.chars, NULL) != value && digits++ < 17);
    int exponent = atoi(strchr(text.chars, 'e') + 1);
    int decimals = digits - 1 - exponent;
    if (exponent >= -4 && exponent < 16)
        snprintf(text.chars, size, "%.*f", decimals < 1 ? 1 : decimals, value);
    return text;
}
