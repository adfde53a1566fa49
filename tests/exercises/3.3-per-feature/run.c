#include "exercise.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void column_statistics(const double *x, int rows, int features, double *mean,
                       double *deviation);
void standardize_split(double *train, int train_rows, double *test,
                       int test_rows, int features);

enum {
    CASE_ROWS = 10,
    CASE_FEATURES = 16,
    CASE_NUMBERS = CASE_ROWS * CASE_FEATURES
};

typedef struct Table {
    int rows, features;
    double x[CASE_NUMBERS];
} Table;

// Features of different sizes: feature j is around 10 j, ± 1 + j.
static Table table_of(int rows, int features)
{
    Table t = {.rows = rows, .features = features};
    for (int k = 0; k < rows * features; k++) {
        int j = k % features;
        t.x[k] = case_double(9 * j - 1, 11 * j + 1);
    }
    return t;
}

static void set_column(Table *t, int j, double value)
{
    for (int i = 0; i < t->rows; i++)
        t->x[i * t->features + j] = value;
}

static Table train_of(int i)
{
    about(i < 2 || i == 3, "a feature all of whose numbers are equal");
    about(i == 1, "it is 0.1, whose sum is rounded");
    about(i == 2, "a feature that is large and varies little, too little for "
                  "its squares");
    about(i == 3, "one row");
    about(i == 4, "as many features as there may be");
    about(i == 9, "a feature whose first and last number are equal");
    about(i >= 5 && i <= 8, "small numbers, which are not equal");
    static const double example[] = {1, 10, 7, 2, 30, 7, 3, 20, 7};
    if (i == 0) {
        Table t = {.rows = 3, .features = 3};
        memcpy(t.x, example, sizeof example);
        return t;
    }
    if (i == 4)
        return table_of(2, CASE_FEATURES);
    int rows = i == 1 ? CASE_ROWS : i == 3 ? 1 : case_int(4, 7);
    Table t = table_of(rows, i < 4 ? 3 : case_int(2, 4));
    if (i == 1)
        set_column(&t, 2, 0.1);
    for (int k = 0; k < t.rows * t.features && i == 2; k += t.features)
        t.x[k] += 1e8;
    for (int k = 0; k < t.rows * t.features && i >= 5 && i <= 8; k++)
        t.x[k] *= pow(10, -4 * (i - 4));
    if (i == 9)
        t.x[(t.rows - 1) * t.features] = t.x[0];
    return t;
}

static double *case_numbers_new(const Table *t)
{
    return case_copy_new(t->x, t->rows * t->features, sizeof *t->x);
}

static void send(const char *name, const double *numbers, int count)
{
    for (int k = 0; k < count; k++) {
        char text[40];
        sprintf(text, "%s[%d]", name, k);
        answer(text, numbers[k]);
    }
}

static void run_statistics(int i)
{
    Table t = train_of(i);
    double *x = case_numbers_new(&t); // some of it is in the others before
    double *mean = case_copy_new(t.x, t.features, sizeof *t.x);
    double *deviation = case_copy_new(t.x, t.features, sizeof *t.x);
    given_doubles("x", t.rows, t.features, t.x);
    column_statistics(x, t.rows, t.features, mean, deviation);
    send("mean", mean, t.features);
    send("deviation", deviation, t.features);
    case_input_free(x);
    free(mean);
    free(deviation);
}

static void run_split(int i)
{
    Table a = train_of(i);
    Table b = {1, 3, {4, 20, 9}};
    if (i > 0)
        b = table_of(i == 4 ? 1 : case_int(1, 7), a.features);
    given_doubles("train", a.rows, a.features, a.x);
    given_doubles("test", b.rows, b.features, b.x);
    double *train = case_numbers_new(&a), *test = case_numbers_new(&b);
    standardize_split(train, a.rows, test, b.rows, a.features);
    send("train", train, a.rows * a.features);
    send("test", test, b.rows * b.features);
    free(train);
    free(test);
}

const ExerciseItem exercise_items[] = {
    {"statistics", 3, "mean and deviation of each feature", run_statistics, 12,
     1e-9},
    {"split", 3, "training and test rows, standardised", run_split, 12, 1e-6,
     "statistics"},
    {0}};

#include EXERCISE
