// What stage 3 does more when it runs in a page: it keeps the parameters as
// they were after each epoch, so that the map can be drawn for any of them, and
// it ends where it would begin to draw, with all that it has learned in memory.
//
// The linker puts each __wrap_f between f and its callers (--wrap, live.mk).
#include "../../stages/stage3/stage3.h"

static Optimizer *adam;
static const TableSplit *split;
static Classifier *classifier;
static const void *model;
static const Run *run;
static float **kept; // of each epoch: all numbers of all parameters
static int epochs;
static unsigned char *wrong; // of each row of flowers.dat: is it named wrongly?

Optimizer *__real_adam_new(const Parameters *parameters, double lr);
Optimizer *__wrap_adam_new(const Parameters *parameters, double lr);
void __real_run_record(Run *run, double loss, double accuracy);
void __wrap_run_record(Run *run, double loss, double accuracy);
void __real_optimizer_free(Optimizer *optimizer);
void __wrap_optimizer_free(Optimizer *optimizer);
void __real_decision_map_write(const TableSplit *table, Classifier *say,
                               const void *trained);
void __wrap_decision_map_write(const TableSplit *table, Classifier *say,
                               const void *trained);

#define EXPORT(name) __attribute__((export_name(#name)))

EXPORT(map_after) int map_after(int epoch);
EXPORT(wrong_rows) unsigned char *wrong_rows(void);

Optimizer *__wrap_adam_new(const Parameters *parameters, double lr)
{
    return adam = __real_adam_new(parameters, lr);
}

// Its list of parameters is needed for as long as the page is there.
void __wrap_optimizer_free(Optimizer *optimizer)
{
    (void)optimizer;
}

static size_t parameter_bytes(int i)
{
    return (size_t)tensor_numel(adam->parameter[i]) * sizeof(float);
}

static float *parameters_new_copy(void)
{
    size_t size = 0, at = 0;
    for (int i = 0; i < adam->count; i++)
        size += parameter_bytes(i);
    float *copy = memory_new(size, 1);
    for (int i = 0; i < adam->count; i++) {
        memcpy(copy + at, adam->parameter[i]->data, parameter_bytes(i));
        at += (size_t)tensor_numel(adam->parameter[i]);
    }
    return copy;
}

void __wrap_run_record(Run *training, double loss, double accuracy)
{
    run = training;
    __real_run_record(training, loss, accuracy);
    kept = memory_resize(kept, (size_t)epochs + 1, sizeof *kept);
    kept[epochs++] = parameters_new_copy();
}

// Here main() ends. It does not return, so nothing that it holds is freed.
void __wrap_decision_map_write(const TableSplit *table, Classifier *say,
                               const void *trained)
{
    split = table;
    classifier = say;
    model = trained;
    run_write_history(run);
    exit(0);
}

// Writes the map's files as they were after this epoch, the first one being 0;
// the page reads them. Returns how many parameters the model has.
int map_after(int epoch)
{
    size_t at = 0;
    for (int i = 0; epoch < epochs && i < adam->count; i++) {
        memcpy(adam->parameter[i]->data, kept[epoch] + at, parameter_bytes(i));
        at += (size_t)tensor_numel(adam->parameter[i]);
    }
    __real_decision_map_write(split, classifier, model);
    return (int)at;
}

static void examine(TensorDataset rows, unsigned char *result)
{
    const Tensor *said = classifier(model, rows.x);
    for (int i = 0; i < tensor_numel(rows.y); i++)
        result[i] = said->data[i] != rows.y->data[i];
    tape_reset();
}

// In the order of flowers.dat, the test rows first, at the epoch of the map.
unsigned char *wrong_rows(void)
{
    if (wrong == NULL)
        wrong = memory_new((size_t)split->table->rows, 1);
    no_grad_begin();
    examine(split->test, wrong);
    examine(split->train, wrong + split->tests);
    no_grad_end();
    return wrong;
}
