/*: # Stage 7: a GPT that makes up names

After this chapter you can say what a language model is, what attention is for
and how one of its heads works, and what all the letters of GPT stand for. It
takes about 90 minutes, and builds on the same core, with one operation more.

The program has a list of 3,802 [first names](names.c). It reads a thousand of
them, one after the other, and then makes up some of its own. A few were on its
list all the same:

```{.output of="stage7" match="^mailin" to="^ahon"}
```

Here is what it looks at while it makes one. In the page you can train it, see
it make a name letter by letter, and make it bolder:

::: {.live widget="stage7"}
![A name, and which letters each of the four heads looks at, at each of its
letters](stage7-attention.svg){#fig-stage7-attention alt="Four triangles of
squares, one for each head. In each row, one for each letter, the squares of the
letters up to it are large or small"}
:::

A row of a triangle is a letter that asks what comes next. Its squares are
shares of its attention, larger areas for larger shares; in a row they add up to
1. The first row has one square only: nothing stands before the first letter.

It is a **GPT**: generative, it makes texts; pre-trained, on texts that nobody
had to label; and a **transformer**, which is what the network in it is called.
The large ones differ from it in size, in the alphabet and in what is done with
them afterwards. The parts are these. */

/*: ## The idea

Nobody can write down what makes a name a name. But one can ask: after `ann`,
what comes next? An `a`, often; an `e`; or the name is over. A **language
model** answers with a probability for each letter, and for the end. To make up
a name, let it answer, draw one of the letters with these probabilities, put it
after the others, and ask again.

And it can learn that as the network of [stage 3](stage3.c) has learned to tell
flowers apart: what comes in are the letters so far, the classes are the 27
things that may come next: 26 letters, and the end of the name. The end and the
beginning have one sign, the **edge**, written as a point: `.anna.`. The right
answers stand in the names themselves.

## Pairs of letters

The simplest model looks at the last letter only and counts what came after it
in the names that it has read. [A page](bigram.c) does that, shows the table as
a picture, and shows something else, too: gradient descent finds the same table.
Some pairs, the counted share and the learned one, and the mean loss of both:

```{.output of="stage7-pairs"}
```

(Each pair was counted once more than it was seen, and these rare ones are in
the mean. On names alone the loss is smaller, [below](#the-examination).)

So learning is counting, where counting is possible. With two letters before
there would be $27^2$ rows, with three $27^3 = 19\,683$, most of them never
seen. A model that looks back further must find out for itself what matters. */

/*: ## Attention

Each letter is given a row of 16 numbers, and letters that look back add to
their own row what they find in the rows before. **Attention** is how a row
chooses: it asks a question, its **query**; every row has a label, its **key**,
and something to give, its **value**. The better a key fits the query, the
larger the share of that row's value. [With a pencil](attention.md), on three
letters, that is half a page. Do it now; the code is the same:

```{.c include="stages/stage7/gpt.c" function="head_forward"}
```

Query, key and value are products with three small matrices; a fourth brings
the mixture of the values back to 16 numbers. They are learned, and nobody says
what they should look for. There are four such
**heads**, each with matrices of its own, so that one can look for the last
vowel while another looks for the beginning.

## The block

Around the heads there is not much. [gpt.c](gpt.c) builds it piece by piece:

```{.c include="stages/stage7/gpt.c" function="gpt_forward"}
```

A row for each letter plus a row for its place; the heads; then two layers with
a ReLU between them, for each row by itself, as in stage 5; a score for each of
the 27. What the heads and the layers find is *added* to the row, so that the
gradient has a straight way back. Before each of them the row is brought to the
same length. */

/*: How many parameters are that? Rows of 16 for 27 letters and 16 places, four
heads of four matrices with 64 numbers, $2 \cdot 16 \cdot 64$ in the layers,
$16 \cdot 27$ for the scores:

$$ 432 + 256 + 1024 + 2048 + 432 = 4192. $$ {#eq-stage7-parameters}

The architecture is that of microgpt, with which
[Karpathy](bibliography.md#karpathy) has shown how little a GPT needs to be.

## The loss

At each letter of a name one can ask what comes next, and once more before the
first. So `anna` has five questions; the edge stands where nothing has been
written yet:

| asked | `.` | `a` | `n` | `n` | `a` |
|-----------------|---|---|---|---|---|
| right answer    | `a` | `n` | `n` | `a` | `.` |

The lower row is the upper one, moved by one place. All five are asked at once:
each row of scores looks only at letters up to its own, which the **mask** in
the heads takes care of. The loss is the [cross
entropy](scores.md#how-surprised-is-the-model) of stage 3:

```{.c include="stages/stage7/gpt.c" function="gpt_loss"}
```
*/
#include "kindling.h"
#include "stage7.h"

