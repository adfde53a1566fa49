/*: # A task: names

The GPT of [stage 7](stage7.c), which learns from one name in a step, learns
here from eight at once, one for each share. Four processes:

```{.output of="stage8-gpt"}
```

Compared with the [thousand steps of stage 7](stage7.c#the-examination) it has
read eight thousand names, and each step was taken for the mean of eight
opinions: the loss of names that it has not seen falls from
`this model +(%S+)`{.value of="stage7"} to
`Test Loss: (%S+)`{.value of="stage8-gpt"}. How many processes share the work
makes no difference:

```{.output of="stage8-gpt-same"}
```

The model itself is not written again. [gpt.c](gpt.c), [names.c](names.c) and
[sample.c](sample.c) are compiled into this program as they are. */
#include "../stage7/gpt.h"
#include "stage8.h"

/*: ## Names as rows

[The sampler](sampler.c) deals out rows of a table. So a name becomes one: its
letters as numbers, with the edges, and zeros behind them. What stands in the
place of the class is how many letters there are to guess. Then nothing else has
to know that these are names. */
static TensorDataset rows_of(const Names *names, int first, int count)
{
    TensorDataset rows = {
        .x = tensor_new_zeros(shape_2d(count, NAME_MAX + 2)),
        .y = tensor_new_zeros(shape_1d(count)),
    };
    for (int i = 0; i < count; i++)
        rows.y->data[i] = (float)name_encode(names->name[first + i],
                                             rows.x->data + i * (NAME_MAX + 2));
    return rows;
}

// Shuffled as in stage 7, with a tenth kept apart.
static Rows read_rows(const Settings *s)
{
    const char *given = s->table.data;
    char *list = given ? text_new_copy(given) : cli_home_path("data/names.txt");
    if (!given)
        output_expect(list, FILE_READ);
    Names names = names_read_shuffled(list);
    int trained = names.count - names.tests;
    Rows rows = {.train = rows_of(&names, 0, trained),
                 .test = rows_of(&names, trained, names.tests)};
    names_free(&names);
    free(list);
    return rows;
}

/*: ## The model

Its sizes are fixed. `Gpt` begins with its module, and a pointer to a struct is
a pointer to what it begins with: from the module, which is all that the rest of
the program knows, there is a way back. */
static Module *model_new(const Settings *s, const Rows *rows)
{
    (void)s, (void)rows; // it asks nothing
    Gpt *gpt = memory_new(1, sizeof *gpt);
    *gpt = gpt_new();
    return &gpt->module;
}

static Gpt *gpt_of(Module *model)
{
    return (Gpt *)model;
}

/*: ## The loss of a share

One after the other, for names have different lengths. With `--batch-size 2` a
share has two names, and the mean is one over names, not over letters: only so
is the mean of all shares [that of all names](stage8.c#eq-stage8-mean). */
static Tensor *name_loss(Gpt *gpt, TensorDataset rows, int i, Reduction r)
{
    return gpt_loss(gpt, rows.x->data + i * tensor_cols(rows.x),
                    (int)rows.y->data[i], r);
}

static Tensor *loss_of(Module *model, TensorDataset batch, double *hits)
{
    (void)hits; // nobody counts them
    int count = tensor_rows(batch.x);
    Tensor *sum = name_loss(gpt_of(model), batch, 0, REDUCTION_MEAN);
    for (int i = 1; i < count; i++)
        sum =
            tensor_add(sum, name_loss(gpt_of(model), batch, i, REDUCTION_MEAN));
    return tensor_div(sum, tensor_scalar((float)count));
}

/*: ## The learning rate

It falls to 0 in a straight line, and Adam forgets faster, [as in stage
7](stage7.c#training). So `--steps` is a part of the training. To go on from a
checkpoint with another number of them would be another training from there on:
the learning rate would jump. */
static void set_optimizer(Optimizer *adam, const CliCommon *common)
{
    double step = adam->parameter_steps[0], steps = common->epochs;
    adam->beta1 = 0.85;
    adam->beta2 = 0.99;
    adam->lr = common->lr * (1 - step / steps);
}

/*: ## The examination

The mean over all letters of the names that were kept apart, and twenty names
that it makes up. For others there is stage 7: it reads what `--save` has
written. */
static void examine(Module *model, const Rows *rows)
{
    TensorDataset test = rows->test;
    double sum = 0, letters = 0;
    for (int i = 0; i < tensor_rows(test.x); i++) {
        sum += tensor_item(name_loss(gpt_of(model), test, i, REDUCTION_SUM));
        letters += test.y->data[i];
        tape_reset();
    }
    printf("Test Loss: %.4f\n\n", sum / letters);
    for (int i = 0; i < 20; i++) {
        char name[NAME_MAX + 1];
        make_name(gpt_of(model), 0.5, name);
        printf("%s\n", name);
    }
}

/*: ## In real PyTorch

`tests/golden/record_stage8_gpt.py` trains the same GPT with real
`DistributedDataParallel`, with 2, 3 and 4 processes, and with accumulated
gradients. What it prints is what we print, the names too. Its weights are not
ours to the last bit, as those of the flowers are, [for the reasons of stage
7](stage7.c#where-the-last-digit-may-differ). The losses differ by less than a
hundred-thousandth.

What is equal to the last bit is the sum. In each step the script asks
`DistributedDataParallel` for its mean gradient, and adds up the same gradients
by the rule of [the ring](all_reduce.c#the-ring), with the parameters in the
order in which they arrive: letters, down, up, the heads from the last to the
first, positions, tokens. */
const Task NAMES_TASK = {.kind = HISTORY_STEPS,
                         .read = read_rows,
                         .model_new = model_new,
                         .loss = loss_of,
                         .set_optimizer = set_optimizer,
                         .examine = examine};
