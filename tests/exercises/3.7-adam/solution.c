/*: # Solution 3.7: Adam {#sol-3-7}

Five formulas, five lines. What is the same for all numbers, the two
corrections, stands in front of the loop.

Why the correction? After the first step $m$ is $0.1\,g$, one tenth of the only
gradient that there was, because nine tenths of the average are still the 0 it
began with. In general the weights of the $t$ gradients in $m$ add up to $1 -
\beta_1^t$, and dividing by that makes a true average of it. For $v$ it is the
same, but the weights are $0.001$ and less, so it takes a thousand steps where
$m$ takes ten. Leave both corrections out, and the first step is
$0.1 / \sqrt{0.001} \approx 3$ times too large; leave out only that of $v$, and
it is 32 times too large. Training does not stop for that, which is why the
mistake lives long in many programs.

The first step is $\hat m / \sqrt{\hat v} = g / |g|$: the learning rate, with
the sign of the gradient, whatever its size. That is what Adam is for. A layer
with gradients of a thousandth learns as fast as one with gradients of a
thousand, and $\eta$ says how far a parameter goes in a step, as it never does
with SGD. */
#include <math.h>
#include <stdlib.h>

#include "base.h"

static const double beta1 = 0.9, beta2 = 0.999, eps = 1e-8;

void adam_step(int n, float *param, const float *grad, float *m, float *v,
               int t, double lr)
{
    double correction1 = 1 - pow(beta1, t), correction2 = 1 - pow(beta2, t);
    for (int i = 0; i < n; i++) {
        double g = grad[i];
        m[i] = (float)(beta1 * m[i] + (1 - beta1) * g);
        v[i] = (float)(beta2 * v[i] + (1 - beta2) * g * g);
        double m_hat = m[i] / correction1, v_hat = v[i] / correction2;
        param[i] -= (float)(lr * m_hat / (sqrt(v_hat) + eps));
    }
}

/*: The hats are for one step only. Writing them back into `m` and `v` would
correct again what is corrected already.

The place of $\varepsilon$ matters as soon as gradients are small. It stands
*outside* the root and is added to the *corrected* $\sqrt{\hat v}$, so it is
compared with $|g|$: a gradient of $10^{-8}$ makes half a step, one of
$10^{-10}$ a hundredth. Inside the root it would act like $\sqrt{10^{-8}} =
10^{-4}$ and slow down gradients that are ten thousand times larger. Added
before the correction it is 32 times as strong in the first step. And without it
a first gradient of 0, as every ReLU unit has that is off for the whole batch,
makes $0 / 0$.

## The state

`t` belongs to the parameter, not to the optimiser. PyTorch skips a parameter
whose `grad` is `None`. When it gets its first gradient in the 1000th step of
the training, its averages have still to start from 0, and the correction must
say so: it is *its* step number one. The library's `parameter_steps` is there
for that.

`memory_new` clears what it gives; with `malloc` the averages would begin with
whatever stood there. */
typedef struct AdamState AdamState;
struct AdamState {
    int n, t; // t: steps taken
    float *m, *v;
};

AdamState *adam_state_new(int n)
{
    AdamState *state = memory_new(1, sizeof *state);
    state->n = n;
    state->m = memory_new((size_t)n, sizeof(float));
    state->v = memory_new((size_t)n, sizeof(float));
    return state;
}

void adam_state_free(AdamState *state)
{
    free(state->m);
    free(state->v);
    free(state);
}

void adam_state_step(AdamState *state, float *param, const float *grad,
                     double lr)
{
    state->t++; // the first step is number 1
    adam_step(state->n, param, grad, state->m, state->v, state->t, lr);
}
