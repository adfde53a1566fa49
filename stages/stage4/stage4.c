/*: # Stage 4: a model that outlives its program

After this chapter you can save a trained model so that real PyTorch reads it,
read what PyTorch has saved, look into such a file with your own eyes, and say
why it is dangerous to load a stranger's. It takes about 60 minutes.

Training ends, the program ends, and all that was learned is gone. So the
program of [stage 3](stage3.c) gets a second half: it writes the model to the
disk in two ways, reads both files into fresh models, and examines these. The
files are real PyTorch files. Here is each of their bytes, 64 in a row; [the
next chapter](file_map.c) says what the colours stand for:

::: {.live .both widget="stage4"}
![The two files, byte by byte](stage4-map.svg){#fig-stage4-map alt="A column of
coloured rows for each file. Nearly half of the whole model is pickle, of the
state dict a quarter. Little is parameters, the rest headers and padding"}
:::

```{.output of="stage4"}
```

Both times `Test Acc.: (%S+)`{.value of="stage4"}, as in stage 3: nothing was
lost on the way. (The means and deviations by which the flowers were
standardised are [in neither file](predict.c): the program has read the training
flowers again.) */
/*: ## A model with names

Two things are new since stage 3: how the model is made, and what happens to it
after the training. It was a struct of two layers, and a function knew in which
order they work. To be saved it must be something that a program can walk
through. So the layers now stand in [a list of modules](module.c) with names:

```python
model = nn.Sequential(OrderedDict([
    ('layer1', nn.Linear(4, 16)), ('sigmoid', nn.Sigmoid()),
    ('layer2', nn.Linear(16, 3)), ('softmax', nn.Softmax(dim=1))]))
```

The notebook writes a `class Model` with a method `forward` instead. The numbers
are the same and so are the names of the parameters, `layer1.weight` and so on.
In a file it makes a difference, as we shall see. */
#include "kindling.h"
#include "stage4.h"

static Module model_new(const Table *table, int hidden)
{
    Module layer1 = module_new_linear(table->features, hidden, true);
    Module layer2 = module_new_linear(hidden, table->classes, true);
    Module model = module_new("Sequential");
    sequential_add(&model, "layer1", layer1);
    sequential_add(&model, "sigmoid", module_new("Sigmoid"));
    sequential_add(&model, "layer2", layer2);
    sequential_add(&model, "softmax", module_new("Softmax"));
    return model;
}

/*: ## Training, as before

`module_parameters` is new: it collects the parameters of all layers with their
names, for the optimiser now, for the file later. */
static Parameters parameters_of(const Module *model)
{
    Parameters list = {0};
    module_parameters(model, "", &list);
    return list;
}

/*: From here on it is [stage 3](stage3.c#training), line by line. */
static void train(Run *run, const Module *model, TensorDataset data)
{
    DataLoader loader = dataloader_new(data, run->settings->batch_size, true);
    Parameters parameters = parameters_of(model);
    Optimizer *adam = adam_new(&parameters, run->settings->lr);
    TensorDataset batch;
    while (run_next_epoch(run)) {
        double loss_sum = 0, hit_sum = 0, rows = tensor_numel(data.y);
        while (dataloader_next(&loader, &batch)) {
            Tensor *pred = module_forward(model, batch.x); // (batch, classes)
            Tensor *loss = cross_entropy_loss(pred, batch.y, REDUCTION_MEAN);
            backward(loss);
            optimizer_step(adam);
            optimizer_zero_grad(adam);
            loss_sum += (double)tensor_item(loss) * tensor_rows(pred);
            hit_sum += count_correct(pred, batch.y);
            tape_reset();
        }
        run_record(run, loss_sum / rows, hit_sum / rows);
    }
    optimizer_free(adam);
    parameters_free(&parameters);
    dataloader_free(&loader);
}

