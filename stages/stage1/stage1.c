/*: # Stage 1: gradient descent by hand

After this chapter you can say what a **training step** does, line by line,
because you will have worked out every number of it. It takes about 40 minutes.

Say that ten people practised something for 0, 1, 2, … 9 hours and were then
examined: these are their marks.

![Ten people: hours of practice, and
marks](stage1-points.svg){#fig-stage1-points alt="Ten dots rising from lower
left to upper right, not quite on a line"}

What mark will somebody get who practises for four and a half hours? We look for
the straight line that lies nearest to the ten points, and we look for it the
way a neural network would: start anywhere, see how wrong it is, take a small
step that makes it less wrong, repeat. After 200 rounds it lies here:

::: {.live widget="stage1" caption="The line, and the loss of every line"}
![The line after 200 rounds](stage1-fit.svg){#fig-stage1-fit alt="The ten
points, and a straight line through their middle"}
:::

The program prints its slope and its height. It measures hours from their mean,
4.5, in units of 2.87, for [a reason](#backward-from-loss-to-gradient): four and
a half hours bring a mark of 4.88, and 2.87 hours more bring 2.67 more. */

/*: ```{.output of="stage1" lines="21"}
```

On the way it prints, every ten rounds, how wrong it is, the **loss**. It falls,
but it jumps about: each number is the loss of one single point, whichever came
last.

```{.output of="stage1" lines="1-4"}
``` */

/*: ## The idea

A line has two numbers, its slope $w$ (the **weight**) and its height $b$ at
$x = 0$ (the **bias**). For an input $x$ it predicts

$$ \hat y = w x + b. $$ {#eq-stage1-line}

That is the whole model: one line of Python, as in [the notebook that this
course follows](preface.md#what-you-can-rely-on), and one line of C. Its numbers
stand in [tensors](tensor.c), blocks of numbers with a shape. `@` multiplies
matrices; here it is only each $x$ times the weight. The one bias is added to
each.

```python
def model(xb): return xb @ weight + bias
```
*/
#include "kindling.h"
#include "points.h"

typedef struct Model {
    Tensor *weight, *bias; // both [1]
} Model;

static Tensor *model_forward(const Model *model, Tensor *x)
{
    // (batch, 1) @ (1) -> (batch), plus (1)
    return tensor_add(tensor_matmul(x, model->weight), model->bias);
}

/*: ## The parameters

They start anywhere: the weight is one [normal](random.c#normal-numbers) random
number, the bias is 0. `requires_grad` says that we shall want the derivative of
the loss by them. What a function with `new` in its name gives us, we free; all
other tensors belong to the [tape](#the-loop). */
static Model model_new(void)
{
    return (Model){tensor_requires_grad(tensor_new_randn(shape_1d(1))),
                   tensor_requires_grad(tensor_new_zeros(shape_1d(1)))};
}

/*: ## Forward: from parameters to loss

How wrong is a prediction? Take the difference to the **target**, the mark that
the point really has. Square it, so that too high and too low both count, and
far off counts more. Take the mean over the points that are looked at together,
the **batch**, $n$ of them. That is the **mean squared error**:

$$ L = \frac1n \sum_{i=1}^n (\hat y_i - y_i)^2. $$ {#eq-stage1-mse}

```python
def loss_fn(input, target): return (input-target).pow(2).mean()
```
*/
static Tensor *loss_fn(Tensor *input, Tensor *target)
{
    return tensor_mean(tensor_pow(tensor_sub(input, target), 2));
}

