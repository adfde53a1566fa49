/*: # Solution 8.4: the broadcast that was forgotten {#sol-8-4}

Any two processes: the largest and the smallest of each parameter are the two
that are farthest apart. Comparing all with process 0 is not enough; of 1, 3 and
0 it would find 2. */
double drift(int processes, int n, const float *param)
{
    double most = 0;
    for (int i = 0; i < n; i++) {
        double low = param[i], high = param[i];
        for (int p = 1; p < processes; p++) {
            double x = param[p * n + i];
            low = x < low ? x : low;
            high = x > high ? x : high;
        }
        most = high - low > most ? high - low : most;
    }
    return most;
}

void broadcast(int processes, int n, int root, float *param)
{
    for (int p = 0; p < processes; p++)
        for (int i = 0; i < n; i++)
            param[p * n + i] = param[root * n + i];
}

/*: Here one sees why the mistake is quiet. Each process computes an honest
gradient, the mean goes downhill for most of them, and the loss falls. But the
gradient was computed for a model that nobody has, and what is saved at the end
is the model of rank 0, which was trained with gradients of others. */
void step(int processes, int n, float *param, const float *gradient, double lr)
{
    for (int i = 0; i < n; i++) {
        double mean = 0;
        for (int p = 0; p < processes; p++)
            mean += (double)gradient[p * n + i] / processes;
        for (int p = 0; p < processes; p++)
            param[p * n + i] -= (float)(lr * mean);
    }
}

/*: In each round those who have it become twice as many. A thousand processes
need ten rounds and not 999. The libraries send such a **tree**. */
int rounds(int processes)
{
    int count = 0;
    for (int having = 1; having < processes; having *= 2)
        count++;
    return count;
}
