#include "exercise.h"

#include <math.h>

double softplus(double x);
double softplus_slope(double x);

// The logarithm of a tiny answer has all its digits; the answer itself would
// be far below the tolerance.
static double visible(double y)
{
    return y > 0 && y < 1e-3 ? log(y) : y;
}

static void run_middle(int i)
{
    static const double x[] = {0, 1, -1, 5};
    double at = i < 4 ? x[i] : case_double(-6, 6);
    given("x = %.17g", at);
    answer("softplus", visible(softplus(at)));
}

static void run_large(int i)
{
    static const double x[] = {1000, 710, 30, 1e300};
    double at = i < 4 ? x[i] : case_double(35, 5000);
    given("x = %.17g", at);
    answer("softplus", visible(softplus(at)));
}

static void run_small(int i)
{
    static const double x[] = {-40, -20, -300, -700};
    double at = i < 4 ? x[i] : case_double(-600, -30);
    given("x = %.17g (a tiny answer is shown as its logarithm)", at);
    answer("softplus", visible(softplus(at)));
}

static void run_slope(int i)
{
    static const double x[] = {0, 1, -40, 1000, -300, -2, 710, -1000, -720};
    double at = i < 9 ? x[i] : case_double(-6, 6);
    given("x = %.17g (a tiny answer is shown as its logarithm)", at);
    answer("slope", visible(softplus_slope(at)));
}

const ExerciseItem exercise_items[] = {
    {"middle", 1, "ordinary numbers", run_middle, 6, 1e-9},
    {"large", 2, "large numbers", run_large, 6, 1e-9},
    {"small", 2, "results near zero", run_small, 6, 1e-9},
    {"slope", 2, "the slope, everywhere", run_slope, 11, 1e-9},
    {0}};

#include EXERCISE
