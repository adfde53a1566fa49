/*: # Printing a tensor

`print(t)` is the first thing that anybody does with a tensor, so ours prints
the numbers as PyTorch does. Its rules, which are nowhere written down in one
place:

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

// What torch.set_printoptions sets, as it is when nobody sets it.
enum { LINE = 80, EDGE = 3, MANY = 1000, INDENT = 7 }; // INDENT: "tensor("

typedef enum Style { WHOLE, FIXED, EXPONENT, STYLES } Style;

typedef struct Printer {
    FILE *file;
    int column; // of the line so far
    bool shortened;
    Style style;
    int width;
} Printer;

// Prints, and counts the columns of the line.
KINDLING_PRINTF(2, 3) static void put(Printer *p, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    p->column += vfprintf(p->file, format, arguments);
    va_end(arguments);
}

static void put_newline(Printer *p, int indent)
{
    put(p, "\n%*s", indent, "");
    p->column = indent;
}

// Of many numbers in a row, only the first three and the last three are shown.
static bool visible(const Printer *p, int i, int n)
{
    return !p->shortened || n <= 2 * EDGE || i < EDGE || i >= n - EDGE;
}

static NumberText styled(Style style, double value)
{
    static const char *const format[STYLES] = {"%.0f.", "%.4f", "%.4e"};
    NumberText text = {"nan"}; // without the sign that C may add
    if (isinf(value))
        strcpy(text.chars, value < 0 ? "-inf" : "inf");
    else if (!isnan(value))
        snprintf(text.chars, sizeof text.chars, format[style], value);
    return text;
}

/*: ## Choosing the format

One pass over the numbers that will be seen finds the smallest and the largest
size, whether all are whole, and how wide the widest is in each style. */
static bool counts(const Printer *p, const Tensor *t, int i)
{
    return visible(p, i / tensor_cols(t), tensor_rows(t)) &&
           visible(p, i % tensor_cols(t), tensor_cols(t)) &&
           isfinite(t->data[i]) && t->data[i] != 0;
}

// The numbers that will be seen choose how all are written, and how wide.
static void choose_format(Printer *p, const Tensor *t)
{
    double low = INFINITY, high = 0;
    bool whole = true;
    int width[STYLES] = {1, 1, 1};
    for (int i = 0; i < tensor_numel(t); i++)
        if (counts(p, t, i)) {
            double size = fabs(t->data[i]);
            low = fmin(low, size);
            high = fmax(high, size);
            whole = whole && size == floor(size);
            for (Style s = WHOLE; s < STYLES; s++) {
                int length = (int)strlen(styled(s, t->data[i]).chars);
                width[s] = length > width[s] ? length : width[s];
            }
        }
    bool extreme =
        high > 0 && (high / low > 1000 || high > 1e8 || (!whole && low < 1e-4));
    p->style = extreme ? EXPONENT : whole ? WHOLE : FIXED;
    p->width = width[p->style];
}

/*: ## Rows and matrices

A matrix is printed as a list of rows, each on a line of its own, and a row as a
list of numbers, so one function that calls itself does for both: `dims` says
how many dimensions `x` has. */
static void print_list(Printer *p, Shape shape, int dims, const float *x,
                       int indent)
{
    if (dims == 0) {
        put(p, "%*s", p->width, styled(p->style, *x).chars);
        return;
    }
    bool row = dims == 1;
    int n = row ? shape.cols : shape.rows, shown = 0;
    int fit = row ? (LINE - indent) / (p->width + 2) : 1;
    put(p, "[");
    for (int i = 0; i < n; i++, shown++) {
        bool full = shown > 0 && shown % (fit < 1 ? 1 : fit) == 0;
        put(p, shown == 0 ? "" : row && !full ? ", " : ",");
        if (full)
            put_newline(p, indent + 1);
        if (visible(p, i, n)) {
            print_list(p, shape, dims - 1, x + i * (row ? 1 : shape.cols),
                       indent + 1);
        } else {
            put(p, row ? " ..." : "...");
            i = n - EDGE - 1; // the dots stand for all numbers up to here
        }
    }
    put(p, "]");
}

/*: ## What comes after the numbers

A result tells by which operation it was made, a leaf that it wants a gradient.
PyTorch names an operation `log_softmax` as `LogSoftmaxBackward0`. For some it
uses not the name that one calls but that of the function inside that did the
work: for a product that depends on the dimensions of the two factors. Such
names are no promise of PyTorch's: version 1.13 writes `ReshapeAlias` where
version 2 and this program write `View`. */
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

// A digit at the end of a name, which tells variants apart, stands for the 0.
static void grad_fn_text(const Tensor *t, char *text)
{
    const char *name = name_inside(t);
    text += sprintf(text, "grad_fn=<");
    for (bool upper = true; *name && !isdigit((unsigned char)*name); name++) {
        if (*name != '_')
            *text++ = (char)(upper ? toupper((unsigned char)*name) : *name);
        upper = *name == '_';
    }
    sprintf(text, "Backward%s>", *name ? name : "0");
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
    char suffix[96];
    choose_format(&p, t);
    put(&p, "tensor(");
    if (tensor_numel(t) > 0)
        print_list(&p, t->shape, t->shape.ndim, t->data, INDENT);
    else
        put(&p, "[]");
    if (tensor_numel(t) == 0 && t->shape.ndim == 2) {
        sprintf(suffix, "size=(%d, %d)", tensor_rows(t), tensor_cols(t));
        print_suffix(&p, suffix);
    }
    if (t->backward) {
        grad_fn_text(t, suffix);
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
    NumberText text = styled(FIXED, value);
    int digits = 0;
    size_t size = sizeof text.chars;
    if (!isfinite(value))
        return text;
    do
        snprintf(text.chars, size, "%.*e", digits++, value);
    while (strtod(text.chars, NULL) != value);
    int exponent = atoi(strchr(text.chars, 'e') + 1);
    int decimals = digits - 1 - exponent;
    if (exponent >= -4 && exponent < 16)
        snprintf(text.chars, size, "%.*f", decimals < 1 ? 1 : decimals, value);
    return text;
}
