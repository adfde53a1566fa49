#include <stdlib.h>
#include <string.h>

#include "exercise.h"

void embedding_forward(int rows, int dim, const float *weight, int n,
                       const int *index, float *y);
void embedding_backward(int rows, int dim, int n, const int *index,
                        const float *y_grad, float *weight_grad);

enum { CASE_ROWS = 6, CASE_DIM = 4, CASE_TEXT = 6 };

typedef struct Case {
    int rows, dim, n, index[CASE_TEXT];
    float weight[CASE_ROWS * CASE_DIM], y[CASE_TEXT * CASE_DIM];
} Case;

// 0: the worked example; 1: each once; 2: one letter only; 3 and 6: letters
// that are none.
static Case case_of(int i)
{
    if (i == 0)
        return (Case){
            3, 2, 3, {2, 0, 2}, {1, 2, 3, 4, 5, 6}, {1, 0, 0, 1, 2, 2}};
    Case c = {.rows = case_int(3, CASE_ROWS)};
    c.dim = case_int(1, CASE_DIM);
    c.dim += c.dim == c.rows;
    c.dim = c.dim > CASE_DIM ? 2 : c.dim;
    c.n = i == 1 ? c.rows : case_int(3, CASE_TEXT);
    for (int k = 0; k < c.n; k++)
        c.index[k] = i == 1   ? c.rows - 1 - k
                     : i == 2 ? 1
                              : case_int(0, c.rows - 1);
    if (i == 3 || i == 6) {
        c.index[0] = -1;
        c.index[2] = c.rows;
    }
    bool twice = false, same = true;
    for (int k = 0; k < c.n; k++)
        same = same && c.index[k] == c.index[0];
    for (int k = 0; k < c.n * c.n; k++)
        twice = twice ||
                (k / c.n < k % c.n && c.index[k / c.n] == c.index[k % c.n]);
    about(!twice, "no letter stands there twice");
    about(same, "always the same letter");
    about(i == 3 || i == 6, "letters that are none");
    about(c.dim == 1, "rows of one number");
    for (int k = 0; k < c.rows * c.dim; k++)
        c.weight[k] = case_float(-2, 2);
    for (int k = 0; k < c.n * c.dim; k++)
        c.y[k] = case_float(-2, 2);
    return c;
}

// A table with a row of nines before its first and two behind its last: so it
// shows who goes too far.
static float *framed_new(const float *numbers, int rows, int dim)
{
    float all[(CASE_TEXT + 3) * CASE_DIM];
    for (int k = 0; k < (rows + 3) * dim; k++)
        all[k] = 9;
    memcpy(all + dim, numbers, (size_t)(rows * dim) * sizeof *all);
    return case_copy_new(all, (rows + 3) * dim, sizeof *all);
}

static void run_forward(int i)
{
    Case c = case_of(i);
    float *weight = framed_new(c.weight, c.rows, c.dim);
    float *y = framed_new(c.y, c.n, c.dim);
    int *index = case_copy_new(c.index, c.n, sizeof *index);
    given_floats("weight", c.rows, c.dim, c.weight);
    given_ints("index", 1, c.n, c.index);
    given_floats("y before", c.n, c.dim, c.y);
    embedding_forward(c.rows, c.dim, weight + c.dim, c.n, index, y + c.dim);
    answer_array("y", y + c.dim, c.n * c.dim);
    answer_array("what stands around y", y, (c.n + 3) * c.dim);
    case_input_free(weight);
    free(y);
    case_input_free(index);
}

// What stands in the gradient before is the table, from case 4 on.
static void run_backward(int i)
{
    Case c = case_of(i);
    about(i >= 4, "something is in weight_grad before");
    if (i < 4)
        memset(c.weight, 0, sizeof c.weight);
    float *grad = framed_new(c.weight, c.rows, c.dim);
    float *y = framed_new(c.y, c.n, c.dim);
    int *index = case_copy_new(c.index, c.n, sizeof *index);
    given_ints("index", 1, c.n, c.index);
    given_floats("y_grad", c.n, c.dim, c.y);
    given_floats("weight_grad before", c.rows, c.dim, c.weight);
    embedding_backward(c.rows, c.dim, c.n, index, y + c.dim, grad + c.dim);
    answer_array("weight_grad", grad + c.dim, c.rows * c.dim);
    answer_array("what stands around it", grad, (c.rows + 3) * c.dim);
    free(grad);
    case_input_free(y);
    case_input_free(index);
}

const ExerciseItem exercise_items[] = {
    {"forward", 2, "rows of the table", run_forward, 7, 1e-6},
    {"backward", 3, "the gradient of the table", run_backward, 8, 1e-6},
    {0}};

#include EXERCISE
