/*: # Stage 2: the same with nn.Linear, MSELoss and SGD

After this chapter you can write the training loop that every PyTorch program
has, and you know what each of its five lines calls. It takes about 30 minutes.

Nothing new is computed here. The two parameters move into a layer, the loss and
the step get names, and the derivative by hand is gone. What is left is
[a loop](#the-five-steps) short enough to remember. The output has the same form
as before:

```{.output of="stage2" lines="1-4"}
```

```{.output of="stage2" lines="21"}
```

![The ten points and the line](stage2-fit.svg){#fig-stage2-fit
alt="Ten points and a straight line through their middle"} */
#include <math.h>
#include <stdlib.h>

#include "autograd.h"
#include "base.h"
#include "program/cli.h"
#include "data.h"
#include "nn.h"
#include "ops.h"
#include "optim.h"
#include "program/plot.h"
#include "random.h"

enum { POINTS = 10, LINE_POINTS = 100, STAGE1_EPOCHS = 200 };
static const char FOLDER[] = "build/stage2";

/*: The program in five lines: */
static TensorDataset points_new(void);
static void go_on_after_stage1(void);
static Tensor *loss_of(Tensor *pred, Tensor *target, bool trap);
static int train(Linear *model, TensorDataset points, const CliCommon *settings,
                 bool trap, double *loss_history, Error *error);
static bool draw(const Linear *model, TensorDataset points,
                 const CliCommon *settings, const double *loss_history,
                 Error *error);

/*: ## The data

The same ten points, standardised in the same way as in
[stage 1](stage1.c#def-standardised). */
static const float X[POINTS] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
static const float Y[POINTS] = {1.0f, 1.3f, 3.1f, 2.0f, 5.0f,
                                6.3f, 6.6f, 7.4f, 8.0f, 9.0f};

static float standardised(float x)
{
    float sum = 0, squares = 0;
    for (int i = 0; i < POINTS; i++)
        sum += X[i];
    float mean = sum / POINTS;
    for (int i = 0; i < POINTS; i++)
        squares += (X[i] - mean) * (X[i] - mean);
    return (x - mean) / sqrtf(squares / POINTS);
}

static TensorDataset points_new(void)
{
    float x[POINTS];
    for (int i = 0; i < POINTS; i++)
        x[i] = standardised(X[i]);
    return (TensorDataset){tensor_new_from(shape_2d(POINTS, 1), x),
                           tensor_new_from(shape_1d(POINTS), Y)};
}

/*: ## Where the random numbers come from

The notebook sets the seed once, before the weight of stage 1, and not again. So
its second model starts from whatever the generator gives after the first one is
trained, and if we want its digits, we must have drawn the same numbers: one
normal for the weight, and for each of the 200 epochs [two 64-bit
numbers](data.c#the-loader). (That is worth remembering about notebooks: run the
cells in another order, and other numbers come out.) With `--seed` the generator
starts afresh instead. */
static void go_on_after_stage1(void)
{
    float weight;
    manual_seed(1);
    rand_normal(default_generator(), 1, &weight);
    for (int i = 0; i < 2 * STAGE1_EPOCHS; i++)
        random_64(default_generator());
}

/*: ## The layer and the optimiser

`Linear(1, 1)` is the line of stage 1, in a form that fits any number of inputs
and outputs. It owns a weight $W$, a table with a row for each output, and a
bias $b$ with a number for each, and computes for every row $x$ of the batch

$$ \hat y = x W^T + b. $$ {#eq-stage2-linear}

With one input and one output $W$ is a table of one number, and this is
[@eq-stage1-line]. Both numbers start at random, [between $-1$ and
1](nn.c#linear) for a layer with one input.

`SGD`, *stochastic gradient descent*, has a list of parameters, and does to each
of them what `move_parameters` did to two: [@eq-stage1-step]. It is called
stochastic because chance chooses the batch that the gradient comes from.
`MSELoss` is [@eq-stage1-mse] as one operation. */

/*: ## The shape trap {#broadcast-trap}

A linear layer takes a matrix and gives a matrix: ten rows in, `[10, 1]` out.
The targets are a row of ten numbers, `[10]`. Those are not the same, and the
reason why the notebook writes `[:, 0]`, the numbers of column 0, after the
model:

```python
pred = model(x_batch)[:, 0]
```

Leave it out, and `[10, 1] - [10]` is no error. It
[*broadcasts*](ops_arithmetic.c): the column is repeated ten times to the right
and the row ten times downwards, so that every prediction is compared with every
target: a hundred differences, and

$$ L = \frac1{n^2} \sum_i \sum_j (\hat y_i - y_j)^2, \qquad
   \frac{\partial L}{\partial \hat y_i} = \frac1{n^2} \sum_j 2(\hat y_i - y_j)
   = \frac2n (\hat y_i - m), $$ {#eq-stage2-trap}

where $m$ is the mean of all targets. Every prediction is drawn to the same
number, whatever its own target is: the line learns to lie flat. */

