/*: # Solution 3.6: cross-validation {#sol-3-6}

Division of whole numbers is what is wanted here, for once: $n / k$ is what each
fold gets, $n \bmod k$ what is left over, always less than $k$. One row more for
each of the first folds uses up the rest. In C a comparison is 1 or 0, so it can
be added. */
#include <math.h>

int fold_size(int n, int k, int fold)
{
    return n / k + (fold < n % k);
}

/*: A fold does not begin at `fold` times its own size, because those before it
may be larger. Adding up their sizes is never wrong, and $k$ is small. Then one
walk over all places puts each row into exactly one of the two arrays. That each
row goes somewhere, and none into both, can be seen from the `if` and `else`: it
need not be tested. A row in both would be the worst mistake of all, because the
results would look *better*. */
int k_fold(int n, int k, int fold, const int *order, int *train,
           int *validation)
{
    int begin = 0, size = fold_size(n, k, fold), trains = 0;
    for (int f = 0; f < fold; f++)
        begin += fold_size(n, k, f);
    for (int i = 0; i < n; i++)
        if (begin <= i && i < begin + size)
            validation[i - begin] = order[i];
        else
            train[trains++] = order[i];
    return size;
}

/*: Why shuffle? The Iris file has the species one after the other. Without a
shuffle the first of three folds would be one species, and the model examined on
it would never have seen it. (`StratifiedKFold` goes further and gives each fold
the same share of every class.) What stands in `order` are rows, what `i` counts
are places: the fold is cut from the places.

Each $a_f$ comes from a model of its own, trained from the start. None of them
is the model that one uses in the end. That is trained once more, on all rows,
and $\mu$ says what may be expected of it. $\sigma$ says how much of a result
is luck: 0.95 against 0.96 means nothing if $\sigma$ is 0.03.

Everything that learns from the rows happens within the fold. Whoever
standardises the whole table first has let the validation rows into the
training, as in exercise 3.3. */
typedef double Score(const int *train, int trains, const int *validation,
                     int validations);

double cross_validate(int n, int k, const int *order, Score *score,
                      double *deviation)
{
    int train[100], validation[100];
    double a[100], sum = 0, squares = 0;
    for (int fold = 0; fold < k; fold++) {
        int size = k_fold(n, k, fold, order, train, validation);
        a[fold] = score(train, n - size, validation, size);
        sum += a[fold];
    }
    for (int fold = 0; fold < k; fold++)
        squares += (a[fold] - sum / k) * (a[fold] - sum / k);
    *deviation = sqrt(squares / k);
    return sum / k;
}

/*: In scikit-learn, `KFold(k, shuffle=True, random_state=1)` shuffles with the
same generator and makes the same folds. It gives the rows of each sorted by
number, because it marks them in a table first. */
