#include "exercise.h"

double softplus(double x);
double softplus_slope(double x);

// From 5 on softplus is nearly x, but not to nine digits.
static void run_middle(int i)
{
    static const double x[] = {0, 1, -1, 5, 8, 12, 16, 0.5, -0.5};
    double at = i < 9 ? x[i] : case_double(-6, 18);
    given("x = %.17g", at);
    answer("softplus", softplus(at));
}

static void run_large(int i)
{
    static const double x[] = {1000, 710, 30, 1e300};
    double at = i < 4 ? x[i] : case_double(35, 5000);
    given("x = %.17g", at);
    answer("softplus", softplus(at));
}

static void run_small(int i)
{
    static const double x[] = {-40, -20, -12, -700, -1000};
    double at = i < 5 ? x[i] : case_double(-600, -30);
    given("x = %.17g", at);
    answer_digits("softplus", softplus(at));
}

static void run_slope(int i)
{
    static const double x[] = {0,     1,   -40, 1000, -300, -2,  710,
                               -1000, -20, 8,   14,   0.5,  -0.5};
    double at = i < 13 ? x[i] : case_double(-6, 6);
    given("x = %.17g", at);
    answer_digits("slope", softplus_slope(at));
}

const ExerciseItem exercise_items[] = {
    {"middle", 1, "ordinary numbers", run_middle, 11, 1e-9},
    {"large", 2, "large numbers", run_large, 6, 1e-9},
    {"small", 2, "results near zero", run_small, 7, 1e-9},
    {"slope", 2, "the slope, everywhere", run_slope, 15, 1e-9},
    {0}};

#include EXERCISE
