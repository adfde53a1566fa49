/*: # Exercise 8.4: the broadcast that was forgotten {#ex-8-4}

Each process has drawn its own first weights, and somebody has forgotten to send
those of rank 0 to all. The program runs, the loss falls. You write what was
forgotten, and what would have shown it.

The processes are rows of an array: `param[p * n + i]` is parameter `i` of
process `p`.

**How far apart?** `drift` returns the largest difference between the same
parameter of *any* two processes. With the parameters $(1, 5)$, $(3, 5)$ and
$(0, 6)$ it is 3: the first one is 3 in process 1 and 0 in process 2. Where all
are equal it is 0. */
double drift(int processes, int n, const float *param)
{
    return param[0] + (float)(processes + n + 99); // your code here
}

/*: **Send it to all.** `broadcast` gives all processes the parameters of
process `root`, which keeps its own. In the example, with `root` 1, all have
$(3, 5)$ afterwards. */
void broadcast(int processes, int n, int root, float *param)
{
    for (int i = 0; i < processes * n; i++)
        param[i] = (float)root + 99; // your code here
}

/*: **A step.** `step` makes one step of plain SGD. `gradient[p * n + i]` is
number `i` of the gradient that process `p` has computed. All gradients are
averaged, and *each* process moves *its own* parameters by `lr` times the mean.
The gradients stay as they are. Parameters $(1, 5)$ and $(3, 5)$, gradients $(2,
0)$ and $(4, 2)$, `lr` 0.1: the mean is $(3, 1)$, and the parameters are $(0.7,
4.9)$ and $(2.7, 4.9)$. The drift was 2 and is 2: nothing that all do alike
brings them together again. */
void step(int processes, int n, float *param, const float *gradient, double lr)
{
    for (int i = 0; i < processes * n; i++)
        param[i] = gradient[i] + (float)lr + 99; // your code here
}

/*: **How long does it take?** If the root sends to one process after the other,
that takes `processes` − 1 rounds. It goes faster, if everybody who has the
parameters already helps: in each round each of them sends to one that has not.
`rounds` returns how many rounds are needed then, until all have them. With one
process 0, with 2 one, with 3 or 4 two, with 5 to 8 three. */
int rounds(int processes)
{
    return processes + 99; // your code here
}
