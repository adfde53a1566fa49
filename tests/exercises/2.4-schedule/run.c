#include <stdlib.h>

#include "data.h"
#include "exercise.h"
#include "nn.h"
#include "optim.h"

double step_lr(double lr, int epoch, int step_size, double gamma);
double cosine_annealing_lr(double lr, int epoch, int t_max, double eta_min);
double linear_lr(double lr, int epoch, double start_factor, int total_iters);
void train(const Linear *model, DataLoader *loader, Optimizer *optimizer,
           int epochs, int warmup, double *lr_history);

enum { CASE_SHOWN = 10, CASE_EPOCHS = 12, CASE_ROWS = 9 };

static void answer_rates(const char *name, const double *rates, int count)
{
    float numbers[CASE_EPOCHS];
    for (int k = 0; k < count; k++)
        numbers[k] = (float)rates[k];
    answer_array(name, numbers, count);
}

static void run_step(int i)
{
    double lr = i == 0 ? 0.8 : case_double(0.5, 2), rates[CASE_SHOWN];
    double gamma = i == 0 ? 0.5 : case_double(0.3, 0.9);
    int size = i == 0 ? 3 : i == 1 ? 1 : i == 2 ? 40 : case_int(2, 6);
    about(size == 1, "a stair in each epoch");
    about(size >= CASE_SHOWN, "no stair within sight");
    given("lr %g, step_size %d, gamma %g, epochs 0 to %d", lr, size, gamma,
          CASE_SHOWN - 1);
    for (int t = 0; t < CASE_SHOWN; t++)
        rates[t] = step_lr(lr, t, size, gamma);
    answer_rates("rates", rates, CASE_SHOWN);
}

static void run_cosine(int i)
{
    double lr = i == 0 ? 0.9 : case_double(0.5, 2), rates[CASE_SHOWN];
    double low = i == 0 ? 0.1 : i == 1 ? 0 : case_double(0.05, 0.3);
    int t_max = i == 0 ? 4 : i == 2 ? 30 : case_int(2, CASE_SHOWN - 1);
    about(low == 0, "eta_min is 0");
    about(t_max < CASE_SHOWN - 1, "epochs behind t_max");
    given("lr %g, t_max %d, eta_min %g, epochs 0 to %d", lr, t_max, low,
          CASE_SHOWN - 1);
    for (int t = 0; t < CASE_SHOWN; t++)
        rates[t] = cosine_annealing_lr(lr, t, t_max, low);
    answer_rates("rates", rates, CASE_SHOWN);
}

static void run_linear(int i)
{
    double lr = i == 0 ? 0.8 : case_double(0.5, 2), rates[CASE_SHOWN];
    double start = i == 0 ? 0.25 : i == 1 ? 0 : case_double(0.1, 0.7);
    int total = i == 0 ? 3 : i == 2 ? 30 : i == 3 ? 1 : case_int(2, 8);
    about(start == 0, "it starts from 0");
    about(total < CASE_SHOWN - 1, "epochs behind total_iters");
    about(total == 1, "warm after one epoch");
    given("lr %g, start_factor %g, total_iters %d, epochs 0 to %d", lr, start,
          total, CASE_SHOWN - 1);
    for (int t = 0; t < CASE_SHOWN; t++)
        rates[t] = linear_lr(lr, t, start, total);
    answer_rates("rates", rates, CASE_SHOWN);
}

// 0: the worked example; else points near a line.
static TensorDataset points_new(int rows)
{
    TensorDataset points = {tensor_new_zeros(shape_2d(rows, 1)),
                            tensor_new_zeros(shape_1d(rows))};
    for (int k = 0; k < rows; k++) {
        points.x->data[k] = (float)k - 1;
        points.y->data[k] = 2 * (float)k + 1;
    }
    return points;
}

static void scatter(TensorDataset points)
{
    float slope = case_float(1, 3), height = case_float(1, 3);
    for (int k = 0; k < tensor_numel(points.y); k++) {
        points.x->data[k] = case_float(-1, 1);
        points.y->data[k] =
            slope * points.x->data[k] + height + case_float(-1, 1);
    }
}

static void run_train(int i)
{
    int rows = i == 0 ? 4 : case_int(5, CASE_ROWS);
    int epochs = i == 0 ? 6 : case_int(6, CASE_EPOCHS);
    int warmup = i < 1 ? 2 : i < 3 ? i : i == 3 ? epochs - 1 : case_int(2, 4);
    int size = i == 0 ? 2 : i == 1 ? rows : case_int(1, 3);
    double lr = i == 0 ? 0.2 : case_double(0.02, 0.1), rates[CASE_EPOCHS];
    TensorDataset points = points_new(rows);
    Linear model = linear_new(1, 1, true);
    model.weight->data[0] = i == 0 ? 0 : case_float(-1, 1);
    model.bias->data[0] = i == 0 ? 0 : case_float(-1, 1);
    if (i > 0)
        scatter(points);
    for (int k = 0; k < epochs; k++)
        rates[k] = case_double(3, 9);
    Parameters parameters = {0};
    linear_parameters(&model, "", &parameters);
    Optimizer *optimizer = sgd_new(&parameters, lr);
    DataLoader loader = dataloader_new(points, size, false);
    about(size >= rows, "one batch an epoch");
    about(warmup == 1, "a warm-up of one epoch");
    about(warmup == epochs - 1, "a warm-up of all epochs but one");
    given("lr %g, %d epochs, warmup %d, batches of %d, weight %g and bias %g "
          "before",
          lr, epochs, warmup, size, model.weight->data[0], model.bias->data[0]);
    given_tensor("x", points.x);
    given_tensor("y", points.y);
    double *lr_history = case_copy_new(rates, epochs, sizeof *rates);
    train(&model, &loader, optimizer, epochs, warmup, lr_history);
    answer_rates("lr_history", lr_history, epochs);
    free(lr_history);
    answer("optimizer->lr afterwards", optimizer->lr);
    answer("weight", model.weight->data[0]);
    answer("bias", model.bias->data[0]);
    optimizer_free(optimizer);
    dataloader_free(&loader);
    parameters_free(&parameters);
    linear_free(&model);
    tensor_free(points.x);
    tensor_free(points.y);
}

const ExerciseItem exercise_items[] = {
    {"step", 1, "stairs", run_step, 7, 1e-5},
    {"cosine", 1, "half a cosine", run_cosine, 7, 1e-5},
    {"linear", 1, "the warm-up", run_linear, 8, 1e-5},
    {"train", 3, "training with warm-up and cosine", run_train, 8, 1e-5,
     "linear cosine"},
    {0}};

#include EXERCISE
