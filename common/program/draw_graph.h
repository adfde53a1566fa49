// The computation graph of a loss as a drawing: a file for Graphviz.
#ifndef DRAW_GRAPH_H
#define DRAW_GRAPH_H

#include "base.h"
#include "nn.h"
#include "tensor.h"

// Writes the file, making its folders first: what the loss was computed
// from, with the gradients if backward(loss) was called before. The names are
// those of the leaves; a leaf that is not among them is called a constant.
// dot -Tsvg FILE  makes a figure of it.
bool graph_write(const char *path, const Tensor *loss, const Parameters *names,
                 Error *error);

#endif
