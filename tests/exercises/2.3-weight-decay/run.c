#include "exercise.h"

#include "data.h"

void decay_step(Tensor *parameter, float *buffer, double lr, double momentum,
                double weight_decay);
double norm_after(TensorDataset points, double weight_decay, int steps);

enum { CASE_POINTS = 10 };

// Quarters, short to read in a message; never 0.
static Tensor *quarters_new(Shape shape)
{
    Tensor *t = tensor_new_zeros(shape);
    for (int k = 0; k < tensor_numel(t); k++) {
        float size = (float)case_int(1, 12) / 4;
        t->data[k] = case_int(0, 1) ? size : -size;
    }
    return t;
}

// A parameter and its step.
typedef struct Case {
    Tensor *w, *grad, *v;
    double lr, momentum, weight_decay;
} Case;

static Case case_new(int i, double momentum)
{
    Shape shape = i < 4 ? shape_1d(i == 0 ? 1 : 2) : shape_2d(2, 2);
    Case c = {.momentum = momentum};
    c.w = quarters_new(shape);
    c.grad = quarters_new(shape);
    c.v = tensor_new_zeros(shape);
    c.lr = case_int(1, 6) * 0.05;
    c.weight_decay = case_int(1, 8) * 0.1;
    if (i == 0) {
        c.w->data[0] = 1;
        c.grad->data[0] = 2;
        c.lr = 0.1;
        c.weight_decay = 0.5;
    }
    return c;
}

static void given_case(const Case *c)
{
    about(tensor_numel(c->w) == 1, "a single number");
    about(tensor_rows(c->w) > 1, "a matrix");
    about(c->weight_decay == 0, "no decay");
    given("lr = %g, momentum = %g, weight_decay = %g", c->lr, c->momentum,
          c->weight_decay);
    given_tensor("w", c->w);
    given_tensor("g", c->grad);
}

static void take_step(Case *c)
{
    c->w->grad = c->grad->data;
    decay_step(c->w, c->v->data, c->lr, c->momentum, c->weight_decay);
}

static void case_free(Case *c)
{
    tensor_free(c->w);
    tensor_free(c->grad);
    tensor_free(c->v);
}

// No momentum. 0: the worked example; 1: the gradient is 0; 2: no decay.
static void run_step(int i)
{
    Case c = case_new(i, 0);
    about(i == 1, "the gradient is 0");
    if (i == 1)
        c.grad->data[0] = c.grad->data[1] = 0;
    if (i == 2)
        c.weight_decay = 0;
    given_case(&c);
    take_step(&c);
    answer_tensor("w after the step", c.w);
    case_free(&c);
}

// Several steps, all with the same array of gradients.
static void run_momentum(int i)
{
    Case c = case_new(i, i == 0 ? 0.9 : case_int(10, 19) * 0.05);
    given_case(&c);
    take_step(&c);
    answer_tensor("w after step 1", c.w);
    take_step(&c);
    answer_tensor("w after step 2, with the same grad", c.w);
    take_step(&c);
    answer_tensor("w after step 3, with the same grad", c.w);
    answer_tensor("buffer after step 3", c.v);
    answer_tensor("grad after step 3", c.grad);
    case_free(&c);
}

// 0 to 2: the two points of the statement; 3 to 5: the ten of the chapter,
// standardised. Then random points, from 9 on with few steps.
static TensorDataset points_new(int i)
{
    static const float two[][2] = {{-1, 1}, {1, 3}};
    static const float ten[] = {1.0f, 1.3f, 3.1f, 2.0f, 5.0f,
                                6.3f, 6.6f, 7.4f, 8.0f, 9.0f};
    int n = i < 3 ? 2 : i < 6 ? CASE_POINTS : case_int(3, CASE_POINTS);
    TensorDataset points;
    points.x = quarters_new(shape_2d(n, 1));
    points.y = quarters_new(shape_1d(n));
    for (int k = 0; k < n; k++) {
        float place = ((float)k - 4.5f) / 2.8722813f;
        points.x->data[k] = i < 3   ? two[k][0]
                            : i < 6 ? place
                                    : points.x->data[k] / 2;
        points.y->data[k] = i < 3   ? two[k][1]
                            : i < 6 ? ten[k]
                                    : points.y->data[k] + 2;
    }
    return points;
}

static void run_norm(int i)
{
    static const double decays[] = {0, 0.5, 2, 0, 1, 2};
    TensorDataset points = points_new(i);
    double decay = i < 6 ? decays[i] : case_int(1, 15) * 0.2;
    int steps = i < 6 ? 100 : i < 9 ? case_int(10, 60) : i - 8;
    about(decay == 0, "no decay");
    about(steps == 1, "a single step");
    about(i > 5, "x whose mean is not 0");
    given("weight_decay = %g, %d steps, %d points", decay, steps,
          tensor_numel(points.y));
    given_tensor("x", points.x);
    given_tensor("y", points.y);
    answer("norm", norm_after(points, decay, steps));
    tensor_free(points.x);
    tensor_free(points.y);
}

const ExerciseItem exercise_items[] = {
    {"step", 2, "one step", run_step, 7, 1e-5},
    {"momentum", 1, "three steps with momentum", run_momentum, 7, 1e-5},
    {"norm", 2, "the length of the parameters", run_norm, 12, 1e-4,
     "step momentum"},
    {0}};

#include EXERCISE
