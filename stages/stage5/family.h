// The family of activation functions that stage 5 compares.
#ifndef FAMILY_H
#define FAMILY_H

#include "base.h"
#include "tensor.h"

typedef struct Activation {
    const char *name;
    Tensor *(*forward)(Tensor *x);
    const char *range;
} Activation;

enum { ACTIVATIONS = 7 };
extern const Activation activations[ACTIVATIONS];
// Their names as the choices of an option: "all|sigmoid|tanh|…".
#define ACTIVATION_CHOICES "all|sigmoid|tanh|relu|leaky_relu|softplus|elu|gelu"

// Writes folder/family.dat: x, then each function's value, then each slope.
bool family_write(const char *folder, Error *error);
// Prints a line for each: range, steepest slope, and slope far out.
void family_print(void);

#endif
