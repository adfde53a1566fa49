/*: # What a training remembers

A model that was saved can answer. A *training* that was saved can go on, as if
it had never stopped, if nothing is forgotten: the averages of the optimiser and
how many steps it took, the epoch, and where the generator of random numbers
was. PyTorch has no function for that; everybody saves a dict, and most call its
entries so:

```python
torch.save({'model_state_dict': model.state_dict(),
            'optimizer_state_dict': adam.state_dict(),
            'epoch': epoch, 'rng_state': torch.get_rng_state()}, path)
```

Such a file is written, described, and read:

```{.c example="pt_checkpoint"}
```

![A checkpoint: what it holds, and where it
goes](pt_checkpoint.svg){#fig-pt-checkpoint alt="The model's parameters, Adam's
averages and steps, the epoch and the generator become one file, and come back
into a model, an optimiser and a generator that are there"} */
#include "model_file/pt_checkpoint.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "model_file/pt_optimizer.h"
#include "model_file/pt_write.h"
#include "random.h"

/*: ## Writing

The model and [the optimiser](pt_optimizer.c) have chapters of their own. The
generator is a tensor of bytes. */
ZipWriter pt_write_checkpoint(const Module *model, const Optimizer *optimizer,
                              int epoch, const char *prefix)
{
    Pickler w = {0};
    unsigned char generator[GENERATOR_STATE_SIZE];
    float *steps = memory_new((size_t)optimizer->count, sizeof *steps);
    generator_get_state(default_generator(), generator);
    pt_emit(&w, "\x80\x02}q('model_state_dict'");
    pt_write_state_dict(&w, model, NULL);
    pt_emit(&w, "'optimizer_state_dict'");
    pt_write_optimizer(&w, optimizer, steps);
    pt_emit(&w, "'epoch'");
    pt_emit_int(&w, epoch);
    pt_emit(&w, "'rng_state'");
    pt_write_bytes(&w, generator, GENERATOR_STATE_SIZE);
    pt_emit(&w, "u");
    ZipWriter file = pt_write_end(&w, prefix);
    free(steps);
    return file;
}

/*: ## Reading

Others call the entries a little differently, or leave some out. The model is
where [the search](pt_search.c) finds it; the optimiser is the dict that has
`state` and `param_groups`; an epoch there must be, a generator there may be.
All is read and compared before anything is changed. */
static const PickleNode *find_optimizer(const PickleNode *root, Error *error)
{
    const PickleNode *found = NULL;
    for (int i = 0; pt_pickle_is(root, PICKLE_DICT) && i < root->count;
         i += 2) {
        const PickleNode *value = root->item[i + 1];
        if (!pt_is_optimizer(value))
            continue;
        if (found) {
            error_set(error, "it holds several optimisers");
            return NULL;
        }
        found = value;
    }
    if (!found)
        error_set(error, "it holds no optimiser: it is a model, and no "
                         "training that could go on");
    return found;
}

// How many are done.
static bool read_epoch(const PickleNode *root, int *epoch, Error *error)
{
    const PickleNode *node = pt_pickle_get(root, "epoch");
    if (!pt_pickle_is(node, PICKLE_INT) || node->number < 0 ||
        node->number > INT_MAX)
        return error_set(error, "it does not say the epoch");
    *epoch = (int)node->number;
    return true;
}

// Where there is none, the generator stays where it is.
static bool read_generator(const PtFile *file, Generator *g, Error *error)
{
    const PickleNode *node = pt_pickle_get(file->pickle.root, "rng_state");
    unsigned char bytes[GENERATOR_STATE_SIZE];
    PtTensor t;
    if (!node)
        return true;
    if (!pt_read_tensor(&t, &file->zip, "rng_state", node, error))
        return false;
    bool good =
        t.numel == GENERATOR_STATE_SIZE && strcmp(t.type->type, "uint8") == 0;
    for (int i = 0; good && i < GENERATOR_STATE_SIZE; i++)
        bytes[i] = (unsigned char)pt_number(&t, i);
    return (good && generator_set_state(g, bytes)) ||
           error_set(error, "its rng_state is no state of a generator");
}

bool pt_read_checkpoint(const PtFile *file, Module *model, Optimizer *optimizer,
                        int *epoch, Error *error)
{
    const PickleNode *dict = find_optimizer(file->pickle.root, error);
    Generator generator = *default_generator();
    PtOptimizer made;
    int read = 0;
    if (!dict || !read_epoch(file->pickle.root, &read, error) ||
        !read_generator(file, &generator, error) ||
        !pt_read_optimizer(&made, file, dict, optimizer, error))
        return false;
    if (!pt_load_parameters(file, model, error)) {
        free(made.averages);
        return false;
    }
    pt_set_optimizer(optimizer, &made);
    *default_generator() = generator;
    *epoch = read;
    return true;
}
