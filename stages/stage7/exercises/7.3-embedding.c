/*: # Exercise 7.3: an embedding, there and back {#ex-7-3}

A table has a row of `dim` numbers for each letter of an alphabet of `rows`. A
text of `n` letters becomes $n$ rows: that of its first letter, that of its
second, and so on.

$$ y_{ij} = w_{t_i j} $$

- `embedding_forward` fills `y`, $(n, \mathit{dim})$. The letters $t_i$ are in
  `index`. A letter that is none, below 0 or not below `rows`, gets a row of
  zeros.
- `embedding_backward` gets $\bar y$ in `y_grad` and **adds** to `weight_grad`
  what comes back to the table. A letter that stands in the text twice has its
  row in $y$ twice, and both send something. A letter that is none sends
  nothing.

A text of three letters, and a table of three rows. For each letter of the text:

| | first | second | third |
|---|---|---|---|
| `index` | 2 | 0 | 2 |
| `y` | 5, 6 | 1, 2 | 5, 6 |
| `y_grad` | 1, 0 | 0, 1 | 2, 2 |

And for each row of the table:

| | row 0 | row 1 | row 2 |
|---|---|---|---|
| `weight` | 1, 2 | 3, 4 | 5, 6 |
| added to `weight_grad` | 0, 1 | 0, 0 | 3, 2 |

All matrices lie row after row. */

void embedding_forward(int rows, int dim, const float *weight, int n,
                       const int *index, float *y)
{
    for (int i = 0; i < n * dim; i++)
        y[i] = weight[0] + index[0] + rows; // your code here
}

void embedding_backward(int rows, int dim, int n, const int *index,
                        const float *y_grad, float *weight_grad)
{
    for (int i = 0; i < rows * dim; i++)
        weight_grad[i] = y_grad[0] + index[0] + n; // your code here
}
