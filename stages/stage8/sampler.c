/*: # Who gets which row

Eight shares of a training, and a hundred rows. Each row should be trained with
once in an epoch, each share should have as many as the others, and all
processes should agree on it without asking each other. PyTorch's
`DistributedSampler` does it with three ideas.

![Ten rows in a new order, dealt out to four
shares](sampler.svg){#fig-sampler alt="Ten rows stand in a shuffled order and
are dealt out to four shares in turn; the first two rows come again at the end,
so that each share has three"} */
#include "sampler.h"

#include <stdlib.h>
#include <string.h>

#include "base.h"
#include "random.h"

// The order, and room for a batch.
Sampler sampler_new(TensorDataset data, int shares, uint64_t seed,
                    int batch_size)
{
    int rows = tensor_rows(data.x);
    Sampler s = {.data = data, .shares = shares, .seed = seed, .epoch = -1};
    s.batch_size = batch_size < rows ? batch_size : rows;
    s.order = memory_new((size_t)rows, sizeof *s.order);
    s.batch.x = tensor_new_zeros(shape_2d(s.batch_size, tensor_cols(data.x)));
    s.batch.y = tensor_new_zeros(shape_1d(s.batch_size));
    return s;
}

// The data are not the sampler's.
void sampler_free(Sampler *sampler)
{
    free(sampler->order);
    tensor_free(sampler->batch.x);
    tensor_free(sampler->batch.y);
}

/*: ## One order that everybody knows

If each process shuffled for itself, with a generator of its own, some rows
would be drawn twice and others not at all. So all of them shuffle *all* rows,
with a generator that is made for the purpose from two numbers that everybody
knows: the seed and the epoch.

```python
g = torch.Generator()
g.manual_seed(self.seed + self.epoch)
indices = torch.randperm(len(self.dataset), generator=g).tolist()
```

It has another advantage. A training that goes on after a stop at epoch 13 needs
no memory of what was drawn before: the order of epoch 13 follows from the
number 13. In PyTorch the loop has to say it, `sampler.set_epoch(epoch)`; who
forgets that has the same order in each epoch, and no error. */
void sampler_set_epoch(Sampler *sampler, int epoch)
{
    Generator generator;
    if (sampler->epoch == epoch)
        return; // its order is there
    sampler->epoch = epoch;
    generator_seed(&generator, sampler->seed + (uint64_t)epoch);
    randperm(&generator, tensor_rows(sampler->data.x), sampler->order);
}

/*: ## As many for each

Who has fewer rows than the others is done sooner, and the others wait for a
gradient that never comes. So the number is rounded up: of 10 rows each of 4
shares gets 3. The two that are missing are taken from the beginning of the
order again, so they count twice in this epoch, and other ones in the next.

## Dealt out like cards

Share $s$ takes the rows at the places $s$, $s + n$, $s + 2n$ … of the order.
The place behind the last row is the first again, which is a remainder:

```python
indices += indices[:padding_size]
indices = indices[self.rank:self.total_size:self.num_replicas]
``` */
int sampler_rows(const Sampler *sampler)
{
    int rows = tensor_rows(sampler->data.x), shares = sampler->shares;
    return (rows + shares - 1) / shares;
}

int sampler_batches(const Sampler *sampler)
{
    return (sampler_rows(sampler) + sampler->batch_size - 1) /
           sampler->batch_size;
}

int sampler_row(const Sampler *sampler, int share, int i)
{
    int place = i * sampler->shares + share;
    return sampler->order[place % tensor_rows(sampler->data.x)];
}

/*: ## A batch

The rows are copied into two tensors that the sampler keeps, [as a loader
does](data.c#def-dataloader_next). The last batch may be short. */
TensorDataset sampler_batch(Sampler *sampler, int share, int i)
{
    TensorDataset batch = sampler->batch, data = sampler->data;
    int left = sampler_rows(sampler) - i, cols = tensor_cols(data.x);
    int rows = left < sampler->batch_size ? left : sampler->batch_size;
    tensor_set_rows(batch.x, rows);
    tensor_set_rows(batch.y, rows);
    for (int k = 0; k < rows; k++) {
        int row = sampler_row(sampler, share, i + k);
        memcpy(batch.x->data + k * cols, data.x->data + row * cols,
               (size_t)cols * sizeof *data.x->data);
        batch.y->data[k] = data.y->data[row];
    }
    return batch;
}
