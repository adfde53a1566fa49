// MISTAKE: The search for the maximum begins with 0, which is larger than all numbers of a negative row: begin with the row's own numbers.
#include <math.h>

double log_sum_exp(int n, const float *x)
{
    double m = 0, sum = 0;
    for (int k = 0; k < n; k++)
        m = fmax(m, x[k]);
    for (int k = 0; k < n; k++)
        sum += exp(x[k] - m);
    return m + log(sum);
}

void log_softmax(int rows, int classes, const float *x, float *y)
{
    for (int i = 0; i < rows; i++) {
        double sum = log_sum_exp(classes, x + i * classes);
        for (int j = i * classes; j < (i + 1) * classes; j++)
            y[j] = (float)(x[j] - sum);
    }
}

void log_softmax_backward(int rows, int classes, const float *y,
                          const float *y_grad, float *x_grad)
{
    for (int i = 0; i < rows; i++) {
        int begin = i * classes, end = begin + classes;
        double sum = 0;
        for (int j = begin; j < end; j++)
            sum += y_grad[j];
        for (int j = begin; j < end; j++)
            x_grad[j] += (float)(y_grad[j] - exp(y[j]) * sum);
    }
}
