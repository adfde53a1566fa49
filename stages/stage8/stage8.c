/*: # Stage 8: more than one machine

After this chapter you can train one model with several processes, on one
machine or on many; say what must be equal on all of them, and how it is kept
so; and go on with a training that was broken. It takes about 60 minutes, with
[the order of a sum](all_reduce.c), and needs MPI, which `./setup.sh mpi`
installs. Nothing else in this book does.

Four processes train together, each with its own part of the flowers:

```{.output of="stage8"}
```

(Of 104 rows, for 100 flowers make no 8 equal shares: [four count
twice](sampler.c#as-many-for-each). The network has [ReLU and
logits](task_table.c#the-model), so its losses are not those of stage 3.) That
is nothing to wonder at. This is: the same training with 1, 2, 3, 4 and 8
processes, and a checksum of all weights at its end.

```{.output of="stage8-same"}
```

Equal to the last bit. The rest of the chapter is about how that comes. And
flowers are not the only thing: `mpirun -n 4 ./stage8 --gpt` trains the GPT of
[stage 7](stage7.c), [as equally](task_names.c).

![Four processes, one step: rows go in, gradients are added, all take the same
step](stage8.svg){#fig-stage8 alt="Four processes side by side. Each has the
same model and its own rows, and computes a gradient; the four gradients flow
into one sum, which goes back to all four; each makes the same step"} */
/*: ## The idea

The gradient of a mean loss is a mean of gradients. If a batch of 16 rows is cut
into 8 shares of 2 rows, then

$$ \nabla \frac{1}{16} \sum_{i=1}^{16} L_i
   = \frac18 \sum_{s=1}^{8} \nabla \Big( \frac12 \sum_{i \in s} L_i \Big), $$
{#eq-stage8-mean}

and the shares can be computed anywhere, at the same time. So each process has
the whole model and a part of the rows. It computes the gradient of its own
rows, all gradients are averaged, and everybody makes the same step. This is
**data-parallel training**; in PyTorch it is `DistributedDataParallel`, DDP for
short.

It goes wrong in one way, and quietly: the models become different. Then
everybody computes a gradient for a model that the others do not have, and the
mean of such gradients belongs to none. So what must be equal?

| what | how it is kept equal |
|---|---|
| the first weights | rank 0 draws them, [all get a copy](#the-model) |
| the order of the rows | [from seed and epoch](sampler.c), in each process |
| the number of steps | shares have [as many rows](sampler.c#as-many-for-each) |
| the gradients of a step | [one sum](all_reduce.c), the same for all |
| the state of the optimiser | the same steps from the same start |

The last line is why the weights need never be sent again. */
#include "kindling.h"
#include "stage8.h"

/*: ## The model

Which model it is does not matter here. What has rows, a model and the loss of
some rows is a **task**, and there are two of them, [flowers](task_table.c) and
[names](task_names.c).

Everybody makes the model, but only the weights of rank 0 count: they are sent
to all. Had each process drawn its own, four different models would be trained
with the mean of their gradients. */
static const Task *const TASKS[] = {&TABLE_TASK, &NAMES_TASK};

// Everything that one process knows of the training.
typedef struct Training {
    const Settings *settings;
    const Task *task;
    Module *model;
    Parameters parameters;
    Optimizer *adam;
    Sampler sampler;
    AllReduce all;
    int epoch;       // done; of the GPT: steps
    double *figures; // of each share in this epoch: its losses, hits, rows
} Training;

/*: ## The gradient of a share

As always: forward, loss, backward. The task computes the mean loss of the rows
of the share. Then the gradient is put aside, and the next share begins with
none. */
static void compute_share(Training *t, int share, TensorDataset batch)
{
    optimizer_zero_grad(t->adam);
    double *figures = t->figures + 3 * share, rows = tensor_rows(batch.x);
    Tensor *loss = t->task->loss(t->model, batch, &figures[1]);
    backward(loss);
    all_reduce_put(&t->all, share, &t->parameters);
    figures[0] += (double)tensor_item(loss) * rows;
    figures[2] += rows;
    tape_reset();
}

