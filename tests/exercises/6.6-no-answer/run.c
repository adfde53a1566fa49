#include "exercise.h"

#include <stdlib.h>

void answered(int rows, const double *p, const int *right, double tau,
              double *coverage, double *accuracy);
double threshold_for(int rows, const double *p, const int *right,
                     double accuracy);

enum { CASE_ROWS = 12 };

typedef struct Answers {
    int rows;
    double *p;
    int *right;
} Answers;

// Few different probabilities, so that some are equal. wrong: one of so many
// answers is.
static Answers answers_new(int i, int wrong)
{
    double p[CASE_ROWS] = {0.9, 0.5, 0.8, 0.6, 0.8, 0.3};
    int right[CASE_ROWS] = {1, 0, 0, 1, 1, 1};
    int rows = i == 0 ? 6 : i == 1 ? 1 : case_int(5, CASE_ROWS);
    for (int k = 0; k < rows && i > 0; k++) {
        p[k] = case_int(2, 16) / 16.0;
        right[k] = wrong == 0 ? 0 : case_int(1, wrong) > 1;
    }
    given_doubles("p", 1, rows, p);
    given_ints("right", 1, rows, right);
    return (Answers){rows, case_copy_new(p, rows, sizeof *p),
                     case_copy_new(right, rows, sizeof *right)};
}

static void about_answers(Answers a)
{
    int hits = 0;
    for (int k = 0; k < a.rows; k++)
        hits += a.right[k];
    about(a.rows == 1, "one row");
    about(hits == 0, "all answers are wrong");
}

static void run_answered(int i)
{
    double coverage = -7, accuracy = -7;
    Answers a = answers_new(i, i == 4 ? 0 : 3);
    double tau = i == 0   ? 0.8
                 : i == 2 ? 1.5
                 : i == 3 ? 0
                          : a.p[case_int(0, a.rows - 1)];
    int answers = 0;
    for (int k = 0; k < a.rows; k++)
        answers += a.p[k] >= tau;
    about(answers == 0, "no row gets an answer");
    about(answers == a.rows, "each row gets an answer");
    about_answers(a);
    given("tau %g", tau);
    answered(a.rows, a.p, a.right, tau, &coverage, &accuracy);
    answer("coverage", coverage);
    answer("accuracy", accuracy);
    case_input_free(a.p);
    case_input_free(a.right);
}

// The rows as 1/16, 2/16, …, or falling, and one right answer or two.
typedef struct Steps {
    int falling, right, too; // counted from the surest, which is 0; -1: none
    double accuracy;
} Steps;

// Better in between than above; the one that counts is wrong; only the surest
// is right, it is the last row, or the first.
static const Steps steps[] = {{0, 2, 4, 0.34}, {0, 0, -1, 0.5}, {0, 0, -1, 1},
                              {1, 0, -1, 1},   {1, 2, 3, 0.5},  {0, 1, 2, 0.6},
                              {1, 0, 1, 1}};
enum { FIRST = 4, STEPS = sizeof steps / sizeof *steps };

static double steps_fill(Answers a, Steps s)
{
    for (int k = 0; k < a.rows; k++) {
        int place = s.falling ? k : a.rows - 1 - k;
        a.p[k] = (a.rows - place) / 16.0;
        a.right[k] = place == s.right || place == s.too;
    }
    given("but p falls or rises in steps of 1/16");
    given_doubles("p", 1, a.rows, a.p);
    given_ints("right", 1, a.rows, a.right);
    return s.accuracy;
}

static void run_threshold(int i)
{
    Answers a = answers_new(i, i == 2 ? 0 : 3);
    double accuracy = i == 0 ? 1 : i == 3 ? 0 : case_int(5, 8) / 8.0;
    if (i >= FIRST && i < FIRST + STEPS)
        accuracy = steps_fill(a, steps[i - FIRST]);
    if (i == FIRST + STEPS) { // just what all answers have
        double hits = 0;
        for (int k = 0; k < a.rows; k++)
            hits += a.right[k];
        accuracy = hits / a.rows;
    }
    about_answers(a);
    about(i == 3, "an accuracy of 0 is enough");
    about(i >= FIRST && i < FIRST + STEPS, "p falls or rises row by row");
    about(i == FIRST + STEPS, "just the accuracy that all answers have");
    given("accuracy %g", accuracy);
    answer("threshold", threshold_for(a.rows, a.p, a.right, accuracy));
    case_input_free(a.p);
    case_input_free(a.right);
}

const ExerciseItem exercise_items[] = {
    {"answered", 3, "coverage and accuracy", run_answered, 14, 1e-9},
    {"threshold", 4, "the smallest threshold", run_threshold, 20, 1e-9,
     "answered"},
    {0}};

#include EXERCISE
