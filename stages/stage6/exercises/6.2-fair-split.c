/*: # Exercise 6.2: a fair split {#ex-6-2}

If a validation set is dealt at random, a rare class may be missing in it. A
**stratified** split deals each class by itself: of the rows of one class, in
their order, every $k$-th goes to the validation set, beginning with the first.

Seven rows of the classes 0 and 1, with $k = 3$:

| row | 0 | 1 | 2 | 3 | 4 | 5 | 6 |
|---|---|---|---|---|---|---|---|
| class | 0 | 0 | 1 | 0 | 0 | 1 | 1 |
| validation | yes | no | yes | no | yes | no | no |

Class 0 has the rows 0, 1, 3 and 4: the first and the fourth of them are dealt
to the validation set.

And a set is only fair if it holds nothing that was learned from. In tables that
were gathered from several places the same row often stands twice. If one of the
two is learned from and the other one asked, the answer is known by heart: a
**leak**. */

/*: ## What to write

`fair_split` fills `valid` with `rows` numbers: 1 for a row of the validation
set, 0 for any other. `label` says the class of each row, from 0 to `classes -
1`; there are at most 20 classes, and `every` is $k$, at least 1. What stands in
`valid` before may be anything. It returns how many rows are in the validation
set.

`leaks` gets such a `valid`, and the features of all rows, row after row:
feature $j$ of row $i$ is `x[i * features + j]`. It returns how many rows of the
validation set are in the training set, too: all features are the same number. A
row that has several twins there counts once. */

int fair_split(int rows, const int *label, int classes, int every, int *valid)
{
    (void)label, (void)classes, (void)every; // delete this line
    for (int i = 0; i < rows; i++)
        valid[i] = -1; // your code here
    return -1;
}

int leaks(int rows, int features, const double *x, const int *valid)
{
    (void)rows, (void)features, (void)x, (void)valid; // delete this line
    return -1;                                        // your code here
}
