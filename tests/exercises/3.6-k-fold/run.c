#include "exercise.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "random.h"

typedef double Score(const int *train, int trains, const int *validation,
                     int validations);

int fold_size(int n, int k, int fold);
int k_fold(int n, int k, int fold, const int *order, int *train,
           int *validation);
double cross_validate(int n, int k, const int *order, Score *score,
                      double *deviation);

enum { CASE_MOST = 100 };

static void choose(int i, int *n, int *k)
{
    static const int rows[] = {7, 12, 9, 5}, folds[] = {3, 4, 2, 5};
    *n = i < 4 ? rows[i] : i == 5 ? CASE_MOST : case_int(11, 28);
    *k = i < 4 ? folds[i] : case_int(3, 7);
    if (i == 5)
        *k = 7;
    if (i >= 4 && *n % *k < 2) // a rest of 2 at least
        *n += 2 - *n % *k;
    about(*n % *k == 0, "no rest: the folds are equally large");
    about(*k == 2, "two folds");
    about(*k == *n, "each row is a fold");
    about(*n == CASE_MOST, "as many rows as there may be");
}

static void run_size(int i)
{
    int n, k;
    choose(i, &n, &k);
    given("%d rows, %d folds", n, k);
    for (int fold = 0; fold < k; fold++) {
        char name[30];
        sprintf(name, "size of fold %d", fold);
        answer(name, fold_size(n, k, fold));
    }
}

// rows has room for n.
static void send_rows(const char *name, const int *rows, int count, int n)
{
    float numbers[CASE_MOST];
    count = count < 0 ? 0 : count > n ? n : count;
    for (int k = 0; k < count; k++)
        numbers[k] = (float)rows[k];
    answer_array(name, numbers, count);
}

// 0: fold 1 of the example.
static void run_split(int i)
{
    int n, k, shuffled[CASE_MOST], filled[CASE_MOST];
    choose(i == 1 ? 4 : i == 4 ? 1 : i, &n, &k);
    int fold = i == 0 ? 1 : i == 1 ? 0 : i == 2 ? k - 1 : case_int(1, k - 1);
    for (int p = 0; p < CASE_MOST; p++)
        filled[p] = -1;
    numpy_permutation(i == 0 ? 1 : (uint32_t)case_int(1, 9999), n, shuffled);
    about(fold == 0, "the first fold");
    about(fold == k - 1, "the last fold");
    about(fold > 0 && fold < k - 1, "a fold in the middle");
    given("%d rows, %d folds, fold %d", n, k, fold);
    given_ints("order", 1, n, shuffled);
    int *order = case_copy_new(shuffled, n, sizeof *shuffled);
    int *train = case_copy_new(filled, n, sizeof *filled);
    int *validation = case_copy_new(filled, n, sizeof *filled);
    int size = k_fold(n, k, fold, order, train, validation);
    answer("how many in validation", size);
    send_rows("validation", validation, size, n);
    send_rows("train", train, n - size, n);
    case_input_free(order);
    free(train);
    free(validation);
}

static double value[CASE_MOST];

// 9 for what is no row.
static double value_of(int row)
{
    return row < 0 || row >= CASE_MOST ? 9 : value[row];
}

// A model that says the mean of the training rows for every row. The further
// the validation rows are from it, the lower is the score.
static double score_of_mean(const int *train, int trains, const int *validation,
                            int validations)
{
    double said = 0, error = 0;
    if (trains < 1 || trains > CASE_MOST || validations < 1 ||
        validations > CASE_MOST)
        return -1;
    for (int k = 0; k < trains; k++)
        said += value_of(train[k]) / trains;
    for (int k = 0; k < validations; k++)
        error += fabs(value_of(validation[k]) - said) / validations;
    return 1 - error;
}

static int calls;

static double score_of_example(const int *train, int trains,
                               const int *validation, int validations)
{
    static const double scores[] = {0.9, 1, 0.8, 0};
    (void)train, (void)trains, (void)validation, (void)validations;
    return scores[calls < 3 ? calls++ : 3];
}

static void run_validate(int i)
{
    int n, k, shuffled[CASE_MOST];
    choose(i, &n, &k);
    for (int p = 0; p < CASE_MOST; p++)
        value[p] = case_double(0, 1);
    numpy_permutation(i == 0 ? 1 : (uint32_t)case_int(1, 9999), n, shuffled);
    int *order = case_copy_new(shuffled, n, sizeof *shuffled);
    about(i == 0, "score answers otherwise at each call");
    given("%d rows, %d folds, %s", n, k,
          i == 0 ? "scores 0.9, 1, 0.8"
                 : "score: 1 - the mean distance from the training rows' mean");
    given_ints("order", 1, n, order);
    if (i > 0)
        given_doubles("the rows' values", 1, n, value);
    calls = 0;
    double deviation = case_double(1, 9); // what stood there before
    Score *score = i == 0 ? score_of_example : score_of_mean;
    answer("mean", cross_validate(n, k, order, score, &deviation));
    answer("deviation", deviation);
    case_input_free(order);
}

const ExerciseItem exercise_items[] = {
    {"size", 1, "how many rows a fold has", run_size, 8, 1e-9},
    {"split", 3, "validation and training rows", run_split, 8, 1e-9, "size"},
    {"validate", 2, "mean and deviation of the scores", run_validate, 8, 1e-6,
     "split size"},
    {0}};

#include EXERCISE
