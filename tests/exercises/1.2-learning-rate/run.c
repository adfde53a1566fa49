#include <math.h>
#include <stdlib.h>

#include "exercise.h"

int steps_to(int n, const double *x, const double *y, double lr, double goal,
             int most);
double largest_rate(int n, const double *x);

enum { CASE_POINTS = 10 };

typedef struct Search {
    int n;
    double x[CASE_POINTS], y[CASE_POINTS];
    double lr, goal;
    int most;
} Search;

static double mean_of(int n, const double *x, bool squares)
{
    double sum = 0;
    for (int k = 0; k < n; k++)
        sum += squares ? x[k] * x[k] : x[k];
    return sum / n;
}

static Search search_of(int i)
{
    static const double rates[] = {0.25, 0.25, 0.25, 0.25, 0.25, 1.5, 0.2};
    static const double goals[] = {1, 1.25, 9, 1, 1, 1, 1e-20};
    static const char *const words[] = {
        NULL,
        "a loss that is just the goal",
        "the goal is reached before the first step",
        "the goal is reached by the last step that is allowed",
        "one step too few is allowed",
        "the loss grows from step to step",
        "a goal so small that a float never reaches it"};
    static const int mosts[] = {100, 100, 100, 2, 1, 5000, 400};
    Search s = {2, {-1, 1}, {1, 3}, 0, 0, 400};
    if (i == 6)
        s = (Search){3, {-0.9, 0.1, 0.7}, {0.1, 1.3, 2.02}, 0, 0, 0};
    if (i < 7) {
        about(words[i], words[i]);
        s.lr = rates[i], s.goal = goals[i], s.most = mosts[i];
        return s;
    }
    double slope = case_double(-2, 2), height = case_double(1, 3);
    s.n = case_int(3, CASE_POINTS);
    for (int k = 0; k < s.n; k++) {
        s.x[k] = case_double(-1, 2);
        s.y[k] = slope * s.x[k] + height;
    }
    s.lr = case_double(0.02, 0.2);
    s.goal = case_double(0.001, 0.1);
    return s;
}

static void run_steps(int i)
{
    Search s = search_of(i);
    about(fabs(mean_of(s.n, s.x, false)) > 1e-9, "the mean of x is not 0");
    given("learning rate %g, goal %g, at most %d steps", s.lr, s.goal, s.most);
    given_doubles("x", 1, s.n, s.x);
    given_doubles("y", 1, s.n, s.y);
    double *x = case_copy_new(s.x, s.n, sizeof *s.x);
    double *y = case_copy_new(s.y, s.n, sizeof *s.y);
    answer("steps", steps_to(s.n, x, y, s.lr, s.goal, s.most));
    case_input_free(x);
    case_input_free(y);
}

// 0: the worked example; 1: the chapter's x; 2: the same, standardised.
static void run_largest(int i)
{
    static const double pairs[][2] = {{-1, 1}, {-2, 2}, {-1, 0.5}};
    double places[CASE_POINTS];
    bool chapter = (i > 0 && i < 4) || i == 8;
    bool pair = i == 0 || i > 8;
    int n = pair ? 2 : chapter ? CASE_POINTS : case_int(2, CASE_POINTS);
    double middle = case_double(-5, 5), width = case_double(2, 5);
    for (int k = 0; k < n; k++)
        places[k] = pair      ? pairs[i ? i - 8 : 0][k]
                    : i == 1  ? k
                    : i == 3  ? 10 - k / 10.0
                    : chapter ? (k - 4.5) / (i == 2 ? 2.8722813232690143 : 2.7)
                              : middle + width * case_double(k % 2 ? 0.3 : -1,
                                                             k % 2 ? 1 : -0.3);
    double a = mean_of(n, places, true), b = mean_of(n, places, false);
    double curved = (a + 1) / 2 + sqrt((a - 1) * (a - 1) / 4 + b * b);
    about(a > 9, "large x, so that the limit is small");
    about(curved > 0.85 && curved < 1.2, "a limit of about 1");
    about(a < 0.9, "the bias is steeper than the weight");
    about(a > 1.2 && fabs(b) < 1e-9, "x far from 0, whose mean is 0");
    given("one percent too much or too little is allowed");
    given_doubles("x", 1, n, places);
    double *x = case_copy_new(places, n, sizeof *places);
    answer("1000 * rate", 1000 * largest_rate(n, x));
    case_input_free(x);
}

const ExerciseItem exercise_items[] = {
    {"steps", 3, "counting the steps to a goal", run_steps, 13, 1e-9},
    {"largest", 4, "the largest rate that works", run_largest, 11, 0.01},
    {0}};

#include EXERCISE
