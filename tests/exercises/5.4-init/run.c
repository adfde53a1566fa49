#include "exercise.h"

#include "random.h"

void init_uniform(Tensor *weight, int way);
void init_normal(Tensor *weight, int way);
double signal_after(int layers, int width, double start, int way);

// 0: the worked example; 1: many inputs; 2: many units. Fewer than 16 normal
// numbers are drawn in another way than more.
static Shape case_shape(int i)
{
    static const int sizes[][2] = {{3, 6}, {2, 20}, {20, 2}, {2, 3}};
    if (i < 8)
        return shape_2d(sizes[i / 2][0], sizes[i / 2][1]);
    int rows = case_int(2, 9), cols = case_int(2, 9);
    return shape_2d(rows, cols + (rows == cols));
}

static void run_init(int i, const char *name, void (*init)(Tensor *, int))
{
    Tensor *weight = tensor_new_full(case_shape(i), 7);
    int seed = i == 0 ? 0 : case_int(1, 9999);
    about(i % 2, "He");
    about(i % 2 == 0, "Xavier");
    about(tensor_numel(weight) < 16, "fewer than 16 numbers");
    about(tensor_cols(weight) > tensor_rows(weight), "more inputs than units");
    given("init_%s, a weight of shape %s, %s, seed %d", name,
          shape_text(weight->shape).chars, i % 2 ? "He" : "Xavier", seed);
    manual_seed((uint64_t)seed);
    init(weight, i % 2);
    answer_tensor("weight", weight);
    tensor_free(weight);
}

static void run_uniform(int i)
{
    run_init(i, "uniform", init_uniform);
}

static void run_normal(int i)
{
    run_init(i, "normal", init_normal);
}

static void run_signal(int i)
{
    int layers = i < 2 ? 10 : case_int(1, 6), width = case_int(4, 64);
    double start = i < 2 ? 1 : case_double(0.5, 4);
    about(i % 2, "He");
    about(i % 2 == 0, "Xavier");
    about(layers == 1, "a single layer");
    given("%d layers of width %d, mean square %g, %s", layers, width, start,
          i % 2 ? "He" : "Xavier");
    answer("mean square", signal_after(layers, width, start, i % 2));
}

const ExerciseItem exercise_items[] = {
    {"uniform", 3, "uniform weights", run_uniform, 10, 1e-6},
    {"normal", 2, "normal weights", run_normal, 10, 1e-6},
    {"signal", 2, "what is left behind many layers", run_signal, 6, 1e-9},
    {0}};

#include EXERCISE
