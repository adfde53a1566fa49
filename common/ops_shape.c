/*: # Numbers in other places

Some operations compute nothing. They bring numbers onto the tape, or from one
place to another; what they move, the gradient moves back.

A table of two rows, turned, one of its columns, and all its numbers as one row
that no gradient leaves:

```{.c example="ops_shape"}
``` */
#include "ops.h"

#include <string.h>

#include "autograd.h"
#include "mistake.h"

/*: ## Constants of a step

A number in a formula needs a tensor to stand in, but no name and no `free`. */
Tensor *tensor_from(Shape shape, const float *numbers)
{
    Tensor *y = tape_push("constant", shape, NULL, NULL, NULL, NULL);
    memcpy(y->data, numbers, (size_t)tensor_numel(y) * sizeof *numbers);
    return y;
}

Tensor *tensor_scalar(float value)
{
    return tensor_from(shape_0d(), &value);
}

/*: The opposite: the same numbers, but where they came from is forgotten, and no
gradient goes back there. */
Tensor *tensor_detach(const Tensor *t)
{
    Tensor *y = tape_push("detach", t->shape, NULL, NULL, NULL, NULL);
    memcpy(y->data, t->data, (size_t)tensor_numel(t) * sizeof *t->data);
    return y;
}

/*: ## Another shape

Another shape, the same numbers in the same order; the gradient takes the same
way back. */
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
