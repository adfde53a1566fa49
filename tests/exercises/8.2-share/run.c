#include <stdbool.h>
#include <stdlib.h>

#include "exercise.h"

int rows_each(int rows, int shares, bool drop);
int padding_of(int rows, int shares, bool drop);
void deal(int rows, const int *order, int shares, int share, bool drop,
          int *out);
int holder_of(int rows, const int *order, int shares, int row, bool drop);

enum { CASE_ROWS = 24 };

typedef struct Case {
    int rows, shares;
    int order[CASE_ROWS];
} Case;

static void shuffle(int count, int *order)
{
    for (int i = 0; i < count; i++)
        order[i] = i;
    for (int i = 0; i < count - 1; i++) {
        int k = case_int(i, count - 1), kept = order[i];
        order[i] = order[k];
        order[k] = kept;
    }
}

// 0: the worked example; 1: it can be divided; 2: one row; 3: so few that the
// padding is longer than the order; 4: one share; then any.
static Case case_new(int i)
{
    static const int worked[] = {4, 1, 7, 5, 3, 9, 0, 8, 6, 2};
    Case c = {.rows = 10, .shares = 4};
    if (i > 0) {
        c.shares = i == 4 ? 1 : case_int(3, 7);
        c.rows = i == 1   ? 3 * c.shares
                 : i == 2 ? 1
                 : i == 3 ? 2
                          : case_int(c.shares + 1, CASE_ROWS);
        shuffle(c.rows, c.order);
    }
    if (i == 3)
        c.shares = case_int(5, 7);
    for (int k = 0; k < 10 && i == 0; k++)
        c.order[k] = worked[k];
    return c;
}

static void given_case(const Case *c, bool drop)
{
    about(drop, "dropping");
    about(!drop, "padding");
    about(c->rows % c->shares == 0, "it can be divided");
    about(c->rows < c->shares, "fewer rows than shares");
    about(!drop && 2 * c->rows < c->shares,
          "more places to fill than there are rows");
    about(c->rows == 1, "one row");
    about(c->shares == 1, "one share");
    given("rows = %d, shares = %d, drop = %s", c->rows, c->shares,
          drop ? "true" : "false");
}

static void run_each(int i)
{
    Case c = case_new(i / 2);
    bool drop = i % 2;
    given_case(&c, drop);
    answer("rows of each", rows_each(c.rows, c.shares, drop));
}

static void run_padding(int i)
{
    Case c = case_new(i / 2);
    bool drop = i % 2;
    given_case(&c, drop);
    answer("places filled", padding_of(c.rows, c.shares, drop));
}

// So many rows has a share.
static int size_of(const Case *c, bool drop)
{
    return drop ? c->rows / c->shares : (c->rows - 1) / c->shares + 1;
}

static void answer_shares(const Case *c, bool drop)
{
    int size = size_of(c, drop);
    given_case(c, drop);
    given_ints("order", 1, c->rows, c->order);
    int *order = case_copy_new(c->order, c->rows, sizeof *order);
    for (int share = 0; share < c->shares; share++) {
        int out[CASE_ROWS + 2]; // what is behind the rows stays
        float numbers[CASE_ROWS + 2];
        for (int k = 0; k < CASE_ROWS + 2; k++)
            out[k] = -99;
        deal(c->rows, order, c->shares, share, drop, out);
        for (int k = 0; k < size + 2; k++)
            numbers[k] = (float)out[k];
        answer_array("share, and -99 behind it", numbers, size + 2);
    }
    case_input_free(order);
}

static void run_padded(int i)
{
    Case c = case_new(i);
    answer_shares(&c, false);
}

// No share has a row, then deal writes nothing.
static void run_dropped(int i)
{
    Case c = case_new(i);
    answer_shares(&c, true);
}

static void run_holder(int i)
{
    Case c = case_new(i / 2);
    bool drop = i % 2;
    given_case(&c, drop);
    given_ints("order", 1, c.rows, c.order);
    int *order = case_copy_new(c.order, c.rows, sizeof *order);
    for (int row = 0; row < c.rows; row++)
        answer("share of row", holder_of(c.rows, order, c.shares, row, drop));
    case_input_free(order);
}

const ExerciseItem exercise_items[] = {
    {"each", 1, "rows of each share", run_each, 14, 1e-6},
    {"padding", 1, "places filled again", run_padding, 14, 1e-6, "each"},
    {"padded", 2, "a share with padding", run_padded, 8, 1e-6, "each"},
    {"dropped", 1, "a share with dropping", run_dropped, 8, 1e-6, "each"},
    {"holder", 2, "who has a row", run_holder, 14, 1e-6, "each"},
    {0}};

#include EXERCISE
