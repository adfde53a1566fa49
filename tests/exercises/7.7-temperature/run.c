#include <stdlib.h>
#include <string.h>

#include "exercise.h"

void probabilities(int n, const float *z, double temperature, double *p);
int draw(int n, const double *p, double u);

enum { CASE_MOST = 6 };

// 0 and 1: the worked example; 2: very cold; 3: very hot; 4: one
// letter; 5 to 7: very cold again; 8: so cold that exp of the largest score by
// the temperature is just too large.
static void run_probabilities(int i)
{
    static const double temperatures[] = {1, 0.5, 0.001, 100};
    int n = i < 2 ? 3 : i == 4 ? 1 : case_int(2, CASE_MOST);
    float z[CASE_MOST] = {2, 1, 0};
    double p[CASE_MOST] = {7, 7, 7, 7, 7, 7};
    double t = i < 4 ? temperatures[i] : case_double(0.3, 3);
    t = i > 4 && i < 8 ? 0.002 : i == 8 ? 0.00563 : t;
    for (int k = 0; k < n && i > 1; k++)
        z[k] = case_float(-4, 4);
    if (i == 2 || (i > 4 && i < 9)) {
        static const float cold[][4] = {{-3.5f, -2, -1, 0},
                                        {4, -4, -2, 0},
                                        {-4, -2, 4, 0},
                                        {-3, 4, -4, -2},
                                        {4, 3.99f, -2, 0}};
        n = i == 2 ? 3 : 4;
        memcpy(z, cold[i == 2 ? 0 : i - 4], sizeof cold[0]);
    }
    float frame[CASE_MOST + 1]; // behind the scores a very low one
    memcpy(frame, z, sizeof z);
    frame[n] = -100;
    float *scores = case_copy_new(frame, n + 1, sizeof *z);
    double *got = case_copy_new(p, n, sizeof *p);
    about(n == 1, "one letter");
    about(t == 1, "temperature 1");
    about(t > 0 && t < 0.01, "a very low temperature");
    about(t > 10, "a very high temperature");
    given_floats("z", 1, n, z);
    given("temperature = %g", t);
    probabilities(n, scores, t, got);
    for (int k = 0; k < n; k++)
        answer("p", got[k]);
    case_input_free(scores);
    free(got);
}

// Pieces of eighths or sixteenths, so that sums are exact; 1 to 3: at a border,
// at 0, nearly 1; 4: a first piece of 0; 5: rounding leaves u behind all.
static int case_pieces(int i, double p[CASE_MOST])
{
    int n = case_int(3, CASE_MOST), left = 16;
    for (int k = 0; k < n; k++) {
        int part = k + 1 == n ? left : case_int(1, left / 2 > 0 ? left / 2 : 1);
        part = i == 4 && k == 0 ? 0 : part > left ? left : part;
        p[k] = part / 16.0;
        left -= part;
    }
    if (i == 0) {
        memcpy(p, (double[]){0.6652, 0.2447, 0.0901}, 3 * sizeof *p);
        return 3;
    }
    if (i == 5) {
        memcpy(p, (double[]){0.5, 0.25, 0.125, 0}, 4 * sizeof *p);
        return 4;
    }
    return n;
}

static void run_draw(int i)
{
    double p[CASE_MOST];
    int n = case_pieces(i, p);
    double u = i == 0             ? 0.7
               : i == 1           ? p[0]
               : i == 2 || i == 4 ? 0
               : i == 3           ? 0.999
               : i == 5           ? 0.99
               : i == 6           ? p[0] + p[1] + 0.01
                                  : case_int(0, 999) / 1000.0;
    double *pieces = case_copy_new(p, n, sizeof *p);
    about(u == 0, "u is 0");
    double sum = 0;
    bool border = false;
    for (int k = 0; k < n; k++) {
        sum += p[k];
        border = border || (k + 1 < n && sum == u);
    }
    about(border, "u lies at the border of two pieces");
    about(p[0] == 0, "the first piece is empty");
    about(u >= sum, "rounding leaves u behind all pieces");
    given_doubles("p", 1, n, p);
    given("u = %g", u);
    answer("letter", draw(n, pieces, u));
    case_input_free(pieces);
}

const ExerciseItem exercise_items[] = {
    {"probabilities", 3, "scores at a temperature", run_probabilities, 10,
     1e-9},
    {"draw", 3, "the piece in which u lies", run_draw, 12, 1e-6},
    {0}};

#include EXERCISE
