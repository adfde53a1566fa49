/*: # Exercise 3.1: confusion matrix, precision, recall {#ex-3-1}

"49 of 50 are right" does not say which flower was taken for which. The
**confusion matrix** $C$ does: $C_{rc}$ is the number of examples that *are* of
class $r$ and that the model *said* to be of class $c$. What is right stands on
the diagonal.

Six flowers of the classes 0, 1 and 2:

| flower | 1 | 2 | 3 | 4 | 5 | 6 |
|---|---|---|---|---|---|---|
| is | 0 | 0 | 1 | 1 | 1 | 2 |
| said | 0 | 1 | 1 | 1 | 2 | 2 |

$$ C = \begin{pmatrix} 1 & 1 & 0 \\ 0 & 2 & 1 \\ 0 & 0 & 1 \end{pmatrix} $$

Two questions about a class $c$ can be read off it:

- **Precision**: of those that were *said* to be $c$, which share is $c$?
- **Recall**: of those that *are* $c$, which share was said to be $c$?

For class 1: it was said three times (column 1: $1 + 2 + 0$) and right twice, so
the precision is $2/3$. Three flowers are of class 1 (row 1: $0 + 2 + 1$) and
two of them were found, so the recall is $2/3$ too. For class 0 the precision is
$1/1 = 1$ and the recall $1/2$. */

/*: ## What to write

`confusion_matrix` fills `count`, which has room for `classes` times `classes`
numbers, row after row: $C_{rc}$ is `count[r * classes + c]`. What stands in
`count` before may be anything. `is` and `said` have `n` classes each, all from
0 to `classes - 1`.

`precision` and `recall` get such a matrix and a class $c$. If nothing was said
to be $c$ the precision would be $0/0$: give 0, as scikit-learn does. The same
for the recall of a class of which there is no example. */

void confusion_matrix(int n, const int *is, const int *said, int classes,
                      int *count)
{
    (void)n, (void)is, (void)said; // delete this line when you use them
    for (int i = 0; i < classes * classes; i++)
        count[i] = -1; // your code here
}

double precision(int classes, const int *count, int c)
{
    (void)classes, (void)count, (void)c; // delete this line
    return -1;                           // your code here
}

double recall(int classes, const int *count, int c)
{
    (void)classes, (void)count, (void)c; // delete this line
    return -1;                           // your code here
}
