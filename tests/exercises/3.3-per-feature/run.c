#include "exercise.h"

#include <stdio.h>
#include <string.h>

void column_statistics(const double *x, int rows, int features, double *mean,
                       double *deviation);
void standardize_split(double *train, int train_rows, double *test,
                       int test_rows, int features);

enum {
    CASE_ROWS = 12,
    CASE_FEATURES = 6,
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

// 0: the worked example; 1: a constant that a sum rounds; 2: large and nearly
// constant; 3: one row.
static Table train_of(int i)
{
    static const double example[] = {1, 10, 7, 2, 30, 7, 3, 20, 7};
    if (i == 0) {
        Table t = {.rows = 3, .features = 3};
        memcpy(t.x, example, sizeof example);
        return t;
    }
    int rows = i == 1 ? 10 : i == 3 ? 1 : case_int(4, CASE_ROWS);
    Table t = table_of(rows, i < 4 ? 3 : case_int(2, CASE_FEATURES));
    if (i == 1)
        set_column(&t, 2, 0.1);
    for (int k = 0; k < t.rows * t.features && i == 2; k += t.features)
        t.x[k] += 1e8;
    return t;
}

static void say(const char *name, char *text, const Table *t)
{
    sprintf(text + strlen(text), "%s %d x %d: ", name, t->rows, t->features);
    for (int k = 0; k < t->rows * t->features && strlen(text) < 150; k++)
        sprintf(text + strlen(text), "%s%.10g",
                k == 0                 ? ""
                : k % t->features == 0 ? "; "
                                       : " ",
                t->x[k]);
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
    double mean[CASE_FEATURES] = {0}, deviation[CASE_FEATURES] = {0};
    char text[400] = "";
    say("x", text, &t);
    given("%s", text);
    column_statistics(t.x, t.rows, t.features, mean, deviation);
    send("mean", mean, t.features);
    send("deviation", deviation, t.features);
}

static void run_split(int i)
{
    Table train = train_of(i);
    Table test = {1, 3, {4, 20, 9}};
    if (i > 0)
        test = table_of(case_int(1, CASE_ROWS), train.features);
    char text[400] = "";
    say("test", text, &test);
    given("%d training rows, first %.10g %.10g …; %s", train.rows, train.x[0],
          train.x[1], text);
    standardize_split(train.x, train.rows, test.x, test.rows, train.features);
    send("train", train.x, train.rows * train.features);
    send("test", test.x, test.rows * test.features);
}

const ExerciseItem exercise_items[] = {
    {"statistics", 3, "mean and deviation of each feature", run_statistics, 8,
     1e-7},
    {"split", 3, "training and test rows, standardised", run_split, 8, 1e-6},
    {0}};

#include EXERCISE