/*: ## Two ways to save

```python
torch.save(model, 'iris_classifier.pt')
torch.save(model.state_dict(), 'iris_classifier_state.pt')
```

The first line saves the **whole model**: Python writes down the object `model`
with all that hangs on it, in a language called *pickle*. The second line saves
the **state dict**, a dictionary from names to tensors and nothing else:

```{.output of="stage4-describe" match="^parameter "}
```

Prefer the second. A whole model names classes, whose code must be there to load
it. Of a `class Model` of your own only the *name* is in the file: rename it in
your program, and the file no longer loads. A state dict is just numbers with
names. It needs a model to go into; any with these names and shapes will do.

Ours also has a line with the layers, in a corner of the file that PyTorch keeps
but does not use, so that it can be loaded without a model:

```{.output of="stage4-describe" match="^architecture"}
``` */
static void save(const Module *model, const char *path, const char *state_path)
{
    Error error;
    if (!model_save(path, model, &error) ||
        !model_save_state(state_path, model, true, &error))
        cli_fail(&error);
}

/*: What if the disk is full in the middle of it? A program that simply opens
the file and writes has then neither the new model nor the old one.
[Files that are never half](file.c) shows how to do better. */

/*: ## Loading

A file with layers becomes a new model. A file without, a state dict of PyTorch
or the notebook's own `class Model`, gives its parameters to the model that we
have made, `layer1` to `layer2`:

```python
model_new = Model(4, 16, 3)
model_new.load_state_dict(torch.load('iris_classifier_state.pt'))
```

::: {.mistake}
A state dict says nothing about the model it came from. Load it into a model of
another size, here `--hidden 8`, and it does not fit:

```{.output of="stage4-hidden8"}
```

A good error: it comes at once. With another activation all would seem to work.
:::

A stranger's file can be dangerous:
[a pickle is a program](file_map.c#a-pickle-is-a-program). Our reader executes
nothing and believes nothing: checksums, which PyTorch does not look at, sizes,
places and shapes are compared with what is there. */
static void load(Module *model, const char *path, const Table *table)
{
    Error error;
    if (!model_load_any(path, model, &error))
        cli_fail(&error);
    if (!model_fits(path, model, table, &error))
        cli_fail(&error);
    say_broken(path, model);
}

/*: ## The examination

The notebook calls `model_new.eval()` first, for layers that work differently
while training. Our own model has none; a model from elsewhere may have a
[dropout](stage6.c#dropout), which would zero some of the numbers here. */
static void examine(Module *model, TensorDataset data, bool quiet)
{
    if (!quiet)
        module_print(stdout, model);
    module_eval(model);
    Tensor *pred = module_forward(model, data.x); // (tests, classes)
    printf("Test Acc.: %.4f\n",
           count_correct(pred, data.y) / (float)tensor_numel(data.y));
    tape_reset();
}

/*: ## There and back

Each file is read into a model that has just been made, with random parameters:
if it then knows the flowers, it knows them from the file. */
static void reload(const char *path, const TableSplit *iris, const Settings *s)
{
    Module model = model_new(iris->table, s->hidden);
    load(&model, path, iris->table);
    if (!s->common.quiet)
        printf("\n%s\n", path);
    examine(&model, iris->test, s->common.quiet);
    module_free(&model);
}

/*: For the figure both files become [a map](file_map.c) of their bytes. */
static void reload_both(const Settings *s, const TableSplit *iris)
{
    reload(s->save, iris, s);
    reload(s->save_state, iris, s);
    if (s->common.no_plot)
        return;
    file_map_write("build/stage4/whole.dat", s->save);
    file_map_write("build/stage4/state.dat", s->save_state);
}

/*: ## All together

[What the program can be asked to do](settings.c) stands on a page of its own:
to say what a file holds, to load instead of training, to save elsewhere, to
[answer for new rows](predict.c). */
static void answer(Module *model, const TableSplit *iris, const char *path,
                   const TableFormat *format)
{
    Error error;
    module_eval(model);
    if (!predict(stdout, path, model, iris, format, &error))
        stage_fail_table(&error);
}

