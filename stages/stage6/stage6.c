/*: # Stage 6: handwritten digits

After this chapter you can tell a network that has learned from one that has
learned by heart, you know three remedies, and you have seen your own
handwriting read. It takes about 60 minutes.

Thirteen people wrote digits. Each digit became a picture of 8 × 8 **pixels**,
numbers from 0, paper, to 16, ink ([where they come from](digits.c)). Here a
pixel is a square, larger where there is more ink:

::: {.live .both widget="stage6"}
![Two of each digit](stage6-samples.svg){#fig-stage6-samples alt="Twenty
handwritten digits, each made of eight times eight black squares of different
size; most are easy to read, some are not"}
:::

The program trains three networks to read them. They differ in what keeps them
from learning by heart. The last three columns are of digits that were kept
apart, and by these the program chooses one of the networks for the examination:

```{.output of="stage6" match="^network" to="^Test"}
``` */

/*: ## The idea

To the network a picture is a row of 64 numbers, as a flower was a row of 4. All
else is as in [stage 3](stage3.c): a hidden layer, ten scores, one for each
digit, and the largest is the answer. Nothing new is needed to *learn* the
digits.

What is new is a doubt. The network has 9,610 parameters, and learns from 1,000
digits. That is room enough to learn each of them by heart, in a way that says
nothing about the next one. Its accuracy on what it learns from will reach 1,
and that number means little. So how do you find out what it is worth, and when
should it stop? */

/*: ## Three sets

Look at the answers of the examination while you still decide, and it is no
examination any more. So the digits are shuffled once and dealt into three
heaps:

| set | digits | what for |
|-----|------|-------|
| training set | 1,000 | the weights are learned from it |
| **validation set** | 347 | to decide all else: when to stop, which to take |
| test set | 450 | looked at once, at the end |

```python
X, X_test, y, y_test = train_test_split(
    X / 16, y, test_size=0.25, random_state=1)
X_valid, X_train = X[:347], X[347:]
y_valid, y_train = y[:347], y[347:]
```

All three come from the same thirteen people, for rows are dealt, not people. So
the examination says how well the network reads *these* hands. Yours, in the box
above, is a new one, and harder.

Nothing that is computed from the validation set may flow back into the weights.
Even the measure of the pixels does not come from the data: it is known that 16
is the most, and so they are [divided by 16](digits.c). */

/*: ## The model

64 numbers go in, 128 hidden units with [ReLU](stage5.c#relu) follow, and ten
scores come out. They are logits; the loss makes probabilities of them. The
layer between, dropout, will be [explained below](#dropout); with $p = 0$ it
does nothing.

```python
model = nn.Sequential(nn.Linear(64, 128), nn.ReLU(),
                      nn.Dropout(p), nn.Linear(128, 10))
```

Dropout must know whether the network is learning or being used. A
[module](module.c) knows that, so here the model is one. */
#include "kindling.h"
#include "stage6.h"

static Module model_new(int hidden, double dropout)
{
    Module model = module_new("Sequential"), drop = module_new("Dropout");
    drop.p = dropout;
    sequential_add(&model, NULL, module_new_linear(PIXELS, hidden, true));
    sequential_add(&model, NULL, module_new("ReLU"));
    sequential_add(&model, NULL, drop);
    sequential_add(&model, NULL, module_new_linear(hidden, CLASSES, true));
    return model;
}

/*: ## Weight decay

A network that knows things by heart needs large weights: somewhere between two
training digits that are alike its scores must jump. The first remedy makes
large weights expensive. Before each step every parameter shrinks by a small
share of itself, which is called **weight decay**:

$$ \theta \leftarrow (1 - \eta\lambda)\, \theta, \qquad \text{then the step of
Adam.} $$ {#eq-stage6-decay}

With $\eta = 0.005$ and $\lambda = 0.1$ a weight that no gradient holds loses
0.05 % in each step, and nearly half of its size in the 1,280 steps of 40
epochs. Only what helps with many digits, again and again, is made large again.
(This is the decay of `torch.optim.AdamW`. Adam's own setting adds
$\lambda\theta$ to the gradient, which Adam then divides by its size, so that it
is no share any more: [exercise 3.8](3.8-adamw.c). Biases shrink, too, here as
there; many leave them out.) */
static void shrink(const Parameters *parameters, double share)
{
    for (int i = 0; i < parameters->count; i++) {
        Tensor *p = parameters->item[i].tensor;
        for (int k = 0; k < tensor_numel(p); k++)
            p->data[k] *= (float)(1 - share);
    }
}