/*: ::: {.mistake}
The program does it wrong on request. With one point in a batch nothing can be
mixed up, so here are all ten in one, first right and then wrong:

```{.output of="stage2-batch10" lines="20-21"}
```

```{.output of="stage2-trap" lines="20-21"}
```
:::

The slope is 0 but for rounding, the height is the mean of the targets, and
nothing but the loss tells that something is wrong. Our own `mse_loss` refuses
to compare the two shapes. PyTorch's broadcasts, and warns. */
static Tensor *loss_of(Tensor *pred, Tensor *target, bool trap)
{
    if (trap) // (batch, 1) - (batch) -> (batch, batch)
        return tensor_mean(tensor_pow(tensor_sub(pred, target), 2));
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
static int train(Linear *model, TensorDataset points, const CliCommon *settings,
                 bool trap, double *loss_history, Error *error)
{
    DataLoader loader = dataloader_new(points, settings->batch_size, true);
    Parameters parameters = {0};
    linear_parameters(model, "", &parameters);
    Optimizer *optimizer = sgd_new(&parameters, settings->lr);
    TensorDataset batch;
    int epoch = 0;
    for (; epoch < settings->epochs; epoch++) {
        while (dataloader_next(&loader, &batch)) {
            Tensor *pred = linear_forward(model, batch.x); // (batch, 1)
            Tensor *loss = loss_of(pred, batch.y, trap);   // ()
            backward(loss);
            optimizer_step(optimizer);
            optimizer_zero_grad(optimizer);
            loss_history[epoch] = tensor_item(loss);
            tape_reset();
        }
        if (!loss_is_finite(loss_history[epoch], epoch, settings, error))
            break;
        if (cli_log_now(settings, epoch))
            printf("Epoch %d  Loss %.4f\n", epoch, loss_history[epoch]);
        cli_progress("epoch", epoch + 1, settings->epochs);
    }
    optimizer_free(optimizer);
    parameters_free(&parameters);
    dataloader_free(&loader);
    return epoch;
}

/*: ## What it has learned

The loss ends higher than in stage 1, but the line is as good. The last point of
the last epoch is another one, that is all: the loss of one point says how far
off *that* point is.

![The loss of each epoch's last batch](stage2-loss.svg){#fig-stage2-loss
alt="The loss falls over 200 epochs, and jumps up and down all the way"} */
static bool draw(const Linear *model, TensorDataset points,
                 const CliCommon *settings, const double *loss_history,
                 Error *error)
{
    if (settings->no_plot)
        return true;
    float x[LINE_POINTS];
    for (int i = 0; i < LINE_POINTS; i++)
        x[i] = standardised(9.0f * (float)i / (LINE_POINTS - 1));
    Tensor *line_x = tensor_from(shape_2d(LINE_POINTS, 1), x);
    Tensor *line_y = linear_forward(model, line_x);
    return plot_write(FOLDER, "points.dat", "x y",
                      (const Tensor *[]){points.x, points.y}, 2, error) &&
           plot_write(FOLDER, "line.dat", "x y",
                      (const Tensor *[]){line_x, line_y}, 2, error) &&
           history_write("build/stage2/history.csv", settings->epochs,
                         loss_history, NULL, error) &&
           cli_draw(settings, "stage2", error);
}

/*: ## All together */
int main(int argc, char **argv)
{
    CliCommon settings = {
        .epochs = 200, .lr = 0.001, .batch_size = 1, .log_every = 10};
    bool trap = false;
    const CliOption options[] = {
        CLI_COMMON(settings),
        {.name = "trap",
         .kind = CLI_FLAG,
         .target = &trap,
         .help = "forget the [:, 0]; try it with --batch-size 10 --lr 0.1"},
    };
    cli_parse(argc, argv,
              "Fits a line to ten points with Linear, MSELoss, SGD.", options,
              sizeof options / sizeof *options);
    Error error;

    TensorDataset points = points_new();
    if (settings.seed_given)
        manual_seed(settings.seed);
    else
        go_on_after_stage1();
    Linear model = linear_new(1, 1, true);

    double *loss_history = memory_new((size_t)settings.epochs, sizeof(double));
    int epochs = train(&model, points, &settings, trap, loss_history, &error);
    if (!history_write(settings.history, epochs, loss_history, NULL, &error) ||
        epochs < settings.epochs)
        cli_fail(&error);
    printf("Final Parameters: %s %s\n",
           number_text(tensor_item(model.weight)).chars,
           number_text(tensor_item(model.bias)).chars);

    if (!draw(&model, points, &settings, loss_history, &error))
        cli_fail(&error);
    free(loss_history);
    tensor_free(points.x);
    tensor_free(points.y);
    linear_free(&model);
    tape_free();
    return cli_finish();
}

/*: ## In real PyTorch

The whole chapter in Python, and the loop of it in C. Line by line they are the
same, but for the memory, which C gives back by hand.

::: {.side-by-side}
```{.python}
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
```

```{.c include="stages/stage2/stage2.c" function="train"}
```
::: */

/*: ## What has changed since stage 1

::: {.diff from="stages/stage1/stage1.c" to="stages/stage2/stage2.c"}
:::

## Try it

- `./stage2 --seed 1 --epochs 1000`: how near do the parameters come to those of
  stage 1?
- `./stage2 --batch-size 3`: ten points make three batches of three and one of
  one. Which batch does the printed loss belong to?

## Exercises

Now without help: the parts of this chapter, written by you.

::: {.exercises}
:::
*/
