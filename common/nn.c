/*: # Layers and losses

A layer is a function with numbers of its own, its **parameters**, which
training moves. A model is a few layers, one after the other. A loss is one
number that says how wrong the model is.

A layer that makes two numbers of three, its parameters, and its answer to one
row:

```{.c example="nn"}
```

## The list of parameters

Who moves the parameters, saves them or checks their gradients needs to know
nothing about layers. All of them work from one list of names and tensors. */
#include "nn.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "autograd.h"
#include "mistake.h"
#include "ops.h"
#include "random.h"

static char *name_new_joined(const char *prefix, const char *name)
{
    size_t size = strlen(prefix) + strlen(name) + 2;
    char *joined = memory_new(size, 1);
    snprintf(joined, size, "%s%s%s", prefix, *prefix ? "." : "", name);
    return joined;
}

void parameters_add(Parameters *list, const char *prefix, const char *name,
                    Tensor *tensor)
{
    list->item =
        memory_resize(list->item, (size_t)list->count + 1, sizeof *list->item);
    list->item[list->count++] =
        (Parameter){name_new_joined(prefix, name), tensor};
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
adds up, the smaller each weight must be for the sum to stay moderate. The
weight is drawn before the bias, because PyTorch does. */
Linear linear_new(int in_features, int out_features, bool bias)
{
    check(in_features > 0 && out_features > 0,
          "linear: %d inputs and %d outputs; both must be above 0", in_features,
          out_features);
    Linear linear = {tensor_new_zeros(shape_2d(out_features, in_features)),
                     bias ? tensor_new_zeros(shape_1d(out_features)) : NULL};
    float bound = (float)(1 / sqrt(in_features));
    rand_uniform(default_generator(), -bound, bound,
                 tensor_numel(linear.weight), linear.weight->data);
    tensor_requires_grad(linear.weight);
    if (bias) {
        rand_uniform(default_generator(), -bound, bound, out_features,
                     linear.bias->data);
        tensor_requires_grad(linear.bias);
    }
    return linear;
}

void linear_free(Linear *linear)
{
    tensor_free(linear->weight);
    tensor_free(linear->bias);
    *linear = (Linear){NULL, NULL};
}

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

/*: ## Mean squared error

$$ L = \frac1n \sum_i (x_i - t_i)^2, \qquad
   \bar x_i \mathrel{+}= \bar L \cdot \frac2n (x_i - t_i), \quad
   \bar t_i \mathrel{-}= \text{the same} $$ {#eq-mse}

PyTorch lets $(n, 1)$ meet $(n)$ here, which broadcasts to $n \times n$
differences and trains the wrong thing with only a warning. Ours is strict. */
static void mse_backward(Tensor *y)
{
    Tensor *x = y->input[0], *t = y->input[1];
    float factor = y->dim == REDUCTION_MEAN ? 2 / (float)tensor_numel(x) : 2;
    for (int i = 0; i < tensor_numel(x); i++) {
        float g = factor * (x->data[i] - t->data[i]) * y->grad[0];
        if (x->requires_grad)
            x->grad[i] += g;
        if (t->requires_grad)
            t->grad[i] -= g;
    }
}

Tensor *mse_loss(Tensor *input, Tensor *target, Reduction reduction)
{
    check(shape_equal(input->shape, target->shape),
          "mse_loss: input is %s but target is %s; they must be the same",
          shape_text(input->shape).chars, shape_text(target->shape).chars);
    Tensor *y =
        tape_push("mse_loss", shape_0d(), mse_backward, input, target, NULL);
    double sum = 0;
    for (int i = 0; i < tensor_numel(input); i++) {
        float d = input->data[i] - target->data[i];
        sum += d * d;
    }
    y->dim = reduction;
    y->data[0] = (float)sum;
    if (reduction == REDUCTION_MEAN)
        y->data[0] /= (float)tensor_numel(input);
    return y;
}

/*: ## Cross entropy

The model gives each class a number, the log-softmax turns the numbers into
log-probabilities $\ell$, and the loss of a row is how surprised the model is by
the class $t_i$ that was right:

$$ L = -\frac1n \sum_i \ell_{i t_i}, \qquad
   \bar \ell_{i t_i} \mathrel{-}= \frac{\bar L}{n}. $$ {#eq-nll}

[From four numbers to a loss](scores.md#how-surprised-is-the-model) derives it.
Put this $\bar\ell$ into the [gradient of the
log-softmax](ops_reduce.c#eq-log-softmax), for one row, with $\bar L = 1$ and
the scores $x$: the sum over $\bar\ell$ is $-1/n$, so

$$ \bar x_k = -\frac1n [k = t] + \frac1n e^{\ell_k}
   = \frac1n\,(p_k - [k = t]), $$ {#eq-cross-entropy}

probability minus one for the right class and probability for each wrong one:
the simplest thing it could be. */
static void nll_backward(Tensor *y)
{
    Tensor *l = y->input[0], *t = y->input[1];
    bool mean = y->dim == REDUCTION_MEAN;
    float share = mean ? y->grad[0] / (float)tensor_rows(l) : y->grad[0];
    for (int i = 0; i < tensor_rows(l); i++)
        l->grad[i * tensor_cols(l) + (int)t->data[i]] -= share;
}

Tensor *nll_loss(Tensor *log_probability, Tensor *target, Reduction reduction)
{
    const Tensor *l = log_probability;
    int n = tensor_rows(l), classes = tensor_cols(l);
    check(l->shape.ndim == 2 && shape_equal(target->shape, shape_1d(n)),
          "cross_entropy_loss, nll_loss: input is %s but target is %s; [rows, "
          "classes] "
          "and [rows] are expected",
          shape_text(l->shape).chars, shape_text(target->shape).chars);
    Tensor *y = tape_push("nll_loss", shape_0d(), nll_backward, log_probability,
                          target, NULL);
    double sum = 0;
    for (int i = 0; i < n; i++) {
        float t = target->data[i];
        check(t >= 0 && t < (float)classes && t == floorf(t),
              "cross_entropy_loss, nll_loss: target %g in row %d is not a "
              "class, which "
              "are 0 to %d",
              t, i, classes - 1);
        sum -= l->data[i * classes + (int)t];
    }
    y->dim = reduction;
    y->data[0] = (float)sum;
    if (reduction == REDUCTION_MEAN)
        y->data[0] /= (float)n;
    return y;
}

Tensor *cross_entropy_loss(Tensor *input, Tensor *target, Reduction reduction)
{
    check(input->shape.ndim == 2,
          "cross_entropy_loss, nll_loss: input is %s but target is %s; [rows, "
          "classes] "
          "and [rows] are expected",
          shape_text(input->shape).chars, shape_text(target->shape).chars);
    return nll_loss(tensor_log_softmax(input, 1), target, reduction);
}