/*: ## Backward: from loss to gradient

Which way should $w$ and $b$ go? Imagine $w$ grows a very little. A prediction
$w x_i + b$ grows by $x_i$ times that, and the square of the difference grows by
$2(\hat y_i - y_i)$ times what its inside grows. If $b$ grows, a prediction
grows by just as much. The mean of all that is

$$ \frac{\partial L}{\partial w} = \frac1n \sum_i 2(\hat y_i - y_i)\, x_i,
   \qquad
   \frac{\partial L}{\partial b} = \frac1n \sum_i 2(\hat y_i - y_i). $$
{#eq-stage1-gradient}

These two numbers are the **gradient**. In the first stands $x_i$, in the second
not: hours from 0 to 9 would make it far larger, and a step that is short enough
for $w$ would hardly move $b$. So the hours are moved and shrunk until they lie
around 0, from $-1.57$ to $1.57$. That is called **standardising**, and the page
on [the ten points](points.h) does it. From here on $x$ is an input in this new
measure.

Here is the gradient in plain C, worked out with pencil and paper. A batch is a
`TensorDataset`: two tensors, inputs and targets. */
static void gradient_by_hand(const Model *model, TensorDataset batch,
                             float gradient[2])
{
    int n = tensor_numel(batch.y);
    float w = model->weight->data[0], b = model->bias->data[0];
    gradient[0] = gradient[1] = 0;
    for (int i = 0; i < n; i++) {
        float x = batch.x->data[i];
        float difference = w * x + b - batch.y->data[i];
        gradient[0] += 2 * difference * x / (float)n;
        gradient[1] += 2 * difference / (float)n;
    }
}

/*: Nobody wants to do that for a network of a million weights. `backward(loss)`
finds the same numbers by itself. Each operation in `model_forward` and
`loss_fn` has left a note on a list, the **tape**, of what it was computed from,
and `backward` reads the list from its end: [the next page](one-step.md) does it
with you. We do not take its word for it: every step compares the two, and stops
if they differ by more than rounding. */
static void compare(const char *name, float by_hand, float by_backward)
{
    float difference = fabsf(by_hand - by_backward);
    // not <=: so a NaN by backward is found; one by hand the run reports
    if (isfinite(by_hand) && !(difference <= 1e-4f * (1 + fabsf(by_hand))))
        cli_stop("the gradient of %s is %g by hand but %g by backward", name,
                 by_hand, by_backward);
}

/*: ## The step

Where $\partial L / \partial w$ is positive the loss grows with $w$, where it is
negative it falls. So we go against the gradient, by a small part of it:

$$ w \leftarrow w - \eta \frac{\partial L}{\partial w}, \qquad
   b \leftarrow b - \eta \frac{\partial L}{\partial b}. $$ {#eq-stage1-step}

$\eta$ is the **learning rate**, and as you choose it and the program does not
learn it, a **hyperparameter**. If it is small, [the loss
falls](one-step.md#the-step). Then the gradients are forgotten, since backward
*adds* to what it finds. */
static void move_parameters(Model *model, float learning_rate)
{
    model->weight->data[0] -= model->weight->grad[0] * learning_rate;
    model->bias->data[0] -= model->bias->grad[0] * learning_rate;
    tensor_zero_grad(model->weight);
    tensor_zero_grad(model->bias);
}

/*: We change `data` and call no operation: nothing is put on the tape.

## The loop

An **epoch** shows the model each point once, in random order, here one at a
time: a batch of 1, a **mini-batch** as small as can be, [handed
out](data.c#the-loader) by the `DataLoader`. At the end of a step `tape_reset`
empties the tape: `pred` and `loss` are gone. [The run](training_run.c) counts
the epochs, and prints a line for every tenth. The loss that is printed is that
of the epoch's last batch, one single point: that is why it jumps about. */
static void train(Run *run, Model *model, TensorDataset points)
{
    DataLoader loader = dataloader_new(points, run->settings->batch_size, true);
    TensorDataset batch;
    while (run_next_epoch(run)) {
        float last_loss = 0;
        while (dataloader_next(&loader, &batch)) {
            // forward
            Tensor *pred = model_forward(model, batch.x); // (batch)
            Tensor *loss = loss_fn(pred, batch.y);        // ()
            // backward
            float by_hand[2];
            gradient_by_hand(model, batch, by_hand);
            backward(loss);
            compare("weight", by_hand[0], model->weight->grad[0]);
            compare("bias", by_hand[1], model->bias->grad[0]);
            // step
            move_parameters(model, (float)run->settings->lr);
            last_loss = tensor_item(loss);
            tape_reset();
        }
        run_record_loss(run, last_loss);
    }
    dataloader_free(&loader);
}

