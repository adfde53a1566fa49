// Stage 5 in five files: the comparison (stage5.c), single units, the family of
// activation functions, a network of any depth, what happens in a deep one.
#ifndef STAGE5_H
#define STAGE5_H

#include "kindling.h"
#include "program/program.h"

// family.c
typedef struct Activation {
    const char *name;
    Tensor *(*forward)(Tensor *x);
    const char *range;
} Activation;

enum { SIGMOID, TANH, RELU, LEAKY_RELU, SOFTPLUS, ELU, GELU, ACTIVATIONS };
extern const Activation activations[ACTIVATIONS];

// network.c: hidden layers of one width and one activation, then a linear layer
// to the classes.
typedef enum Init { INIT_DEFAULT, INIT_XAVIER, INIT_HE, INITS } Init;
extern const char *const init_words[INITS + 1]; // NULL is the last one

typedef struct Plan {
    int inputs, hidden, depth, classes; // depth: how many hidden layers
    const Activation *activation;
    Init init;
    bool logits; // no softmax at the end
} Plan;

typedef struct Network {
    Plan plan;
    Linear *layer; // depth + 1 of them
} Network;

// Draws the parameters from this thread's generator.
Network network_new(Plan plan);
void network_free(Network *network);
Parameters network_parameters(const Network *network);
// (n, classes): probabilities, or logits.
Tensor *network_forward(const Network *network, Tensor *x);
// The output of the first count hidden layers, (n, hidden).
Tensor *network_hidden(const Network *network, Tensor *x, int count);

// stage5.c: what the command line asks for.
typedef struct Settings {
    CliCommon common;
    int hidden, depth; // depth: of the deep network
    int activation;    // 0: all, else its place in the family, from 1 on
    int init;          // of the deep network: an Init
} Settings;
// Is this one to be trained?
bool is_chosen(const Settings *settings, int activation);
// The training of stage 3, which fills the history.
void network_train(const Network *network, TensorDataset data,
                   const CliCommon *settings, History *history);

// units.c, family.c, deep.c: each prints a part of the output.
void print_units(void);
void print_overflow(void);
void print_family(void);
// The mean |gradient| of each layer at the start of training; also, unless
// --no-plot, as build/stage5/gradients.dat.
void print_gradients(const Settings *settings, const TableSplit *iris);
// By what factor the gradient shrinks from the last layer to the first, for
// each initialisation and for 2, 4, … hidden layers.
void print_inits(const Settings *settings, const TableSplit *iris);
// The share of ReLU units that are dead before and after training.
void print_dead(const Settings *settings, const TableSplit *iris);

// family.c: writes build/stage5/family.dat (x, then each function's value, then
// each slope) and trained.gp (the names, and which of them were trained).
void draw_family(const Settings *settings);

#endif
