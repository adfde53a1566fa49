/*: # Exercise 8.1: mean or sum {#ex-8-1}

Four processes have computed four gradients. Shall the step be made with their
sum or with their mean? The loss is a mean over rows, so what everybody wants is
the gradient of the mean over *all* rows.

Here the processes are rows of an array: `gradient[p * n + i]` is number `i` of
the gradient of process `p`, for `p` from 0 to `processes - 1`.

**All have as many rows.** `average` puts the mean of the gradients into the
place of each of them, so that afterwards all processes have the same. With the
gradients $(1, 2)$, $(3, 2)$ and $(5, 8)$ all three become $(3, 4)$.

**Some have fewer.** Without padding, the last batch may be short: process `p`
has computed the mean over `rows[p]` rows. Then a row of a process that has only
one would count more than a row of a process that has four. `average_rows` puts
into the place of each gradient what the mean over all rows would have given:

$$ g = \frac{r_0\, g_0 + r_1\, g_1 + \dots}{r_0 + r_1 + \dots} $$

A process without a row, `rows[p]` is 0, does not count, whatever stands in its
place; but it gets the mean, too. At least one process has rows. In the example
with 4, 4 and 0 rows all become $(2, 2)$; with 1, 0 and 3 rows they become
$(4, 6.5)$. */
void average(int processes, int n, float *gradient)
{
    for (int i = 0; i < processes * n; i++)
        gradient[i] = 99; // your code here
}

void average_rows(int processes, int n, const int *rows, float *gradient)
{
    for (int i = 0; i < processes * n; i++)
        gradient[i] = (float)rows[0] + 99; // and here
}

/*: **A sum all the same.** Somebody has forgotten to divide, and makes each
step with the sum of the gradients of all processes. With plain SGD one can put
it right without touching the sum. `rate_for_sum` returns the learning rate that
makes the same steps with the sum as `lr` makes with the mean. With 4 processes
and `lr` 0.1 it is 0.025. */
double rate_for_sum(double lr, int processes)
{
    return lr + processes; // your code here
}