/*: ## A step

Which shares are mine? Process $r$ of $n$ takes the shares $r$, $r + n$, $r +
2n$ and so on. When it has computed them it takes part in the sum, and then its
parameters have the mean gradient of all shares, as if it had computed them all.
`watch_step` notes where it is, [in case it dies](watch.c). */
static void train_step(Training *t, int row)
{
    watch_step(t->adam->parameter_steps[0]); // so many are done
    if (t->task->set_optimizer)
        t->task->set_optimizer(t->adam, &t->settings->common);
    for (int share = 0; share < t->all.shares; share++)
        if (all_reduce_is_mine(&t->all, share))
            compute_share(t, share, sampler_batch(&t->sampler, share, row));
    all_reduce_mean(&t->all, &t->parameters);
    optimizer_step(t->adam);
}

/*: The number of shares belongs to the training, and the number of processes to
the machine. That is the whole secret of the equal digits: the same 8 gradients
are added [in the same order](all_reduce.c#a-fixed-number-of-shares), whoever
has computed them.

## An epoch

Loss and hits are counted by share, too. At the end of an epoch each process
gets those of the others, and adds them up in the order of the shares. */
static Epoch mean_of_all(Training *t)
{
    double sum[3] = {0};
    collect(t->figures, 3 * t->all.shares);
    for (int i = 0; i < 3 * t->all.shares; i++)
        sum[i % 3] += t->figures[i];
    return (Epoch){sum[0] / sum[2], sum[1] / sum[2]};
}

/*: With names each step is recorded, as in [stage 7](stage7.c#training), and
`epoch` counts steps. The sampler has its epochs all the same: when all names
have had their turn it makes a new order. */
static Epoch train_epoch(Training *t)
{
    int step = 0, end = sampler_batches(&t->sampler), epoch = t->epoch++;
    if (t->task->kind == HISTORY_STEPS) {
        step = epoch % end;
        epoch /= end;
        end = step + 1;
    }
    memset(t->figures, 0, 3 * (size_t)t->all.shares * sizeof *t->figures);
    sampler_set_epoch(&t->sampler, epoch);
    for (; step < end; step++)
        train_step(t, step * t->sampler.batch_size);
    return mean_of_all(t);
}

/*: ## The training

Only rank 0 prints a line and saves; the others wait for it in `alone_end`. */
static void save_checkpoint(const Training *t)
{
    Error error;
    const Settings *s = t->settings;
    if (s->checkpoint && t->epoch % s->checkpoint_every == 0 &&
        !checkpoint_save(s->checkpoint, t->model, t->adam, t->epoch, &error))
        cli_fail(&error);
}

static void train(Training *t, Run *run)
{
    while (t->epoch < t->settings->common.epochs) {
        Epoch epoch = train_epoch(t);
        if (alone_begin() && run_next_epoch(run)) {
            if (t->task->kind == HISTORY_STEPS)
                run_record_loss(run, epoch.loss);
            else
                run_record(run, epoch.loss, epoch.accuracy);
            save_checkpoint(t);
        }
        alone_end();
    }
}

/*: ## Going on

What does a training need to go on tomorrow as if nothing had happened? The
weights are not enough. Adam's averages and its number of steps decide how long
the next step is, the epoch decides the order of the rows, and a model with
[dropout](ops_dropout.c) draws from the generator. All of that is a
**checkpoint**, a file as people write it with PyTorch:

```python
torch.save({'model_state_dict': model.state_dict(),
            'optimizer_state_dict': optimizer.state_dict(),
            'epoch': epoch, 'rng_state': torch.get_rng_state()}, 'run.pt')
```

(Of DDP it is `model.module.state_dict()`, or each name begins with `module.`.)
[Our program](pt_checkpoint.c) writes and reads the same. The file is [written
whole or not at all](file.c), so a death while saving leaves the
checkpoint of the epoch before. Rank 0 reads it, and all get what it has read.
The number of processes may be another one than before; shares, seed and batch
size have to be the same:

```{.output of="stage8-resume"}
``` */
static void begin_or_resume(Training *t)
{
    Error error;
    const char *path = t->settings->resume;
    if (alone_begin() && path &&
        !checkpoint_load(path, t->model, t->adam, &t->epoch, &error))
        cli_fail(&error);
    alone_end();
    share_parameters(&t->parameters);
    share_optimizer(t->adam);
    share_bytes(&t->epoch, sizeof t->epoch);
}

