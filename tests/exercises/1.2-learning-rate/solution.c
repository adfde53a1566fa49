/*: # Solution 1.2: how large a step? {#sol-1-2}

Everything is made of one step. Both derivatives are sums over all points, and
both are finished before a parameter moves. Who moves $w$ first and then
computes $\partial L/\partial b$ with the new $w$ gets another path. */
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

/*: The loss is asked for before every step and once more after the last, so
`most` steps need `most + 1` questions. A loss that has become infinite or NaN
is never at most `goal`, so it needs no case of its own. */
int steps_to(int n, const double *x, const double *y, double lr, double goal,
             int most)
{
    double w = 0, b = 0;
    for (int steps = 0; steps <= most; steps++) {
        if (loss_of(n, x, y, w, b) <= goal)
            return steps;
        step(n, x, y, lr, &w, &b);
    }
    return -1;
}

/*: For the limit the easiest data are $y_i = 0$, whose best line is known: both
parameters are 0. Then $w^2 + b^2$ says how far away we are, and bisection finds
the rate at which that begins to grow. The run must be long. Near the limit an
error changes by little in each step, and at first other errors, which die out,
hide it. */
static bool grows(int n, const double *x, double lr, double w, double b)
{
    double start = w * w + b * b;
    for (int i = 0; i < 500; i++)
        step(n, x, 0, lr, &w, &b);
    return !(w * w + b * b <= start); // true for NaN too
}

/*: Two starts at a right angle, as seen from the minimum: whatever direction
grows fastest, one of them has a good part in it. With $x = (-1, 0.5)$ the first
one has none. */
double largest_rate(int n, const double *x)
{
    double low = 0, high = 1;
    for (int i = 0; i < 30; i++) {
        double lr = (low + high) / 2;
        if (grows(n, x, lr, 1, 0.5) || grows(n, x, lr, 0.5, -1))
            high = lr;
        else
            low = lr;
    }
    return low;
}

/*: Why is there a limit, and why does $y$ not matter? The gradient changes in
proportion to the way one has gone. In the direction where the loss is most
curved, with curvature $\lambda$, a step multiplies the distance to the minimum
by $1 - \eta\lambda$. That is below $-1$ as soon as $\eta > 2 / \lambda$. The
curvature comes from the $x$ alone: it is the larger eigenvalue of

$$ 2 \begin{pmatrix} \overline{x^2} & \overline{x} \\ \overline{x} & 1
   \end{pmatrix}. $$

For standardised $x$ the matrix is 2 times the identity: no direction is steeper
than another, and the limit is 1. For 0 to 9 the eigenvalue is 58.4 and the
limit $2 / 58.4 = 0.0342$. The other eigenvalue is 0.56, so in that direction
even this largest rate leaves $1 - 0.0342 \cdot 0.56 = 0.98$ of the error in
each step. Steep in one direction and flat in the other: that is what makes
training slow, and what standardising cures. */
