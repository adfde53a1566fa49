// MISTAKE: There is one mean and deviation for all numbers of the table, as in the notebook: each feature shall have its own.
#include <math.h>

void column_statistics(const double *x, int rows, int features, double *mean,
                       double *deviation)
{
    for (int j = 0; j < features; j++) {
        double sum = 0, squares = 0, low = x[0], high = x[0];
        for (int i = 0; i < rows * features; i++) {
            double value = x[i];
            sum += value;
            low = fmin(low, value);
            high = fmax(high, value);
        }
        mean[j] = sum / (rows * features);
        for (int i = 0; i < rows * features; i++) {
            double d = x[i] - mean[j];
            squares += d * d;
        }
        deviation[j] = low < high ? sqrt(squares / (rows * features)) : 1;
    }
}

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
