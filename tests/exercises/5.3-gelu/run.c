#include <math.h>

#include "exercise.h"

double gelu(double x);
double gelu_slope(double x);
double gelu_tanh(double x);
double gelu_tanh_slope(double x);

static void given_x(double x)
{
    about(x == 0, "x = 0");
    about(x < 0, "x below 0");
    about(x > 0, "x above 0");
    about(fabs(x) >= 2.5, "x far from 0");
    given("x = %.17g", x);
}

static double place(int i)
{
    static const double x[] = {1, 0, -1, 2.5, -3};
    double at = i < 5 ? x[i] : case_double(-4, 4);
    given_x(at);
    return at;
}

static void run_value(int i)
{
    answer("gelu", gelu(place(i)));
}

static void run_slope(int i)
{
    answer("slope", gelu_slope(place(i)));
}

static void run_tanh(int i)
{
    double at = place(i);
    answer("gelu with tanh", gelu_tanh(at));
    answer("slope", gelu_tanh_slope(at));
}

static void run_far(int i)
{
    static const double x[] = {-10, -9, -20, 10, -6.5};
    double at = i < 5 ? x[i] : case_double(-30, -8);
    given_x(at);
    answer_digits("gelu", gelu(at));
}

const ExerciseItem exercise_items[] = {
    {"value", 1, "the function", run_value, 8, 1e-9},
    {"slope", 2, "its slope", run_slope, 8, 1e-9},
    {"far", 2, "far on the left", run_far, 7, 1e-9},
    {"tanh", 2, "the fast one and its slope", run_tanh, 8, 1e-9},
    {0}};

#include EXERCISE