/*: First comes the model, from a file or from training. Then it is saved, and
asked or examined. What was saved is read again, unless the answers are all that
is to be printed. */
int main(int argc, char **argv)
{
    Settings s = settings_read(argc, argv);
    TableSplit iris = stage_read_table(&s.table, 1.0 / 3, 1);
    TableFormat format = stage_table_format(&s.table);
    manual_seed(s.common.seed);
    Module model = model_new(iris.table, s.hidden);
    Run run = run_begin("stage4", &s.common, HISTORY_ACCURACY);
    if (s.load)
        load(&model, s.load, iris.table);
    else
        train(&run, &model, iris.train);
    if (s.save)
        save(&model, s.save, s.save_state);
    if (s.export_c)
        export_c(s.export_c, &model, &iris);
    if (s.predict)
        answer(&model, &iris, s.predict, &format);
    else if (s.save)
        reload_both(&s, &iris);
    else
        examine(&model, iris.test, s.common.quiet);
    module_free(&model);
    table_split_free(&iris);
    return run_end(&run);
}

/*: ## In real PyTorch

```python
import torch
from torch import nn
state = torch.load('build/stage4/iris_classifier_state.pt', weights_only=True)
# before 2.6 this, which does not ask, is all:
#     model = torch.load('build/stage4/iris_classifier.pt')
with torch.serialization.safe_globals(
        [nn.Sequential, nn.Linear, nn.Sigmoid, nn.Softmax]):
    model = torch.load('build/stage4/iris_classifier.pt')
```

Start Python in the project's folder. From version 2.6 on PyTorch wants the four
classes allowed by name.

| PyTorch                                   | here                           |
|-------------------------------------------|--------------------------------|
| `nn.Sequential(OrderedDict([…]))`         | `module_new`, `sequential_add` |
| `torch.save(model, path)`                 | `model_save`                   |
| `torch.save(model.state_dict(), path)`    | `model_save_state`             |
| `torch.load(path)`                        | `model_load`                   |
| `model.load_state_dict(torch.load(path))` | `model_load_state`             |
| `print(model)`                            | `module_print`                 |
*/

/*: ## Try it

- `./stage4 --load build/stage4/iris_classifier_state.pt`: no training, and
  yet?

  ::: {.answer}
  `Test Acc.: (%S+)`{.value of="stage4"}, at once: all that was learned is in
  the file.
  :::
- `./stage4 --describe build/stage4/iris_classifier_state.pt`: which bytes are
  the layers of the model?

  ::: {.answer}
  None that PyTorch would read. The line `architecture` is the corner that was
  spoken of above; the rest is names, shapes and numbers.

  ```{.output of="stage4-describe"}
  ```
  :::
- `./stage4 --predict data/iris.csv`: [a table of answers](predict.c).
- `./stage4 --export-c iris.c`: [the model as one C file](export_c.c), which
  needs no library.
- The other way round: save `state` with `torch.save(state, 'theirs.pt')`, then
  `./stage4 --load theirs.pt`.

  ::: {.answer}
  It is as good as what was saved here. So is the file that PyTorch wrote for
  the tests of this course, `tests/golden/stage4/state.pt`:

  ```{.output of="stage4-theirs" match="^Test"}
  ```
  :::
- Change one byte, then load. Does PyTorch notice? [The next
  chapter](file_map.c#one-wrong-byte) does it. */

/*: ## What has changed since stage 3

::: {.diff from="stages/stage3/stage3.c" was=train
to="stages/stage4/stage4.c" function=train}
:::

## Exercises

From the size of a model to a reader of your own.

::: {.exercises}
:::

## What the notebook gets wrong

Its `torch.load(path)` no longer loads a whole model, and for a good reason: [a
page](notebook.md#torch.load-no-longer-loads-the-file) says what to do instead.
*/
