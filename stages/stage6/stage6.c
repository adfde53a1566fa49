#include "kindling.h"
#include "stage6.h"

static Module model_new(int hidden, double dropout)
{
    Module model = module_new("Sequential"), drop = module_new("Dropout");
    drop.p = dropout;
    sequential_add(&model, NULL, module_new_linear(PIXELS, hidden, true));
    sequential_add(&model, NULL, module_new("ReLU"));
    sequential_add(&model, NULL, drop);
    sequential_add(&model, NULL, module_new_linear(hidden, CLASSES, true));
    return model;
}

static void shrink(const Parameters *parameters, double share)
{
    for (int i = 0; i < parameters->count; i++) {
        Tensor *p = parameters->item[i].tensor;
        for (int k = 0; k < tensor_numel(p); k++)
            p->data[k] *= (float)(1 - share);
    }
}

static Epoch train_epoch(Trained *t, DataLoader *loader, Optimizer *adam)
{
    double loss_sum = 0, hit_sum = 0, rows = tensor_rows(loader->dataset.x);
    TensorDataset batch;
    module_train(&t->model);
    while (dataloader_next(loader, &batch)) {
        Tensor *pred = module_forward(&t->model, batch.x); // (batch, 10)
        Tensor *loss = cross_entropy_loss(pred, batch.y, REDUCTION_MEAN);
        backward(loss);
        shrink(&t->parameters, adam->lr * t->weight_decay);
        optimizer_step(adam);
        optimizer_zero_grad(adam);
        loss_sum += (double)tensor_item(loss) * tensor_rows(pred);
        hit_sum += count_correct(pred, batch.y);
        tape_reset();
    }
    return (Epoch){loss_sum / rows, hit_sum / rows};
}

static Epoch measure(Module *model, TensorDataset data)
{
    module_eval(model);
    no_grad_begin();
    Tensor *pred = module_forward(model, data.x); // (rows, 10)
    Tensor *loss = cross_entropy_loss(pred, data.y, REDUCTION_MEAN);
    Epoch result = {tensor_item(loss),
                    count_correct(pred, data.y) / tensor_rows(pred)};
    no_grad_end();
    tape_reset();
    return result;
}

static Trained train(const char *name, double weight_decay, double dropout,
                     const Digits *digits, const Settings *s)
{
    manual_seed(s->common.seed);
    Trained t = trained_new(name, model_new(s->hidden, dropout));
    DataLoader loader =
        dataloader_new(digits->train, s->common.batch_size, true);
    Optimizer *adam = adam_new(&t.parameters, s->common.lr);
    t.weight_decay = weight_decay;
    for (int epoch = 0; epoch < s->common.epochs; epoch++) {
        Epoch learned = train_epoch(&t, &loader, adam);
        Epoch valid = measure(&t.model, digits->valid);
        record(&t, learned, valid, &s->common);
        if (valid.loss < t.least) {
            t.least = valid.loss;
            t.best = epoch;
            keep(&t);
        }
        if (s->patience > 0 && epoch - t.best >= s->patience)
            break;
    }
    bring_back(&t);
    optimizer_free(adam);
    dataloader_free(&loader);
    return t;
}

static void print_row(const char *name, const Trained *t, int epoch)
{
    const Epoch *train = &t->train.epoch[epoch];
    const Epoch *valid = &t->valid.epoch[epoch];
    printf("%-14s  %5d  %7.4f  %8.4f  %11.4f  %8.4f\n", name, epoch,
           train->loss, train->accuracy, valid->loss, valid->accuracy);
}

static void compare(const Trained *t)
{
    printf("\nnetwork         epoch     loss  accuracy  valid. loss  "
           "accuracy\n");
    print_row(t->name, t, t->train.epochs - 1);
    print_row("stopped early", t, t->best);
    for (int i = 1; i < NETWORKS; i++)
        print_row(t[i].name, &t[i], t[i].best);
}

static Trained *choose(Trained *t)
{
    Trained *chosen = t;
    for (int i = 1; i < NETWORKS; i++)
        chosen = t[i].least < chosen->least ? &t[i] : chosen;
    return chosen;
}

static void examine(Trained *chosen, const Digits *digits, bool quiet)
{
    printf("Test Acc.: %.4f\n", measure(&chosen->model, digits->test).accuracy);
    if (quiet)
        return;
    Tensor *pred = module_forward(&chosen->model, digits->test.x);
    printf("\n");
    print_confusion(digits->test, pred);
    print_worst(digits, pred);
    tape_reset();
}

int main(int argc, char **argv)
{
    Settings s = settings_read(argc, argv);
    Digits digits = digits_read();
    Trained t[NETWORKS] = {
        train("plain", 0, 0, &digits, &s),
        train("weight decay", s.weight_decay, 0, &digits, &s),
        train("dropout", 0, s.dropout, &digits, &s)};
    if (!s.common.quiet && s.common.epochs > 0)
        compare(t);
    Trained *chosen = choose(t);
    examine(chosen, &digits, s.common.quiet);
    if (!s.common.no_plot)
        draw(t, &chosen->model, &digits);
    if (s.common.history)
        curves_write(s.common.history, t);
    for (int i = 0; i < NETWORKS; i++)
        trained_free(&t[i]);
    digits_free(&digits);
    return stage_end("stage6", &s.common);
}
