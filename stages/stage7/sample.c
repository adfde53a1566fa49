/*: # The next letter

The model gives 27 probabilities. Which letter is written? The most probable
one would always make the same name. So one is drawn, like a lot.

## A wheel of fortune

Lay the probabilities on a line from 0 to 1, each as long as it is large. Draw a
point of the line, uniform; the letter is the one in whose piece it lies. To
find it, take piece after piece away from what is left.

What is rounded may leave a little at the end; then it is the last letter. */
#include "gpt.h"

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

/*: PyTorch has `torch.multinomial` for this, which draws 27 numbers for a
letter and makes a race of them. The letters have the same probabilities, but it
makes other names of the same seed; `tests/golden/record_stage7.py` draws as we
do.

## Temperature

Before the softmax the scores are divided by the **temperature** $T$:

$$ p_j = \frac{e^{z_j / T}}{\sum_k e^{z_k / T}}. $$ {#eq-temperature}

Two letters have the ratio $p_j / p_k = e^{(z_j - z_k)/T}$. At $T = 1/2$ the
ratios are squared: what is twice as probable becomes four times as probable.
Near 0 the largest score takes all, which is **argmax**, and for a large $T$ all
become equal. The training knows nothing of it; there $T = 1$.

## A name

The letters so far go in, all of them, and the last row of the scores says what
comes next. (The other rows say what they have said before: a letter does not
see those after it. Large models keep keys and values of them, the *KV cache*,
in place of computing them again.) A name ends with the edge, or where the model
has no place for another letter. No gradient is wanted. */
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