static Tensor *name_loss(Gpt *gpt, const char *name, Reduction reduction)
{
    float number[NAME_MAX + 2];
    int n = name_encode(name, number);
    return gpt_loss(gpt, number, n, reduction);
}

/*: ## Training

The steps of [stage 3](stage3.c#training), one name in each. Two things are new.
The learning rate falls from 0.01 to 0 in a straight line: at first large steps,
at last small ones, which average out what single names have to say. And [Adam's
two averages](optim.c#adam) forget faster: with $\beta_1 = 0.85$ and
$\beta_2 = 0.99$ they reach back about 7 and 100 steps, not 10 and 1000, for
there are only a thousand. */
static void train(Run *run, Gpt *gpt, const Names *names)
{
    Parameters parameters = {0};
    module_parameters(&gpt->module, "", &parameters);
    int trained = names->count - names->tests;
    double lr = run->settings->lr, steps = run->settings->epochs;
    Optimizer *adam = adam_new(&parameters, lr);
    adam->beta1 = 0.85;
    adam->beta2 = 0.99;
    for (int step = 0; run_next_epoch(run); step++) {
        const char *name = names->name[step % trained];
        Tensor *loss = name_loss(gpt, name, REDUCTION_MEAN);
        backward(loss);
        adam->lr = lr * (1 - step / steps);
        optimizer_step(adam);
        optimizer_zero_grad(adam);
        run_record_loss(run, tensor_item(loss));
        tape_reset();
    }
    optimizer_free(adam);
    parameters_free(&parameters);
}

/*: The loss of single names goes up and down; some are just stranger than
others. Look at means:

![The loss of each name, and means](stage7-loss.svg){#fig-stage7-loss alt="Pale
points between 1.5 and 4, and a curve through their means that falls from 2.8 to
2.3. A dotted line at 3.3 is what a model has that knows nothing"}

The first loss of all is near $\ln 27 = 3.2958$: a model that knows nothing
gives each of the 27 the same. (The curve begins lower, for its first point is a
mean of fifty steps.) Most of the way down is done in a hundred steps; from then
on it is slow.

## The examination

A tenth of the names is kept apart. On them three models are compared: one that
knows nothing; the pairs, counted in the names that the GPT was trained with;
and the GPT.

```{.output of="stage7" match="not seen before" to="^this model"}
```

The **perplexity** is $e^{\text{loss}}$, and easier to imagine: the model is as
unsure as if there were so many letters, all equally likely. Pairs leave
`pairs of letters +%S+ +(%S+)`{.value of="stage7"} of 27, the GPT
`this model +%S+ +(%S+)`{.value of="stage7"}. */
static void print_loss(const char *who, double loss)
{
    printf("%-27s  %8.4f  %10.2f\n", who, loss, exp(loss));
}

// The mean over letters, not over names: long ones count as much as they have.
static void examine(Gpt *gpt, const Names *names, const Tensor *pairs)
{
    double sum = 0;
    int letters = 0;
    for (int i = names->count - names->tests; i < names->count; i++) {
        Tensor *loss = name_loss(gpt, names->name[i], REDUCTION_SUM);
        letters += (int)strlen(names->name[i]) + 1; // and the end
        sum += tensor_item(loss);
        tape_reset();
    }
    printf("\n%4d names not seen before        loss  perplexity\n",
           names->tests);
    print_loss("all letters alike", log(LETTERS));
    print_loss("pairs of letters", pairs_examine(pairs, names));
    print_loss("this model", sum / letters);
}

/*: ## Making names

The scores become probabilities by the softmax, and one letter is drawn.
[Sampling](sample.c) divides the scores by a **temperature** before: below 1 the
likely becomes likelier, above 1 all become more alike. Six names each, of the
same model; at 2 one of them is empty:

```{.output of="stage7-temperature"}
```

The cold one always says the same few things, the hot one does not know a name
from a row of letters. What is already on the list is marked. */
static void make_names(Gpt *gpt, const Settings *s, const Names *names,
                       char first[NAME_MAX + 1])
{
    if (!s->common.quiet)
        printf("\n");
    for (int i = 0; i < s->samples; i++) {
        char name[NAME_MAX + 1];
        make_name(gpt, s->temperature, name);
        bool known = !s->common.quiet && names_have(names, name);
        if (i == 0)
            strcpy(first, name);
        printf("%s%s\n", name, known ? " (in the list)" : "");
    }
}

/*: ## Figures

For the figures the program writes the losses, the table of pairs, and the
attention of each head for the first name that was made. */
static void draw(const Run *run, Gpt *gpt, const Tensor *pairs,
                 const char *name)
{
    if (run->settings->no_plot)
        return;
    run_write_history(run);
    pairs_write("build/stage7/pairs.dat", pairs);
    attention_write(gpt, name);
}

