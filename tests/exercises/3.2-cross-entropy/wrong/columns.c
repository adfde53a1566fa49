// MISTAKE: The exponentials are summed up down the columns: a row of the batch is one example, and its classes stand side by side.
#include <math.h>

static double probability(int rows, int classes, const float *z, int i, int j)
{
    double sum = 0;
    for (int k = 0; k < rows; k++)
        sum += exp(z[k * classes + j]);
    return exp(z[i * classes + j]) / sum;
}

double cross_entropy(int rows, int classes, const float *logits,
                     const int *target)
{
    double sum = 0;
    for (int i = 0; i < rows; i++)
        sum -= log(probability(rows, classes, logits, i, target[i]));
    return sum / rows;
}

void cross_entropy_backward(int rows, int classes, const float *logits,
                            const int *target, double loss_grad,
                            float *logits_grad)
{
    for (int i = 0; i < rows; i++)
        for (int j = 0; j < classes; j++) {
            double p = probability(rows, classes, logits, i, j);
            double slope = (p - (j == target[i])) / rows;
            logits_grad[i * classes + j] += (float)(loss_grad * slope);
        }
}
