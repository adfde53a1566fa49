// Layers, and models made of them (torch.nn).
#ifndef KINDLING_NN_H
#define KINDLING_NN_H

#include "ops.h"
#include "tensor.h"

// The list of a model's parameters with their names ("layer1.weight"). The
// optimiser, the model file and gradcheck all work from it. It does not own
// the tensors. Start with  Parameters list = {0};
typedef struct Parameter {
    char *name;
    Tensor *tensor;
} Parameter;

typedef struct Parameters {
    int count;
    Parameter *item;
} Parameters;

// Adds one; its name is prefix "." name, or name alone if the prefix is "".
void parameters_add(Parameters *list, const char *prefix, const char *name,
                    Tensor *tensor);
void parameters_free(Parameters *list);

// torch.nn.Linear: y = x W^T + b.
typedef struct Linear {
    Tensor *weight; // (out_features, in_features)
    Tensor *bias;   // (out_features), or NULL
} Linear;

// Draws weight, then bias, uniform in ±1/sqrt(in_features), as PyTorch does.
Linear linear_new(int in_features, int out_features, bool bias);
void linear_free(Linear *linear);
Tensor *linear_forward(const Linear *linear, Tensor *x);
void linear_parameters(const Linear *linear, const char *prefix,
                       Parameters *list);

// Any layer, or a model made of layers: one struct for all, of which each type
// uses its part.
typedef struct Module Module;
struct Module {
    const struct ModuleType *type; // module_type_name() tells which
    char *name;                    // in its parent; NULL: it has none
    Linear linear;                 // Linear, and what it was made with:
    double in_features, out_features, has_bias;
    bool training;             // module_train, module_eval
    double dim;                // Softmax, LogSoftmax
    double start_dim, end_dim; // Flatten: 1 and -1
    double negative_slope;     // LeakyReLU
    double p;                  // Dropout: how probably a number is zeroed
    int count;                 // Sequential: its children
    Module *child;
};

// A layer without parameters or an empty model, with PyTorch's defaults, or
// with dim 1, where it has none:
// "Sigmoid", "Tanh", "ReLU", "LeakyReLU" (slope 0.01), "Softmax" (dim 1),
// "LogSoftmax" (dim 1), "Dropout" (p 0.5), "Flatten" (start_dim 1, end_dim -1:
// it keeps a matrix as it is), "Identity", "Sequential". Another name is a
// mistake.
Module module_new(const char *type);
// A Linear as a module; as linear_new.
Module module_new_linear(int in_features, int out_features, bool bias);
// The module owns the parameters and children; this frees them.
void module_free(Module *module);

// Appends a child to a Sequential, which owns it from now on. The name is
// copied; NULL stands for its number, as in nn.Sequential(a, b).
void sequential_add(Module *sequential, const char *name, Module child);

const char *module_type_name(const Module *module);
// Shapes: Linear (n, in) -> (n, out); all others keep the shape.
Tensor *module_forward(const Module *module, Tensor *x);
// model.train() and model.eval(): is the model, with all its children, about to
// learn or to be used? Dropout does nothing when used. A new module learns.
void module_train(Module *module);
void module_eval(Module *module);
// Each once, also one that two layers share.
void module_parameters(const Module *module, const char *prefix,
                       Parameters *list);
// print(model), as PyTorch prints it; then a newline.
void module_print(FILE *file, const Module *module);

#endif
