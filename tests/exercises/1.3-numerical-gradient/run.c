#include <math.h>
#include <stdlib.h>

#include "exercise.h"

void numerical_gradient(double (*loss)(int n, const double *p), int n,
                        double *p, double h, double *gradient);
int first_wrong(double (*loss)(int n, const double *p), int n, double *p,
                const double *claim);

enum { CASE_LONGEST = 6 };

static double square_times(int n, const double *p)
{
    return n == 2 ? p[0] * p[0] * p[1] : p[0] * p[0] * p[0];
}

static double coupled(int n, const double *p)
{
    double sum = 0;
    for (int k = 0; k < n; k++)
        sum += (k + 1) * p[k] * p[k] * p[k] + p[k] * p[(k + 1) % n];
    return sum;
}

static void coupled_gradient(int n, const double *p, double *gradient)
{
    for (int k = 0; k < n; k++)
        gradient[k] =
            3 * (k + 1) * p[k] * p[k] + p[(k + 1) % n] + p[(k + n - 1) % n];
}

static void answer_changed(int n, const double *p, const double *before)
{
    int changed = 0;
    for (int k = 0; k < n; k++)
        changed += p[k] != before[k];
    answer("numbers of p that have changed", changed);
}

// 0: the worked example; 1: one parameter; from 2 on p and h as they come.
static void run_slopes(int i)
{
    double before[CASE_LONGEST] = {3, 2}, filled[CASE_LONGEST], h = 0.5;
    int n = i < 2 ? 2 - i : case_int(2, CASE_LONGEST);
    for (int k = 0; k < n; k++) {
        filled[k] = case_double(5, 9); // what stands there before
        before[k] = i == 0 ? before[k] : case_double(-2, 2);
    }
    if (i > 0)
        h = case_double(0.05, 0.5);
    about(n == 1, "a single parameter");
    about(n > 2, "slopes that depend on the other parameters");
    given("L = %s, h = %g",
          i == 0 ? "p0^2 p1"
          : i == 1
              ? "p0^3"
              : "sum of (k + 1) pk^3 + pk pk+1 (behind the last: the first)",
          h);
    given_doubles("p", 1, n, before);
    double *p = case_copy_new(before, n, sizeof *before);
    double *gradient = case_copy_new(filled, n, sizeof *filled);
    numerical_gradient(i < 2 ? square_times : coupled, n, p, h, gradient);
    for (int k = 0; k < n; k++)
        answer("slope", gradient[k]);
    answer_changed(n, p, before);
    free(p);
    free(gradient);
}

static const char *const plants[] = {"all right, and nothing special",
                                     "one far too large",
                                     "one far too small",
                                     "two of them wrong",
                                     "one is not a number",
                                     "a small error in a large one",
                                     "a zero, right",
                                     "the last one is wrong",
                                     "the same error in a small one",
                                     "slopes below -1, right",
                                     "an error that is just allowed",
                                     "one has the wrong sign",
                                     "the first one is wrong",
                                     "one is infinite",
                                     "allowed, near 1",
                                     "allowed, below -1"};
enum { PLANTS = sizeof plants / sizeof *plants };

static void plant(int kind, int at, int n, double *claim)
{
    if (kind == 1 || kind == 3)
        claim[at] += 2;
    if (kind == 2 || kind == 3)
        claim[kind == 2 ? at : at + 1] -= 2;
    if (kind == 4)
        claim[at] = NAN;
    if (kind == 5 || kind == 8)
        claim[at] += 0.01;
    if (kind == 7)
        claim[n - 1] += 2;
    if (kind == 10 || kind == 14 || kind == 15)
        claim[at] += 0.9e-4 * (1 + fabs(claim[at]));
    if (kind == 11)
        claim[at] = -claim[at];
    if (kind == 12)
        claim[0] += 2;
    if (kind == 13)
        claim[at] = INFINITY;
}

// As in plants, twice.
static void run_find(int i)
{
    double p[CASE_LONGEST], claim[CASE_LONGEST];
    int n = CASE_LONGEST, at = case_int(1, 3), kind = i % PLANTS;
    for (int k = 0; k < n; k++)
        p[k] = case_double(0.5, 2);
    if (kind == 5 || kind == 6 || kind == 8)
        for (int k = 0; k < n; k++)
            p[k] = kind == 5 ? 100 : 0;
    for (int k = 0; k < n && kind == 14; k++)
        p[k] = 0.25;
    at = kind == 15 ? 2 : at;
    for (int k = 0; k < n && (kind == 9 || kind == 15); k++)
        p[k] = k % 2 ? -p[k] - 1 : 0.1;
    coupled_gradient(n, p, claim);
    plant(kind, at, n, claim);
    given("L = sum of (k + 1) pk^3 + pk pk+1 (behind the last: the first)");
    given_doubles("p", 1, n, p);
    given_doubles("claim", 1, n, claim);
    about(true, plants[kind]);
    double *p_copy = case_copy_new(p, n, sizeof *p);
    double *claim_copy = case_copy_new(claim, n, sizeof *claim);
    answer("first wrong", first_wrong(coupled, n, p_copy, claim_copy));
    answer_changed(n, p_copy, p);
    free(p_copy);
    case_input_free(claim_copy);
}

const ExerciseItem exercise_items[] = {
    {"slopes", 3, "the slope by each parameter", run_slopes, 8, 1e-9},
    {"find", 3, "finding the wrong number", run_find, 2 * PLANTS, 1e-9,
     "slopes"},
    {0}};

#include EXERCISE
