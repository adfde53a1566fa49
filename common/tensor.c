/*: # Tensors

A tensor is a block of numbers and a shape that says how to read it. Ours are as
plain as they can be and still train a network: 32-bit floats, at most two
dimensions, the rows one after the other in memory. The number in row $i$ and
column $j$ of a matrix with $c$ columns stands at

$$ \texttt{data}[\, i\,c + j \,]. $$ {#eq-row-major}

Made from six numbers, read at one place, and printed:

```{.c example="tensor"}
```

![A matrix, and its numbers in memory](tensor.svg){#fig-tensor alt="A table of
two rows in two colours; below it the same six numbers in one line, first those
of row 0, then those of row 1"}

PyTorch's tensors have **strides** too, which let a transpose or a slice share
the block of another tensor. We do without: every operation makes a new block,
and every loop over a tensor looks like a loop over a tensor. */
#include "tensor.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "mistake.h"
#include "random.h"

/*: ## What belongs to a tensor

```{.c include="common/tensor.h" function="Tensor"}
```

Before its numbers stands their shape, behind them what training needs: the
gradient, `grad`, and how the tensor was computed, from which
[autograd](autograd.c) finds it. A tensor that you made yourself was not
computed at all: it is a **leaf**. */

/*: ## Shapes

A single number has no dimension, shape `[]`; a row has one, `[3]`; a matrix has
two, `[2, 3]`. That `[3]`, `[1, 3]` and `[3, 1]` hold equally many numbers but
are different shapes is the source of a famous mistake, which
[stage 2](stage2.c#broadcast-trap) walks into on purpose. */
int shape_numel(const char *op, Shape shape)
{
    long long numel = (long long)shape.rows * shape.cols;
    check(shape.rows >= 0 && shape.cols >= 0, "%s: %s is not a shape", op,
          shape_text(shape).chars);
    if (numel > INT_MAX)
        kindling_no_memory("%s: %s would be %lld numbers, %d are the most", op,
                           shape_text(shape).chars, numel, INT_MAX);
    return (int)numel;
}

ShapeText shape_text(Shape s)
{
    ShapeText text = {"[]"};
    if (s.ndim == 1)
        snprintf(text.chars, sizeof text.chars, "[%d]", s.cols);
    if (s.ndim == 2)
        snprintf(text.chars, sizeof text.chars, "[%d, %d]", s.rows, s.cols);
    return text;
}

/*: ## Making tensors

These are yours: give them back with `tensor_free`. Results of operations are
not made here but on [the tape](autograd.c). */
Tensor *tensor_new_zeros(Shape shape)
{
    Tensor *t = memory_new(1, sizeof *t);
    t->shape = shape;
    t->tape_index = -1;
    t->data_capacity = shape_numel("tensor", shape);
    t->data = memory_new((size_t)t->data_capacity, sizeof *t->data);
    return t;
}

Tensor *tensor_new_full(Shape shape, float value)
{
    Tensor *t = tensor_new_zeros(shape);
    for (int i = 0; i < tensor_numel(t); i++)
        t->data[i] = value;
    return t;
}

Tensor *tensor_new_ones(Shape shape)
{
    return tensor_new_full(shape, 1);
}

Tensor *tensor_new_from(Shape shape, const float *numbers)
{
    Tensor *t = tensor_new_zeros(shape);
    for (int i = 0; i < tensor_numel(t); i++)
        t->data[i] = numbers[i];
    return t;
}

Tensor *tensor_new_copy(const Tensor *t)
{
    return tensor_new_from(t->shape, t->data);
}

Tensor *tensor_new_randn(Shape shape)
{
    Tensor *t = tensor_new_zeros(shape);
    rand_normal(default_generator(), tensor_numel(t), t->data);
    return t;
}

void tensor_set_rows(Tensor *t, int rows)
{
    Shape shape =
        t->shape.ndim == 2 ? shape_2d(rows, t->shape.cols) : shape_1d(rows);
    check(t->tape_index < 0 && t->shape.ndim > 0 &&
              shape_numel("tensor_set_rows", shape) <= t->data_capacity,
          "tensor_set_rows: %s cannot have %d rows", shape_text(t->shape).chars,
          rows);
    t->shape = shape;
}

/*: Two layers may have the same parameter, and each of them frees it: the last
one who does frees the memory. */
Tensor *tensor_share(Tensor *t)
{
    t->more_owners++;
    return t;
}

void tensor_free(Tensor *t)
{
    if (t == NULL || t->more_owners-- > 0)
        return;
    check(
        t->tape_index < 0,
        "tensor_free: this %s is a result, which belongs to the tape and dies "
        "at tape_reset(); keep one with tensor_new_copy()",
        t->op);
    free(t->data);
    free(t->grad_memory);
    free(t);
}

/*: ## Gradients and single numbers

`grad` is NULL until a loss reaches the tensor. Forgetting a gradient only
forgets the pointer: the memory waits in `grad_memory` for the next step, so
that training does not ask for memory ten thousand times. */
Tensor *tensor_requires_grad(Tensor *t)
{
    check(t->tape_index < 0,
          "tensor_requires_grad: you can only change requires_grad of tensors "
          "of your own, not of a result (%s)",
          t->op);
    t->requires_grad = true;
    return t;
}

void tensor_zero_grad(Tensor *t)
{
    t->grad = NULL;
}

float tensor_item(const Tensor *t)
{
    check(tensor_numel(t) == 1, "tensor_item: %s has %d numbers, not 1",
          shape_text(t->shape).chars, tensor_numel(t));
    return t->data[0];
}
