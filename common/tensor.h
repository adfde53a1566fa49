// Tensors: float32 numbers in 0, 1 or 2 dimensions, row after row, nothing
// else: no strides, no views, so every operation is a visible double loop.
//
// What a function with "new" in its name gives you, you give back with the
// function that has "free" in its place. Every other tensor belongs to the
// tape (autograd.h) and dies at tape_reset(). tensor_item(t) gives the number
// of a tensor, tensor_new_copy(t) keeps a tensor beyond the reset.
#ifndef KINDLING_TENSOR_H
#define KINDLING_TENSOR_H

#include <stdbool.h>
#include <stdio.h>

// [] a number, [n] a row of n numbers, [rows, columns] a matrix. A number has
// 1 row of 1 column, [n] has 1 row of n: so loops need not care how many
// dimensions there are.
typedef struct Shape {
    int ndim, rows, cols;
} Shape;

static inline Shape shape_0d(void)
{
    Shape shape = {0, 1, 1};
    return shape;
}

static inline Shape shape_1d(int n)
{
    Shape shape = {1, 1, n};
    return shape;
}

static inline Shape shape_2d(int rows, int cols)
{
    Shape shape = {2, rows, cols};
    return shape;
}

static inline bool shape_equal(Shape a, Shape b)
{
    return a.ndim == b.ndim && a.rows == b.rows && a.cols == b.cols;
}

// How many numbers. A negative size, or more than 2^31 - 1 numbers, is a
// mistake of the operation op.
int shape_numel(const char *op, Shape shape);

// shape_text(shape).chars is the text "[2, 5]", for messages.
typedef struct ShapeText {
    char chars[32];
} ShapeText;
ShapeText shape_text(Shape shape);

typedef struct Tensor Tensor;
struct Tensor {
    // For reading, in a program and in a debugger (print *loss):
    Shape shape;
    float *data;        // rows * cols numbers, row after row
    float *grad;        // as many; NULL: no loss has reached this tensor
    bool requires_grad; // shall backward() compute grad?
    const char *op;     // what made it: "add" for tensor_add; NULL: a leaf

    // How it was computed; for the operations and autograd.c:
    void (*backward)(Tensor *self); // adds to the gradients of the inputs
    Tensor *input[3];
    int dim;            // the dimension that an operation worked along
    float number;       // one number it used (an exponent, a slope, …)
    bool reached;       // backward() has come to it and not gone on yet
    bool backward_done; // a graph can be walked once
    int tape_index;     // place on the tape; -1: yours, not the tape's

    // Memory, kept for the next use:
    float *grad_memory;
    int data_capacity, grad_capacity; // in floats
    int more_owners;                  // tensor_share()
};

static inline int tensor_rows(const Tensor *t)
{
    return t->shape.rows;
}

static inline int tensor_cols(const Tensor *t)
{
    return t->shape.cols;
}

static inline int tensor_numel(const Tensor *t)
{
    return tensor_rows(t) * tensor_cols(t);
}

// torch.zeros, torch.ones, torch.full: yours to free. A negative size, or more
// than 2^31 - 1 numbers, is a mistake.
Tensor *tensor_new_zeros(Shape shape);
Tensor *tensor_new_ones(Shape shape);
Tensor *tensor_new_full(Shape shape, float value);
// torch.tensor: the numbers of an array, copied row after row.
Tensor *tensor_new_from(Shape shape, const float *numbers);
// A copy of the numbers, without gradient or history (torch.clone, detached).
Tensor *tensor_new_copy(const Tensor *t);
// torch.randn from this thread's generator.
Tensor *tensor_new_randn(Shape shape);
// Keeps the first rows of a matrix, or the first numbers of a row, of your own.
// At most as many as it was made with; what comes behind them waits.
void tensor_set_rows(Tensor *t, int rows);
// Gives back a tensor that a "new" function made. NULL is allowed; a tensor of
// the tape is a mistake.
void tensor_free(Tensor *t);
// The same tensor for one owner more, who frees it too.
Tensor *tensor_share(Tensor *t);

// Tensor.requires_grad_(): from now on backward() computes t->grad. Only for
// tensors of your own. Returns t.
Tensor *tensor_requires_grad(Tensor *t);
// Forgets the gradient: t->grad is NULL again (PyTorch 2's zero_grad).
void tensor_zero_grad(Tensor *t);
// Tensor.item(): the number of a tensor that has just one.
float tensor_item(const Tensor *t);

// print(t), to the last blank: four digits, exponents where PyTorch uses them,
// long tensors shortened, requires_grad or grad_fn named; then a newline.
void tensor_print(FILE *file, const Tensor *t);

// number_text(value).chars is what Python prints for a float: the shortest
// text that reads back as the same double.
typedef struct NumberText {
    char chars[32];
} NumberText;
NumberText number_text(double value);

#endif
