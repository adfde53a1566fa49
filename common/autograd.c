/*: # Autograd

Training asks one question again and again: if I move this parameter a little,
how does the loss move? The answer is the gradient, and the chain rule finds it
for any chain of operations, if we remember what was computed from what.

The slopes of $w x^2$ at $w = 2$, $x = 3$ are $x^2 = 9$ and $2 w x = 12$:

```{.c example="autograd"}
```

::: {.live .both widget="tape"}
![The tape: each result points to what it was made
of](autograd.svg){#fig-autograd alt="Five boxes, matmul, add, sub, pow and mean,
each with data and grad; arrows lead from each to the one before, and to batch,
weight, bias and targets"}
:::

So we remember. Every operation puts its result at the end of a list, the
**tape**, with pointers to its inputs and a function that knows its derivative.
To differentiate, walk the tape backwards. A result $y = f(x)$ that already
knows how the loss $L$ depends on it, $\bar y = \partial L / \partial y$, tells
its input

$$ \bar x \mathrel{+}= \bar y \cdot f'(x). $$ {#eq-chain}

[One step, number by number](one-step.md) derives this slowly. The sum is there
because $x$ may have been used more than once, and then every use counts.
Whatever comes later on the tape was computed from what comes earlier, so when
the walk arrives at a result, all its uses have been seen and its gradient is
complete. No sorting, no recursion: one loop. */
#include "autograd.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "mistake.h"
#include "parallel.h"

/*: ## The tape

After the forward pass of [stage 1](stage1.c) these results are on it:

| place | result of | computed from | on the way back adds to the gradient of |
|---|---|---|---|
| 0 | `matmul` | the batch, `weight` | `weight` |
| 1 | `add` | 0, `bias` | 0, `bias` |
| 2 | `sub` | 1, the targets | 1 |
| 3 | `pow` | 2 | 2 |
| 4 | `mean` | 3 | 3 |

`backward` reads the table from below. Each function that it calls takes the
gradient of a result, multiplies it by the slopes of its operation, and adds to
the gradients of what it was computed from: a **vector-Jacobian product**, in
the words of the books. Parameters, batch and targets are leaves
and not on the tape.

The tape owns the results. A program makes the same results in every training
step, so a reset tape keeps the memory and hands it out again in the same order:
a step in its steady state never asks for memory. With AddressSanitizer every
result is freed at the reset instead, so that using one too late is reported
and not silently answered with the next step's numbers. */
#if defined(__SANITIZE_ADDRESS__)
#define RECYCLE false
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define RECYCLE false
#endif
#endif
#ifndef RECYCLE
#define RECYCLE true
#endif

static _Thread_local struct {
    Tensor **result; // 0 … length-1 are alive, … made-1 wait to be used again
    int length, made, capacity;
    int no_grad; // how many no_grad_begin() are open
    int max;     // more results than this: somebody forgot tape_reset()
    double *scratch;
    int scratch_capacity;
} tape = {.max = 10000};

void tape_set_max(int results)
{
    tape.max = results;
}

int tape_length(void)
{
    return tape.length;
}

Tensor *tape_at(int i)
{
    check(0 <= i && i < tape.length, "tape_at: %d of %d results", i,
          tape.length);
    return tape.result[i];
}

// Makes one result more than there ever was; it is kept.
static void tape_make_next(void)
{
    if (tape.made == tape.capacity) {
        tape.capacity = tape.capacity ? 2 * tape.capacity : 64;
        tape.result =
            memory_resize(tape.result, (size_t)tape.capacity, sizeof(Tensor *));
    }
    tape.result[tape.made] = memory_new(1, sizeof(Tensor));
    tape.result[tape.made]->tape_index = tape.made;
    tape.made++;
}

// Returns memory for numel numbers: what is there, if that is enough.
static float *grown(float *memory, int *capacity, int numel)
{
    if (memory != NULL && numel <= *capacity)
        return memory;
    free(memory);
    *capacity = numel;
    return memory_resize(NULL, (size_t)numel, sizeof *memory);
}

