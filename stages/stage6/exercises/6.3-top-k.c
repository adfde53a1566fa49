/*: # Exercise 6.3: nearly right {#ex-6-3}

Who sorts letters can look at two suggestions. So one also asks: how often is
the right class among the first $k$ that the model would say? That is the
**top-k accuracy**; for $k = 1$ it is the accuracy.

The **rank** of the right class $t$ says how many classes come before it. These
are the classes with a larger score; and where two scores are equal, the class
with the smaller number comes first, as in `argmax`.

$$ \operatorname{rank} = \#\{\,c : z_c > z_t\,\} + \#\{\,c < t : z_c = z_t\,\}
$$

Three classes and the scores $(2, 5, 2)$: class 1 has the rank 0, class 0 the
rank 1, and class 2 the rank 2. If the right classes of three such rows are 1, 0
and 2, the top-1 accuracy is $1/3$ and the top-2 accuracy $2/3$. */

/*: ## What to write

`rank_of` gets the scores of one row, one for each class, and the right class.
It returns the rank. Some score may not be a number, if a training has gone
wrong. Such a class comes after all numbers: it is before no class. If the score
of the right class itself is not a number, the rank is `classes - 1`, the last.

`top_k` gets the scores of `rows` rows, row after row, and returns the share of
the rows in which the right class is among the first `k`. `k` is at least 1; it
may be larger than the number of classes. Of no rows the share is 0. */

int rank_of(int classes, const double *score, int target)
{
    (void)classes, (void)score, (void)target; // delete this line
    return -1;                                // your code here
}

double top_k(int rows, int classes, const double *score, const int *target,
             int k)
{
    (void)rows, (void)classes, (void)score, (void)target; // delete this line
    (void)k;                                              // and this one
    return -1;                                            // your code here
}
