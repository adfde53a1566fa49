// MISTAKE: The number of training rows is answered: how many went into validation is asked for.
#include <math.h>

int fold_size(int n, int k, int fold)
{
    return n / k + (fold < n % k);
}

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
    return trains;
}

typedef double Score(const int *train, int trains, const int *validation,
                     int validations);

double cross_validate(int n, int k, const int *order, Score *score,
                      double *deviation)
{
    int train[100] = {0}, validation[100] = {0};
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
