#include "exercise.h"

#include <math.h>
#include <stdlib.h>

int rank_of(int classes, const double *score, int target);
double top_k(int rows, int classes, const double *score, const int *target,
             int k);

enum { CASE_CLASSES = 8, CASE_ROWS = 9 };

// Few different numbers, so that some are equal.
static void fill(int count, double *score)
{
    for (int c = 0; c < count; c++)
        score[c] = case_int(-3, 3) / 2.0;
}

// 0 to 2: the worked example.
static void run_rank(int i)
{
    double score[CASE_CLASSES] = {2, 5, 2};
    int classes = i < 3 ? 3 : i == 7 ? 1 : case_int(4, CASE_CLASSES);
    int target = i < 3 ? (i + 1) % 3 : case_int(i != 7, classes - 1);
    if (i >= 3)
        fill(classes, score);
    for (int c = 0; c < classes && i == 3; c++)
        score[c] = 1.5;
    if (i == 4 || i == 8) {
        score[target] = i == 4 ? 1 : -1;
        score[target == 0] = NAN;
    }
    if (i == 5 || i == 18) {
        target = 1;
        score[1] = NAN;
        score[2] = i == 18 ? NAN : score[2];
    }
    if (i == 6)
        score[0] = INFINITY;
    bool equal = true;
    for (int c = 0; c < classes; c++)
        equal = equal && score[c] == score[0];
    about(equal && !isnan(score[0]), "all scores are equal");
    about(i == 4 || i == 8 || i == 18, "a score of another class is NaN");
    about(i == 5 || i == 18, "the score of the right class is NaN");
    about(i == 6, "a score is infinite");
    about(classes == 1, "one class");
    given("right class %d", target);
    given_doubles("score", 1, classes, score);
    double *copy = case_copy_new(score, classes, sizeof *copy);
    answer("rank", rank_of(classes, copy, target));
    case_input_free(copy);
}

static void run_share(int i)
{
    double score[CASE_ROWS * CASE_CLASSES] = {2, 5, 2, 2, 5, 2, 2, 5, 2};
    int target[CASE_ROWS] = {1, 0, 2};
    int rows = i == 0 ? 3 : i == 1 ? 0 : case_int(4, CASE_ROWS);
    int classes = i == 0 ? 3 : case_int(3, CASE_CLASSES);
    int k = i == 0 ? 2 : i == 2 ? classes + 1 : case_int(1, classes - 1);
    if (i > 0)
        fill(rows * classes, score);
    for (int r = 0; r < rows && i > 0; r++)
        target[r] = case_int(0, classes - 1);
    about(rows == 0, "no rows");
    about(k > classes, "k is more than there are classes");
    given("%d rows, %d classes, k %d", rows, classes, k);
    given_doubles("score", rows, classes, score);
    given_ints("target", 1, rows, target);
    double *copy = case_copy_new(score, rows * classes, sizeof *copy);
    int *right = case_copy_new(target, rows, sizeof *right);
    answer("share", top_k(rows, classes, copy, right, k));
    case_input_free(copy);
    case_input_free(right);
}

const ExerciseItem exercise_items[] = {
    {"rank", 3, "the rank of the right class", run_rank, 19, 1e-9},
    {"share", 2, "the top-k accuracy", run_share, 14, 1e-9, "rank"},
    {0}};

#include EXERCISE
