// Operations on tensors, each with its gradient. Results belong to the tape.
//
// Shapes broadcast as in PyTorch: aligned at the right, and a dimension of
// size 1 is repeated; [3] with [2, 3] works, [2] with [2, 3] is a mistake.
// A dimension dim may count from the end: -1 is the last one.
// Shapes that do not fit are a mistake; the message names the operation and
// both shapes.
#ifndef KINDLING_OPS_H
#define KINDLING_OPS_H

#include "tensor.h"

// Constants: torch.tensor(array) and torch.tensor(value).
Tensor *tensor_from(Shape shape, const float *numbers);
Tensor *tensor_scalar(float value);
// Tensor.detach(): the same numbers (a copy), but no gradient flows through.
Tensor *tensor_detach(const Tensor *t);

// The same numbers in another shape (torch.reshape).
Tensor *tensor_reshape(Tensor *x, Shape shape);
// x[:, column]: (rows, cols) -> (rows).
Tensor *tensor_column(Tensor *x, int column);
// Tensor.T: (rows, cols) -> (cols, rows).
Tensor *tensor_transpose(Tensor *x);
// torch.nn.functional.embedding: row index[i] of the weight, for each i:
// (n), (rows, cols) -> (n, cols). The index has no gradient.
Tensor *tensor_embedding(Tensor *index, Tensor *weight);

// Arithmetic, number by number (torch.add, sub, mul, div, neg, pow, exp, log).
Tensor *tensor_add(Tensor *a, Tensor *b);
Tensor *tensor_sub(Tensor *a, Tensor *b);
Tensor *tensor_mul(Tensor *a, Tensor *b);
Tensor *tensor_div(Tensor *a, Tensor *b);
Tensor *tensor_neg(Tensor *x);
Tensor *tensor_pow(Tensor *x, float exponent);
Tensor *tensor_exp(Tensor *x);
Tensor *tensor_log(Tensor *x);

// 1 where both are equal, else 0; no gradient (torch.eq).
Tensor *tensor_eq(Tensor *a, Tensor *b);

// a @ b: (n,k)(k,m) -> (n,m); (n,k)(k) -> (n); (k)(k,m) -> (m); (k)(k) -> ().
Tensor *tensor_matmul(Tensor *a, Tensor *b);
// torch.nn.functional.linear: x (n, in), weight (out, in), bias (out) or NULL
// -> x @ weight.T + bias (n, out).
Tensor *tensor_linear(Tensor *x, Tensor *weight, Tensor *bias);

// All numbers to one, or along a dimension, which then is gone: (2,3) along
// dim 0 -> (3), along dim 1 -> (2). The first of equal maxima wins, and NaN
// beats every number. argmax has no gradient and gives whole numbers.
Tensor *tensor_sum(Tensor *x);
Tensor *tensor_mean(Tensor *x);
Tensor *tensor_mean_dim(Tensor *x, int dim);
Tensor *tensor_max(Tensor *x, int dim);
Tensor *tensor_argmax(Tensor *x, int dim);
// The same for n numbers that stand stride apart: the place of the largest.
int line_argmax(const float *x, int n, int stride);

// Activations, number by number (torch.sigmoid, tanh, relu;
// torch.nn.functional.leaky_relu).
Tensor *tensor_sigmoid(Tensor *x);
Tensor *tensor_tanh(Tensor *x);
Tensor *tensor_relu(Tensor *x);
Tensor *tensor_leaky_relu(Tensor *x, float negative_slope);
// torch.nn.functional.dropout(x, p, training=True): each number is 0 with the
// probability p, the others grow by 1 / (1 - p). Draws two words for each from
// this thread's generator, none if p is 0 or 1; PyTorch's CPU builds without
// MKL draw the same. p must be in [0, 1].
Tensor *tensor_dropout(Tensor *x, double p);
// torch.nn.functional.softplus, elu (alpha 1), gelu (exact, with erf).
Tensor *tensor_softplus(Tensor *x);
Tensor *tensor_elu(Tensor *x);
Tensor *tensor_gelu(Tensor *x);
// torch.softmax, torch.log_softmax along a dimension; stable for any size of x.
Tensor *tensor_softmax(Tensor *x, int dim);
Tensor *tensor_log_softmax(Tensor *x, int dim);

// How a loss sums up its rows (the argument reduction= of PyTorch).
typedef enum Reduction { REDUCTION_MEAN, REDUCTION_SUM } Reduction;

// torch.nn.MSELoss: the mean (or sum) of (input - target)^2. Both shapes must
// be the same: PyTorch would broadcast (n, 1) against (n) to (n, n) and warn.
Tensor *mse_loss(Tensor *input, Tensor *target, Reduction reduction);

// torch.nn.CrossEntropyLoss: input (n, classes) holds logits, any finite
// numbers; target (n) class numbers 0 … classes-1. Mean (or sum) over the rows
// of -log softmax(input)[target]. The parts are also there by themselves:
// nll_loss takes log-probabilities.
Tensor *cross_entropy_loss(Tensor *input, Tensor *target, Reduction reduction);
Tensor *nll_loss(Tensor *log_probability, Tensor *target, Reduction reduction);

#endif
