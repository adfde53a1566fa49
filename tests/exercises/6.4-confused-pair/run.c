#include "exercise.h"

#include <stdlib.h>

int confused_pair(int classes, const int *count, int *a, int *b);
double mean_f1(int classes, const int *count);

enum { CASE_CLASSES = 6 };

// A class of which nothing was right: does it occur, was it said?
static void about_classes(int classes, const int *count)
{
    bool neither = false, unsaid = false, unseen = false, wrong = false;
    for (int c = 0; c < classes; c++) {
        int row = 0, column = 0;
        for (int k = 0; k < classes; k++) {
            row += count[c * classes + k];
            column += count[k * classes + c];
        }
        neither = neither || (row == 0 && column == 0);
        unsaid = unsaid || (row > 0 && column == 0);
        unseen = unseen || (row == 0 && column > 0);
        wrong = wrong || (row > 0 && column > 0 && !count[c * (classes + 1)]);
    }
    about(neither, "a class that neither occurs nor was said");
    about(unsaid, "a class that occurs and was never said");
    about(unseen, "a class that was said and never occurs");
    about(wrong, "a class that is never right");
}

// Is anything confused, and which pair most often?
static void about_pairs(int classes, const int *count)
{
    int most = 0, first = 0, last = 0, right = 0;
    for (int r = 0; r < classes; r++) {
        right += count[r * classes + r];
        for (int c = 0; c < r; c++) {
            int both = count[r * classes + c] + count[c * classes + r];
            most = both > most ? both : most;
            first = r == 1 ? both : first;
            last = r == classes - 1 && c == r - 1 ? both : last;
        }
    }
    about(most == 0, "nothing is confused");
    about(right == 0, "nothing is right");
    about(most > 0 && last == most, "no two more often than the last two");
    about(most > 0 && first == most, "no two more often than the first two");
}

// In some of them a class neither occurs nor was said. 18 and 19: class 1 was
// never said, or never occurs; 20: of two equal pairs one has the smaller a,
// one the smaller b.
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
            (i == 4 && r < 2 && c == 1 - r) ||
            (i == 20 && r != c && r + c == classes - 1))
            count[k] = 14;
        if (i == 0)
            count[k] = example[k];
        if (i == 6 || (i == 7 && r == c) || (i > 11 && i < 18 && k == 0) ||
            (i == 18 && c == 1) || (i == 19 && r == 1))
            count[k] = 0;
    }
    about(i == 2, "each pair is confused 4 times");
    about(i == 20, "0 and 3 are confused as often as 1 and 2");
    about(classes == 1, "one class");
    about(i == 6, "all counts are 0");
    about_pairs(classes, count);
    about_classes(classes, count);
    given_ints("count", classes, classes, count);
    return case_copy_new(count, classes * classes, sizeof *count);
}

static int classes_of(int i)
{
    return i == 0 ? 3 : i == 5 ? 1 : i == 20 ? 4 : case_int(3, CASE_CLASSES);
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
    {"pair", 4, "the most confused pair", run_pair, 21, 1e-9},
    {"f1", 4, "the mean of the F1 scores", run_f1, 20, 1e-9},
    {0}};

#include EXERCISE