/*: ## Dropout

The second remedy is stranger. In every training step each hidden unit is
switched off with the probability $p$, here one half: **dropout**. No unit can
rely on another one being there, so each must be of use by itself. It is as if
many small networks learned in turn, which share their weights, and voted in the
end. The units that stay count $1/(1-p)$ times, so that the sum of the next
layer stays as large as it is with all of them ([the
operation](ops_dropout.c)).

That is for learning. In use all units are there and nothing is left to chance.
`module_train` and `module_eval` say which of both it is, as `model.train()` and
`model.eval()` in PyTorch. To forget the latter is a common mistake: the network
then gives another answer each time it is asked.

## An epoch

The loss is the cross entropy of the ten scores. The five steps are those of
[stage 2](stage2.c#the-five-steps), and before the optimiser's there is the
decay. The loss and the hits are counted while it learns, with units switched
off. So with dropout the training figures look worse than the network is. */
static Epoch train_epoch(Trained *t, DataLoader *loader, Optimizer *adam)
{
    double loss_sum = 0, hit_sum = 0, rows = tensor_rows(loader->dataset.x);
    TensorDataset batch;
    module_train(&t->model);
    while (dataloader_next(loader, &batch)) {
        Tensor *pred = module_forward(&t->model, batch.x); // (batch, 10)
        Tensor *loss = cross_entropy_loss(pred, batch.y, REDUCTION_MEAN);
        backward(loss);
        shrink(&t->parameters, adam->lr * t->weight_decay);
        optimizer_step(adam);
        optimizer_zero_grad(adam);
        loss_sum += (double)tensor_item(loss) * tensor_rows(pred);
        hit_sum += count_correct(pred, batch.y);
        tape_reset();
    }
    return (Epoch){loss_sum / rows, hit_sum / rows};
}

/*: ## The doubt, measured

After each epoch the network is asked for the validation digits. It does not
learn from them. [No tape is kept](autograd.c#no-gradients-please), so there is
no walk back and no step. */
static Epoch measure(const Module *model, TensorDataset data)
{
    no_grad_begin();
    Tensor *pred = module_forward(model, data.x); // (rows, 10)
    Tensor *loss = cross_entropy_loss(pred, data.y, REDUCTION_MEAN);
    Epoch result = {tensor_item(loss),
                    count_correct(pred, data.y) / tensor_rows(pred)};
    no_grad_end();
    tape_reset();
    return result;
}

/*: ## Overfitting

This is the network without any remedy, trained to the end:

![What it learns from, and what it is asked: the plain
network](stage6-overfitting.svg){#fig-stage6-overfitting alt="The training loss
falls towards 0 over 40 epochs. The validation loss falls until epoch 20, where
a dotted line stands, and then rises a little, to 0.14"}

```{.output of="stage6" match="^Epoch 0" to="^Epoch 39"}
```

For some epochs both losses fall together. Whatever helps with the digits it
learns from helps with others, too. Then they part. The training loss goes on to
`Epoch 39  Loss (%S+)`{.value of="stage6"}; the validation loss is least in
epoch `plain +(%d+)`{.value of="stage6"}, at
`plain +%d+ +%S+ +%S+ +(%S+)`{.value of="stage6"}, and ends at
`plain +%d+ +%S+ +%S+ +%S+ +%S+ +(%S+)`{.value of="stage6"}. From there on the
network only learns what is peculiar to these 1,000 digits. This is
**overfitting**.

Look at the accuracies, too. That of the validation set ends where it was. The
network does not name more digits wrongly, it is surer and surer of its
mistakes, and cross entropy punishes that. */

