// MISTAKE: The logarithm is taken of the mean probability: take it for each row, and then the mean.
#include <math.h>

static double probability(int classes, const float *z, int j)
{
    double sum = 0;
    for (int k = 0; k < classes; k++)
        sum += exp(z[k]);
    return exp(z[j]) / sum;
}

double cross_entropy(int rows, int classes, const float *logits,
                     const int *target)
{
    double sum = 0;
    for (int i = 0; i < rows; i++)
        sum += probability(classes, logits + i * classes, target[i]);
    return -log(sum / rows);
}

void cross_entropy_backward(int rows, int classes, const float *logits,
                            const int *target, double loss_grad,
                            float *logits_grad)
{
    for (int i = 0; i < rows; i++)
        for (int j = 0; j < classes; j++) {
            double p = probability(classes, logits + i * classes, j);
            double slope = (p - (j == target[i])) / rows;
            logits_grad[i * classes + j] += (float)(loss_grad * slope);
        }
}
