/*: # Exercise 3.3: a mean for each feature {#ex-3-3}

The notebook of the chapter subtracts *one* mean from all numbers of its table.
Usually each feature, each column, has a mean and a deviation of its own:

$$ x'_{ij} = \frac{x_{ij} - \mu_j}{\sigma_j}, \qquad
   \mu_j = \frac1n \sum_i x_{ij}, \qquad
   \sigma_j^2 = \frac1n \sum_i (x_{ij} - \mu_j)^2. $$

A table is an array of `rows` times `features` numbers, row after row, so
$x_{ij}$ is `x[i * features + j]`. Three training rows of three features, and a
test row:

| | feature 0 | feature 1 | feature 2 |
|---|---|---|---|
| training | 1 | 10 | 7 |
| training | 2 | 30 | 7 |
| training | 3 | 20 | 7 |
| mean | 2 | 20 | 7 |
| deviation | 0.8165 | 8.165 | 1 |
| test | 4 | 20 | 9 |
| test, standardised | 2.4495 | 0 | 2 |

Feature 2 is the same in every training row. Its deviation is 0, and one cannot
divide by it. Give 1 instead, so that the feature is only centred. But only if
all its numbers are equal, as `==` says: a deviation that is just small stays as
it is. (The mean of numbers such as 0.1 may be rounded, and what is centred with
it is then $10^{-17}$ and not 0: that does not matter.) */

/*: ## What to write

`column_statistics` fills `mean` and `deviation`, each with a number for each
feature. A feature may be the same everywhere (7, or 0.1), and it may be large
and vary little (1,000,000.2, 1,000,000.4, …).

`standardize_split` replaces all numbers of both tables by the standardised
ones. The test rows must stay unseen: only the *training* rows say what the
means and deviations are, and the test rows are moved and scaled by the same
amounts.
Both tables have at least one row; there are at most 16 features. */

void column_statistics(const double *x, int rows, int features, double *mean,
                       double *deviation)
{
    (void)x;
    for (int j = 0; j < features; j++) {
        mean[j] = rows;    // your code here
        deviation[j] = -1; // and here
    }
}

void standardize_split(double *train, int train_rows, double *test,
                       int test_rows, int features)
{
    for (int i = 0; i < train_rows * features; i++)
        train[i] = 100; // your code here
    for (int i = 0; i < test_rows * features; i++)
        test[i] = 100; // and here
}
