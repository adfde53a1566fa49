/*: # Solution 2.1: a linear layer, both ways {#sol-2-1}

Forward, the formula is the program: a loop for each index, and the bias once
for each output, not once for each product. Row $j$ of the weight belongs to
unit $j$, so the sum runs along a row of `x` and along a *row* of `weight`. That
is what the transpose in $X W^T$ means. Nothing is turned over in memory. */
#include "tensor.h"

void linear(const Tensor *x, const Tensor *weight, const Tensor *bias,
            Tensor *y)
{
    int rows = tensor_rows(x), inputs = tensor_cols(x);
    int units = tensor_rows(weight);
    for (int i = 0; i < rows; i++)
        for (int j = 0; j < units; j++) {
            float sum = bias->data[j];
            for (int k = 0; k < inputs; k++)
                sum += x->data[i * inputs + k] * weight->data[j * inputs + k];
            y->data[i * units + j] = sum;
        }
}

/*: Backward, look at one number at a time.

- $x_{ik}$ stands in row $i$ only, but all units use it. Unit $j$ multiplies it
  by $W_{jk}$. So it gets something back from each unit.
- $W_{jk}$ belongs to unit $j$ only, but works on all rows. In row $i$ it is
  multiplied by $x_{ik}$. So it gets something back from each row.
- $b_j$ is added to unit $j$ in all rows. Its factor is 1.

$$ \bar x_{ik} \mathrel{+}= \sum_j \bar y_{ij} W_{jk}, \qquad
   \bar W_{jk} \mathrel{+}= \sum_i \bar y_{ij} x_{ik}, \qquad
   \bar b_j \mathrel{+}= \sum_i \bar y_{ij} $$

A rule to remember: of a product, each factor gets the *other* factor; and the
index that a number does not have is the index to sum over. With the shapes
written down there is only one way to multiply the matrices that fits: $\bar X =
\bar Y W$ is (rows, units) times (units, inputs), and $\bar W = \bar Y^T X$ is
(units, rows) times (rows, inputs). But mind square matrices. There every wrong
way fits too, so test with three different sizes.

No mean stands here. If the loss is a mean over the rows, its $1/n$ is in $\bar
y$ already, and a second one would make the steps too small. */
void linear_backward(Tensor *x, Tensor *weight, Tensor *bias, const Tensor *y)
{
    int rows = tensor_rows(x), inputs = tensor_cols(x);
    int units = tensor_rows(weight);
    for (int i = 0; i < rows; i++)
        for (int j = 0; j < units; j++) {
            float g = y->grad[i * units + j];
            bias->grad[j] += g;
            for (int k = 0; k < inputs; k++) {
                x->grad[i * inputs + k] += g * weight->data[j * inputs + k];
                weight->grad[j * inputs + k] += g * x->data[i * inputs + k];
            }
        }
}

/*: Why add, rather than write? A tensor may be used twice, in two layers or in
two batches before a step, and then both uses move the loss. Each of them adds
its part, and none needs to know of the other. The price is the fifth line of
the training loop: somebody has to forget the gradients in time. */
