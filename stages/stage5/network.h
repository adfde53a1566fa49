// A network of any depth, for stage 5: hidden layers of one width and one
// activation, then a linear layer to the classes.
#ifndef NETWORK_H
#define NETWORK_H

#include "data.h"
#include "family.h"
#include "nn.h"

typedef enum Init { INIT_DEFAULT, INIT_XAVIER, INIT_HE, INITS } Init;

typedef struct Plan {
    int inputs, hidden, depth, classes; // depth: how many hidden layers
    const Activation *activation;
    Init init;
} Plan;

typedef struct Network {
    Plan plan;
    Linear *layer; // depth + 1 of them
} Network;

// Draws the parameters from this thread's generator.
Network network_new(Plan plan);
void network_free(Network *network);
// Logits, (n, classes).
Tensor *network_forward(const Network *network, Tensor *x);

// Trains with Adam as stage 3 does, softmax before the cross entropy included
// unless logits is set. Fills loss and accuracy, epochs numbers each.
typedef struct Training {
    int epochs, batch_size;
    double lr;
    bool logits;
} Training;
void network_train(Network *network, TensorDataset data, Training training,
                   double *loss, double *accuracy);

// The share of rows whose largest output is at the right class.
double network_accuracy(const Network *network, TensorDataset data);
// One backward pass over all rows: the mean of |gradient| of each layer's
// weight, depth + 1 numbers.
void network_gradients(Network *network, TensorDataset data, double *mean);
// The share of hidden units whose output is 0 for every row.
double network_dead_share(const Network *network, Tensor *x);

#endif
