/*: # Solution 8.3: the order of the ring {#sol-8-3}

`(a + b - 1) / b` rounds up. Rounding half a chunk and not the whole makes a
difference: 9 numbers for 2 processes would be 5 and 4, but are 6 and 3. It is
an accident of the library, and whoever wants its digits takes it over. */
int chunk_begin(int n, int processes, int k)
{
    int half = (n + 2 * processes - 1) / (2 * processes);
    int begin = k * 2 * half;
    return begin < n ? begin : n;
}

/*: Counting back and going round: adding `processes` before the remainder is
taken keeps it from being negative. */
float ring_number(int processes, const float *number, int k)
{
    float sum = 0;
    for (int step = 1; step <= processes; step++)
        sum += number[(k - step + processes) % processes];
    return sum;
}

/*: The numbers of all processes at one place lie $n$ apart. They are gathered
first, and only then written over.

With whole numbers of moderate size every order gives the same, and a test with
1, 2 and 3 would have missed what this is about. With gradients every order
gives nearly the same. That is worse. */
void ring_sum(int processes, int n, float *number)
{
    for (int k = 0; k < processes; k++)
        for (int i = chunk_begin(n, processes, k);
             i < chunk_begin(n, processes, k + 1); i++) {
            float of_each[processes];
            for (int p = 0; p < processes; p++)
                of_each[p] = number[p * n + i];
            float sum = ring_number(processes, of_each, k);
            for (int p = 0; p < processes; p++)
                number[p * n + i] = sum;
        }
}

/*: All chunks together are the `n` numbers. So each of these is sent
$2\,(\text{processes} - 1)$ times, by all processes together. Shared out among
them that is less than $2n$ for each, with any number of processes. */
long ring_sent(int processes, long n)
{
    return 2 * (processes - 1) * n;
}