/*: ## What it has learned

![The loss of each epoch's last batch](stage1-loss.svg){#fig-stage1-loss
alt="The loss falls from 45 to near 0 over 200 epochs, with jitter"}

The best line of all has the slope
`Parameters: (2.%d%d%d%d)`{.value of="stage2-batch10"} and the height 4.9700,
the mean of all marks: there both derivatives are 0. Ours ended at
`Parameters: (2.%d%d%d%d)`{.value of="stage1"} and
`Parameters: [%d.]+ (4.%d%d%d%d)`{.value of="stage1"}. Why not at the best?

Because we stopped too early, and we can say by how much. The step moves $b$ by
$0.001 \cdot 2 (\hat y - y)$. On average over the points that is 0.002 of its
distance to 4.97, for the mean of $x$ is 0, so that the slope does not come in.
After 2000 steps

$$ (1 - 0.002)^{2000} = 0.0182 $$ {#eq-stage1-rest}

of the way is left, 1.8 %. It began at 0, so $0.0182 \cdot 4.97 = 0.09$ is
missing: 4.88. Try other seeds: the height is the same with all of them. The
slope too still has 1.8 % of its way to go: its step has a factor $x$ more, and
so the mean of $x^2$ comes in, which is 1 as the hours are standardised. But it
begins elsewhere each time. (The rate and the 200 epochs are the notebook's.) */

/*: And the question from the beginning, four and a half hours? They are the
mean of 0, 1, … 9, so they stand at $x = 0$, and the height is the answer: a
mark of 4.9, nearly.

The line in the figure goes through 100 places between 0 and 9 hours, for which
the model was asked at the end. They were [standardised](points.h) as the ten
points were, with *their* mean and deviation: in that measure the model has
learned. */
static void print_parameters(const Model *model)
{
    printf("Final Parameters: %s %s\n",
           number_text(tensor_item(model->weight)).chars,
           number_text(tensor_item(model->bias)).chars);
}

/*: ## Checking the gradient a third time

`./stage1 --gradcheck` computes the gradient of the loss over all ten points at
the starting parameters in three ways: by hand, by backward, and by
[moving each parameter a little](gradcheck.c) and looking at what the loss does.
The last line measures a difference against $1 + |g|$, where $g$ is the gradient
by backward.

```{.output of="stage1-gradcheck"}
```
*/
typedef struct Problem {
    Model *model;
    TensorDataset points;
} Problem;

static Tensor *loss_of_problem(void *context)
{
    Problem *p = context;
    return loss_fn(model_forward(p->model, p->points.x), p->points.y);
}

static void print_gradients(Model *model, TensorDataset points)
{
    Problem problem = {model, points};
    Tensor *parameters[] = {model->weight, model->bias};
    float by_hand[2];
    gradient_by_hand(model, points, by_hand);
    printf("by hand: weight %.6f, bias %.6f\n", by_hand[0], by_hand[1]);
    double worst = gradcheck(stdout, loss_of_problem, &problem, parameters, 2);
    printf("largest relative difference: %.1e\n", worst);
}

/*: ## The graph of a step

`./stage1 --graph` draws what `backward` walks through, from [the tape
itself](draw_graph.c): the loss of the first point, before any training. [The
drawing and what it says](one-step.md#backward) stand on the next page. */
static void draw_graph(const Model *model, TensorDataset points)
{
    Tensor *x = tensor_from(shape_2d(1, 1), points.x->data);
    Tensor *y = tensor_from(shape_1d(1), points.y->data);
    Tensor *loss = loss_fn(model_forward(model, x), y);
    backward(loss);
    Parameter names[] = {
        {"weight", model->weight}, {"bias", model->bias}, {"x", x}, {"y", y}};
    graph_write("build/stage1/stage1-graph.dot", loss, &(Parameters){4, names});
}

/*: ## The options

Those that [all stages have](cli.c#the-options-that-all-stages-have), and two
more. */
typedef struct Settings {
    CliCommon common;
    bool gradcheck, graph;
} Settings;

