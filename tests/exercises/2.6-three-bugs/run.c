#include <stdlib.h>

#include "data.h"
#include "exercise.h"
#include "nn.h"
#include "optim.h"

TensorDataset points_new(int n, const int *temperature, const float *litres);
void train_epoch(const Linear *model, DataLoader *loader, Optimizer *optimizer);
float loss_of_all(const Linear *model, DataLoader *loader);
void train(const Linear *model, TensorDataset points, int batch_size, double lr,
           int epochs, float *loss_history);

enum { CASE_MOST = 12, CASE_EPOCHS = 8 };

typedef struct Days {
    int n, temperature[CASE_MOST];
    float litres[CASE_MOST];
} Days;

static const Days ida = {10,
                         {17, 21, 24, 19, 28, 31, 26, 22, 18, 33},
                         {14, 25, 28, 17, 38, 41, 30, 25, 15, 47}};

// Elsewhere than in the worked example the last day sells far more.
// The mean temperature is never a whole number.
static Days days_of(int i)
{
    if (i == 0)
        return ida;
    about(i == 1, "a winter, with temperatures below 0");
    Days d = {.n = case_int(5, 11)};
    int sum = 0;
    for (int k = 0; k < d.n; k++) {
        d.temperature[k] = i == 1 ? case_int(-19, 4) : case_int(11, 33);
        d.litres[k] = case_float(1, 3) * (float)(d.temperature[k] + 20);
        sum += d.temperature[k];
    }
    if (sum % d.n == 0)
        d.temperature[0]++;
    d.litres[d.n - 1] += 60;
    return d;
}

static TensorDataset case_points_new(const Days *d)
{
    int *temperature =
        case_copy_new(d->temperature, d->n, sizeof *d->temperature);
    float *litres = case_copy_new(d->litres, d->n, sizeof *d->litres);
    TensorDataset points = points_new(d->n, temperature, litres);
    case_input_free(temperature);
    case_input_free(litres);
    return points;
}

static void given_days(const Days *d)
{
    given_ints("temperature", 1, d->n, d->temperature);
    given_floats("litres", 1, d->n, d->litres);
}

static void drop(Tensor *t)
{
    if (t && t->tape_index < 0)
        tensor_free(t);
}

// A last batch that is shorter than the others.
static int size_for(int i, int rows)
{
    int size = i == 0 ? 3 : case_int(2, 4);
    while (rows % size == 0)
        size++;
    return size;
}

static Linear model_new(int i)
{
    Linear model = linear_new(1, 1, true);
    model.weight->data[0] = i == 0 ? 0 : case_float(-2, 2);
    model.bias->data[0] = i == 0 ? 0 : case_float(-2, 2);
    return model;
}

static void answer_model(const char *when, const Linear *model)
{
    char name[40];
    snprintf(name, sizeof name, "weight%s", when);
    answer(name, model->weight->data[0]);
    snprintf(name, sizeof name, "bias%s", when);
    answer(name, model->bias->data[0]);
}

static void run_points(int i)
{
    Days d = days_of(i);
    given_days(&d);
    TensorDataset points = case_points_new(&d);
    answer_tensor("x", points.x);
    answer_tensor("y", points.y);
    drop(points.x);
    drop(points.y);
}

// Points that are standardised already, more or less; the last one is far off.
static TensorDataset made_new(int rows)
{
    TensorDataset points;
    points.x = case_tensor_new(shape_2d(rows, 1), -1.5, 1.5);
    points.y = case_tensor_new(shape_1d(rows), 0, 10);
    points.y->data[rows - 1] += 10;
    return points;
}

static void run_epoch(int i)
{
    int rows = case_int(5, 11);
    int size = i == 1 ? 1 : i == 2 ? rows - 1 : case_int(2, rows / 2);
    double lr = case_double(0.02, 0.12);
    TensorDataset points = made_new(rows);
    Linear model = model_new(i);
    Parameters parameters = {0};
    linear_parameters(&model, "", &parameters);
    Optimizer *optimizer = sgd_new(&parameters, lr);
    DataLoader loader = dataloader_new(points, size, false);
    about(size == 1, "batches of one row");
    about(rows % size, "a last batch that is smaller than the others");
    given("batches of %d, lr %g, weight %g and bias %g before", size, lr,
          model.weight->data[0], model.bias->data[0]);
    given_tensor("x", points.x);
    given_tensor("y", points.y);
    train_epoch(&model, &loader, optimizer);
    answer_model(" after one epoch", &model);
    train_epoch(&model, &loader, optimizer);
    answer_model(" after two epochs", &model);
    optimizer_free(optimizer);
    dataloader_free(&loader);
    parameters_free(&parameters);
    linear_free(&model);
    tensor_free(points.x);
    tensor_free(points.y);
}

// 1: batches of one length; 2: one batch; 3: the last has one row; 4: one batch
// that could be longer; else the last one is shorter.
static void run_loss(int i)
{
    int rows = i == 1 ? 2 * case_int(3, 5) : case_int(5, 11);
    int size = i == 1   ? rows / 2
               : i == 2 ? rows
               : i == 3 ? rows - 1
               : i == 4 ? rows + case_int(1, 5)
                        : size_for(i, rows);
    TensorDataset points = made_new(rows);
    Linear model = model_new(i);
    DataLoader loader = dataloader_new(points, size, false);
    about(rows % size == 0, "batches of equal length");
    about(rows <= size, "all days in one batch");
    about(rows % size == 1, "a last batch of one day");
    about(rows > size && rows % size > 1,
          "a last batch that is smaller than the others");
    given("batches of %d, weight %g, bias %g", size, model.weight->data[0],
          model.bias->data[0]);
    given_tensor("x", points.x);
    given_tensor("y", points.y);
    answer("loss", loss_of_all(&model, &loader));
    dataloader_free(&loader);
    linear_free(&model);
    tensor_free(points.x);
    tensor_free(points.y);
}

static void run_all(int i)
{
    Days d = days_of(i);
    int size = size_for(i, d.n), epochs = i == 0 ? 6 : case_int(3, CASE_EPOCHS);
    double lr = i == 0 ? 0.2 : case_double(0.02, 0.12);
    Linear model = model_new(i);
    float losses[CASE_EPOCHS];
    for (int k = 0; k < epochs; k++)
        losses[k] = case_float(3, 9);
    given("batches of %d, lr %g, %d epochs, weight %g and bias %g before", size,
          lr, epochs, model.weight->data[0], model.bias->data[0]);
    given_days(&d);
    TensorDataset points = case_points_new(&d);
    float *loss_history = case_copy_new(losses, epochs, sizeof *losses);
    train(&model, points, size, lr, epochs, loss_history);
    answer_array("loss_history", loss_history, epochs);
    free(loss_history);
    answer_model("", &model);
    linear_free(&model);
    drop(points.x);
    drop(points.y);
}

const ExerciseItem exercise_items[] = {
    {"points", 2, "the points, standardised", run_points, 8, 1e-5},
    {"epoch", 2, "one epoch of training", run_epoch, 8, 1e-5},
    {"loss", 2, "the loss of all days", run_loss, 8, 1e-5},
    {"all", 3, "the whole program", run_all, 8, 1e-4, "points epoch loss"},
    {0}};

#include EXERCISE
