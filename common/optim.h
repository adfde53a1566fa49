// Optimisers (torch.optim): they move parameters against their gradients.
//
//     Optimizer *adam = adam_new(&parameters, 0.001);
//     …  backward(loss);  optimizer_step(adam);  optimizer_zero_grad(adam);
//     optimizer_free(adam);
// A parameter whose grad is NULL stays as it is.
#ifndef KINDLING_OPTIM_H
#define KINDLING_OPTIM_H

#include "nn.h"

// What Adam needs in each step and for each number, computed once a step.
typedef struct AdamStep {
    int steps; // of the parameters that it is for; 0: not computed yet
    float beta1, beta2, rest1, rest2, decay, root, eps, size;
} AdamStep;

typedef struct Optimizer Optimizer;
struct Optimizer {
    // Settings, which you may change after …_new and between steps:
    double lr;
    double weight_decay;      // 0: none
    double momentum;          // SGD; 0: none
    double beta1, beta2, eps; // Adam; 0.9, 0.999, 1e-8

    // Its own:
    const char *name; // "SGD", "Adam"
    void (*step)(Optimizer *self, int parameter);
    int count;
    Tensor **parameter;
    float **average;      // SGD: momentum buffers; Adam: first moments
    float **average_sq;   // Adam: second moments
    int *parameter_steps; // of each parameter: those with a gradient
    AdamStep adam;
};

// torch.optim.SGD(parameters, lr), with .momentum and .weight_decay to set.
Optimizer *sgd_new(const Parameters *parameters, double lr);
// torch.optim.Adam(parameters, lr) (Kingma and Ba, 2015; weight_decay is L2).
Optimizer *adam_new(const Parameters *parameters, double lr);

void optimizer_step(Optimizer *optimizer);
void optimizer_zero_grad(Optimizer *optimizer);
void optimizer_free(Optimizer *optimizer);

#endif