/*: ## A model from a file

[`--load`](gpt_options.c) takes the parameters of a file in the place of
training, and the names of the examination may be those that the file was
trained with. So there is no examination. `--save` writes them [as PyTorch
does](stage4.c#two-ways-to-save). */
static void load(Gpt *gpt, const char *path)
{
    Error error;
    if (!model_load_state(path, &gpt->module, &error))
        cli_fail(&error);
}

static void save(const Gpt *gpt, const char *path)
{
    Error error;
    if (!model_save_state(path, &gpt->module, false, &error))
        cli_fail(&error);
}

/*: ## All together

The order of the names and the first parameters are drawn from the seed; so is,
later, each letter that is made. Training draws nothing. So a model that was
loaded makes the same names as the one that was saved. */
static int learn_and_make(const Settings *s, const Names *names,
                          const Tensor *pairs)
{
    Gpt gpt = gpt_new();
    Run run = run_begin("stage7", &s->common, HISTORY_STEPS);
    if (s->load) {
        load(&gpt, s->load);
    } else {
        train(&run, &gpt, names);
        examine(&gpt, names, pairs);
    }
    if (s->save)
        save(&gpt, s->save);
    char first[NAME_MAX + 1] = "";
    make_names(&gpt, s, names, first);
    draw(&run, &gpt, pairs, first);
    gpt_free(&gpt);
    return run_end(&run);
}

/*: With `--pairs` only the pairs are looked at. */
int main(int argc, char **argv)
{
    int status = 0;
    Settings s = settings_read(argc, argv);
    manual_seed(s.common.seed);
    Names names = names_read_shuffled(s.list);
    Tensor *pairs = pairs_new_count(&names, s.common.epochs);
    if (s.pairs)
        status = pairs_print(pairs);
    else
        status = learn_and_make(&s, &names, pairs);
    tensor_free(pairs);
    names_free(&names);
    free(s.list);
    return status;
}

/*: ## In real PyTorch

The [head](gpt.c#def-head_forward). Everything else is in
`tests/golden/record_stage7.py`.

```python
class Head(nn.Module):
    def __init__(self):
        super().__init__()
        self.query = nn.Linear(16, 4, bias=False)
        self.key = nn.Linear(16, 4, bias=False)
        self.value = nn.Linear(16, 4, bias=False)
        self.output = nn.Linear(4, 16, bias=False)

    def forward(self, x, mask):
        score = self.query(x) @ self.key(x).T
        score = score / math.sqrt(4)
        attention = (score + mask).softmax(1)
        return self.output(attention @ self.value(x))
```

PyTorch reads what `--save` has written:

```python
model = Gpt()  # with an nn.Embedding tokens, an nn.ModuleList heads, …
model.load_state_dict(torch.load('names.pt'))
```
*/

/*: ## Where the last digit may differ

All that is printed here is what PyTorch 1.13 prints, the names too, with this
seed and with six other settings that the tests compare. Behind the digits that
are printed the two are not equal: half of the thousand losses differ in
the seventh or eighth place, by less than four in ten million. A product of
matrices is a sum, and PyTorch adds it up in another order; it rounds an
exponential in other places; and the start, [drawn on the second
path](random.c#normal-numbers), has other last bits. (But from PyTorch's own
start nearly as many losses differ.)

Such a difference may grow. A step of Adam depends on the last one, a ReLU is
open or closed, and with `--lr 0.03` the path is so rough that a start a hair
beside ends elsewhere. PyTorch is no exception: start it with parameters that
are moved by up to two units in their last place, and from step 99 on its losses
are off by more than a hundred-thousandth, later by up to 24 percent. Of such a
path nobody can ask the same digits, and no test here does.

## What it costs

A step: here, by hand for this one model, all loops fused, and in PyTorch.

```{.output of="bench-gpt"}
```

For so small a model PyTorch spends nearly all of its time on calling its
operations. */

/*: ## Try it

- `./stage7 --steps 20000`: how far does it get?

  ::: {.answer}
  ```{.output of="stage7-steps" match="not seen before" to="^this model"}
  ```

  Each name was read nearly six times by then. It learns on, but slowly: 4,192
  numbers are not much room.
  :::
- A list of your own, `--data FILE`: names of your country, of villages, of
  dinosaurs. One a line, in letters from `a` to `z`.
- How many of a thousand names that it makes are on the list? More or fewer at
  `--temperature 1`?

  ::: {.answer}
  Fewer: the colder, the more it keeps to what is frequent.

  ```{.output of="stage7-known"}
  ```
  :::
- In [gpt.c](gpt.c) leave the mask out. The loss of unseen names falls to almost
  nothing. What has it learned, and what are its names like?

  ::: {.answer}
  To look at the next letter, which is the answer. When it makes a name, nothing
  follows the letter that asks. In training that was true of the last letter
  only, whose answer is the end. So it says at once that the name is over, and
  all twenty are empty.
  :::

## Exercises

The last of them is a head of your own.

::: {.exercises}
:::
*/