// What all have: the model, the sampler, room for the sums.
static Training training_new(const Settings *s, World world, const Rows *rows)
{
    Training t = {.settings = s, .task = TASKS[s->gpt]};
    t.model = t.task->model_new(s, rows);
    module_parameters(t.model, "", &t.parameters);
    t.adam = adam_new(&t.parameters, s->common.lr);
    t.sampler = sampler_new(rows->train, s->shares, s->common.seed,
                            s->common.batch_size);
    t.all = all_reduce_new((SumKind)s->sum, world, s->shares, &t.parameters);
    t.figures = memory_new(3 * (size_t)s->shares, sizeof *t.figures);
    begin_or_resume(&t);
    return t;
}

/*: ## The examination

By rank 0: all have the same model. */
static int finish(const Training *t, Run *run, const Rows *rows)
{
    Error error;
    const char *path = t->settings->save;
    t->task->examine(t->model, rows);
    if (t->settings->times)
        all_reduce_print_cost(&t->all);
    if (path && !model_save_state(path, t->model, false, &error))
        cli_fail(&error);
    run_write_history(run);
    return run_end(run);
}

static void training_free(Training *t)
{
    module_free(t->model);
    free(t->model);
    parameters_free(&t->parameters);
    optimizer_free(t->adam);
    sampler_free(&t->sampler);
    all_reduce_free(&t->all);
    free(t->figures);
}

/*: ## All together

Options and data are the business of rank 0, and so is [the
end](world.c#only-rank-0). */
int main(int argc, char **argv)
{
    World world = world_begin(&argc, &argv);
    Settings s = {0};
    Rows rows = {0};
    if (alone_begin()) {
        s = settings_read(argc, argv, world.size);
        manual_seed(s.common.seed);
        rows = TASKS[s.gpt]->read(&s);
    }
    alone_end();
    share_bytes(&s, sizeof s);
    share_rows(&rows);
    Training t = training_new(&s, world, &rows);
    Run run = {0}; // of rank 0
    if (world.rank == 0)
        run = run_begin("stage8", &s.common, t.task->kind);
    run.history.first = t.epoch;
    train(&t, &run);
    int status = world.rank == 0 ? finish(&t, &run, &rows) : 0;
    training_free(&t);
    return status;
}

/*: ## In real PyTorch

::: {.side-by-side}
```{.python}
dist.init_process_group("gloo")
sampler = DistributedSampler(dataset, seed=1)
loader = DataLoader(dataset, batch_size=2,
                    sampler=sampler)
model = DistributedDataParallel(model)
adam = torch.optim.Adam(
    model.parameters(), lr=0.01)
for epoch in range(50):
    sampler.set_epoch(epoch)
    for x, y in loader:
        loss = loss_fn(model(x), y)
        adam.zero_grad()
        loss.backward()  # their mean is in here
        adam.step()
```

```{.c include="stages/stage8/stage8.c" function="train_step"}
```
:::

`torchrun --nproc-per-node 4 train.py` is what `mpirun -n 4` is here. With
`--sum ring` the weights are those of such a program, to the last bit:
`tests/golden/record_stage8.py` is it, and `make check-mpi` compares. (So that
its products and logarithms are rounded as ours are, it asks PyTorch for its
plainest kernels. The sums between the processes are PyTorch's as they are.)

| PyTorch | here |
|---|---|
| `dist.init_process_group` | `world_begin` |
| `DistributedSampler` | `sampler_new`, `sampler_batch` |
| `sampler.set_epoch(epoch)` | `sampler_set_epoch` |
| `DistributedDataParallel(model)` | `share_parameters`, `all_reduce_mean` |
| `dist.broadcast` | `share_bytes` |
| `dist.all_reduce`, by gloo | [`--sum ring`](all_reduce.c#the-ring) |
| `torch.save({…})`, `torch.load` | `checkpoint_save`, `checkpoint_load` |
*/

/*: ## Try it

- `mpirun -n 4 ./stage8 --data FILE` with a table of your own.
- `mpirun -n 4 ./stage8 --gpt --save names.pt`, and then `./stage7 --load
  names.pt --temperature 0.8`: the file is the same, whoever trained it.
- `mpirun -n 2 ./stage8 --times`, then with one process. Which is faster?

  ::: {.answer}
  One. A step takes a few microseconds to compute, and a message as long. [What
  several machines cost](many-machines.md) says when it is the other way round.
  :::
- Kill one: `mpirun -n 4 ./stage8 --epochs 100000`, and in another window `kill
  -9` with the number of a process, which `pgrep stage8` lists.

  ::: {.answer}
  The others end at once, and [say who it was](watch.c).
  :::

## Exercises

They need no MPI: the processes are rows of an array.

::: {.exercises}
:::
*/
