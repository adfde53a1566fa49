/*: # A task: names
*/
#include "../stage7/gpt.h"
#include "stage8.h"

// The numbers of each name with the edges in a row of x, and zeros behind them;
// how many letters are to be guessed in y.
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

static Rows read_rows(const Settings *s)
{
    const char *given = s->table.data;
    char *list = given ? text_new_copy(given) : cli_home_path("data/names.txt");
    Names names = names_read_shuffled(list);
    int trained = names.count - names.tests;
    Rows rows = {.train = rows_of(&names, 0, trained),
                 .test = rows_of(&names, trained, names.tests)};
    names_free(&names);
    free(list);
    return rows;
}

static Module *model_new(const Settings *s, const Rows *rows)
{
    (void)s, (void)rows; // its sizes are those of stage 7
    Gpt *gpt = memory_new(1, sizeof *gpt);
    *gpt = gpt_new();
    return &gpt->module;
}

// The module is the first that a GPT has, so they begin at the same place.
static Gpt *gpt_of(Module *model)
{
    return (Gpt *)model;
}

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

static void set_optimizer(Optimizer *adam, const CliCommon *common)
{
    double step = adam->parameter_steps[0], steps = common->epochs;
    adam->beta1 = 0.85;
    adam->beta2 = 0.99;
    adam->lr = common->lr * (1 - step / steps);
}

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

const Task NAMES_TASK = {.kind = HISTORY_STEPS,
                         .read = read_rows,
                         .model_new = model_new,
                         .loss = loss_of,
                         .set_optimizer = set_optimizer,
                         .examine = examine};
