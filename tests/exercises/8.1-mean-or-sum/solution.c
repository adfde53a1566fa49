/*: # Solution 8.1: mean or sum {#sol-8-1}

First the mean of a number over all processes, then it goes back to all of them.
Who writes it back while still adding adds the new numbers with the old ones.

The sum would be as good a direction. It is only longer, as many times as there
are processes, and so a training that was tried with 2 processes explodes with
64. With the mean the number of processes is nothing that one has to think of
when one chooses the rate. */
static void give_to_all(int processes, int n, int i, double number,
                        float *gradient)
{
    for (int p = 0; p < processes; p++)
        gradient[p * n + i] = (float)number;
}

void average(int processes, int n, float *gradient)
{
    for (int i = 0; i < n; i++) {
        double sum = 0;
        for (int p = 0; p < processes; p++)
            sum += gradient[p * n + i];
        give_to_all(processes, n, i, sum / processes, gradient);
    }
}

/*: A mean over 4 rows, times 4, is the sum over these rows. All sums together,
by the number of all rows, are the mean over all of them.

A process without a row is left out, and not added with the weight 0: what
stands in its place may be anything, and 0 times infinity is no number.

PyTorch's `DistributedDataParallel` takes the plain mean, always. That is why
its sampler gives all processes as many rows: then both are the same. */
void average_rows(int processes, int n, const int *rows, float *gradient)
{
    int all = 0;
    for (int p = 0; p < processes; p++)
        all += rows[p];
    for (int i = 0; i < n; i++) {
        double sum = 0;
        for (int p = 0; p < processes; p++)
            if (rows[p] > 0)
                sum += (double)rows[p] * gradient[p * n + i];
        give_to_all(processes, n, i, sum / all, gradient);
    }
}

/*: A step of SGD is rate times gradient. If the gradient is $n$ times as long,
the rate must be an $n$th. With Adam nothing need be done: it [divides each
gradient by its usual size](optim.c#adam), so sum and mean make the same steps.
That hides the mistake for a while. */
double rate_for_sum(double lr, int processes)
{
    return lr / processes;
}