/*: A result requires a gradient if one of its inputs does and nobody said
`no_grad`. If it does not, its history is of no use and is not kept. */
Tensor *tape_push(const char *op, Shape shape, void (*back)(Tensor *),
                  Tensor *a, Tensor *b, Tensor *c)
{
    check(tape.length < tape.max,
          "the tape holds %d results: did you forget tape_reset() at the end "
          "of the training step? (One that needs more calls tape_set_max.)",
          tape.length);
    if (tape.length == tape.made)
        tape_make_next();
    Tensor *y = tape.result[tape.length++];
    bool wanted = back && tape.no_grad == 0 &&
                  ((a && a->requires_grad) || (b && b->requires_grad) ||
                   (c && c->requires_grad));
    y->op = op;
    if (!shape_equal(y->shape, shape)) { // mostly it is as in the last step
        y->data = grown(y->data, &y->data_capacity, shape_numel(op, shape));
        y->shape = shape;
    }
    y->grad = NULL;
    y->requires_grad = wanted;
    y->backward = wanted ? back : NULL;
    y->input[0] = a;
    y->input[1] = b;
    y->input[2] = c;
    y->reached = y->backward_done = false;
    return y;
}

// Keeps its memory, as the results keep theirs.
double *tape_scratch(int count)
{
    if (tape.scratch_capacity < count) {
        tape.scratch =
            memory_resize(tape.scratch, (size_t)count, sizeof *tape.scratch);
        tape.scratch_capacity = count;
    }
    return tape.scratch;
}

// For tape_free and for sanitizer builds.
static void result_free(Tensor *y)
{
    free(y->data);
    free(y->grad_memory);
    free(y);
}

void tape_reset(void)
{
    tape.length = 0;
    if (!RECYCLE)
        while (tape.made > 0)
            result_free(tape.result[--tape.made]);
}

// Frees all results that were ever made.
void tape_free(void)
{
    while (tape.made > 0)
        result_free(tape.result[--tape.made]);
    free(tape.result);
    free(tape.scratch);
    tape.result = NULL;
    tape.scratch = NULL;
    tape.length = tape.capacity = tape.scratch_capacity = 0;
}

/*: ## Backward

The walk starts with $\partial L / \partial L = 1$. Before a result passes its
gradient on, each input that wants one gets a gradient of zeros to add to, if it
has none yet. A parameter's gradient is *not* cleared first: what two losses
say about it adds up, until `zero_grad`. With 535,000 parameters and 128 rows
clearing is a twenty-fifth of the step, so [threads](parallel.c) share it.

A graph is walked once. Walking it again would add every gradient a second time,
and that is nearly always a mistake. (PyTorch refuses it where it has given back
what the way back needs, unless `retain_graph=True` has kept it.) Two losses
that share parameters but no results are fine: `reached` marks only what the
walk that is under way has come to. If they share results, add them, and walk
once.

The gradients of results stay, for you to look at, until `tape_reset`. (PyTorch
drops them unless you call `retain_grad`.) */
enum { LONG_TO_CLEAR = 1 << 17 };

static void clear_some(void *numbers, int first, int past)
{
    memset((float *)numbers + first, 0, sizeof(float) * (size_t)(past - first));
}

// Marks it; its gradient is there from now on.
static void reach(Tensor *x)
{
    x->reached = true;
    if (x->grad != NULL)
        return;
    int numel = tensor_numel(x);
    x->grad = x->grad_memory = grown(x->grad_memory, &x->grad_capacity, numel);
    if (numel == 1)
        x->grad[0] = 0; // so often that a call would be noticed
    else if (numel >= LONG_TO_CLEAR)
        in_threads(numel, 1024, clear_some, x->grad);
    else
        memset(x->grad, 0, (size_t)numel * sizeof *x->grad);
}

// A result gives its gradient to its inputs, once.
static void backward_through(Tensor *y)
{
    check(!y->backward_done,
          "backward: trying to go through the graph a second time (at %s); "
          "compute the loss again first",
          y->op);
    for (int k = 0; k < 3; k++)
        if (y->input[k] && y->input[k]->requires_grad)
            reach(y->input[k]);
    y->backward(y);
    y->reached = false;
    y->backward_done = true;
}

void backward(Tensor *loss)
{
    check(tensor_numel(loss) == 1,
          "backward: the loss must be a single number, but its shape is %s; "
          "take its mean or sum",
          shape_text(loss->shape).chars);
    check(loss->requires_grad,
          "backward: the loss (%s) does not require a gradient: no parameter "
          "is in it, or it was made under no_grad",
          loss->op ? loss->op : "a leaf");
    reach(loss);
    loss->grad[0] += 1;
    for (int i = loss->tape_index; i >= 0; i--)
        if (tape.result[i]->backward && tape.result[i]->reached)
            backward_through(tape.result[i]);
}

/*: ## No gradients, please

Computing the accuracy, or moving a parameter, is not part of the loss. Between
`no_grad_begin` and `no_grad_end` results keep no history. */
void no_grad_begin(void)
{
    tape.no_grad++;
}

void no_grad_end(void)
{
    check(tape.no_grad > 0, "no_grad_end without no_grad_begin");
    tape.no_grad--;
}
