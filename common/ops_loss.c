/*: # Losses

A loss is one number that says how wrong the model is: a sum over rows, or their
mean, as the argument `reduction` says. The mean is the sum divided by how many
there are; the sum is divided by 1. So the divisor is all that a way back needs
to know, and `number` keeps it.

Two rows of scores and the classes that are right. Below the loss stands the
gradient of each score: the probability of its class, less 1 at the right one,
over 2:

```{.c example="ops_loss"}
```

![Cross entropy: the loss for each probability of the right
class](ops_loss.svg){#fig-ops-loss alt="A curve that is 0 at probability 1, 1.1
at a third, and climbs without end towards 0"} */
#include "ops.h"

#include "autograd.h"
#include "mistake.h"

static float divisor(Reduction reduction, int count)
{
    return reduction == REDUCTION_MEAN ? (float)count : 1;
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
    float factor = 2 / y->number;
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
    y->number = divisor(reduction, tensor_numel(input));
    y->data[0] = (float)sum / y->number;
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
the simplest thing it could be. (PyTorch's weights of classes, smoothed labels
and `ignore_index`, the target $-100$, are not here.) */
static void check_class_shapes(const Tensor *input, const Tensor *target)
{
    check(input->shape.ndim == 2 &&
              shape_equal(target->shape, shape_1d(tensor_rows(input))),
          "cross_entropy_loss, nll_loss: input is %s but target is %s; "
          "[rows, classes] and [rows] are expected",
          shape_text(input->shape).chars, shape_text(target->shape).chars);
}

static void nll_backward(Tensor *y)
{
    Tensor *l = y->input[0], *t = y->input[1];
    float share = y->grad[0] / y->number;
    for (int i = 0; i < tensor_rows(l); i++)
        l->grad[i * tensor_cols(l) + (int)t->data[i]] -= share;
}

Tensor *nll_loss(Tensor *log_probability, Tensor *target, Reduction reduction)
{
    const Tensor *l = log_probability;
    int n = tensor_rows(l), classes = tensor_cols(l);
    check_class_shapes(l, target);
    Tensor *y = tape_push("nll_loss", shape_0d(), nll_backward, log_probability,
                          target, NULL);
    double sum = 0;
    for (int i = 0; i < n; i++) {
        float t = target->data[i];
        check(t >= 0 && t < (float)classes && t == (float)(int)t,
              "cross_entropy_loss, nll_loss: target %g in row %d is not a "
              "class, which are 0 to %d",
              t, i, classes - 1);
        sum -= l->data[i * classes + (int)t];
    }
    y->number = divisor(reduction, n);
    y->data[0] = (float)sum / y->number;
    return y;
}

// The two steps as one call.
Tensor *cross_entropy_loss(Tensor *input, Tensor *target, Reduction reduction)
{
    check_class_shapes(input, target);
    return nll_loss(tensor_log_softmax(input, 1), target, reduction);
}
