/*: # Exercise 5.5: count the dead units {#ex-5-5}

A ReLU unit that is 0 for *every* row of the data gets no gradient from any of
them, so its weights stay as they are. Here you look for such units in a layer's
outputs.

`h` is a matrix with a row for each row of the data and a column for each unit.
These are the numbers *behind* ReLU:

| | unit 0 | unit 1 | unit 2 |
|---|---|---|---|
| row 0 | 0 | 2 | 0 |
| row 1 | 0 | 0 | 0.5 |
| row 2 | 0 | 1 | 0 |
| row 3 | 0 | 3 | 0 |

Unit 0 is dead. Unit 1 is 0 for one row only and very much alive, so is unit 2.
So `count_dead` answers 1.

`activity` tells more: for each unit, the share of rows for which its output is
greater than 0. Here it fills `share` with $0$, $3/4$ and $1/4$. A dead unit has
the share 0, and one with the share 1 never bends. */

/*: A unit can also be dead for good or only for these data. `count_stuck` gets
a layer's `weight` (units, inputs) and `bias` (units), and says how many of its
units give 0 behind ReLU for **every possible** input whose numbers all lie
between 0 and 1. What is the largest sum that such an input can reach? If even
that is not greater than 0, the unit is stuck.

Example: a unit with the weights $(2, -3)$ and the bias $-1.5$. The largest sum
is reached by the input $(1, 0)$: $2 - 1.5 = 0.5$. Not stuck. With the bias $-2$
it is 0: stuck, since ReLU gives 0 there. */
#include "tensor.h"

int count_dead(const Tensor *h)
{
    return tensor_numel(h) + 1; // your code here
}

void activity(const Tensor *h, float *share)
{
    for (int j = 0; j < tensor_cols(h); j++)
        share[j] = 2; // your code here
}

int count_stuck(const Tensor *weight, const Tensor *bias)
{
    return tensor_numel(weight) + tensor_numel(bias); // your code here
}