static Settings settings_read(int argc, char **argv)
{
    Settings s = {
        .common = {.seed = 1, .epochs = 200, .lr = 0.001, .batch_size = 1}};
    const Option options[] = {
        {"gradcheck", "print the first gradient, found in three ways, and stop",
         .flag = &s.gradcheck},
        {"graph", "write build/stage1/stage1-graph.dot and stop",
         .flag = &s.graph},
        {0}};
    cli_parse(argc, argv, "Fits a line to ten points, gradient by hand.",
              &s.common, options);
    return s;
}

/*: ## All together */
int main(int argc, char **argv)
{
    Settings s = settings_read(argc, argv);
    TensorDataset points = points_new();
    manual_seed(s.common.seed);
    Model model = model_new();
    if (s.gradcheck)
        print_gradients(&model, points);
    if (s.graph)
        draw_graph(&model, points);
    if (s.gradcheck || s.graph)
        exit(cli_finish());

    Run run = run_begin("stage1", &s.common, HISTORY_LOSS);
    train(&run, &model, points);
    print_parameters(&model);
    Tensor *x = places_on_the_line();
    draw_line(&run, points, x, model_forward(&model, x));
    tensor_free(points.x);
    tensor_free(points.y);
    tensor_free(model.weight);
    tensor_free(model.bias);
    return run_end(&run);
}

/*: ## Too large a step

::: {.mistake}
Take the learning rate too large, and each step jumps over the valley to [a
place](one-step.md#how-far) higher than where it came from. The losses grow
without end, and the program notices:

```{.output of="stage1-lr-2"}
```
::: */

/*: ## In real PyTorch

```python
weight = torch.randn(1, requires_grad=True)
bias = torch.zeros(1, requires_grad=True)
for epoch in range(200):
    for x_batch, y_batch in train_dl:
        pred = model(x_batch)
        loss = loss_fn(pred, y_batch)
        loss.backward()
        with torch.no_grad():
            weight -= weight.grad * 0.001
            bias -= bias.grad * 0.001
            weight.grad.zero_()
            bias.grad.zero_()
``` */

/*: ## Try it

- `./stage1 --batch-size 10`: one step an epoch, along the exact gradient. Is it
  faster or slower to the same loss?

  ::: {.answer}
  In epochs slower, in steps the same: it takes 200 instead of 2000, so
  $(1 - 0.002)^{200} = 67$ % of the way is left:

  ```{.output of="stage1-batch10" match="^Final"}
  ```
  :::
- `./stage1 --lr 0.01`, then `--lr 0.1` and `--lr 0.5`: does a larger step
  always bring the line nearer to the best?

  ::: {.answer}
  With 0.01 the way is walked to its end. With 0.1 the last points pull the line
  about; with 0.5 it has no hold any more:

  ```{.output of="stage1-rates"}
  ```
  :::
- `./stage1 --batch-size 10 --lr 0.5`, then `--lr 1`: what do the steps do in
  the valley? (The picture at the top shows it.)

  ::: {.answer}
  With 0.5 the first one arrives: for all points at once the slope is twice the
  distance to the bottom, and half of that is the distance. With 1 each goes
  twice as far, and so from one side to the other, for ever.
  :::
- `./stage1 --seed 2`: another start, another order; the same line in the end?

  ::: {.answer}
  Nearly, and the height is the same to three digits: [because of what is
  missing](#what-it-has-learned).

  ```{.output of="stage1-seed2" match="^Final"}
  ```
  ::: */

/*:
- Delete the two calls of `tensor_zero_grad` in `move_parameters`. Each gradient
  is then added to all the gradients before it. Which of the checks notices?

  ::: {.answer}
  `compare`, in the second step: the gradient by hand is that of one step, the
  one by backward the sum of two.
  :::

## Exercises

A program checks what you write, and often knows what went wrong.

::: {.exercises}
:::

## What the notebook gets wrong

It prints the loss of the last batch, a single point, as if it were that of the
line: [a page](notebook.md#what-it-leaves-out) says what else it leaves out. */
