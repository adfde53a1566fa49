/*: # Shapes and constants

These operations compute nothing. Since our tensors share no memory, each of
them copies numbers: from an array to [the tape](autograd.c#the-tape), into
another shape, to other places, from the rows of a table.

A table of two rows, turned, one of its columns, all its numbers as one row that
no gradient leaves, and its rows by number, the second one twice:

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

/*: ## Rows by number

A table has a row for each letter of the alphabet, and a text is a list of
numbers of letters. Its **embedding** has the rows that these name, one for each
letter of the text:

$$ y_{ij} = w_{t_i j}, \qquad \bar w_{t_i j} \mathrel{+}= \bar y_{ij}. $$
{#eq-embedding}

A letter that comes twice has its row twice, and both gradients are added to it.
A row that no letter names gets none. The numbers are those of rows, and nobody
can move them a little: they have no gradient. */
static void embedding_backward(Tensor *y)
{
    const Tensor *index = y->input[0];
    Tensor *weight = y->input[1];
    int cols = tensor_cols(weight);
    for (int i = 0; i < tensor_numel(index) && weight->requires_grad; i++)
        for (int j = 0; j < cols; j++)
            weight->grad[(int)index->data[i] * cols + j] +=
                y->grad[i * cols + j];
}

Tensor *tensor_embedding(Tensor *index, Tensor *weight)
{
    int n = tensor_numel(index), cols = tensor_cols(weight);
    check(index->shape.ndim == 1 && weight->shape.ndim == 2,
          "embedding: the index is %s, the weight is %s; [n] and [rows, cols] "
          "are expected",
          shape_text(index->shape).chars, shape_text(weight->shape).chars);
    Tensor *y = tape_push("embedding", shape_2d(n, cols), embedding_backward,
                          index, weight, NULL);
    for (int i = 0; i < n; i++) {
        float row = index->data[i];
        check(row >= 0 && row < (float)tensor_rows(weight) &&
                  row == (float)(int)row,
              "embedding: number %d of the index is %g; the rows of %s are 0 "
              "to %d",
              i, row, shape_text(weight->shape).chars, tensor_rows(weight) - 1);
        memcpy(y->data + i * cols, weight->data + (int)row * cols,
               (size_t)cols * sizeof *y->data);
    }
    return y;
}
