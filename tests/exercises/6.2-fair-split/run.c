#include "exercise.h"

#include <stdlib.h>
#include <string.h>

int fair_split(int rows, const int *label, int classes, int every, int *valid);
int leaks(int rows, int features, const double *x, const int *valid);

enum { CASE_ROWS = 24, CASE_FEATURES = 3 };

static void about_split(int rows, const int *label, int classes, int every)
{
    int most = 0;
    bool missing = false;
    for (int c = 0; c < classes; c++) {
        int count = 0;
        for (int k = 0; k < rows; k++)
            count += label[k] == c;
        most = count > most ? count : most;
        missing = missing || count == 0;
    }
    about(every == 1, "every row is taken");
    about(classes == 1, "one class alone");
    about(missing, "a class that never occurs");
    about(most < every, "no class has so many rows");
    about(classes == 20, "twenty classes");
}

static void run_split(int i)
{
    int label[CASE_ROWS] = {0, 0, 1, 0, 0, 1, 1}, filled[CASE_ROWS];
    float answers[CASE_ROWS];
    int rows = i == 0 ? 7 : case_int(8, CASE_ROWS);
    int classes = i == 0 ? 2 : i == 2 ? 1 : i == 5 ? 20 : case_int(3, 6);
    int every = i == 0 ? 3 : i == 1 ? 1 : i == 4 ? 9 : case_int(2, 4);
    for (int k = 0; k < rows && i > 0; k++) {
        label[k] = case_int(0, classes - 1);
        label[k] = i == 3 && label[k] == 1 ? 2 : label[k];
        label[k] = i == 5 ? 19 - k % 5 : label[k];
    }
    for (int k = 0; k < rows; k++)
        filled[k] = case_int(-3, 3);
    about_split(rows, label, classes, every);
    given("%d classes, every %d", classes, every);
    given_ints("label", 1, rows, label);
    int *copy = case_copy_new(label, rows, sizeof *label);
    int *valid = case_copy_new(filled, rows, sizeof *filled);
    answer("returned", fair_split(rows, copy, classes, every, valid));
    for (int k = 0; k < rows; k++)
        answers[k] = (float)valid[k];
    answer_array("valid", answers, rows);
    case_input_free(copy);
    free(valid);
}

static void about_twins(int rows, int features, const double *x,
                        const int *valid)
{
    int chosen = 0;
    bool twins = false, across = false;
    for (int a = 0; a < rows; a++)
        chosen += valid[a];
    for (int a = 0; a < rows; a++)
        for (int b = 0; b < a; b++) {
            bool same = memcmp(x + a * features, x + b * features,
                               (size_t)features * sizeof *x) == 0;
            twins = twins || same;
            across = across || (same && valid[a] != valid[b]);
        }
    about(twins && !across, "twins only within each of the two sets");
    about(chosen == rows, "no row is in the training set");
    about(chosen == 0, "no row is in the validation set");
}

// The features are few small numbers, so that there are twins.
static void run_leaks(int i)
{
    double x[CASE_ROWS * CASE_FEATURES];
    int valid[CASE_ROWS], rows = case_int(6, 12), features = case_int(2, 3);
    for (int r = 0; r < rows; r++) {
        valid[r] = i == 2 || (i != 3 && case_int(0, 1));
        for (int j = 0; j < features; j++)
            x[r * features + j] = i == 0 ? 2.5 : case_int(0, 2) / 2.0;
        if (i == 1) // 5 of the one, 7 of the other
            x[r * features] = valid[r] ? 5 : 7;
        if (i == 4 || i == 5)
            x[r * features + 1] = r;
    }
    if (i == 4 || i == 5)
        for (int j = 0; j < features; j++) {
            int one = i == 4 ? rows - 1 : 0, other = i == 4 ? rows - 2 : 1;
            x[other * features + j] = x[one * features + j];
            valid[one] = i == 4;
            valid[other] = i == 5;
        }
    about(i == 0, "all rows are the same");
    about_twins(rows, features, x, valid);
    about(i == 4, "only the last two rows are twins");
    about(i == 5, "only the first two rows are twins");
    given_doubles("x", rows, features, x);
    given_ints("valid", 1, rows, valid);
    double *x_copy = case_copy_new(x, rows * features, sizeof *x);
    int *valid_copy = case_copy_new(valid, rows, sizeof *valid);
    answer("leaks", leaks(rows, features, x_copy, valid_copy));
    case_input_free(x_copy);
    case_input_free(valid_copy);
}

const ExerciseItem exercise_items[] = {
    {"split", 4, "every k-th row of each class", run_split, 14, 1e-9},
    {"leaks", 4, "rows that were learned from", run_leaks, 16, 1e-9},
    {0}};

#include EXERCISE
