// All operations and losses of common/ops.h in one table, so
// that tests can go through them, and one call of one of them.
#ifndef OPERATIONS_H
#define OPERATIONS_H

#include <string.h>

#include "nn.h"
#include "ops.h"

// How near a result must come to PyTorch's, which was recorded with vector
// functions that are right to 1 ulp themselves, but in part give up on numbers
// below FLT_MIN: its sigmoid(-88.73) is 0, because e^88.73 is no float.
typedef enum Closeness {
    EXACT,  // one rounding, or none: the same bits, the sign of zero included
    NEAR,   // a function of one number: within 2 ulp of the number
    SUMMED, // sums in some order: within 4 ulp of the tensor's largest number
} Closeness;

typedef struct Operation {
    const char *name;
    Closeness result, gradient;
    Tensor *(*one)(Tensor *);
    Tensor *(*two)(Tensor *, Tensor *);
    Tensor *(*along)(Tensor *, int);
    Tensor *(*with)(Tensor *, float);
    Tensor *(*loss)(Tensor *, Tensor *, Reduction);
} Operation;

// The gradients of broadcast arithmetic are sums; those of sigmoid and tanh
// contain 1 - y, which near y = 1 turns an ulp of y into anything relative to
// itself, but stays small against the gradient that arrived.
static const Operation operations[] = {
    {"add", EXACT, SUMMED, .two = tensor_add},
    {"sub", EXACT, SUMMED, .two = tensor_sub},
    {"mul", EXACT, SUMMED, .two = tensor_mul},
    {"div", EXACT, SUMMED, .two = tensor_div},
    {"eq", EXACT, EXACT, .two = tensor_eq},
    {"neg", EXACT, EXACT, .one = tensor_neg},
    {"pow", NEAR, NEAR, .with = tensor_pow},
    {"exp", NEAR, NEAR, .one = tensor_exp},
    {"log", NEAR, EXACT, .one = tensor_log},
    {"sigmoid", NEAR, SUMMED, .one = tensor_sigmoid},
    {"tanh", NEAR, SUMMED, .one = tensor_tanh},
    {"relu", EXACT, EXACT, .one = tensor_relu},
    {"leaky_relu", EXACT, EXACT, .with = tensor_leaky_relu},
    {"softplus", NEAR, NEAR, .one = tensor_softplus},
    {"elu", NEAR, SUMMED, .one = tensor_elu},
    {"gelu", NEAR, SUMMED, .one = tensor_gelu},
    {"column", EXACT, EXACT, .along = tensor_column},
    {"transpose", EXACT, EXACT, .one = tensor_transpose},
    {"embedding", EXACT, SUMMED, .two = tensor_embedding},
    {"matmul", SUMMED, SUMMED, .two = tensor_matmul},
    {"sum", SUMMED, EXACT, .one = tensor_sum},
    {"mean", SUMMED, EXACT, .one = tensor_mean},
    {"mean_dim", SUMMED, EXACT, .along = tensor_mean_dim},
    {"max", EXACT, EXACT, .along = tensor_max},
    {"argmax", EXACT, EXACT, .along = tensor_argmax},
    {"softmax", SUMMED, SUMMED, .along = tensor_softmax},
    {"log_softmax", SUMMED, SUMMED, .along = tensor_log_softmax},
    {"mse_loss", SUMMED, SUMMED, .loss = mse_loss},
    {"cross_entropy_loss", SUMMED, SUMMED, .loss = cross_entropy_loss},
    {"nll_loss", SUMMED, EXACT, .loss = nll_loss},
    {"reshape", EXACT, EXACT,
     .one = NULL}, // these two need more than a function:
    {"linear", SUMMED, SUMMED, .one = NULL}, // see run()
};

// One recorded call.
typedef struct Call {
    const Operation *operation;
    bool smooth; // finite, and no kink near
    int dim;
    float number;
    int inputs, targets, gradients;
    Tensor *input[3], *up, *out; // out is PyTorch's
} Call;

static inline Tensor *run(const Call *c)
{
    const Operation *o = c->operation;
    Tensor *const *in = c->input;
    if (o->one)
        return o->one(in[0]);
    if (o->two)
        return o->two(in[0], in[1]);
    if (o->along)
        return o->along(in[0], c->dim);
    if (o->with)
        return o->with(in[0], c->number);
    if (o->loss)
        return o->loss(in[0], in[1],
                       c->number == 0 ? REDUCTION_MEAN : REDUCTION_SUM);
    if (strcmp(o->name, "reshape") == 0)
        return tensor_reshape(in[0], c->out->shape);
    return tensor_linear(in[0], in[1], in[2]);
}

static inline const Operation *operation_named(const char *name)
{
    for (size_t i = 0; i < sizeof operations / sizeof *operations; i++)
        if (strcmp(operations[i].name, name) == 0)
            return &operations[i];
    return NULL;
}

#endif
