// What stage 5 does more when it runs in a page: it notes which ReLU units are
// dead. A unit is if the largest of its answers is not above 0; whoever counts
// them asks tensor_max for these answers, layer by layer.
//
// The linker puts each __wrap_f between f and its callers (--wrap, live.mk).
#include "../../stages/stage5/stage5.h"

static float *largest; // of each unit, in the order of the table
static int units;

Tensor *__real_tensor_max(Tensor *x, int dim);
Tensor *__wrap_tensor_max(Tensor *x, int dim);

#define EXPORT(name) __attribute__((export_name(#name)))

EXPORT(unit_count) int unit_count(void);
EXPORT(largest_answers) float *largest_answers(void);

Tensor *__wrap_tensor_max(Tensor *x, int dim)
{
    Tensor *max = __real_tensor_max(x, dim);
    int count = (int)tensor_numel(max);
    largest = memory_resize(largest, (size_t)(units + count), sizeof *largest);
    memcpy(largest + units, max->data, (size_t)count * sizeof *largest);
    units += count;
    return max;
}

int unit_count(void)
{
    return units;
}

float *largest_answers(void)
{
    return largest;
}
