/*: # The order of a sum

Each process has a gradient, and all need their mean, the same one to the last
bit: otherwise the models drift apart, step by step, and nobody notices. Adding
what everybody has, and giving the sum to everybody, is called **all-reduce**.
This chapter writes two of them and calls a third, and shows why the three do
not come to the same digits.

## (a + b) + c

A float has 24 binary digits, and each addition rounds to that. What is lost
depends on what is added first:

```{.c example="sum_order"}
```

A hundred such sums in a step, and the next step starts from what came of them:
after some hundred steps the weights have other last digits. Both trainings are
right. But if the order of a sum
depends on how many processes there are, then so do the digits, and a run on
another machine cannot be compared with the first. There are two ways to keep
them: an order that does not know the number of processes, or an order that
somebody else has fixed. */
#include "stage8.h"

#include "mistake.h"

/*: ## What is kept

The gradients of all parameters stand one behind another in one long row of
numbers, so that there is one sum and not one for each parameter: PyTorch calls
such a row a **bucket**, and has several of 25 MB, so that the first can travel
while the last is being computed. */
AllReduce all_reduce_new(SumKind kind, World world, int shares,
                         const Parameters *parameters)
{
    AllReduce all = {.kind = kind, .world = world, .shares = shares};
    for (int i = 0; i < parameters->count; i++)
        all.count += tensor_numel(parameters->item[i].tensor);
    int rounds = (shares + world.size - 1) / world.size;
    int rows = kind == SUM_SHARES ? rounds * world.size : 1;
    all.gradient =
        memory_new((size_t)rows * (size_t)all.count, sizeof *all.gradient);
    all.taken = memory_new((size_t)all.count + 1, sizeof *all.taken);
    all.begin = MPI_Wtime();
    return all;
}

void all_reduce_free(AllReduce *all)
{
    free(all->gradient);
    free(all->taken);
}

// The row of a share; the ring and the engine have only that of this process.
static float *gradient_of(const AllReduce *all, int share)
{
    int row = all->kind == SUM_SHARES ? share : 0;
    return all->gradient + (size_t)row * (size_t)all->count;
}

bool all_reduce_is_mine(const AllReduce *all, int share)
{
    return share % all->world.size == all->world.rank;
}

/*: In which order do the parameters stand? For one row and the same sum it
would not matter. But [the ring](#the-ring) adds different parts of the row in
different orders, and so it does. PyTorch puts them in the order of the model
for the first step. From the second step on they stand as their gradients came
in the first one: the last layer first, and of a layer the bias first. In both
models here that is the list from its end. */
static const Tensor *nth(const AllReduce *all, const Parameters *list, int i)
{
    bool as_they_came = all->kind == SUM_RING && all->steps > 0;
    return list->item[as_they_came ? list->count - 1 - i : i].tensor;
}

/*: A mean of $n$ gradients is a sum of $n$ parts. Each number is multiplied by
$1/n$, rounded to a float, before it is sent. Dividing the sum by $n$ would be
as good, but would give other digits than PyTorch's. */
void all_reduce_put(AllReduce *all, int share, const Parameters *parameters)
{
    float *to = gradient_of(all, share);
    float part = 1.0f / (float)all->shares;
    for (int i = 0; i < parameters->count; i++) {
        const Tensor *t = nth(all, parameters, i);
        for (int k = 0; k < tensor_numel(t); k++)
            *to++ = t->grad[k] * part;
    }
}

static void get(const AllReduce *all, const Parameters *parameters)
{
    const float *from = all->gradient;
    for (int i = 0; i < parameters->count; i++) {
        const Tensor *t = nth(all, parameters, i);
        memcpy(t->grad, from, (size_t)tensor_numel(t) * sizeof *from);
        from += tensor_numel(t);
    }
}

/*: ## A fixed number of shares

The first way. The training is cut into 8 shares, whatever it runs on: that is a
property of the training, like the batch size. With 4 processes each computes
the gradients of 2 shares, with 3 processes two of them compute 3 and one
computes 2, with one process all 8 are computed here. Then everybody sends all
gradients to everybody, *without adding anything on the way*, and each process
adds them by itself, share 0 first, share 7 last.

`MPI_Allgather` is the library's name for that: each process gives one row, and
all get all rows, in the order of the ranks. Process $r$ of $n$ has the shares
$r$, $r + n$, …, so a call moves $n$ shares that lie beside each other. */
static void sum_shares(AllReduce *all)
{
    MPI_Request request;
    for (int i = 0; i < all->shares; i += all->world.size) {
        MPI_Iallgather(MPI_IN_PLACE, 0, MPI_FLOAT, gradient_of(all, i),
                       all->count, MPI_FLOAT, MPI_COMM_WORLD, &request);
        world_wait(&request);
        all->bytes += (all->world.size - 1.0) * all->count * sizeof(float);
    }
    float *restrict sum = gradient_of(all, 0);
    for (int share = 1; share < all->shares; share++) {
        const float *restrict gradient = gradient_of(all, share);
        for (int k = 0; k < all->count; k++)
            sum[k] += gradient[k];
    }
}

