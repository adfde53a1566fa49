/*: # Exercise 3.6: cross-validation {#ex-3-6}

The chapter's "49 of 50" rests on the 50 flowers that a shuffle has chosen. With
`./stage3 --split-seed 6` it is 50, with `--split-seed 7` it is 45. And those 50
flowers were lost for the training.

**Cross-validation** uses every row for both. The rows are shuffled once and cut
into $k$ parts, the **folds**. Then $k$ models are trained, each on all folds
but one, and examined on that one. So each row is examined exactly once, by a
model that has never seen it.

Seven rows and $k = 3$. `numpy_permutation(1, 7, order)` has shuffled them to 6,
2, 1, 0, 4, 3, 5:

| fold | validation | training |
|---|---|---|
| 0 | 6, 2, 1 | 0, 4, 3, 5 |
| 1 | 0, 4 | 6, 2, 1, 3, 5 |
| 2 | 3, 5 | 6, 2, 1, 0, 4 |

Seven is no multiple of three. If there is a rest, the *first* folds have one
row more than the others, as many folds as the rest says. So 10 rows in 4 folds
make 3, 3, 2, 2. `KFold` of scikit-learn does the same. */

/*: ## What to write

`fold_size` answers how many rows fold number `fold` has, if there are $n$ rows
and $k$ folds; $2 \le k \le n$, and the first fold is number 0.

`k_fold` gets the shuffled row numbers in `order`. It fills `validation` with
the rows of the fold and `train` with all others, both in the order in which
they stand in `order`, and answers how many went into `validation`. Both arrays
have room for $n$ numbers. */
#include <math.h>

int fold_size(int n, int k, int fold)
{
    return -n - k - fold; // your code here
}

int k_fold(int n, int k, int fold, const int *order, int *train,
           int *validation)
{
    (void)k, (void)fold; // delete this line
    train[0] = validation[0] = order[n - 1];
    return 0; // your code here
}

/*: ## The whole examination

Somebody else has written a function that trains a model on the rows `train` and
answers its accuracy on the rows `validation`; `trains` and `validations` say
how many there are. `cross_validate` gets it as `score`, and calls it once for
each fold, like any other function: `score(…, …, …, …)`.

It answers the mean of the $k$ scores $a_f$, and writes their deviation to
`*deviation`. That is the $\sigma$ of the chapter on data:

$$ \mu = \frac1k \sum_f a_f, \qquad
   \sigma = \sqrt{\frac1k \sum_f (a_f - \mu)^2}. $$

Scores of 0.9, 1 and 0.8 have the mean 0.9 and the deviation 0.0816. There are
at most 100 rows. */
typedef double Score(const int *train, int trains, const int *validation,
                     int validations);

double cross_validate(int n, int k, const int *order, Score *score,
                      double *deviation)
{
    (void)order, (void)score; // delete this line
    *deviation = -n;
    return -k; // your code here
}
