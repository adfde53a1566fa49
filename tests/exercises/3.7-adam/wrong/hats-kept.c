// MISTAKE: The corrected averages are written back to m and v, and so are corrected again in the next step: they are for this step only.
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
        m[i] = (float)(m[i] / correction1);
        v[i] = (float)(v[i] / correction2);
        double m_hat = m[i], v_hat = v[i];
        param[i] -= (float)(lr * m_hat / (sqrt(v_hat) + eps));
    }
}

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
