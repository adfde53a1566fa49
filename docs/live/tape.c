// What ./stage3 --graph does more when it runs in a page: it notes which tensor
// is behind each box of its drawing, and the page asks for the numbers.
//
// The linker puts each __wrap_f between f and its callers (--wrap, live.mk).
#include "../../stages/stage3/stage3.c"

enum { BOXES = 32 };
static const Tensor *box[BOXES];
static int boxes;

void __real_graph_write(const char *path, const Tensor *loss,
                        const Parameters *names);
void __wrap_graph_write(const char *path, const Tensor *loss,
                        const Parameters *names);

#define EXPORT(name) __attribute__((export_name(#name)))

EXPORT(count_of) int count_of(int i);
EXPORT(numbers_of) const float *numbers_of(int i);
EXPORT(gradient_of) const float *gradient_of(int i);

// In the order of the drawing: a tensor after its inputs.
static void note(const Tensor *t)
{
    for (int k = 0; k < 3; k++)
        if (t->input[k])
            note(t->input[k]);
    box[boxes++] = t;
}

void __wrap_graph_write(const char *path, const Tensor *loss,
                        const Parameters *names)
{
    __real_graph_write(path, loss, names);
    note(loss);
}

int count_of(int i)
{
    return tensor_numel(box[i]);
}

const float *numbers_of(int i)
{
    return box[i]->data;
}

// 0: it has none.
const float *gradient_of(int i)
{
    return box[i]->grad;
}
