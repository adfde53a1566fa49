/*: # Stage 2: the same with nn.Linear, MSELoss and SGD

After this chapter you can write the training loop that nearly every PyTorch
program has, and you know what each of its five lines calls. It takes about 30
minutes.

Nothing new is computed here, and the data are [the same ten points](points.h).
But nobody derives a network of a million weights by hand. PyTorch has two boxes
of parts: **`torch.nn`** has layers and losses, from which a model's form is put
together in a few lines, and **`torch.optim`** has the rules by which its
parameters learn. The two parameters move into a layer, the loss and the step
get names, and what is left is [a loop](#the-five-steps) short enough to
remember.

![The ten points and the line](stage2-fit.svg){#fig-stage2-fit
alt="Ten points and a straight line through their middle"}

The output has the same form as before: */

/*: ```{.output of="stage2" lines="1-4"}
```

```{.output of="stage2" lines="21"}
``` */
/*: ## The layer and the optimiser

`Linear(1, 1)` is the line of stage 1, in a form that fits any number of inputs
and outputs. It owns a weight $W$, a table with a row for each output, so that
the weights of an output lie together, and a bias $b$ with a number for each. It
computes for every row $x$ of the batch

$$ \hat y = x W^T + b: $$ {#eq-stage2-linear}

for each output the inputs, [times its row of weights and added
up](notation.md#numbers-rows-and-tables), and its bias. With one input and one
output $W$ is a table of one number, and this is [@eq-stage1-line]. Here the
bias does not start at 0: both numbers are random, between $-1$ and 1. (The more
inputs a layer has, the smaller they are, [for a reason](nn.c#linear).)

**SGD**, *stochastic gradient descent*, is an **optimiser**. It has a list of
parameters, and does to each of them what `move_parameters` did to two:
[@eq-stage1-step]. It is called stochastic because chance chooses the batch that
the gradient comes from. `MSELoss` is [@eq-stage1-mse] as one operation. */

/*: ## The loss

A linear layer takes a matrix and gives a matrix: ten rows in, `[10, 1]` out.
The targets are a row of ten numbers, `[10]`. So the notebook takes column 0 of
what the model says, with `[:, 0]`, which is a row of ten as well. Why that
matters we shall see [below](#broadcast-trap). */
#include "kindling.h"
#include "../stage1/points.h"

typedef Tensor *Loss(Tensor *pred, Tensor *target);

static Tensor *loss_of_column(Tensor *pred, Tensor *target)
{
    return mse_loss(tensor_column(pred, 0), target, REDUCTION_MEAN);
}

/*: ## The five steps

1. *Predict* with the model.
2. Compute the *loss*.
3. Go *backward*: it finds the gradients.
4. The optimiser takes a *step*.
5. *Forget* the gradients.

Nearly every training loop that you will read has these five lines, whatever
stands around them.

```python
pred = model(x_batch)[:, 0]
loss = loss_fn(pred, y_batch)
loss.backward()
optimizer.step()
optimizer.zero_grad()
```

C has one line more: Python frees a result when nobody looks at it any longer,
we say when a step is over, with `tape_reset`. */
static void train(Run *run, const Linear *model, TensorDataset points,
                  Loss *loss_fn)
{
    DataLoader loader = dataloader_new(points, run->settings->batch_size, true);
    Parameters parameters = {0};
    linear_parameters(model, "", &parameters);
    Optimizer *optimizer = sgd_new(&parameters, run->settings->lr);
    TensorDataset batch;
    while (run_next_epoch(run)) {
        float last_loss = 0;
        while (dataloader_next(&loader, &batch)) {
            Tensor *pred = linear_forward(model, batch.x); // (batch, 1)
            Tensor *loss = loss_fn(pred, batch.y);         // ()
            backward(loss);
            optimizer_step(optimizer);
            optimizer_zero_grad(optimizer);
            last_loss = tensor_item(loss);
            tape_reset();
        }
        run_record_loss(run, last_loss);
    }
    optimizer_free(optimizer);
    parameters_free(&parameters);
    dataloader_free(&loader);
}

/*: ## What it has learned

The last loss that is printed is higher than in stage 1, but the line is as
good: the loss of one point says how far off *that* point is, and the order of
the points is another one.

```{.output of="stage2-all"}
```

![The loss of each epoch's last batch](stage2-loss.svg){#fig-stage2-loss
alt="The loss falls over 200 epochs, and jumps up and down all the way"} */
static void print_parameters(const Linear *model)
{
    printf("Final Parameters: %s %s\n",
           number_text(tensor_item(model->weight)).chars,
           number_text(tensor_item(model->bias)).chars);
}

/*: ## The shape trap {#broadcast-trap}

The notebook writes `[:, 0]` behind the model and does not say why:

```python
pred = model(x_batch)[:, 0]
```

Leave it out, and `[10, 1] - [10]` is no error. It
[*broadcasts*](ops_arithmetic.c), and **broadcasting** means that the column is
repeated ten times to the right and the row ten times downwards, so that every
prediction is compared with every target: a hundred differences, and

$$ L = \frac1{n^2} \sum_i \sum_j (\hat y_i - y_j)^2, \qquad
   \frac{\partial L}{\partial \hat y_i}
   = \frac1{n^2} \sum_j 2(\hat y_i - y_j). $$ {#eq-stage2-trap}

In the last sum $\hat y_i$ stands $n$ times, and the sum of all targets is $n$
times their mean $m$:

$$ \frac{\partial L}{\partial \hat y_i} = \frac2{n^2} (n \hat y_i - n m)
   = \frac2n (\hat y_i - m). $$ {#eq-stage2-trap-mean}

Every prediction is drawn to the same number, whatever its own target is: the
line learns to lie flat. */

