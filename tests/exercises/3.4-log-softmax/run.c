#include "exercise.h"

#include <math.h>
#include <string.h>

double log_sum_exp(int n, const float *x);
void log_softmax(int rows, int classes, const float *x, float *y);
void log_softmax_backward(int rows, int classes, const float *y,
                          const float *y_grad, float *x_grad);

enum { CASE_MOST = 5, CASE_NUMBERS = CASE_MOST * CASE_MOST };

// What a row is made of.
typedef enum Kind {
    ORDINARY,
    HIGH,
    LOW,
    WIDE,
    IMPOSSIBLE,
    EQUAL,
    FIRST,
    LAST,
    SECOND
} Kind;

static void fill_row(Kind kind, int n, float *x)
{
    static const float middle[] = {0, 997, -997, 0, 0, 0, -990, -990, -990};
    static const char *const words[] = {
        [HIGH] = "numbers about 1000, whose exp is infinite",
        [LOW] = "numbers about -1000, whose exp is 0",
        [WIDE] = "numbers that are far apart",
        [IMPOSSIBLE] = "minus infinity among the numbers, and first",
        [EQUAL] = "all numbers are equal",
        [FIRST] = "the first number is far above the others",
        [LAST] = "the last number is far above the others",
        [SECOND] = "the second number is far above the others"};
    about(words[kind], words[kind]);
    about(n == 1, "a single number");
    float same = case_float(-1000, 1000);
    for (int k = 0; k < n; k++) {
        x[k] = middle[kind] + case_float(-3, 3);
        if (kind == EQUAL)
            x[k] = same;
        if (kind == WIDE && k % 2 == 1)
            x[k] -= 990;
        if (kind == WIDE && k % 3 == 2)
            x[k] = 995 + case_float(-3, 3);
        if (kind == IMPOSSIBLE && k % 4 < 2)
            x[k] = -INFINITY;
        if ((kind == FIRST && k == 0) || (kind == LAST && k == n - 1) ||
            (kind == SECOND && k == 1))
            x[k] += 1980;
    }
}

static void run_sum(int i)
{
    static const Kind kinds[] = {HIGH,  HIGH,       HIGH,  LOW,
                                 WIDE,  IMPOSSIBLE, EQUAL, ORDINARY,
                                 FIRST, LAST,       SECOND};
    float row[CASE_MOST] = {1000, 999, 998};
    int n = i == 0 ? 3 : i == 1 ? 1 : case_int(3, CASE_MOST);
    about(i == 0, "numbers about 1000, whose exp is infinite");
    if (i > 0)
        fill_row(kinds[i], n, row);
    Tensor *x = tensor_new_from(shape_1d(n), row);
    given_tensor("x", x);
    case_input_tensor(x);
    answer("log_sum_exp", log_sum_exp(n, x->data));
}

// Logarithms of numbers that sum to 1; some of them tiny, or 0.
static void fill_log_probabilities(Kind kind, int n, float *y)
{
    double part[CASE_MOST], sum = 0;
    about(kind == WIDE, "tiny probabilities");
    about(kind == IMPOSSIBLE, "probabilities of 0");
    about(n == 1, "a single class");
    for (int k = 0; k < n; k++) {
        part[k] = kind == EQUAL ? 1 : case_double(0.05, 1);
        if (kind == WIDE && k % 2 == 1)
            part[k] *= 1e-300;
        if (kind == IMPOSSIBLE && k % 4 < 2)
            part[k] = 0;
        sum += part[k];
    }
    for (int k = 0; k < n; k++)
        y[k] = (float)log(part[k] / sum);
}

// 0: the worked example; 1: one class; 2: about 1000; 3: rows about 1000, -1000
// and 0; 4: wide; 5: with minus infinity; 6: all equal; 7: ordinary;
// 8 to 10: only the first, the last or the second number is not small.
static Tensor *rows_new(int i, void (*fill)(Kind kind, int n, float *row))
{
    static const float example[] = {2, 1,     0, 1000,      999, 998,
                                    0, -1000, 0, -INFINITY, 5,   5};
    static const Kind kinds[] = {HIGH,  HIGH,       HIGH,  HIGH,
                                 WIDE,  IMPOSSIBLE, EQUAL, ORDINARY,
                                 FIRST, LAST,       SECOND};
    if (i == 0)
        return tensor_new_from(shape_2d(4, 3), example);
    int rows = i == 3 ? 3 : case_int(2, 3);
    int classes = i == 1 ? 1 : case_int(4, CASE_MOST);
    Tensor *x = tensor_new_zeros(shape_2d(rows, classes));
    for (int r = 0; r < rows; r++) {
        Kind kind = kinds[i];
        if (i == 3 && r > 0)
            kind = r == 1 ? LOW : ORDINARY;
        fill(kind, classes, x->data + r * classes);
    }
    return x;
}

static void run_forward(int i)
{
    Tensor *x = rows_new(i, fill_row);
    Tensor *y = case_tensor_new(x->shape, -9, 9);
    given_tensor("x", x);
    case_input_tensor(x);
    log_softmax(tensor_rows(x), tensor_cols(x), x->data, y->data);
    answer_tensor("y", y);
    tensor_free(y);
}

// From case 2 on something is in x_grad before.
static void run_backward(int i)
{
    static const float example[] = {1, 0, 2};
    static const float log_probabilities[] = {-0.407606f, -1.407606f,
                                              -2.407606f};
    Tensor *y = i == 0 ? tensor_new_from(shape_2d(1, 3), log_probabilities)
                       : rows_new(i, fill_log_probabilities);
    Tensor *y_grad = case_tensor_new(y->shape, -2, 2);
    Tensor *x_grad = case_tensor_new(y->shape, -1, 1);
    if (i == 0)
        memcpy(y_grad->data, example, sizeof example);
    for (int k = 0; i < 2 && k < tensor_numel(y); k++)
        x_grad->data[k] = 0;
    about(i >= 2, "something is in x_grad before");
    given_tensor("y", y);
    given_tensor("y_grad", y_grad);
    given_tensor("x_grad before", x_grad);
    case_input_tensor(y);
    case_input_tensor(y_grad);
    log_softmax_backward(tensor_rows(y), tensor_cols(y), y->data, y_grad->data,
                         x_grad->data);
    answer_tensor("x_grad", x_grad);
    tensor_free(x_grad);
}

const ExerciseItem exercise_items[] = {
    {"sum", 1, "the logarithm of a sum of exponentials", run_sum, 11, 1e-6},
    {"digits", 1, "the same, in double", run_sum, 11, 1e-12},
    {"forward", 2, "log-softmax of each row", run_forward, 11, 1e-6,
     "sum digits"},
    {"backward", 3, "its gradient, from the output", run_backward, 8, 1e-5},
    {0}};

#include EXERCISE
