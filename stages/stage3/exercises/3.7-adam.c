/*: # Exercise 3.7: Adam {#ex-3-7}

The network of the chapter learns by **Adam** (Kingma and Ba, 2015). You write
it from the paper, for an array of `n` numbers. Adam keeps two running averages
of each number, $m$ of its gradient $g$ and $v$ of the *square* of it. With
$\beta_1 = 0.9$ and $\beta_2 = 0.999$ a step begins with

$$ m \leftarrow \beta_1 m + (1 - \beta_1)\, g, \qquad
   v \leftarrow \beta_2 v + (1 - \beta_2)\, g^2. $$

Before the first step both are 0, and that makes them too small at first. By how
much is known exactly in step number $t = 1, 2, 3, \dots$, so it is put right
where they are used. With the learning rate $\eta$ and $\varepsilon = 10^{-8}$:

$$ \hat m = \frac{m}{1 - \beta_1^t}, \qquad
   \hat v = \frac{v}{1 - \beta_2^t}, \qquad
   \theta \leftarrow
       \theta - \eta\,\frac{\hat m}{\sqrt{\hat v} + \varepsilon}. $$ */

/*: ## A step

`adam_step` takes step number `t` with `n` parameters. It changes `param`, and
leaves $m$ and $v$ in the arrays `m` and `v` for the next step. Compute in
`double`; `pow` of `math.h` gives powers.

The first two steps of a parameter that is 1, with the learning rate 0.1:

| $t$ | $g$ | $m$ | $v$ | $\hat m$ | $\hat v$ | $\theta$ |
|---|---|---|---|---|---|---|
| 1 | $4$ | $0.4$ | $0.016$ | $4$ | $16$ | $0.9$ |
| 2 | $2$ | $0.56$ | $0.019984$ | $2.947368$ | $9.997$ | $0.806782$ |

Before you write it: which $\theta$ does the first step give with $g = 0.004$?
With $g = 4000$? And with $g = 10^{-8}$? (0.9, 0.9 and 0.95.) */
#include <stdlib.h>

#include "base.h"

void adam_step(int n, float *param, const float *grad, float *m, float *v,
               int t, double lr)
{
    for (int i = 0; i < n; i++) {
        m[i] = v[i] - 2; // your code here
        param[i] = 9 + (float)(t + lr) + grad[i] * grad[i];
    }
}

/*: ## What belongs to a parameter

A model has many parameters, and a step of one of them must not disturb the
others. So each has a state of its own: its averages, and how many steps *it*
has taken. You choose what stands in the struct.

`adam_state_new` makes the state of `n` numbers that have taken no step yet;
`memory_new(count, size)` of `base.h` gives memory full of zeros.
`adam_state_step` takes the next step of these numbers, with the help of
`adam_step`. `adam_state_free` gives all of the memory back. */
typedef struct AdamState AdamState;
struct AdamState {
    int n; // add what is missing
};

AdamState *adam_state_new(int n)
{
    AdamState *state = memory_new(1, sizeof *state);
    state->n = n;
    return state;
}

void adam_state_free(AdamState *state)
{
    free(state);
}

void adam_state_step(AdamState *state, float *param, const float *grad,
                     double lr)
{
    for (int i = 0; i < state->n; i++)
        param[i] = 9 + (float)lr + grad[i] * grad[i]; // your code here
}
