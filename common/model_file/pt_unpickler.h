// Python's pickle format, as far as PyTorch model files need it, read into a
// tree of nodes. Nothing is executed; names are looked up in a table.
#ifndef PT_UNPICKLER_H
#define PT_UNPICKLER_H

#include "model_file/pt_node.h"

// The nodes point into data. pt_pickle_free is needed on a fault, too.
bool pt_pickle_read(Pickle *pickle, const unsigned char *data, size_t size,
                    Error *error);

#endif
