/*: # What stage 7 can be asked to do

To learn longer and keep the model; to use it; other names; another model:

```sh
./stage7 --steps 20000 --save names.pt
./stage7 --load names.pt --temperature 0.8 --samples 10
./stage7 --data villages.txt
./stage7 --pairs
```

A step takes one name, so there are neither epochs nor batches: an option of the
stage's own [stands in the place](cli.c#the-options-that-all-stages-have) of the
common one.

A temperature of 0 would be a division by 0. What is near it is as cold as one
could wish: at 0.01 a letter whose score is larger by 1 is $e^{100}$ times as
likely. */
#include "stage7.h"

static const Settings DEFAULTS = {
    .common = {.seed = 1, .epochs = 1000, .lr = 0.01, .log_every = 100},
    .temperature = 0.5,
    .samples = 20,
};

// A model that was loaded has no history, and only what makes names is drawn.
static void complete(Settings *s)
{
    if (s->temperature < 0.01)
        cli_stop("--temperature %g: 0.01 is the least", s->temperature);
    if (s->load)
        s->common.history = NULL;
    s->list =
        s->data ? text_new_copy(s->data) : cli_home_path("data/names.txt");
    if (!s->data)
        output_expect(s->list, FILE_READ);
}

/*: All options with their limits. */
Settings settings_read(int argc, char **argv)
{
    Settings s = DEFAULTS;
    const Option options[] = {
        {"steps", "training steps, a name in each", .count = &s.common.epochs,
         .max = 10000000},
        {"log-every", "steps from one line to the next",
         .count = &s.common.log_every, .min = 1},
        {"temperature", "of the names that are made", .number = &s.temperature},
        {"samples", "how many names are made", .count = &s.samples,
         .max = 1000000},
        {"pairs", "count pairs of letters, learn them, and stop",
         .flag = &s.pairs},
        {"data", "a list of names, one a line (default data/names.txt)",
         .file = &s.data, .use = FILE_READ},
        {"save", "write the parameters to a .pt file", .file = &s.save,
         .use = FILE_REPLACED},
        {"load", "take those of a .pt file, do not train", .file = &s.load,
         .use = FILE_READ},
        {0}};
    cli_parse(argc, argv, "Trains a small GPT that makes up names.", &s.common,
              options);
    complete(&s);
    return s;
}
