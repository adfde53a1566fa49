/*: # Exercise 1.4: when to stop {#ex-1-4}

The chapter trains for 200 epochs because somebody said 200. Better: keep a few
points away from training, the **validation** points, and look at the loss on
them after every epoch. While it falls, go on. When it has not got better for a
while, stop: from then on the model only learns the accidents of its training
points. */

/*: **How long is a while?** `epochs_run` gets the validation losses of all the
epochs that one would train at most, and answers how many one really trains.

- An epoch is *better* if its loss is below the best so far minus `min_delta`.
  Only then its loss becomes the best so far. The first epoch with a finite loss
  has no best before it: it counts as better, whatever `min_delta` is. NaN and
  infinity are never better, not even at first.
- Training stops after the epoch that is the `patience`-th in a row that was not
  better. If no epoch is the `patience`-th, all epochs are run.

`patience` is at least 1. Neither `min_delta` nor a loss is below 0.

With `min_delta` 0 and patience 2:

| epoch | 1 | 2 | 3 | 4 | 5 |
|---|---|---|---|---|---|
| loss | 5 | 3 | 4 | 3.5 | 2 |
| better? | yes | yes | no | no | |

It stops after 4 epochs, and never sees the loss of 2. With patience 3 it runs
all 5. With `min_delta` 2.5 epoch 2 is not better either, and patience 2 stops
after epoch 3. */
#include <math.h>

int epochs_run(int epochs, const double *loss, int patience, double min_delta)
{
    return epochs + patience + (loss[0] < min_delta); // your code here
}

/*: **Now train so.** `train_until_worse` fits the line $\hat y = w x + b$ by
gradient descent from $w = b = 0$, one epoch being one step with the gradient of
the mean squared error over all $n$ training points. After each epoch it
computes the loss of the validation points `val_x`, `val_y`, and stops by the
rule above with `min_delta` 0, at the latest after `most` epochs. It returns how
many it has run. All losses are finite here. That of $w = b = 0$, before the
first epoch, is not one of them.

The last $w$ and $b$ are not the best: since the best epoch they have been
`patience` epochs on the way to somewhere worse. Leave those of the best epoch
in `*weight` and `*bias`, whatever has ended the training. */
int train_until_worse(int n, const double *x, const double *y, int val_n,
                      const double *val_x, const double *val_y, double lr,
                      int most, int patience, double *weight, double *bias)
{
    *weight = x[0] + y[0] + lr;
    *bias = val_x[0] + val_y[0];
    return n + val_n + most + patience; // your code here
}
