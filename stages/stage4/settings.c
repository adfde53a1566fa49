/*: # What stage 4 can be asked to do

Without an option it trains, saves, reads again. Each of these can be asked for
alone, by the names of files:

```sh
./stage4 --save flowers.pt
./stage4 --load flowers.pt
./stage4 --load flowers_state.pt --predict data/iris.csv >answers.csv
./stage4 --describe flowers.pt
./stage4 --load flowers.pt --export-c flowers.c
```

## Which files

If no option names one, both files go to `build/stage4/`. The state dict has the
name of the whole model's file with `_state` in it, before the ending.

A figure is drawn only of files that were saved and read again, and a model that
was loaded has no history that could be written. With `--predict` nothing but
the answers is printed, so that they can go to a file. */
#include "stage4.h"

static void choose_files(Settings *s)
{
    if (!s->save && !s->load && !s->predict && !s->export_c) {
        s->save = "build/stage4/iris_classifier.pt";
        output_make_folders(s->save);
        output_check(s->save, FILE_REPLACED);
    }
    if (s->save) {
        const char *end = strrchr(s->save, '.');
        if (end == NULL || strchr(end, '/'))
            end = s->save + strlen(s->save);
        snprintf(s->save_state, sizeof s->save_state, "%.*s_state%s",
                 (int)(end - s->save), s->save, end);
        output_expect(s->save_state, FILE_REPLACED);
    }
    if (s->load)
        s->common.history = NULL;
    s->common.quiet |= s->predict != NULL;
    s->common.no_plot |= s->predict || !s->save;
}

/*: ## What a file holds

Like `--help`, this needs no data: the program says it and stops. */
static _Noreturn void describe(const char *path)
{
    Error error;
    if (!model_file_describe(stdout, path, &error))
        cli_fail(&error);
    exit(cli_finish());
}

/*: ## The options

Those of the table are [those of stage 3](stage.c). */
Settings settings_read(int argc, char **argv)
{
    Settings s = {
        .common = {.seed = 1, .epochs = 100, .lr = 0.001, .batch_size = 2},
        .hidden = 16,
    };
    const Option options[] = {
        {"hidden", "units of the hidden layer", .count = &s.hidden, .min = 1,
         .max = 100000},
        {"table", .table = &s.table}, // --data, --label, and so on
        {"save", "write FILE and FILE_state instead", .file = &s.save,
         .use = FILE_REPLACED},
        {"load", "take the model of a .pt file, do not train", .file = &s.load,
         .use = FILE_READ},
        {"export-c", "write the model as one C file", .file = &s.export_c,
         .use = FILE_REPLACED},
        {"predict", "CSV of features: print label, probabilities",
         .file = &s.predict, .use = FILE_READ},
        {"describe", "say what a .pt file holds, and stop", .file = &s.describe,
         .use = FILE_READ},
        {0}};
    cli_parse(argc, argv, "Saves a trained network and loads it again.",
              &s.common, options);
    if (s.describe)
        describe(s.describe);
    choose_files(&s);
    return s;
}
