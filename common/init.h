// Where weights start (torch.nn.init). Both fill a weight (out, in) anew from
// this thread's generator; a layer's bias they leave alone.
#ifndef KINDLING_INIT_H
#define KINDLING_INIT_H

#include "tensor.h"

// torch.nn.init.xavier_uniform_: uniform in ±sqrt(6 / (in + out)), so that
// neither signals nor gradients grow or shrink where the activation is linear
// (Glorot and Bengio, 2010).
void xavier_uniform(Tensor *weight);

// torch.nn.init.kaiming_uniform_(nonlinearity="relu"): uniform in
// ±sqrt(6 / in); ReLU throws half of the signal away (He and others, 2015).
void kaiming_uniform(Tensor *weight);

#endif
