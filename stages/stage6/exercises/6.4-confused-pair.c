/*: # Exercise 6.4: the most confused pair {#ex-6-4}

A [confusion matrix](3.1-confusion-matrix.c) of ten classes has a hundred
numbers. Two summaries say where to look first.

The **most confused pair** are the two classes that are taken for each other
most often, in both directions together: $C_{ab} + C_{ba}$ is largest. And the
**F1 score** of a class puts its precision $p$ and its recall $r$ into one
number, which is small if one of the two is:

$$ F_1 = \frac{2 p r}{p + r} = \frac{2\, C_{cc}}{R_c + K_c} $$ {#eq-6-4-f1}

with the sum $R_c$ of the row of the class, and $K_c$ of its column.

A matrix of three classes, whose pair is 0 and 2 with $1 + 2 = 3$ confusions:

$$ C = \begin{pmatrix} 5 & 1 & 1 \\ 0 & 8 & 2 \\ 2 & 0 & 6 \end{pmatrix} $$

Class 0 was right 5 times; its row adds up to 7, and so does its column: $F_1 =
2 \cdot 5 / 14 = 0.714$. The mean of the F1 scores of all classes counts a rare
class as much as a common one, which the accuracy does not. */

/*: ## What to write

`confused_pair` writes the smaller class of the pair to `*a` and the larger one
to `*b`, and returns how often they were confused. Of several such pairs it
takes the one with the smallest `*a`, and of these the one with the smallest
`*b`. If nothing was confused it returns 0 and leaves `*a` and `*b` as they
were.

`mean_f1` returns the mean of the F1 scores. A class that neither occurs nor was
said has none: it is left out of the mean, and does not count below the line. A
class that was never right, but occurs or was said, has the score 0. If no class
has a score, return 0. The matrix has its rows one after the other: $C_{rc}$ is
`count[r * classes + c]`. */

int confused_pair(int classes, const int *count, int *a, int *b)
{
    (void)classes, (void)count, (void)a, (void)b; // delete this line
    return -1;                                    // your code here
}

double mean_f1(int classes, const int *count)
{
    (void)classes, (void)count; // delete this line
    return -1;                  // your code here
}
