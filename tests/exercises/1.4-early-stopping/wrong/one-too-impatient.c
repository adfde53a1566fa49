// MISTAKE: It stops one epoch too early: patience epochs in a row must be no better, not patience - 1.
#include <math.h>

int epochs_run(int epochs, const double *loss, int patience, double min_delta)
{
    double best = INFINITY;
    int waited = 0;
    for (int i = 0; i < epochs; i++)
        if (loss[i] < best - min_delta) {
            best = loss[i];
            waited = 0;
        } else if (++waited >= patience - 1) {
            return i + 1;
        }
    return epochs;
}

static double loss_of(int n, const double *x, const double *y, double w,
                      double b)
{
    double sum = 0;
    for (int i = 0; i < n; i++)
        sum += (w * x[i] + b - y[i]) * (w * x[i] + b - y[i]);
    return sum / n;
}

static void step(int n, const double *x, const double *y, double lr, double *w,
                 double *b)
{
    double w_grad = 0, b_grad = 0;
    for (int i = 0; i < n; i++) {
        w_grad += 2 * (*w * x[i] + *b - y[i]) * x[i] / n;
        b_grad += 2 * (*w * x[i] + *b - y[i]) / n;
    }
    *w -= lr * w_grad;
    *b -= lr * b_grad;
}

int train_until_worse(int n, const double *x, const double *y, int val_n,
                      const double *val_x, const double *val_y, double lr,
                      int most, int patience, double *weight, double *bias)
{
    double w = 0, b = 0, best = INFINITY;
    int waited = 0;
    for (int epoch = 1; epoch <= most; epoch++) {
        step(n, x, y, lr, &w, &b);
        double loss = loss_of(val_n, val_x, val_y, w, b);
        if (loss < best) {
            best = loss;
            *weight = w;
            *bias = b;
            waited = 0;
        } else if (++waited >= patience - 1) {
            return epoch;
        }
    }
    return most;
}
