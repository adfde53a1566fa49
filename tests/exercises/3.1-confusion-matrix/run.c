#include "exercise.h"

#include <stdio.h>
#include <stdlib.h>

void confusion_matrix(int n, const int *is, const int *said, int classes,
                      int *count);
double precision(int classes, const int *count, int c);
double recall(int classes, const int *count, int c);

enum { CASE_MOST = 24, CASE_CLASSES = 6 };

static void about_classes(int n, const int *is, const int *said, int classes)
{
    bool unsaid = false, unseen = false;
    for (int c = 0; c < classes; c++) {
        int seen = 0, times = 0;
        for (int k = 0; k < n; k++) {
            seen += is[k] == c;
            times += said[k] == c;
        }
        unsaid = unsaid || times == 0;
        unseen = unseen || seen == 0;
    }
    about(unsaid, "a class is never said");
    about(unseen, "nobody is of one of the classes");
}

static void run_matrix(int i)
{
    int is[CASE_MOST] = {0, 0, 1, 1, 1, 2},
        said[CASE_MOST] = {0, 1, 1, 1, 2, 2};
    int filled[CASE_CLASSES * CASE_CLASSES];
    float answers[CASE_CLASSES * CASE_CLASSES];
    int n = i == 0 ? 6 : case_int(7, CASE_MOST);
    int classes = i == 0 ? 3 : i == 1 ? 4 : case_int(2, CASE_CLASSES);
    for (int k = 0; k < n && i > 0; k++) {
        is[k] = case_int(i == 2, classes - 1);
        said[k] = case_int(0, 2) ? is[k] : case_int(0, classes - 1);
        said[k] = i == 1 && said[k] == 2 ? 3 : said[k];
    }
    for (int k = 0; k < classes * classes; k++)
        filled[k] = i == 0 ? 0 : case_int(-3, 9);
    about(i == 0, "count is 0 before");
    about_classes(n, is, said, classes);
    given("%d classes", classes);
    given_ints("is", 1, n, is);
    given_ints("said", 1, n, said);
    int *is_copy = case_copy_new(is, n, sizeof *is);
    int *said_copy = case_copy_new(said, n, sizeof *said);
    int *count = case_copy_new(filled, classes * classes, sizeof *filled);
    confusion_matrix(n, is_copy, said_copy, classes, count);
    for (int k = 0; k < classes * classes; k++)
        answers[k] = (float)count[k];
    answer_array("count", answers, classes * classes);
    case_input_free(is_copy);
    case_input_free(said_copy);
    free(count);
}

typedef struct Matrix {
    int classes, count[CASE_CLASSES * CASE_CLASSES];
} Matrix;

static Matrix matrix_of(int i)
{
    about(i == 1, "a column is empty: the class is never said");
    about(i == 2, "a row is empty: nobody is of the class");
    if (i == 0)
        return (Matrix){3, {1, 1, 0, 0, 2, 1, 0, 0, 1}};
    Matrix m = {.classes = i < 4 ? 3 : case_int(2, CASE_CLASSES)};
    for (int k = 0; k < m.classes * m.classes; k++) {
        int row = k / m.classes, column = k % m.classes;
        m.count[k] = row == column ? case_int(3, 20) : case_int(1, 9);
        if ((i == 1 && column == 1) || (i == 2 && row == 1))
            m.count[k] = 0;
    }
    return m;
}

static void run_share(int i, double (*share)(int, const int *, int))
{
    Matrix m = matrix_of(i);
    char text[20];
    given_ints("count", m.classes, m.classes, m.count);
    int *count = case_copy_new(m.count, m.classes * m.classes, sizeof *m.count);
    for (int c = 0; c < m.classes; c++) {
        snprintf(text, sizeof text, "class %d", c);
        answer(text, share(m.classes, count, c));
    }
    case_input_free(count);
}

static void run_precision(int i)
{
    run_share(i, precision);
}

static void run_recall(int i)
{
    run_share(i, recall);
}

const ExerciseItem exercise_items[] = {
    {"matrix", 2, "the confusion matrix", run_matrix, 8, 1e-9},
    {"precision", 2, "precision of each class", run_precision, 8, 1e-9},
    {"recall", 2, "recall of each class", run_recall, 8, 1e-9},
    {0}};

#include EXERCISE
