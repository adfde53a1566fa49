/*: # Shapes and constants

These operations compute nothing. Since our tensors share no memory, each of
them copies numbers: from an array to [the tape](autograd.c#the-tape), into
another shape, to other places.

A table of two rows, turned, one of its columns, and all its numbers as one row
that no gradient leaves:

```{.c example="ops_shape"}
```

![The same numbers in other places](ops_shape.svg){#fig-ops-shape
alt="A table of two rows becomes one row of six, a table of three rows, and a
column of two"}

## Constants of a step

A number in a formula needs a tensor to stand in, but no name and no `free`. */
#include "ops.h"

#include <string.h>

#include "autograd.h"
#include "mistake.h"

static Tensor *copy_to_tape(const char *op, Shape shape, const float *numbers)
{
    Tensor *y = tape_push(op, shape, NULL, NULL, NULL, NULL);
    memcpy(y->data, numbers, (size_t)tensor_numel(y) * sizeof *numbers);
    return y;
}

Tensor *tensor_from(Shape shape, const float *numbers)
{
    return copy_to_tape("from", shape, numbers);
}

Tensor *tensor_scalar(float value)
{
    return copy_to_tape("scalar", shape_0d(), &value);
}

/*: A result can become a constant too: `tensor_detach` copies its numbers and
forgets where they came from, so no gradient flows through. */
Tensor *tensor_detach(const Tensor *t)
{
    return copy_to_tape("detach", t->shape, t->data);
}

/*: ## Another shape

The same numbers in the same order; the gradient takes the same way back. */
static void reshape_backward(Tensor *y)
{
    for (int i = 0; i < tensor_numel(y); i++)
        y->input[0]->grad[i] += y->grad[i];
}

Tensor *tensor_reshape(Tensor *x, Shape shape)
{
    Tensor *y = tape_push("reshape", shape, reshape_backward, x, NULL, NULL);
    check(tensor_numel(y) == tensor_numel(x),
          "reshape: %s has %d numbers, %s would have %d",
          shape_text(x->shape).chars, tensor_numel(x), shape_text(shape).chars,
          tensor_numel(y));
    for (int i = 0; i < tensor_numel(y); i++)
        y->data[i] = x->data[i];
    return y;
}

/*: ## A column

A model with one output gives a matrix of one column, and the targets are a row
of numbers. `tensor_column` makes a row of a column. */
static void column_backward(Tensor *y)
{
    Tensor *x = y->input[0];
    for (int i = 0; i < tensor_rows(x); i++)
        x->grad[i * tensor_cols(x) + y->dim] += y->grad[i];
}

Tensor *tensor_column(Tensor *x, int column)
{
    int rows = tensor_rows(x), cols = tensor_cols(x);
    check(x->shape.ndim == 2 && -cols <= column && column < cols,
          "column: %s has no column %d", shape_text(x->shape).chars, column);
    Tensor *y =
        tape_push("column", shape_1d(rows), column_backward, x, NULL, NULL);
    y->dim = column < 0 ? column + cols : column;
    for (int i = 0; i < rows; i++)
        y->data[i] = x->data[i * cols + y->dim];
    return y;
}

/*: ## The transpose

Rows become columns, $y_{ij} = x_{ji}$, on the way back too. */
static void transpose_backward(Tensor *y)
{
    int rows = tensor_rows(y), cols = tensor_cols(y);
    for (int i = 0; i < rows; i++)
        for (int j = 0; j < cols; j++)
            y->input[0]->grad[j * rows + i] += y->grad[i * cols + j];
}

Tensor *tensor_transpose(Tensor *x)
{
    int rows = tensor_cols(x), cols = tensor_rows(x); // of the result
    check(x->shape.ndim == 2, "transpose: %s is not a matrix",
          shape_text(x->shape).chars);
    Tensor *y = tape_push("transpose", shape_2d(rows, cols), transpose_backward,
                          x, NULL, NULL);
    for (int i = 0; i < rows; i++)
        for (int j = 0; j < cols; j++)
            y->data[i * cols + j] = x->data[j * rows + i];
    return y;
}
