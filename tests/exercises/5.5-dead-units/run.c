#include <stdlib.h>

#include "exercise.h"

int count_dead(const Tensor *h);
void activity(const Tensor *h, float *share);
int count_stuck(const Tensor *weight, const Tensor *bias);

enum { CASE_MOST = 8 };

static const float worked[] = {0, 2, 0, 0, 0, 0.5f, 0, 1, 0, 0, 3, 0};

static void about_outputs(const Tensor *h)
{
    int rows = tensor_rows(h), cols = tensor_cols(h), alive = 0;
    for (int c = 0; c < cols; c++) {
        bool dead = true;
        for (int r = 0; r < rows; r++)
            dead = dead && h->data[r * cols + c] == 0;
        alive += !dead;
    }
    about(rows == 1, "one row");
    about(alive == cols, "no unit is dead");
}

// From 4 on random, with dead units and a row of zeros.
static Tensor *outputs_new(int i)
{
    about(i == 2, "tiny outputs, which are not 0");
    if (i == 0)
        return tensor_new_from(shape_2d(4, 3), worked);
    int rows = i == 1 ? 1 : case_int(3, 7), cols = case_int(3, CASE_MOST);
    Tensor *h = case_tensor_new(shape_2d(rows, cols), i == 3 ? 1 : -2, 2);
    for (int k = 0; k < rows * cols; k++) {
        bool dead = i > 3 && (k % cols) % 3 == i % 3;
        bool zero_row = i > 3 && k / cols == i % 3;
        h->data[k] = h->data[k] < 0 || dead || zero_row ? 0 : h->data[k];
        if (i == 2)
            h->data[k] *= 1e-30f;
    }
    return h;
}

static void run_dead(int i)
{
    Tensor *h = outputs_new(i);
    about_outputs(h);
    given_tensor("h", h);
    case_input_tensor(h);
    answer("dead", count_dead(h));
}

static void run_activity(int i)
{
    static const float filled[CASE_MOST] = {9, 8, 7, 6, 5, 4, 3, 2};
    Tensor *h = outputs_new(i);
    float *share = case_copy_new(filled, tensor_cols(h), sizeof *filled);
    about_outputs(h);
    given_tensor("h", h);
    case_input_tensor(h);
    activity(h, share);
    answer_array("share", share, tensor_cols(h));
    free(share);
}

// One unit, of two inputs. 0 and 1: the worked example.
typedef struct Unit {
    float weight[2], bias;
    const char *words;
} Unit;

static const Unit single[] = {
    {{2, -3}, -1.5f, "one unit, and one of its inputs alone wakes it"},
    {{2, -3}, -2, "one unit, whose largest sum is just 0"},
    {{1, 2}, -2.5f, "one unit, and only all inputs together wake it"},
    {{-1, -2}, 0.5f, "one unit, and only with all inputs 0 it is awake"},
    {{-1, -2}, -0.5f, "one unit, no weight above 0, and a bias below 0"}};
enum { SINGLE = sizeof single / sizeof *single };

static void run_stuck(int i)
{
    int units = i < SINGLE ? 1 : case_int(4, 6), inputs = i < SINGLE ? 2 : 3;
    double most = i == SINGLE ? 0 : 2; // then no weight above 0
    Tensor *weight = case_tensor_new(shape_2d(units, inputs), -2, most);
    Tensor *bias = case_tensor_new(shape_1d(units), -3, i == SINGLE ? 3 : 0.5);
    for (int k = 0; i < SINGLE && k < 2; k++) {
        weight->data[k] = single[i].weight[k];
        bias->data[0] = single[i].bias;
    }
    about(i < SINGLE, single[i < SINGLE ? i : 0].words);
    about(i < SINGLE, "a single unit");
    bool above = false;
    for (int k = 0; k < units * inputs; k++)
        above = above || weight->data[k] > 0;
    about(!above, "no weight above 0");
    given_tensor("weight", weight);
    given_tensor("bias", bias);
    case_input_tensor(weight);
    case_input_tensor(bias);
    answer("stuck", count_stuck(weight, bias));
}

const ExerciseItem exercise_items[] = {
    {"dead", 2, "how many units are dead", run_dead, 7, 0},
    {"activity", 2, "how often each unit is alive", run_activity, 7, 1e-6},
    {"stuck", 2, "dead for every input", run_stuck, 15, 0},
    {0}};

#include EXERCISE
