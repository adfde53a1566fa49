#include "exercise.h"

#include <stdlib.h>

void shift(int side, const float *from, int dx, int dy, float *to);
int augment(int rows, int side, const float *x, const int *label, float *x_out,
            int *label_out);

enum { CASE_SIDE = 5, CASE_ROWS = 3, CASE_PIXELS = CASE_SIDE * CASE_SIDE };

// Where to, in the first cases: the worked example, not at all, each direction
// alone, and so far that nothing is left.
static const int moves[][2] = {{1, -1}, {0, 0}, {1, 0},  {-1, 0}, {0, 1},
                               {0, -1}, {9, 0}, {0, -9}, {-2, 1}};
enum { MOVES = sizeof moves / sizeof *moves };

static void run_shift(int i)
{
    float from[CASE_PIXELS], filled[CASE_PIXELS];
    int side = i == 0 ? 3 : case_int(2, CASE_SIDE);
    int dx = i < MOVES ? moves[i][0] : case_int(-side, side);
    int dy = i < MOVES ? moves[i][1] : case_int(-side, side);
    for (int k = 0; k < side * side; k++) {
        from[k] = i == 0 ? (float)(k + 1) : case_float(1, 16);
        filled[k] = case_float(-9, -1);
    }
    about(dx == 0 && dy == 0, "it is not moved");
    about(dx > 0, "to the right");
    about(dx < 0, "to the left");
    about(dy > 0, "dy is above 0");
    about(dy < 0, "dy is below 0");
    about(dx >= side || dy <= -side, "moved out of sight");
    given("dx %d, dy %d", dx, dy);
    given_floats("from", side, side, from);
    float *copy = case_copy_new(from, side * side, sizeof *from);
    float *to = case_copy_new(filled, side * side, sizeof *filled);
    shift(side, copy, dx, dy, to);
    answer_array("to", to, side * side);
    case_input_free(copy);
    free(to);
}

// Ink at one edge, at none, or anywhere.
static int has_ink(int i, int side, int k)
{
    int r = k / side, c = k % side, last = side - 1;
    if (i == 2)
        return 1;
    if (r > 0 && c > 0 && r < last && c < last)
        return 1;
    if (r % last == 0 && c % last == 0)
        return 0; // a corner
    return i == 3   ? c == 0
           : i == 4 ? c == last
           : i == 5 ? r == 0
           : i == 6 ? r == last
                    : i > 6 && case_int(0, 3) == 0;
}

static void about_edges(int rows, int side, const float *x)
{
    bool left = false, right = false, upper = false, lower = false;
    for (int k = 0; k < rows * side * side; k++) {
        int r = k / side % side, c = k % side;
        bool ink = x[k] != 0;
        left = left || (ink && c == 0);
        right = right || (ink && c == side - 1);
        upper = upper || (ink && r == 0);
        lower = lower || (ink && r == side - 1);
    }
    about(!left && !right && !upper && !lower, "no ink at the edge");
    about(left, "ink at the left edge");
    about(right, "ink at the right edge");
    about(upper, "ink at the upper edge");
    about(lower, "ink at the lower edge");
}

static void run_augment(int i)
{
    float x[CASE_ROWS * CASE_PIXELS], x_out[5 * CASE_ROWS * CASE_PIXELS];
    int label[CASE_ROWS], label_out[5 * CASE_ROWS];
    int rows = i == 0 ? 1 : i == 1 ? 0 : case_int(1, CASE_ROWS);
    int side = i < 7 ? 3 : case_int(3, CASE_SIDE), pixels = side * side;
    for (int k = 0; k < rows * pixels; k++)
        x[k] = has_ink(i, side, k % pixels) ? case_float(1, 16) : 0;
    for (int k = 0; k < rows * pixels && i == 7; k++)
        x[k] = k % pixels == 1 ? -2.5f : x[k];
    for (int r = 0; r < rows; r++)
        label[r] = case_int(0, 9);
    for (int k = 0; k < 5 * rows * pixels; k++)
        x_out[k] = -3;
    for (int k = 0; k < 5 * rows; k++)
        label_out[k] = -3;
    about(rows == 0, "no pictures");
    about(rows > 1, "more than one picture");
    about(i == 2, "ink everywhere");
    about_edges(rows, side, x);
    about(i == 7, "a number below 0 at the edge");
    given("%d pictures of %d x %d", rows, side, side);
    given_floats("x", rows * side, side, x);
    given_ints("label", 1, rows, label);
    float *in = case_copy_new(x, rows * pixels, sizeof *x);
    int *label_in = case_copy_new(label, rows, sizeof *label);
    float *out = case_copy_new(x_out, 5 * rows * pixels, sizeof *x_out);
    int *labels = case_copy_new(label_out, 5 * rows, sizeof *label_out);
    int n = augment(rows, side, in, label_in, out, labels);
    answer("returned", n);
    n = n < 0 ? 0 : n < 5 * rows ? n : 5 * rows; // behind it may be anything
    for (int k = 0; k < n; k++)
        answer("label", labels[k]);
    answer_array("x_out", out, n * pixels);
    case_input_free(in);
    case_input_free(label_in);
    free(out);
    free(labels);
}

const ExerciseItem exercise_items[] = {
    {"shift", 4, "the moved picture", run_shift, 18, 1e-6},
    {"augment", 5, "more pictures", run_augment, 16, 1e-6, "shift"},
    {0}};

#include EXERCISE
