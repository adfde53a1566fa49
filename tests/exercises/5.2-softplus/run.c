#include <math.h>

#include "exercise.h"

double softplus(double x);
double softplus_slope(double x);

static void given_x(double x)
{
    double power = exp(x);
    about(x == 0, "x = 0");
    about(power < 1e-300, "x so far below 0 that exp(x) is tiny or 0");
    about(x < -30, "x below -30");
    about(x >= -30 && x <= -10, "x from -30 to -10");
    about(x > -10 && x < 0, "x from -10 to 0");
    about(x > 0 && x < 5, "x from 0 to 5");
    about(x >= 5 && x < 35, "x from 5 to 35");
    about(x >= 35, "x above 35");
    about(isinf(power), "x so large that exp(x) is infinite");
    given("x = %.17g", x);
}

// From 5 on softplus is nearly x, but not to nine digits.
static void run_middle(int i)
{
    static const double x[] = {0, 1, -1, 5, 8, 12, 16, 0.5, -0.5};
    double at = i < 9 ? x[i] : case_double(-6, 18);
    given_x(at);
    answer("softplus", softplus(at));
}

static void run_large(int i)
{
    static const double x[] = {1000, 710, 30, 1e300};
    double at = i < 4 ? x[i] : case_double(35, 5000);
    given_x(at);
    answer("softplus", softplus(at));
}

static void run_small(int i)
{
    static const double x[] = {-40, -20, -12, -700, -1000, -14, -16};
    double at = i < 7 ? x[i] : case_double(-600, -30);
    given_x(at);
    answer_digits("softplus", softplus(at));
}

static void run_slope(int i)
{
    static const double x[] = {0,     1,   -40, 1000, -300, -2,   710,
                               -1000, -20, 8,   14,   0.5,  -0.5, -16};
    double at = i < 14 ? x[i] : case_double(-6, 6);
    given_x(at);
    answer_digits("slope", softplus_slope(at));
}

const ExerciseItem exercise_items[] = {
    {"middle", 1, "ordinary numbers", run_middle, 11, 1e-9},
    {"large", 2, "large numbers", run_large, 6, 1e-9},
    {"small", 2, "results near zero", run_small, 9, 1e-9},
    {"slope", 2, "the slope, everywhere", run_slope, 16, 1e-9},
    {0}};

#include EXERCISE
