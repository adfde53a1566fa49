// What stage 1 does more when it runs in a page: points and start may differ,
// it writes down the numbers of every step, and it ends where it would begin to
// give back its memory. So the page can go back to any step, and ask how deep
// the valley is elsewhere.
//
// The linker puts each __wrap_f between f and its callers (--wrap, live.mk).
#include "../../stages/stage1/stage1.c"

typedef struct Step {
    float w, b, x, y, pred, loss, grad_w, grad_b, new_w, new_b;
} Step;

static Model here; // the program's own
static TensorDataset all;
static float start[2], marks[POINTS];
static bool own_start, own_marks;
static Step *step;
static int steps;

Tensor *__real_tensor_requires_grad(Tensor *t);
Tensor *__wrap_tensor_requires_grad(Tensor *t);
DataLoader __real_dataloader_new(TensorDataset points, int size, bool shuffle);
DataLoader __wrap_dataloader_new(TensorDataset points, int size, bool shuffle);
void __real_backward(Tensor *loss);
void __wrap_backward(Tensor *loss);
void __real_tape_reset(void);
void __wrap_tape_reset(void);
void __real_run_write_history(const Run *run);
void __wrap_run_write_history(const Run *run);

#define EXPORT(name) __attribute__((export_name(#name)))

EXPORT(set_start) void set_start(float w, float b);
EXPORT(set_mark) void set_mark(int point, float y);
EXPORT(step_count) int step_count(void);
EXPORT(step_at) Step *step_at(int i);
EXPORT(point_at) float *point_at(int i);
EXPORT(measured) float measured(float hours);
EXPORT(line_of) float *line_of(float w, float b);
EXPORT(loss_at) float loss_at(float w, float b);

// ------------------------------------------------------------ before main()
void set_start(float w, float b)
{
    start[0] = w;
    start[1] = b;
    own_start = true;
}

void set_mark(int point, float y)
{
    if (!own_marks)
        memcpy(marks, Y, sizeof marks);
    marks[point] = y;
    own_marks = true;
}

// --------------------------------------------------------------- in main()
// The weight comes first, then the bias.
Tensor *__wrap_tensor_requires_grad(Tensor *t)
{
    if (here.weight == NULL)
        here.weight = t;
    else
        here.bias = t;
    return __real_tensor_requires_grad(t);
}

// The training begins.
DataLoader __wrap_dataloader_new(TensorDataset points, int size, bool shuffle)
{
    all = points;
    if (own_marks)
        memcpy(points.y->data, marks, sizeof marks);
    if (own_start) {
        here.weight->data[0] = start[0];
        here.bias->data[0] = start[1];
    }
    return __real_dataloader_new(points, size, shuffle);
}

// In loss_fn the prediction is what the target is subtracted from, and in
// model_forward the batch is what the weight is multiplied with.
void __wrap_backward(Tensor *loss)
{
    const Tensor *difference = loss->input[0]->input[0];
    const Tensor *pred = difference->input[0], *x = pred->input[0]->input[0];
    __real_backward(loss);
    step = memory_resize(step, (size_t)steps + 1, sizeof *step);
    step[steps++] = (Step){.w = here.weight->data[0],
                           .b = here.bias->data[0],
                           .x = x->data[0],
                           .y = difference->input[1]->data[0],
                           .pred = pred->data[0],
                           .loss = tensor_item(loss),
                           .grad_w = here.weight->grad[0],
                           .grad_b = here.bias->grad[0]};
}

// The step has been taken.
void __wrap_tape_reset(void)
{
    step[steps - 1].new_w = here.weight->data[0];
    step[steps - 1].new_b = here.bias->data[0];
    __real_tape_reset();
}

// Here main() ends. It does not return, so nothing that it holds is freed.
void __wrap_run_write_history(const Run *run)
{
    __real_run_write_history(run);
    exit(0);
}

// ------------------------------------------------------------- after main()
int step_count(void)
{
    return steps;
}

Step *step_at(int i)
{
    return &step[i];
}

// Hours and mark.
float *point_at(int i)
{
    static float point[2];
    point[0] = X[i];
    point[1] = all.y->data[i];
    return point;
}

// In the measure in which the program computes.
float measured(float hours)
{
    return standardised(hours);
}

static void go_to(float w, float b)
{
    here.weight->data[0] = w;
    here.bias->data[0] = b;
}

// What this line says for the first point and for the last one.
float *line_of(float w, float b)
{
    static float ends[2];
    go_to(w, b);
    Tensor *pred = model_forward(&here, all.x);
    ends[0] = pred->data[0];
    ends[1] = pred->data[POINTS - 1];
    __real_tape_reset();
    return ends;
}

// The loss of this line over all points.
float loss_at(float w, float b)
{
    go_to(w, b);
    float loss = tensor_item(loss_of_problem(&(Problem){&here, all}));
    __real_tape_reset();
    return loss;
}
