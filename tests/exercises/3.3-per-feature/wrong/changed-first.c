// MISTAKE: The test rows stay as they were: are they standardised too, and with statistics that were taken before the training rows were changed?
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
    column_statistics(train, train_rows, features, mean, deviation);
    standardize(test, test_rows, features, mean, deviation);
}
