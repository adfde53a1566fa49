// MISTAKE: The exponentials are summed up down the columns: a row of the batch is one example, and its classes stand side by side.
#include <math.h>

double log_sum_exp(int n, const float *x)
{
    double m = x[0], sum = 0;
    for (int k = 1; k < n; k++)
        m = fmax(m, x[k]);
    for (int k = 0; k < n; k++)
        sum += exp(x[k] - m);
    return m + log(sum);
}

void log_softmax(int rows, int classes, const float *x, float *y)
{
    for (int j = 0; j < classes; j++) {
        double m = x[j], sum = 0;
        for (int i = 1; i < rows; i++)
            m = fmax(m, x[i * classes + j]);
        for (int i = 0; i < rows; i++)
            sum += exp(x[i * classes + j] - m);
        for (int i = 0; i < rows; i++)
            y[i * classes + j] = (float)(x[i * classes + j] - m - log(sum));
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
