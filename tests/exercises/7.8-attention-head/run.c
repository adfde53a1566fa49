#include "exercise.h"

#include "autograd.h"
#include "ops.h"

typedef struct Head {
    Tensor *query, *key, *value, *output;
} Head;

// The learner's file calls it Matrices; the four are the same.
struct Matrices;
Tensor *head_looks_at(const struct Matrices *head, Tensor *x);
Tensor *head_forward(const struct Matrices *head, Tensor *x);

typedef struct Case {
    Head head;
    Tensor *x, *up;
} Case;

static Tensor *matrix_new(int i, int rows, int cols)
{
    Tensor *t = case_tensor_new(shape_2d(rows, cols), -1, 1);
    for (int k = 0; i == 0 && k < tensor_numel(t); k++)
        t->data[k] = 1;
    return tensor_requires_grad(t);
}

// 0: the worked example; 1: one letter; 2: as wide as long.
static Case case_of(int i)
{
    int n = i == 0 ? 2 : i == 1 ? 1 : case_int(3, 5);
    int w = i == 0 ? 1 : i == 2 ? n : case_int(4, 6);
    int d = i == 0 ? 1 : case_int(2, 3);
    Case c = {.x = matrix_new(i, n, w)};
    if (i == 0)
        c.x->data[1] = 2;
    c.head.query = matrix_new(i, d, w);
    c.head.key = matrix_new(i, d, w);
    c.head.value = matrix_new(i, d, w);
    c.head.output = matrix_new(i, w, d);
    for (int k = 0; k < d * w; k++) // so that the scores are far apart
        c.head.query->data[k] *= i == 0 ? 1 : 3;
    c.up = case_tensor_new(shape_2d(n, w), -1, 1);
    about(d == 1, "heads of one number");
    about(n == 1, "one letter");
    about(w == n, "as many letters as numbers a letter");
    given_tensor("X", c.x);
    given_tensor("W_Q", c.head.query);
    given_tensor("W_K", c.head.key);
    given_tensor("W_V", c.head.value);
    given_tensor("W_O", c.head.output);
    return c;
}

static void case_free(Case *c)
{
    tape_reset();
    tensor_free(c->x);
    tensor_free(c->up);
    tensor_free(c->head.query);
    tensor_free(c->head.key);
    tensor_free(c->head.value);
    tensor_free(c->head.output);
}

static const struct Matrices *matrices(const Case *c)
{
    return (const struct Matrices *)(const void *)&c->head;
}

static void run_shares(int i)
{
    Case c = case_of(i);
    answer_tensor("A", head_looks_at(matrices(&c), c.x));
    case_free(&c);
}

static void run_output(int i)
{
    Case c = case_of(i);
    answer_tensor("Y", head_forward(matrices(&c), c.x));
    case_free(&c);
}

static void answer_gradient(const char *name, const Tensor *t)
{
    Tensor gradient = *t;
    gradient.data = t->grad;
    answer_tensor(name, t->grad ? &gradient : NULL);
}

static void run_gradient(int i)
{
    Case c = case_of(i);
    given_tensor("the gradient of Y", c.up);
    Tensor *y = head_forward(matrices(&c), c.x);
    if (shape_equal(y->shape, c.up->shape) && y->requires_grad)
        backward(tensor_sum(tensor_mul(y, c.up)));
    answer_gradient("gradient of W_Q", c.head.query);
    answer_gradient("gradient of W_K", c.head.key);
    answer_gradient("gradient of W_V", c.head.value);
    answer_gradient("gradient of W_O", c.head.output);
    answer_gradient("gradient of X", c.x);
    case_free(&c);
}

const ExerciseItem exercise_items[] = {
    {"shares", 4, "who looks at whom", run_shares, 7, 1e-5},
    {"output", 3, "what is found", run_output, 7, 1e-5, "shares"},
    {"gradient", 3, "what can be learned", run_gradient, 6, 1e-4,
     "output shares"},
    {0}};

#include EXERCISE