/*: ::: {.mistake}
The program does it wrong on request. With one point in a batch nothing can be
mixed up, so here are all ten in one, first right and then wrong:

```{.output of="stage2-batch10" lines="20-21"}
```

```{.output of="stage2-trap" lines="20-21"}
```
:::

The second slope is 0 but for rounding, its height is the mean of the targets,
and nothing but the loss tells that something is wrong. Our own `mse_loss`
refuses to compare the two shapes. PyTorch's broadcasts, and warns. */
static Tensor *loss_in_the_trap(Tensor *pred, Tensor *target)
{
    // (batch, 1) - (batch) -> (batch, batch)
    return tensor_mean(tensor_pow(tensor_sub(pred, target), 2));
}

/*: ## Where the random numbers come from

(For the curious, and for the notebook's digits.) The notebook sets the
**seed**, the number from which its **generator** of random numbers starts,
once, before the weight of stage 1, and not again. So its second model starts
from whatever the generator gives after the first one is trained, and if we want
its digits, we must have drawn the same numbers: one normal for the weight, and
for each of the 200 epochs [two](data.c#the-loader), the seed of the shuffle and
one that PyTorch's loader draws for itself. (That is worth remembering about
notebooks: run the cells in another order, and other numbers come out.) With
`--seed` the generator starts afresh instead. */
static void go_on_after_stage1(void)
{
    enum { STAGE1_EPOCHS = 200 };
    float weight;
    manual_seed(1);
    rand_normal(default_generator(), 1, &weight);
    for (int i = 0; i < 2 * STAGE1_EPOCHS; i++)
        random_64(default_generator());
}

/*: ## The options

One of its own, for the trap. */
typedef struct Settings {
    CliCommon common;
    bool trap;
} Settings;

static Settings settings_read(int argc, char **argv)
{
    Settings s = {.common = {.epochs = 200, .lr = 0.001, .batch_size = 1}};
    const Option options[] = {
        {"trap", "forget the [:, 0]; try it with --batch-size 10 --lr 0.1",
         .flag = &s.trap},
        {0}};
    cli_parse(argc, argv,
              "Fits a line to ten points with Linear, MSELoss, SGD.", &s.common,
              options);
    return s;
}

/*: ## All together */
int main(int argc, char **argv)
{
    Settings s = settings_read(argc, argv);
    TensorDataset points = points_new();
    if (s.common.seed_given)
        manual_seed(s.common.seed);
    else
        go_on_after_stage1();
    Linear model = linear_new(1, 1, true);

    Run run = run_begin("stage2", &s.common, HISTORY_LOSS);
    train(&run, &model, points, s.trap ? loss_in_the_trap : loss_of_column);
    print_parameters(&model);
    Tensor *x = places_on_the_line();
    draw_line(&run, points, x, linear_forward(&model, x));
    tensor_free(points.x);
    tensor_free(points.y);
    linear_free(&model);
    return run_end(&run);
}

/*: ## In real PyTorch

The whole chapter in Python. Line by line the loop is [ours](#def-train), but
for the memory, which C gives back by hand.

```python
model = nn.Linear(1, 1)
loss_fn = nn.MSELoss(reduction='mean')
optimizer = torch.optim.SGD(
    model.parameters(), lr=0.001)
for epoch in range(200):
    for x_batch, y_batch in train_dl:
        pred = model(x_batch)[:, 0]
        loss = loss_fn(pred, y_batch)
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
    if epoch % 10 == 0:
        print(f'Epoch {epoch}  Loss {loss:.4f}')
``` */

/*: ## What has changed since stage 1

::: {.diff from="stages/stage1/stage1.c" was=train
to="stages/stage2/stage2.c" function=train}
:::

## Try it

- `./stage2 --seed 1 --epochs 1000`: how near do the parameters come to the best
  line?

  ::: {.answer}
  To two decimals and nearly a third. Of the way 1.8 % [were
  left](stage1.c#eq-stage1-rest) after 200 epochs, and are 0.000 000 2 % after
  1000. But each point, when its turn comes, pulls the line a little to itself.

  ```{.output of="stage2-epochs" match="^Final"}
  ```
  :::
- `./stage2 --batch-size 3`: ten points make three batches of three and one of
  one. Which batch does the printed loss belong to?

  ::: {.answer}
  To the last one, a single point, as before: PyTorch's loader gives out the
  rest as a smaller batch.
  :::

## Exercises

The parts of this chapter, written by you.

::: {.exercises}
:::

## What the notebook gets wrong

It does not say what its `[:, 0]` is for, nor that its digits depend on the
cells that ran before: [a page](notebook.md) has more of that kind. */