/*: ## Early stopping

The third remedy costs nothing. Stop where the validation loss is least: **early
stopping**. One knows only afterwards where that was. So the parameters are
[copied](keep.c#copying-and-bringing-back) whenever the validation loss is less
than ever before, and brought back at the end. The loss jumps a little from
epoch to epoch, so that one bad epoch means nothing. Training may stop when so
many epochs in a row have brought nothing better, the **patience**. Without
`--patience` it goes on to the end, to show the curves.

All three networks are stopped early in this way. The seed is the same for each,
so that they start from the same weights. */
static Trained train(int network, const Digits *digits, const Settings *s)
{
    manual_seed(s->common.seed);
    double dropout = network == DROPOUT ? s->dropout : 0;
    Trained t =
        trained_new(network_names[network], model_new(s->hidden, dropout));
    DataLoader loader =
        dataloader_new(digits->train, s->common.batch_size, true);
    Optimizer *adam = adam_new(&t.parameters, s->common.lr);
    t.weight_decay = network == WEIGHT_DECAY ? s->weight_decay : 0;
    for (int epoch = 0; epoch < s->common.epochs; epoch++) {
        Epoch learned = train_epoch(&t, &loader, adam);
        module_eval(&t.model);
        Epoch valid = measure(&t.model, digits->valid);
        record(&t, learned, valid, &s->common);
        if (valid.loss < t.least) {
            t.least = valid.loss;
            t.best = epoch;
            keep(&t);
        }
        if (s->patience > 0 && epoch - t.best >= s->patience)
            break;
    }
    bring_back(&t);
    optimizer_free(adam);
    dataloader_free(&loader);
    return t;
}

/*: ## Which one?

A line for each network, as it was in its best epoch; the last column says what
became of the validation loss by the end.

![The validation loss of all three](stage6-networks.svg){#fig-stage6-networks
alt="Three curves over 40 epochs; from epoch 20 on that of the plain network is
highest, weight decay is below it, dropout lowest"}
*/
static void compare(const Trained *t, int count)
{
    printf("\nnetwork       best epoch    loss  accuracy  valid. loss  accuracy"
           "  at the end\n");
    for (int i = 0; i < count; i++) {
        const Epoch *train = &t[i].train.epoch[t[i].best];
        const Epoch *valid = &t[i].valid.epoch[t[i].best];
        printf("%-12s  %10d  %6.4f  %8.4f  %11.4f  %8.4f  %10.4f\n", t[i].name,
               t[i].best, train->loss, train->accuracy, valid->loss,
               valid->accuracy, t[i].valid.epoch[t[i].valid.epochs - 1].loss);
    }
}

/*: The program takes the network whose validation loss is least. With this
seed, and with [four others](#try-it), that is dropout. The accuracies say less.
Of 347 digits one is 0.3 %, and two networks that are equally good differ by
some digits from luck alone. The loss also weighs how sure they were. */
static const Trained *choose(const Trained *t, int count)
{
    const Trained *chosen = t;
    for (int i = 1; i < count; i++)
        chosen = t[i].least < chosen->least ? &t[i] : chosen;
    return chosen;
}

/*: ## The examination

Only now the test set is opened, for one network, once: its accuracy is
`Test Acc.: (%S+)`{.value of="stage6"}, 441 of 450. Had we tried all three here
and named the best, the number would be too good: of three throws of a die the
highest is no measure of the die.

![What is said for what](stage6-confusion.svg){#fig-stage6-confusion alt="A
table of ten rows and ten columns; nearly all counts stand on the diagonal, four
of the nine mistakes are in the row of the 8"}

Four of the nine mistakes are eights. The pictures of all nine, beginning with
the one it was surest of, show why ([how they are found](worst.c)):

![Every mistake of the examination](stage6-worst.svg){#fig-stage6-worst
alt="Nine digits that were named wrongly; a nine with an open loop was taken for
a five, four thin eights for 5, 2, 5 and 9"}

```{.output of="stage6" match="^ +row" to="^ 1469"}
```

Some of them you would have named wrongly, too. The last two columns are the
probability of what it said and that of what is right: where it was wrong, it
was seldom sure, only twice above 0.8. Machines that sort letters make use of
that, and give what is below a bound to a human: [exercise
6.6](6.6-no-answer.c). */
static void examine(const Module *chosen, const Digits *digits, bool quiet)
{
    printf("Test Acc.: %.4f\n", measure(chosen, digits->test).accuracy);
    if (quiet)
        return;
    Tensor *pred = module_forward(chosen, digits->test.x);
    printf("\n");
    print_confusion(digits->test, pred);
    print_worst(digits, pred);
    tape_reset();
}

