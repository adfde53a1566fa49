#include "exercise.h"

#include <stdlib.h>

void count_blocks(int side, const unsigned char *bitmap, int block, int *count);
int ink_box(int side, const unsigned char *bitmap, int box[4]);

enum { CASE_POINTS = 12 * 12 };

// Sides and blocks of the first cases; the later ones draw theirs.
static const int cases[][2] = {{4, 2}, {6, 3}, {6, 2}, {3, 1}, {5, 5}, {12, 4}};
enum { CASES = sizeof cases / sizeof *cases };

static unsigned char *bitmap_new(int i, int side, int one_of)
{
    static const int example[16] = {0, 1, 1, 0, 0, 1, 1, 0,
                                    0, 0, 1, 0, 0, 0, 1, 0};
    int shown[CASE_POINTS];
    unsigned char points[CASE_POINTS];
    for (int k = 0; k < side * side; k++) {
        int ink = case_int(1, one_of) == 1, black = case_int(1, 255);
        points[k] = (unsigned char)(i == 0 ? example[k] : ink ? black : 0);
        shown[k] = points[k];
    }
    given_ints("bitmap", side, side, shown);
    return case_copy_new(points, side * side, 1);
}

// There is room behind the counts, so that one sees what is written there.
static void run_blocks(int i)
{
    int counts[CASE_POINTS];
    float answers[CASE_POINTS];
    int block = i < CASES ? cases[i][1] : case_int(2, 4);
    int side = i < CASES ? cases[i][0] : block * case_int(2, 3);
    int blocks = side / block * (side / block);
    about(block == 1, "blocks of one point");
    about(block == side, "a single block");
    given("side %d, block %d", side, block);
    unsigned char *bitmap = bitmap_new(i, side, 2);
    for (int k = 0; k < side * side; k++)
        counts[k] = k < blocks ? case_int(-5, 9) : 7;
    int *count = case_copy_new(counts, side * side, sizeof *count);
    count_blocks(side, bitmap, block, count);
    for (int k = 0; k < side * side; k++)
        answers[k] = (float)count[k];
    answer_array("count", answers, blocks);
    answer_array("behind the counts", answers + blocks, side * side - blocks);
    free(count);
    case_input_free(bitmap);
}

static void run_box(int i)
{
    int side = i == 0 ? 4 : case_int(3, 12);
    int box[4] = {-7, -8, -9, 5};
    given("side %d", side);
    unsigned char *bitmap = bitmap_new(i, side, side * side / 2);
    for (int k = 0; k < side * side && i >= 1 && i <= 3; k++)
        bitmap[k] = 0;
    if (i == 2 || i == 3)
        bitmap[i == 2 ? side * side - 1 : 0] = 1;
    if (i >= 1 && i <= 3)
        given(i == 1   ? "all of it white"
              : i == 2 ? "white but for the last point"
                       : "white but for the first point");
    int ink = 0, last = side * side - 1;
    for (int k = 0; k <= last; k++)
        ink += bitmap[k] != 0;
    about(ink == 0, "no ink at all");
    about(ink == 1 && bitmap[last] != 0, "ink in the last place only");
    about(ink == 1 && bitmap[0] != 0, "ink in the first place only");
    answer("returned", ink_box(side, bitmap, box));
    answer("first column", box[0]);
    answer("first row", box[1]);
    answer("last column", box[2]);
    answer("last row", box[3]);
    case_input_free(bitmap);
}

const ExerciseItem exercise_items[] = {
    {"blocks", 3, "the counts of all blocks", run_blocks, 12, 1e-9},
    {"box", 3, "where the ink is", run_box, 14, 1e-9},
    {0}};

#include EXERCISE
