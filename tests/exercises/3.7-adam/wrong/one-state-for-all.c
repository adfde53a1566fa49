// MISTAKE: All parameters share one state, averages and steps: each has a state of its own.
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

typedef struct AdamState AdamState;
struct AdamState {
    int n;
};

static float shared_m[64], shared_v[64];
static int shared_t;

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
    shared_t++;
    adam_step(state->n, param, grad, shared_m, shared_v, shared_t, lr);
}
