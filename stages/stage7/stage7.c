/*: # Stage 7: a GPT that makes up names */
#include "kindling.h"
#include "stage7.h"

typedef struct Settings {
    CliCommon common;
    double temperature;
    int samples;
    bool pairs;
    const char *data, *save, *load;
} Settings;

static Tensor *name_loss(Gpt *gpt, const char *name, Reduction reduction)
{
    float number[NAME_MAX + 2];
    int n = name_encode(name, number);
    Tensor *letters = tensor_from(shape_1d(n), number);
    Tensor *next = tensor_from(shape_1d(n), number + 1);
    return cross_entropy_loss(gpt_forward(gpt, letters), next, reduction);
}

static void train(Run *run, Gpt *gpt, const Names *names)
{
    Parameters parameters = {0};
    module_parameters(&gpt->module, "", &parameters);
    double lr = run->settings->lr, steps = run->settings->epochs;
    Optimizer *adam = adam_new(&parameters, lr);
    adam->beta1 = 0.85;
    adam->beta2 = 0.99;
    for (int step = 0; run_next_epoch(run); step++) {
        const char *name = names->name[step % (names->count - names->tests)];
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

static int seen(const Settings *s, const Names *names)
{
    int most = names->count - names->tests;
    return s->common.epochs < most ? s->common.epochs : most;
}

static void print_loss(const char *who, double loss)
{
    printf("%-27s  %8.4f  %10.2f\n", who, loss, exp(loss));
}

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

// What the figures are made of.
static void draw(const Run *run, Gpt *gpt, const Tensor *pairs,
                 const char *name)
{
    if (run->settings->no_plot)
        return;
    run_write_history(run);
    pairs_write("build/stage7/pairs.dat", pairs);
    attention_write(gpt, name);
}

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

static Settings settings_read(int argc, char **argv)
{
    Settings s = {
        .common = {.seed = 1, .epochs = 1000, .lr = 0.01, .log_every = 100},
        .temperature = 0.5,
        .samples = 20,
    };
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
    if (s.temperature < 0.01)
        cli_stop("--temperature %g: 0.01 is the least", s.temperature);
    return s;
}

int main(int argc, char **argv)
{
    Error error;
    Settings s = settings_read(argc, argv);
    char *list =
        s.data ? text_new_copy(s.data) : cli_home_path("data/names.txt");
    manual_seed(s.common.seed);
    Names names = names_read_shuffled(list);
    Tensor *pairs = pairs_new_count(&names, seen(&s, &names));
    if (s.pairs) {
        pairs_print(pairs);
        return cli_finish();
    }
    Gpt gpt = gpt_new();
    Run run = run_begin("stage7", &s.common, HISTORY_STEPS);
    if (s.load) {
        if (!model_load_state(s.load, &gpt.module, &error))
            cli_fail(&error);
    } else {
        train(&run, &gpt, &names);
        examine(&gpt, &names, pairs);
    }
    if (s.save && !model_save_state(s.save, &gpt.module, false, &error))
        cli_fail(&error);
    char first[NAME_MAX + 1] = "";
    make_names(&gpt, &s, &names, first);
    draw(&run, &gpt, pairs, first);
    tensor_free(pairs);
    gpt_free(&gpt);
    names_free(&names);
    free(list);
    return run_end(&run);
}