/*: ## What a hidden unit sees

A hidden unit has 64 weights, one for each pixel. So they are a picture, too.
Ink on a blue square speaks for the unit, ink on an orange one against it:

![The weights of the first 15 hidden units of the chosen
network](stage6-units.svg){#fig-stage6-units alt="Fifteen pictures of eight
times eight squares in two colours; blue and orange gather to strokes and arcs
in the middle, at the left and right border there is no order"}

Here a vertical stroke that must not have ink beside it, there an arc. Nobody
told the network to look for strokes. At the left and right border there is
mostly no ink at all, and the weights there are still those it was born with.

## All together

Three trainings, a choice, an examination, and [what is to be drawn](picture.c).
[The options](command_line.c) stand apart. */
int main(int argc, char **argv)
{
    Settings s = settings_read(argc, argv);
    Digits digits = digits_read();
    Trained t[NETWORKS];
    int count = 0;
    for (int i = 0; i < NETWORKS; i++)
        if (s.network == 0 || s.network == i + 1)
            t[count++] = train(i, &digits, &s);
    if (!s.common.quiet && s.common.epochs > 0)
        compare(t, count);
    const Trained *chosen = choose(t, count);
    examine(&chosen->model, &digits, s.common.quiet);
    if (!s.common.no_plot)
        draw(t, count, &chosen->model, &digits);
    if (s.common.history)
        curves_write(s.common.history, t);
    for (int i = 0; i < count; i++)
        trained_free(&t[i]);
    digits_free(&digits);
    return stage_end("stage6", &s.common);
}

/*: ## In real PyTorch

Dropout and weight decay are one word each. Early stopping is not: PyTorch has
nothing for it, and everybody writes these lines. [Ours](#def-train) do the
same.

```python
opt = torch.optim.AdamW(model.parameters(),
                        lr=0.005, weight_decay=0.1)
least, best = math.inf, 0
for epoch in range(40):
    model.train()
    for x, y in train_dl:
        loss = F.cross_entropy(model(x), y)
        loss.backward()
        opt.step()
        opt.zero_grad()
    model.eval()
    with torch.no_grad():
        valid = F.cross_entropy(
            model(X_valid), y_valid).item()
    if valid < least:
        least, best = valid, epoch
        kept = copy.deepcopy(model.state_dict())
    if epoch - best >= patience:
        break
model.load_state_dict(kept)
```

`tests/golden/record_stage6.py` is the whole script. It prints the same lines as
this program, with the settings of the chapter and with six others.

Why `deepcopy`? `state_dict()` gives the tensors themselves. Without a copy they
go on learning, and what is brought back is the last epoch. */

/*: ## What has changed since stage 3

::: {.diff from="stages/stage3/stage3.c" was=train
to="stages/stage6/stage6.c" function=train_epoch}
:::

## Try it

- `./stage6 --seed 2` and others: is it luck that dropout is best?

  ::: {.answer}
  Not with these five seeds. The order of the validation losses is the same
  each time, although the losses themselves differ by more than 10 %:

  ```{.output of="stage6-seeds"}
  ```
  :::
- `./stage6 --hidden 8`: does dropout help a small network?

  ::: {.answer}
  It harms. Eight units are too few to learn by heart: even the plain network is
  at its best near the end. With half of them switched off not even the training
  loss falls: this is **underfitting**, and a remedy against overfitting makes
  it worse. Weight decay harms the validation loss, too.

  ```{.output of="stage6-hidden"}
  ```
  :::
- `./stage6 --patience 2`, then 5: how much patience is enough?

  ::: {.answer}
  Two epochs without progress are often only noise: each network stops too
  early. With 5 the plain network and dropout are as good as without any bound,
  and the plain one has been trained for 26 epochs, not 40.

  ```{.output of="stage6-patience"}
  ```
  :::
*/

/*:
- `./stage6 --weight-decay 1`: can one have too much of it?

  ::: {.answer}
  Yes. Then the training loss cannot fall either: the weights are not allowed to
  grow as large as the digits need.

  ```{.output of="stage6-decay"}
  ```
  :::
- Draw a 7 with a bar in the box at the top of this page, then one without, then
  a 1 with a long upstroke, and a digit that fills only a corner. What does the
  network see? (Nobody's hand is like the thirteen of the table. If it names
  yours wrongly, compare it with [@fig-stage6-samples].)

## Exercises

What a validation set, a metric and a picture need, for you to write.

::: {.exercises}
::: */
