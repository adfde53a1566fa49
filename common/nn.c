/*: # Layers

A layer is a function with numbers of its own, its **parameters**, which
training moves. A model is a few layers, one after the other.

A layer that makes two numbers of three, its parameters, and its answer to one
row:

```{.c example="nn"}
```

![A linear layer, with its shapes](nn.svg){#fig-nn alt="x, weight and bias lead
into one operation, and its result is y"}

## The list of parameters

Who moves the parameters, saves them or checks their gradients needs to know
nothing about layers. All of them work from one list of names and tensors. */
#include "nn.h"

#include <math.h>
#include <stdlib.h>

#include "autograd.h"
#include "bytes.h"
#include "mistake.h"
#include "ops.h"
#include "random.h"

void parameters_add(Parameters *list, const char *prefix, const char *name,
                    Tensor *tensor)
{
    list->item =
        memory_resize(list->item, (size_t)list->count + 1, sizeof *list->item);
    list->item[list->count++] =
        (Parameter){text_new_path(prefix, name), tensor};
}

void parameters_free(Parameters *list)
{
    for (int i = 0; i < list->count; i++)
        free(list->item[i].name);
    free(list->item);
    *list = (Parameters){0};
}

/*: ## Linear

[The operation](ops_matrix.c#def-tensor_linear) does the work; the layer owns
the numbers. They start uniform in $\pm 1/\sqrt{in}$: the more inputs a unit
adds up, the smaller each weight must be for the sum to stay moderate. (In
PyTorch's source it is `kaiming_uniform_` with $a = \sqrt5$, whose bound is
$\sqrt{6 / ((1 + a^2)\, in)}$: the same.) The weight is drawn before the bias,
because PyTorch does. */
static Tensor *drawn(Shape shape, float bound)
{
    Tensor *t = tensor_new_zeros(shape);
    rand_uniform(default_generator(), -bound, bound, tensor_numel(t), t->data);
    return tensor_requires_grad(t);
}

Linear linear_new(int in_features, int out_features, bool bias)
{
    check(in_features > 0 && out_features > 0,
          "linear: %d inputs and %d outputs; both must be above 0", in_features,
          out_features);
    float bound = (float)(1 / sqrt(in_features));
    Linear linear = {drawn(shape_2d(out_features, in_features), bound), NULL};
    linear.bias = bias ? drawn(shape_1d(out_features), bound) : NULL;
    return linear;
}

void linear_free(Linear *linear)
{
    tensor_free(linear->weight);
    tensor_free(linear->bias);
    *linear = (Linear){NULL, NULL};
}

// One line for the layer, two for the list of its parameters.
Tensor *linear_forward(const Linear *linear, Tensor *x)
{
    return tensor_linear(x, linear->weight, linear->bias);
}

void linear_parameters(const Linear *linear, const char *prefix,
                       Parameters *list)
{
    parameters_add(list, prefix, "weight", linear->weight);
    if (linear->bias)
        parameters_add(list, prefix, "bias", linear->bias);
}