/*: No order could be simpler, and it is PyTorch's too: one process that calls
`(loss / 8).backward()` for each of 8 batches before it makes a step adds the
same numbers in the same order. This is called **gradient accumulation**, and
our digits are its digits. (For 8, or another power of two, which divides
exactly.)

The price is paid in bytes. Eight gradients travel, where one sum would do. */

/*: ## The ring

The second way is PyTorch's, with its library *gloo*: the digits depend on the
number of processes, but they are those of `DistributedDataParallel`. And the
way is a beautiful one. The processes stand in a circle, and the row of numbers
is cut into as many **chunks** as there are processes. Everybody sends to the
neighbour on the left, and takes from the one on the right.

![Three processes, three chunks: each chunk is added up on its way
round](ring.svg){#fig-ring alt="A row for each chunk. Chunk 0 starts at process
2, gets what process 1 has in round 1, and what process 0 has in round 2, and is
whole; chunks 1 and 2 do the same, one place further"}

Chunk $k$ begins its way at process $k - 1$. The next one adds its own numbers
and passes the sum on, and after $n - 1$ rounds it arrives at process $k$,
whole. Everybody is busy in every round, with another chunk. Then come $n - 1$
rounds in which the whole chunks go round once more, and are kept. So each
process sends

$$ 2\,(n - 1) \cdot \frac{N}{n} $$ {#eq-ring}

of $N$ numbers, which is less than $2N$ for any $n$. A process in the middle
that adds for all of them would have to take in $(n - 1)\,N$.

Chunk $k$ was added in the order $k-1$, $k-2$, …, $k$. So each chunk has another
order, and where a number stands in the row decides on its last digit. */
typedef struct Chunk {
    float *number;
    int count;
} Chunk;

// Of an even number of numbers: the last one may be short, or empty.
static Chunk chunk_of(const AllReduce *all, int k)
{
    int n = all->world.size;
    check(n > 0, "chunk_of: %d processes", n);
    int size = 2 * ((all->count + 2 * n - 1) / (2 * n));
    int first = k % n * size;
    first = first < all->count ? first : all->count;
    int left = all->count - first;
    return (Chunk){all->gradient + first, left < size ? left : size};
}

/*: Giving and taking at the same time: if everybody gave first and took then,
all would wait for somebody who takes. */
static void pass(AllReduce *all, Chunk give, float *take, int count)
{
    int n = all->world.size, rank = all->world.rank;
    MPI_Request taken, given;
    MPI_Irecv(take, count, MPI_FLOAT, (rank + 1) % n, 0, MPI_COMM_WORLD,
              &taken);
    MPI_Isend(give.number, give.count, MPI_FLOAT, (rank + n - 1) % n, 0,
              MPI_COMM_WORLD, &given);
    world_wait(&taken);
    world_wait(&given);
    all->bytes += (double)give.count * sizeof(float);
}

// Twice around: to add, and to tell.
static void sum_ring(AllReduce *all)
{
    int n = all->world.size, rank = all->world.rank;
    // Round after round, what has come and what is here go on as one sum.
    for (int round = 1; round < n; round++) {
        Chunk here = chunk_of(all, rank + round + 1);
        pass(all, chunk_of(all, rank + round), all->taken, here.count);
        for (int k = 0; k < here.count; k++)
            here.number[k] += all->taken[k];
    }
    // Now this process has chunk number rank, whole; it goes round.
    for (int round = 0; round < n - 1; round++) {
        Chunk next = chunk_of(all, rank + round + 1);
        pass(all, chunk_of(all, rank + round), next.number, next.count);
    }
}

/*: ## The library's own

MPI has an all-reduce, too. It is one call, and it knows many ways: rings,
trees, shared memory. Which one it takes depends on the size, on the number of
processes and on the library. All processes get the same digits; but they may be
others tomorrow, with the next version. */
static void sum_by_engine(AllReduce *all)
{
    MPI_Request request;
    MPI_Iallreduce(MPI_IN_PLACE, all->gradient, all->count, MPI_FLOAT, MPI_SUM,
                   MPI_COMM_WORLD, &request);
    world_wait(&request);
}

void all_reduce_mean(AllReduce *all, const Parameters *parameters)
{
    static void (*const SUMS[])(AllReduce *) = {sum_shares, sum_ring,
                                                sum_by_engine};
    double begin = MPI_Wtime();
    SUMS[all->kind](all);
    all->seconds += MPI_Wtime() - begin;
    get(all, parameters);
    all->steps++;
}

// For --times.
void all_reduce_print_cost(const AllReduce *all)
{
    double steps = all->steps > 0 ? all->steps : 1;
    printf("A step: %.1f us, the sum %.1f us, %.0f bytes sent\n",
           1e6 * (MPI_Wtime() - all->begin) / steps, 1e6 * all->seconds / steps,
           all->bytes / steps);
}

/*: ## Three sums, three trainings

The loss of the last of ten epochs with four processes, summed in three ways,
and the first digits of a checksum of all weights:

```{.output of="stage8-sums"}
```

Ring and engine train with one share for each process, and with `--shares 4` the
first way does the same training. To six digits of the loss the three agree. No
two of them come to the same weights. */
