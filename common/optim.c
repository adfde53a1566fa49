/*: # Optimisers

`backward` says in which direction each parameter would make the loss grow. An
optimiser goes the other way. How far, and whether it remembers earlier steps,
is all that tells one optimiser from another.

Four steps down a parabola, each $1 - 2 \cdot 0.3 = 0.4$ times as far from the
bottom as the last:

```{.c example="optim"}
```

![Adam: a gradient that keeps its sign for 20 steps, then
shakes](optim.svg){#fig-optim alt="The step stays at the learning rate for 20
steps and shrinks towards 0 when the gradient begins to change its sign"}

```{.c include="common/optim.h" function="Optimizer"}
``` */
#include "optim.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>

#include "base.h"
#include "parallel.h"
#include "simd.h"

// What all optimisers have. The averages are NULL until there is a gradient.
static Optimizer *optimizer_new(const Parameters *parameters, double lr,
                                const char *name,
                                void (*step)(Optimizer *, int))
{
    Optimizer *o = memory_new(1, sizeof *o);
    o->name = name;
    size_t n = (size_t)parameters->count;
    o->lr = lr;
    o->step = step;
    o->count = parameters->count;
    o->parameter = memory_new(n, sizeof *o->parameter);
    o->average = memory_new(n, sizeof *o->average);
    o->average_sq = memory_new(n, sizeof *o->average_sq);
    o->parameter_steps = memory_new(n, sizeof *o->parameter_steps);
    for (int i = 0; i < o->count; i++)
        o->parameter[i] = parameters->item[i].tensor;
    return o;
}

// Zeros, as many as the tensor has numbers.
static float *numbers_of(const Tensor *t)
{
    return memory_new((size_t)tensor_numel(t), sizeof(float));
}

void optimizer_free(Optimizer *optimizer)
{
    for (int i = 0; i < optimizer->count; i++) {
        free(optimizer->average[i]);
        free(optimizer->average_sq[i]);
    }
    free(optimizer->average);
    free(optimizer->average_sq);
    free(optimizer->parameter);
    free(optimizer->parameter_steps);
    free(optimizer);
}

/*: A parameter that no loss has reached has no gradient, and stays. That is not
the same as a gradient of zero: with momentum, a zero gradient still moves.
(`optimizer_zero_grad` forgets all gradients, as PyTorch's does since 2.0;
before it left zeros.) */
void optimizer_step(Optimizer *optimizer)
{
    optimizer->adam.steps = 0; // a setting may have changed
    for (int i = 0; i < optimizer->count; i++)
        if (optimizer->parameter[i]->grad) {
            optimizer->parameter_steps[i]++;
            optimizer->step(optimizer, i);
        }
}

void optimizer_zero_grad(Optimizer *optimizer)
{
    for (int i = 0; i < optimizer->count; i++)
        optimizer->parameter[i]->grad = NULL;
}

/*: ## Stochastic gradient descent

With weight decay $\lambda$ and momentum $\mu$ (both 0 unless you set them), the
step for a parameter $\theta$ with gradient $g$ is

$$ g' = g + \lambda\theta, \qquad b \leftarrow \mu b + g', \qquad
   \theta \leftarrow \theta - \eta\, b. $$ {#eq-sgd}

Weight decay pulls every weight a little towards zero. Momentum is a ball
rolling downhill: it keeps a part of its speed, so it goes faster along a
valley and is less shaken from side to side. The first step has no speed to
keep: $b = g'$.

PyTorch's kernel rounds a product and the sum it goes into only once, with the
fused multiply-add of the processor. The product of two floats fits into a
double, so a double gives the same on machines that have no such instruction. */
static float multiply_add(float a, float b, float c)
{
    return (float)((double)a * b + c);
}

static void sgd_step(Optimizer *o, int i)
{
    Tensor *p = o->parameter[i];
    float lr = (float)o->lr, momentum = (float)o->momentum;
    float decay = (float)o->weight_decay;
    bool first = o->average[i] == NULL;
    if (o->momentum != 0 && first)
        o->average[i] = numbers_of(p);
    float *b = o->average[i];
    for (int k = 0; k < tensor_numel(p); k++) {
        float g = multiply_add(decay, p->data[k], p->grad[k]);
        if (momentum != 0)
            g = b[k] = first ? g : momentum * b[k] + g;
        p->data[k] = multiply_add(-lr, g, p->data[k]);
    }
}

Optimizer *sgd_new(const Parameters *parameters, double lr)
{
    return optimizer_new(parameters, lr, "SGD", sgd_step);
}

