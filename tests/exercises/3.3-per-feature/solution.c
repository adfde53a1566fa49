/*: # Solution 3.3: a mean for each feature {#sol-3-3}

Two loops over each column: the deviation can only be computed when the mean is
known. There is a formula that needs one loop, $\sigma^2 = \overline{x^2} -
\mu^2$. On paper it is right. But with numbers near $10^8$ both terms are near
$10^{16}$, where a double cannot even tell odd from even numbers, and their
difference is noise; it may be negative, and its root not a number.

Rounding is also why a constant feature is found by comparing its numbers. Ten
times 0.1, added up and divided by ten, is not quite 0.1, the deviation comes
out as $10^{-17}$, and dividing by that makes a mean and 1 of nothing. */
#include <math.h>

void column_statistics(const double *x, int rows, int features, double *mean,
                       double *deviation)
{
    for (int j = 0; j < features; j++) {
        double sum = 0, squares = 0, low = x[j], high = x[j];
        for (int i = 0; i < rows; i++) {
            double value = x[i * features + j];
            sum += value;
            low = fmin(low, value);
            high = fmax(high, value);
        }
        mean[j] = sum / rows;
        for (int i = 0; i < rows; i++) {
            double d = x[i * features + j] - mean[j];
            squares += d * d;
        }
        deviation[j] = low < high ? sqrt(squares / rows) : 1;
    }
}

/*: The statistics are taken once, from the training rows, before anything is
changed. If the test rows had a mean of their own, the same flower would get
different numbers in different company, and a single new flower could not be
standardised at all: its deviation is 0. If the mean were taken from all rows
together, the model would know a little of what it is going to be examined on.
That is called **leakage**, and it makes results look better than they are. */
enum { MOST_FEATURES = 16 };

static void standardize(double *x, int rows, int features, const double *mean,
                        const double *deviation)
{
    for (int k = 0; k < rows * features; k++)
        x[k] = (x[k] - mean[k % features]) / deviation[k % features];
}

void standardize_split(double *train, int train_rows, double *test,
                       int test_rows, int features)
{
    double mean[MOST_FEATURES], deviation[MOST_FEATURES];
    column_statistics(train, train_rows, features, mean, deviation);
    standardize(train, train_rows, features, mean, deviation);
    standardize(test, test_rows, features, mean, deviation);
}

/*: In scikit-learn the two halves are `scaler.fit(X_train)` and
`scaler.transform(X)`. The mistake has a short name there: calling `fit` on the
test rows. */
