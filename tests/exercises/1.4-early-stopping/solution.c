/*: # Solution 1.4: when to stop {#sol-1-4}

Two numbers remember everything: the best loss, and how long ago it was. The
best loss starts at infinity, so the first epoch needs no case of its own. NaN
needs none either, because `NaN < best` is false. */
#include <math.h>

int epochs_run(int epochs, const double *loss, int patience, double min_delta)
{
    double best = INFINITY;
    int waited = 0;
    for (int i = 0; i < epochs; i++)
        if (loss[i] < best - min_delta) {
            best = loss[i];
            waited = 0;
        } else if (++waited == patience) {
            return i + 1;
        }
    return epochs;
}

/*: `min_delta` belongs to the question, not to what is remembered. If `best`
fell with every small gain, a loss that creeps down by less than `min_delta` an
epoch would never be better, however far it came in the end. Since `best` waits,
small gains add up. */
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

/*: The parameters walk on in `w` and `b`, while `*weight` and `*bias` hold the
best place so far. PyTorch programs do the same with a copy of
`model.state_dict()`. A plain assignment would not copy there: the best
parameters would go on changing with the model. */
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
        } else if (++waited == patience) {
            return epoch;
        }
    }
    return most;
}

/*: The validation points never enter a gradient; they only say when to stop.
But they do choose the model, so their loss is a little too good to be true. For
an honest figure one needs points that were not even asked when to stop: the
test points of [stage 3](stage3.c). */