/*: ## Adam

Adam ([Kingma and Ba, 2015](bibliography.md#kingma)) keeps two running averages
for each single number: of the gradient, $m$, and of its square, $v$. The ratio
$m / \sqrt v$ is near $\pm 1$ while the gradient keeps its sign and near 0 while
it only shakes, so a step is of the order of $\eta$, whatever the size of the
gradient. (It can be more: after many small gradients a large one counts at once
in $m$, but slowly in $v$.) $\varepsilon$ keeps the quotient from being $0/0$.

$$ m \leftarrow \beta_1 m + (1 - \beta_1)\, g, \qquad
   v \leftarrow \beta_2 v + (1 - \beta_2)\, g^2, \qquad
   \theta \leftarrow \theta - \frac{\eta}{1 - \beta_1^t} \cdot
     \frac{m}{\sqrt v / \sqrt{1 - \beta_2^t} + \varepsilon}. $$ {#eq-adam}

Both averages start at 0 and are too small at first. How much too small? Let the
gradient be the same $g$ in every step. Each step leaves a share $\beta$ of what
is missing, so after $t$ steps $m = (1 - \beta_1^t)\, g$ and
$v = (1 - \beta_2^t)\, g^2$. The formula divides just these factors out. In the
first step of all, $t = 1$, what is left is $g / \sqrt{g^2} = \pm 1$: every
parameter moves by $\eta$. */

/*: What is the same for all numbers is computed in double, once for all
parameters that have taken as many steps; the rest is float32, in PyTorch's
order. `pow` is slow, and $0.9^t < e^{-t/10}$: after 400 steps the power
is below $e^{-40}$, too small to move 1, and need not be known. */
static void adam_begin(Optimizer *o, int steps)
{
    double power1 = steps * (1 - o->beta1) > 40 ? 0 : pow(o->beta1, steps);
    double power2 = pow(o->beta2, steps);
    o->adam = (AdamStep){.steps = steps,
                         .beta1 = (float)o->beta1,
                         .beta2 = (float)o->beta2,
                         .rest1 = (float)(1 - o->beta1),
                         .rest2 = (float)(1 - o->beta2),
                         .decay = (float)o->weight_decay,
                         .root = (float)sqrt(1 - power2),
                         .eps = (float)o->eps,
                         .size = (float)(o->lr / (1 - power1))};
}

// A step of n numbers: the gradient first, its two averages, the parameter.
static KERNEL void adam_update(const AdamStep *s, int n, float *restrict p,
                               const float *restrict grad, float *restrict m,
                               float *restrict v)
{
    for (int k = 0; k < n; k++) {
        float g = grad[k] + s->decay * p[k];
        m[k] = m[k] * s->beta1 + s->rest1 * g;
        v[k] = v[k] * s->beta2 + s->rest2 * g * g;
        p[k] -= s->size * m[k] / (sqrtf(v[k]) / s->root + s->eps);
    }
}

/*: Each number is updated by itself, so [threads](parallel.c) can share a large
parameter: two of them took 0.55 of one thread's time for 535,000 numbers. */
typedef struct Update {
    const AdamStep *step;
    float *p, *grad, *m, *v;
} Update;

static void update_some(void *update, int first, int past)
{
    const Update *u = update;
    adam_update(u->step, past - first, u->p + first, u->grad + first,
                u->m + first, u->v + first);
}

/*: A unit that is dead gets no gradient, and its $m$ shrinks by a tenth a step,
until it is **subnormal**: below `FLT_MIN`, $1.2 \cdot 10^{-38}$, a float keeps
fewer and fewer digits, and many processors compute with such numbers a hundred
times slower. There $m$ would stay for ever, for 0.9 times the smallest float is
rounded to the smallest float. [Stage 5](stage5.c), whose units die, lost half
of its time on that, measured on such a processor.

So every 64 steps what has become subnormal is set to 0. The parameter does not
notice: a step by such an $m$ is below $\eta \cdot 10^{-30}$ if $\varepsilon$ is
$10^{-8}$, which no parameter that matters can add; beside $\varepsilon$ such a
$v$ is nothing, and so is either beside the next true gradient. Who sets a
smaller $\varepsilon$ gets no such help. */
static void flush_subnormal(int n, float *average)
{
    for (int k = 0; k < n; k++)
        average[k] = fabsf(average[k]) < FLT_MIN ? 0 : average[k];
}

// With fewer numbers help costs more than it saves.
enum { WORTH_THREADS = 1 << 16 };

static void adam_step(Optimizer *o, int i)
{
    Tensor *p = o->parameter[i];
    if (o->average[i] == NULL) {
        o->average[i] = numbers_of(p);
        o->average_sq[i] = numbers_of(p);
    }
    int n = tensor_numel(p), steps = o->parameter_steps[i];
    if (o->adam.steps != steps)
        adam_begin(o, steps);
    float *m = o->average[i], *v = o->average_sq[i];
    if (n < WORTH_THREADS)
        adam_update(&o->adam, n, p->data, p->grad, m, v);
    else
        in_threads(n, 1024, update_some,
                   &(Update){&o->adam, p->data, p->grad, m, v});
    if (steps % 64 == 0 && o->eps >= 1e-8) {
        flush_subnormal(n, m);
        flush_subnormal(n, v);
    }
}

Optimizer *adam_new(const Parameters *parameters, double lr)
{
    Optimizer *o = optimizer_new(parameters, lr, "Adam", adam_step);
    o->beta1 = 0.9;
    o->beta2 = 0.999;
    o->eps = 1e-8;
    return o;
}
