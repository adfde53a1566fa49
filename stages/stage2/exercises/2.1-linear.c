/*: # Exercise 2.1: a linear layer, both ways {#ex-2-1}

`nn.Linear` is one line of the chapter. Here you write what it does, and then
what `backward` does with it. A layer has a few **units**. Each unit has a bias
and a row of weights, one for each input. For a row of $x$ it multiplies every
input by its weight, adds the products up, and adds the bias:

$$ y_{ij} = b_j + \sum_k x_{ik}\, W_{jk}. $$

$i$ counts the rows of the batch, $j$ the units, $k$ the inputs. So `x` has the
shape (rows, inputs), `weight` (units, inputs), `bias` (units) and `y` (rows,
units). In short, $Y = X W^T + b$.

Two rows, two inputs and three units:

$$ X = \begin{pmatrix} 1 & 2 \\ 3 & -1 \end{pmatrix}, \quad
   W = \begin{pmatrix} 1 & 0 \\ 0.5 & -1 \\ 2 & 1 \end{pmatrix}, \quad
   b = (1, 0, -2), \quad
   Y = \begin{pmatrix} 2 & -1.5 & 2 \\ 4 & 2.5 & 3 \end{pmatrix}. $$

$y_{1,0}$ (rows and columns count from 0, as in C) is made of row 1 of $X$ and
row 0 of $W$: $1 + 3 \cdot 1 + (-1) \cdot 0 = 4$. */

/*: In memory the rows of a matrix stand one after the other: $W_{jk}$ is
`weight->data[j * inputs + k]`. `tensor_rows(x)` tells the number of rows,
`tensor_cols(x)` that of inputs, `tensor_rows(weight)` that of units.

**Forward.** `linear` writes $Y$ to `y->data`. What stood there before does not
matter. */
#include "tensor.h"

void linear(const Tensor *x, const Tensor *weight, const Tensor *bias,
            Tensor *y)
{
    y->data[0] = x->data[0] * weight->data[0] + bias->data[0];
    for (int k = 0; k < tensor_numel(y); k++)
        y->data[k] += 99; // your code here
}

/*: **Backward.** A loss $L$ was computed from $Y$. Its gradient by $Y$ is
known and stands in `y->grad`:

$$ \bar y_{ij} = \frac{\partial L}{\partial y_{ij}}. $$

`linear_backward` finds $\bar x_{ik} = \partial L / \partial x_{ik}$ and, named
in the same way, $\bar W_{jk}$ and $\bar b_j$. It **adds** them to what stands
in `x->grad`, `weight->grad` and `bias->grad`, each number at the same place as
in `data`. Nothing else changes.

Derive the three formulas with pencil and paper. Ask of one number at a time:
which $y_{ij}$ change if it alone grows a very little, and by how much? Each of
them moves the loss.

For the $\bar Y$ on the left and the example above, this is added:

$$ \bar Y = \begin{pmatrix} 1 & 0 & 2 \\ 4 & 3 & 0 \end{pmatrix} \to
   \bar X = \begin{pmatrix} 5 & 2 \\ 5.5 & -3 \end{pmatrix}, \quad
   \bar W = \begin{pmatrix} 13 & -2 \\ 9 & -3 \\ 2 & 4 \end{pmatrix}, \quad
   \bar b = (5, 3, 2). $$ */
void linear_backward(Tensor *x, Tensor *weight, Tensor *bias, const Tensor *y)
{
    x->grad[0] = weight->grad[0] = bias->grad[0] = y->grad[0];
    x->grad[0] += 99; // your code here
    weight->grad[0] += 99;
    bias->grad[0] += 99;
}
