/*: # Exercise 8.3: the order of the ring {#ex-8-3}

You write the ring of the chapter, without MPI: the processes are the rows of an
array, `number[p * n + i]` is number `i` of process `p`, of `processes`
processes with `n` numbers each.

**Chunks.** The `n` numbers are cut into as many chunks as there are processes.
Half a chunk is $n / (2 \cdot \text{processes})$ rounded up, and a chunk is two
halves. `chunk_begin` returns the first number of chunk `k`, and `n` where that
would be beyond the end. So chunk `k` goes from `chunk_begin(k)` up to, but
without, `chunk_begin(k + 1)`; the last ones may be short, or empty. With 9
numbers and 2 processes half a chunk is 3 (2.25 rounded up), so the chunks begin
at 0 and 6, and with $k = 2$ the answer is 9. With 3 numbers and 4 processes
they begin at 0, 2, 3 and 3. */
int chunk_begin(int n, int processes, int k)
{
    return n + processes + k + 99; // your code here
}

/*: **One sum.** Chunk $k$ starts at process $k - 1$, and goes on to $k - 2$, $k
- 3$, … until it has been everywhere; the last one is process $k$. Counting goes
round: before process 0 comes the last one. `ring_number` adds one number of
each process, `number[0]` to `number[processes - 1]`, in the order of chunk `k`.
It keeps the sum in a `float`, so the order can be seen: of the numbers
100000000, 1 and −100000000 chunk 0 makes $(-10^8 + 1) + 10^8 = 0$, chunk 1
makes $(10^8 - 10^8) + 1 = 1$, and chunk 2 makes $(1 + 10^8) - 10^8 = 0$. (At
$10^8$ floats are 8 apart, and the 1 is lost.) */
float ring_number(int processes, const float *number, int k)
{
    return number[0] + (float)(processes + k + 99); // your code here
}

/*: **All of them.** `ring_sum` puts the sums into the place of the numbers, in
all processes: number `i` is added in the order of the chunk in which it stands.
With one process nothing changes. Two processes with the numbers $(1, 2, 3)$ and
$(10, 20, 30)$ have $(11, 22, 33)$ afterwards, both of them. */
void ring_sum(int processes, int n, float *number)
{
    for (int i = 0; i < processes * n; i++)
        number[i] = 99; // your code here
}

/*: **What is sent.** In the first half of the ring each process sends in each
of `processes` − 1 rounds one chunk, in the second half the same again.
`ring_sent` returns how many *numbers* all processes together send: each chunk
is sent 2 · (`processes` − 1) times. With 9 numbers and 2 processes it is 18. */
long ring_sent(int processes, long n)
{
    return processes + n + 99; // your code here
}
