// The tensors that a pickle describes, whose numbers stand in other records of
// the container.
#ifndef PT_TENSOR_H
#define PT_TENSOR_H

#include "model_file/pt_node.h"
#include "model_file/pt_zip.h"
#include "tensor.h"

enum { PT_DIMS_MAX = 8 };

// A tensor as the file describes it: its numbers stand in a storage, the
// number at [i, j] at offset + i * stride[0] + j * stride[1].
typedef struct PtTensor {
    char *name; // "layer1.weight", in the list of a file; else NULL
    int ndim;
    int64_t size[PT_DIMS_MAX], stride[PT_DIMS_MAX], offset;
    int64_t numel;
    bool requires_grad;
    bool is_buffer;         // of a layer: a tensor that is not trained
    const PickleName *type; // of the numbers in the file
    const unsigned char *storage;
    bool read_once; // pt_numbers is called once, and nobody has this storage
} PtTensor;

// Compares the storages with their records, and the notes about both.
bool pt_check_records(const Zip *zip, const Pickle *pickle, Error *error);
// Reads the tensor that a node describes. The name is for messages.
bool pt_read_tensor(PtTensor *tensor, const Zip *zip, const char *name,
                    const PickleNode *node, Error *error);
// Are these the same numbers at the same place? Then it is one parameter with
// two names.
bool pt_same_tensor(const PtTensor *a, const PtTensor *b);
bool pt_has_shape(const PtTensor *tensor, Shape shape);
// "[16, 4]"
typedef struct PtShapeText {
    char chars[16 * PT_DIMS_MAX];
} PtShapeText;
PtShapeText pt_shape_text(const PtTensor *tensor);
// The i-th number, counted row after row, rounded to a float. The type must not
// be complex.
float pt_number(const PtTensor *tensor, int64_t i);
// All of them.
void pt_numbers(const PtTensor *tensor, float *numbers);

#endif
