#include <math.h>
#include <stdlib.h>

#include "exercise.h"

int epochs_run(int epochs, const double *loss, int patience, double min_delta);
int train_until_worse(int n, const double *x, const double *y, int val_n,
                      const double *val_x, const double *val_y, double lr,
                      int most, int patience, double *weight, double *bias);

enum { CASE_LONGEST = 12 };

typedef struct Course {
    int epochs;
    double loss[CASE_LONGEST];
    int patience;
    double min_delta;
    const char *words;
} Course;

// 0 to 2: the worked examples.
static const Course courses[] = {
    {5, {5, 3, 4, 3.5, 2}, 2, 0, NULL},
    {5, {5, 3, 4, 3.5, 2}, 3, 0, "better in the last epoch that is waited for"},
    {5, {5, 3, 4, 3.5, 2}, 2, 2.5, "gains smaller than min_delta"},
    {8, {5, 6, 4, 5, 3, 4, 2, 1}, 2, 0, "better each time at the last moment"},
    {6, {4, 4, 4, 3, 3, 2}, 2, 0, "equal losses"},
    {8,
     {8, 7.5, 7, 6.5, 6, 5.5, 5, 4.5},
     4,
     1.25,
     "gains smaller than min_delta, which add up"},
    {6, {5, 4, NAN, NAN, 3, 2}, 2, 0, "not a number in the middle"},
    {6, {NAN, 6, 5, 4, 3, 2}, 2, 0, "not a number or infinite at first"},
    {7,
     {3, 9, 8, 7, 6, 5, 4},
     3,
     0,
     "better than the epoch before and worse than the best"},
    {4, {1, 2, 3, 4}, 1, 0, "it rises at once"},
    {6, {6, 5, 4, 3, 2, 1}, 2, 1, "just min_delta better"},
    {6,
     {INFINITY, INFINITY, 3, 2, 1, 0},
     2,
     0,
     "not a number or infinite at first"}};
enum { COURSES = sizeof courses / sizeof *courses };

static void run_epochs(int i)
{
    Course c = {CASE_LONGEST, {0}, 0, 0, NULL};
    if (i < COURSES)
        c = courses[i];
    for (int k = 0; k < CASE_LONGEST && i >= COURSES; k++)
        c.loss[k] = case_int(8, 40 - 2 * k) / 8.0;
    if (i >= COURSES) {
        c.patience = case_int(2, 4);
        c.min_delta = case_int(0, 4) / 8.0;
    }
    about(c.words, c.words);
    given("%d epochs, patience %d, min_delta %g", c.epochs, c.patience,
          c.min_delta);
    given_doubles("loss", 1, c.epochs, c.loss);
    double *loss = case_copy_new(c.loss, c.epochs, sizeof *c.loss);
    answer("epochs", epochs_run(c.epochs, loss, c.patience, c.min_delta));
    case_input_free(loss);
}

static void about_training(int i, int patience, double lr)
{
    about(i == 0, "the epochs run out before the patience");
    about(i == 4, "the epochs run out long after the best one");
    about(patience == 1, "a patience of 1");
    about(i == 2, "a large rate: better and worse epochs take turns, from the "
                  "first on and up to the last");
    about(lr == 0, "lr 0: the loss never changes");
}

// Both sets lie near a line, but not the same one.
static void run_train(int i)
{
    double made[4][CASE_LONGEST] = {{0}}; // x, y, val_x, val_y
    int n = case_int(4, CASE_LONGEST), val_n = case_int(2, 5);
    double *x = made[0], *y = made[1], *val_x = made[2], *val_y = made[3];
    double slope = case_double(1, 2), height = case_double(1, 2);
    for (int k = 0; k < n; k++) {
        x[k] = case_double(-1.5, 1.5);
        if (i == 2)
            x[k] = k % 2 ? 1 : -1;
        y[k] = slope * x[k] + height + case_double(-0.3, 0.3);
    }
    for (int k = 0; k < val_n; k++) {
        val_x[k] = case_double(-1.5, 1.5);
        val_y[k] = 0.6 * slope * val_x[k] + (i == 4 ? 0.3 : 0.7) * height;
    }
    double lr = case_double(0.03, 0.1), weight = 77, bias = 77;
    int most = i == 0 ? 5 : i == 2 ? 9 : i == 3 ? 12 : i == 4 ? 30 : 300;
    int patience = i == 1 ? 1 : i == 2 ? 2 : i == 4 ? 100 : case_int(2, 6);
    if (i == 2 || i == 3)
        lr = i == 2 ? 0.9 : 0; // with 0 the loss never changes
    about_training(i, patience, lr);
    given("lr %g, at most %d epochs, patience %d", lr, most, patience);
    given_doubles("x", 1, n, x);
    given_doubles("y", 1, n, y);
    given_doubles("val_x", 1, val_n, val_x);
    given_doubles("val_y", 1, val_n, val_y);
    x = case_copy_new(x, n, sizeof *x);
    y = case_copy_new(y, n, sizeof *y);
    val_x = case_copy_new(val_x, val_n, sizeof *val_x);
    val_y = case_copy_new(val_y, val_n, sizeof *val_y);
    int epochs = train_until_worse(n, x, y, val_n, val_x, val_y, lr, most,
                                   patience, &weight, &bias);
    case_input_free(x);
    case_input_free(y);
    case_input_free(val_x);
    case_input_free(val_y);
    answer("epochs", epochs);
    answer("weight", weight);
    answer("bias", bias);
}

const ExerciseItem exercise_items[] = {
    {"patience", 3, "when to stop", run_epochs, 25, 1e-9},
    {"train", 4, "training until then", run_train, 10, 1e-6},
    {0}};

#include EXERCISE
