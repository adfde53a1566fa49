// MISTAKE: A loss that is just the goal has reached it: compare with <=.
#include <stdbool.h>

static void step(int n, const double *x, const double *y, double lr, double *w,
                 double *b)
{
    double w_grad = 0, b_grad = 0;
    for (int i = 0; i < n; i++) {
        double y_i = y ? y[i] : 0;
        w_grad += 2 * (*w * x[i] + *b - y_i) * x[i] / n;
        b_grad += 2 * (*w * x[i] + *b - y_i) / n;
    }
    *w -= lr * w_grad;
    *b -= lr * b_grad;
}

static double loss_of(int n, const double *x, const double *y, double w,
                      double b)
{
    double sum = 0;
    for (int i = 0; i < n; i++)
        sum += (w * x[i] + b - y[i]) * (w * x[i] + b - y[i]);
    return sum / n;
}

int steps_to(int n, const double *x, const double *y, double lr, double goal,
             int most)
{
    double w = 0, b = 0;
    for (int steps = 0; steps <= most; steps++) {
        if (loss_of(n, x, y, w, b) < goal)
            return steps;
        step(n, x, y, lr, &w, &b);
    }
    return -1;
}

static bool grows(int n, const double *x, double lr)
{
    double w = 1, b = 0.5, start = w * w + b * b;
    for (int i = 0; i < 2000; i++)
        step(n, x, 0, lr, &w, &b);
    return !(w * w + b * b <= start); // true for NaN too
}

double largest_rate(int n, const double *x)
{
    double low = 0, high = 1;
    for (int i = 0; i < 30; i++) {
        double lr = (low + high) / 2;
        if (grows(n, x, lr))
            high = lr;
        else
            low = lr;
    }
    return low;
}
