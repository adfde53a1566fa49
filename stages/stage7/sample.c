/*: # The next letter */
#include "stage7.h"

int sample(const float *probability, int count)
{
    float drawn;
    rand_uniform(default_generator(), 0, 1, 1, &drawn);
    double left = drawn;
    for (int i = 0; i + 1 < count; i++) {
        left -= probability[i];
        if (left < 0)
            return i;
    }
    return count - 1;
}

void make_name(Gpt *gpt, double temperature, char name[NAME_MAX + 1])
{
    float number[BLOCK] = {EDGE};
    int n = 0, next = 1;
    no_grad_begin();
    while (n < NAME_MAX && next != EDGE) {
        Tensor *scores = gpt_forward(gpt, tensor_from(shape_1d(n + 1), number));
        scores = tensor_div(scores, tensor_scalar((float)temperature));
        Tensor *p = tensor_softmax(scores, 1); // (n + 1, 27)
        next = sample(p->data + n * LETTERS, LETTERS);
        if (next != EDGE) {
            number[n + 1] = (float)next;
            name[n++] = letter_of(next);
        }
        tape_reset();
    }
    name[n] = '\0';
    no_grad_end();
}
