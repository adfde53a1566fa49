#include "kindling.h"
#include "stage8.h"

static Module model_new(int features, int hidden, int classes)
{
    Module layer1 = module_new_linear(features, hidden, true);
    Module layer2 = module_new_linear(hidden, classes, true);
    Module model = module_new("Sequential");
    sequential_add(&model, "layer1", layer1);
    sequential_add(&model, "relu", module_new("ReLU"));
    sequential_add(&model, "layer2", layer2);
    return model;
}

typedef struct Training {
    const Settings *settings;
    TensorDataset data;
    Module model;
    Parameters parameters;
    Optimizer *adam;
    Sampler sampler;
    AllReduce all;
    int step, epoch; // done
    double *figures; // of each share: the sum of its losses, and its hits
    double computing, summing; // seconds
} Training;

// The rows of a share in step i of the epoch.
static TensorDataset batch_of(const Training *t, int share, int first)
{
    static TensorDataset batch;
    int left = sampler_rows(&t->sampler) - first;
    int size = t->settings->common.batch_size;
    int rows = left < size ? left : size, cols = tensor_cols(t->data.x);
    if (!batch.x)
        batch = (TensorDataset){tensor_new_zeros(shape_2d(rows, cols)),
                                tensor_new_zeros(shape_1d(rows))};
    tensor_set_rows(batch.x, rows);
    tensor_set_rows(batch.y, rows);
    for (int i = 0; i < rows; i++) {
        int row = sampler_row(&t->sampler, share, first + i);
        memcpy(batch.x->data + i * cols, t->data.x->data + row * cols,
               (size_t)cols * sizeof(float));
        batch.y->data[i] = t->data.y->data[row];
    }
    return batch;
}

static void gradient_of_share(Training *t, int share, TensorDataset batch)
{
    optimizer_zero_grad(t->adam);
    Tensor *pred = module_forward(&t->model, batch.x);
    Tensor *loss = cross_entropy_loss(pred, batch.y, REDUCTION_MEAN);
    backward(loss);
    all_reduce_put(&t->all, share, &t->parameters);
    t->figures[2 * share] += (double)tensor_item(loss) * tensor_rows(pred);
    t->figures[2 * share + 1] += count_correct(pred, batch.y);
    tape_reset();
}

static void train_step(Training *t, int first)
{
    double begin = MPI_Wtime();
    watch_step(t->step++);
    for (int share = 0; share < t->all.shares; share++)
        if (all_reduce_is_mine(&t->all, share))
            gradient_of_share(t, share, batch_of(t, share, first));
    double middle = MPI_Wtime();
    all_reduce_mean(&t->all, &t->parameters);
    double end = MPI_Wtime();
    optimizer_step(t->adam);
    t->computing += middle - begin;
    t->summing += end - middle;
}

static Epoch train_epoch(Training *t)
{
    int rows = sampler_rows(&t->sampler), shares = t->all.shares;
    Epoch sum = {0};
    memset(t->figures, 0, 2 * (size_t)shares * sizeof *t->figures);
    sampler_set_epoch(&t->sampler, t->epoch++);
    for (int i = 0; i < rows; i += t->settings->common.batch_size)
        train_step(t, i);
    all_reduce_numbers(t->figures, 2 * shares);
    for (int share = 0; share < shares; share++) {
        sum.loss += t->figures[2 * share];
        sum.accuracy += t->figures[2 * share + 1];
    }
    return (Epoch){sum.loss / rows / shares, sum.accuracy / rows / shares};
}

static void save(const Training *t)
{
    Error error;
    const Settings *s = t->settings;
    if (s->checkpoint && t->epoch % s->checkpoint_every == 0 &&
        !checkpoint_save(s->checkpoint, &t->model, t->adam, t->epoch, &error))
        cli_fail(&error);
}

static void train(Training *t, Run *run)
{
    while (t->epoch < t->settings->common.epochs) {
        Epoch epoch = train_epoch(t);
        if (alone_begin()) {
            run_next_epoch(run);
            run_record(run, epoch.loss, epoch.accuracy);
            save(t);
        }
        alone_end();
    }
}

static Training training_new(const Settings *s, TensorDataset data, int classes)
{
    Training t = {.settings = s, .data = data};
    t.model = model_new(tensor_cols(data.x), s->hidden, classes);
    module_parameters(&t.model, "", &t.parameters);
    t.adam = adam_new(&t.parameters, s->common.lr);
    t.sampler = sampler_new(tensor_rows(data.x), s->shares, s->common.seed);
    t.all = all_reduce_new((SumKind)s->sum, s->shares, &t.parameters);
    t.figures = memory_new(2 * (size_t)s->shares, sizeof *t.figures);
    return t;
}

static void resume(Training *t)
{
    Error error;
    if (alone_begin() && t->settings->resume &&
        !checkpoint_load(t->settings->resume, &t->model, t->adam, &t->epoch,
                         &error))
        cli_fail(&error);
    alone_end();
    share_parameters(&t->parameters);
    share_optimizer(t->adam);
    share_bytes(&t->epoch, sizeof t->epoch);
}

int main(int argc, char **argv)
{
    World world = world_begin(&argc, &argv);
    Settings s = {0};
    TableSplit table = {0};
    int classes = 0;
    if (alone_begin()) {
        s = settings_read(argc, argv, world.size);
        table = stage_read_table(&s.table, 1.0 / 3, 1);
        classes = table.table->classes;
        manual_seed(s.common.seed);
    }
    alone_end();
    share_bytes(&s, sizeof s);
    share_bytes(&classes, sizeof classes);
    share_dataset(&table.train);
    Training t = training_new(&s, table.train, classes);
    resume(&t);
    Run run = {0};
    if (world.rank == 0)
        run = run_begin("stage8", &s.common, HISTORY_ACCURACY);
    run.history.first = t.epoch;
    train(&t, &run);
    if (world.rank != 0)
        return 0;
    Tensor *pred = module_forward(&t.model, table.test.x);
    printf("Test Acc.: %.4f\n",
           count_correct(pred, table.test.y) / (float)table.tests);
    if (s.times)
        printf("a step: %.2f us computing, %.2f us summing, %.0f bytes\n",
               1e6 * t.computing / t.step, 1e6 * t.summing / t.step,
               t.all.bytes / t.step);
    Error error;
    if (s.save && !model_save_state(s.save, &t.model, false, &error))
        cli_fail(&error);
    run_write_history(&run);
    return run_end(&run);
}
