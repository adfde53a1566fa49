#include "exercise.h"

#include <stdlib.h>

int confused_pair(int classes, const int *count, int *a, int *b);
double mean_f1(int classes, const int *count);

enum { CASE_CLASSES = 6 };

// In some of them a class neither occurs nor was said.
static int *matrix_new(int i, int classes)
{
    static const int example[9] = {5, 1, 1, 0, 8, 2, 2, 0, 6};
    int count[CASE_CLASSES * CASE_CLASSES];
    int absent = i % 3 == 2 ? case_int(0, classes - 1) : -1;
    for (int k = 0; k < classes * classes; k++) {
        int r = k / classes, c = k % classes;
        count[k] = r == c ? case_int(5, 30) : case_int(0, 9);
        if (i >= 8 && (r == absent || c == absent))
            count[k] = 0;
        if (i == 1 && r != c)
            count[k] = 0;
        if (i == 2 && r != c)
            count[k] = r < c ? 3 : 1;
        if ((i == 3 && r >= classes - 2 && c == 2 * classes - 3 - r) ||
            (i == 4 && r < 2 && c == 1 - r))
            count[k] = 14;
        if (i == 0)
            count[k] = example[k];
        if (i == 6 || (i == 7 && r == c) || (i > 11 && k == 0))
            count[k] = 0;
    }
    about(i == 1, "nothing is confused");
    about(i == 2, "each pair equally often");
    about(i == 3, "the last two classes are the pair");
    about(i == 4, "the first two classes are the pair");
    about(classes == 1, "one class");
    about(i == 6, "all counts are 0");
    about(i == 7, "nothing is right");
    about(i >= 8 && absent >= 0, "a class that neither occurs nor was said");
    about(i > 11, "class 0 is never right");
    given_ints("count", classes, classes, count);
    return case_copy_new(count, classes * classes, sizeof *count);
}

static int classes_of(int i)
{
    return i == 0 ? 3 : i == 5 ? 1 : case_int(3, CASE_CLASSES);
}

static void run_pair(int i)
{
    int a = -3, b = -4, classes = classes_of(i);
    int *count = matrix_new(i, classes);
    answer("returned", confused_pair(classes, count, &a, &b));
    answer("a", a);
    answer("b", b);
    case_input_free(count);
}

static void run_f1(int i)
{
    int classes = classes_of(i);
    int *count = matrix_new(i, classes);
    answer("mean", mean_f1(classes, count));
    case_input_free(count);
}

const ExerciseItem exercise_items[] = {
    {"pair", 4, "the most confused pair", run_pair, 18, 1e-9},
    {"f1", 4, "the mean of the F1 scores", run_f1, 18, 1e-9},
    {0}};

#include EXERCISE
