/*: # Exercise 3.2: cross entropy and its gradient {#ex-3-2}

The loss of the chapter in two functions, without a tape: first the number, then
its gradient.

The model gives each row of the batch one number for each class, the **logits**
$z$. Softmax turns them into probabilities, and the loss of the row is how
surprised one is by the class $t$ that was right:

$$ p_j = \frac{e^{z_j}}{\sum_k e^{z_k}}, \qquad \ell = -\ln p_t. $$

The loss $L$ of the batch is the **mean** of its rows' losses. An example with
two rows and three classes:

| logits | $t$ | $p$ | $\ell$ |
|---|---|---|---|
| $2, 1, 0$ | 0 | $0.6652, 0.2447, 0.0900$ | $0.4076$ |
| $0, 0, 0$ | 2 | $0.3333, 0.3333, 0.3333$ | $1.0986$ |

$L = (0.4076 + 1.0986) / 2 = 0.7531$. */

/*: ## The gradient

Derive $\partial \ell / \partial z_j$ with pencil and paper, before you look for
it: write $\ell = -z_t + \ln \sum_k e^{z_k}$ and treat the case $j = t$ by
itself. What comes out is short.

Then write `cross_entropy_backward`. It gets $\bar L$, the gradient of whatever
is computed from $L$, in `loss_grad`, and **adds** $\bar L \cdot \partial L /
\partial z_{ij}$ to `logits_grad`. For the example, with $\bar L = 1$, it adds

$$ \begin{pmatrix} -0.1674 & 0.1224 & 0.0450 \\ 0.1667 & 0.1667 & -0.3333
   \end{pmatrix}. $$

Both matrices have a row for each row of the batch and a column for each class.
`target` has a class for each row, from 0 to `classes - 1`. The logits lie
between $-10$ and $10$: exercise 3.4 is about larger ones.
Compute in `double`. */

double cross_entropy(int rows, int classes, const float *logits,
                     const int *target)
{
    (void)classes, (void)logits, (void)target; // delete this line
    return -rows;                              // your code here
}

void cross_entropy_backward(int rows, int classes, const float *logits,
                            const int *target, double loss_grad,
                            float *logits_grad)
{
    (void)logits, (void)target, (void)loss_grad; // delete this line
    for (int i = 0; i < rows * classes; i++)
        logits_grad[i] = 3; // your code here
}
