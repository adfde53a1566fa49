/*: # Activation functions

Two linear layers in a row are just one linear layer: $W_2 (W_1 x) = (W_2 W_1)
x$. What makes a network more than that is a bent function between them, applied
to each number by itself. [Stage 5](stage5.c) compares them.

The loops are [kernels](simd.h), built for the vector units of several
processors: that takes a way back of ReLU or the sigmoid from 0.9 to 0.55
nanoseconds a number, with the same digits.

Five numbers, bent in five ways:

```{.c example="ops_activation"}
```

![The sigmoid and its slope](ops_activation.svg){#fig-ops-activation alt="An
S-shaped curve from 0 to 1, and a hill below it that is a quarter high in the
middle and flat on both sides"} */
#include "ops.h"

#include <math.h>

#include "autograd.h"
#include "simd.h"

/*: ## Sigmoid

The logistic function squeezes any number into $(0, 1)$:

$$ y = \sigma(x) = \frac{1}{1 + e^{-x}}, \qquad
   \bar x \mathrel{+}= \bar y\,(1 - y)\,y. $$ {#eq-sigmoid}

The slope: if $u = 1 + e^{-x}$ then $y = 1 / u$, whose slope by $u$ is
$-1 / u^2$, and the slope of $u$ by $x$ is $-e^{-x}$. Together $e^{-x} / u^2$,
which is $y$ times $e^{-x} / u$, and that is $1 - y$. It is at most 1/4, at
$x = 0$, so each sigmoid layer shrinks the gradient that passes back through it.

Far on the left we are finer than PyTorch 1.13: it takes the exponential in
float32, where $e^{89}$ is infinite, and gives 0 from $-88.73$ on. Ours is taken
in double and rounded at the end, so that 0 comes at $-104$, below the smallest
float32. */
static KERNEL void sigmoid_forward(int n, const float *restrict x,
                                   float *restrict y)
{
    for (int i = 0; i < n; i++)
        y[i] = (float)(1 / (1 + exp_double(-(double)x[i])));
}

static KERNEL void sigmoid_backward(Tensor *y)
{
    Tensor *x = y->input[0];
    for (int i = 0; i < tensor_numel(y); i++)
        x->grad[i] += y->grad[i] * (1 - y->data[i]) * y->data[i];
}

Tensor *tensor_sigmoid(Tensor *x)
{
    Tensor *y = tape_push("sigmoid", x->shape, sigmoid_backward, x, NULL, NULL);
    sigmoid_forward(tensor_numel(y), x->data, y->data);
    return y;
}

/*: ## Hyperbolic tangent

The same curve stretched to $(-1, 1)$ and steeper: $\tanh x = 2\sigma(2x) - 1$.

$$ y = \tanh x, \qquad \bar x \mathrel{+}= \bar y\,(1 - y^2) $$ {#eq-tanh}

The slope follows from that of the sigmoid, $s = \sigma(2x)$: $4 s (1 - s)$,
which is $1 - (2s - 1)^2$. The formula with $\sigma$ loses all digits near 0,
where it subtracts two numbers that are almost equal. In double that hurts only
below $10^{-4}$; there $x - x^3/3$ is exact enough (as a product, which keeps
the sign of $-0$). */
static KERNEL void tanh_forward(int n, const float *restrict x,
                                float *restrict y)
{
    for (int i = 0; i < n; i++) {
        double v = x[i];
        double wide = 1 - 2 / (exp_double(2 * v) + 1);
        double small = v * (1 - v * v * (1.0 / 3));
        y[i] = (float)(v > -1e-4 && v < 1e-4 ? small : wide);
    }
}

static KERNEL void tanh_backward(Tensor *y)
{
    Tensor *x = y->input[0];
    for (int i = 0; i < tensor_numel(y); i++)
        x->grad[i] += y->grad[i] * (1 - y->data[i] * y->data[i]);
}

Tensor *tensor_tanh(Tensor *x)
{
    Tensor *y = tape_push("tanh", x->shape, tanh_backward, x, NULL, NULL);
    tanh_forward(tensor_numel(y), x->data, y->data);
    return y;
}

/*: ## ReLU

$$ y = \max(0, x), \qquad
   \bar x \mathrel{+}= \bar y \cdot [\, y > 0 \,] $$ {#eq-relu}

Where the input was negative the output is flat, so nothing flows back: a unit
that is negative for *every* row stops learning. */
static KERNEL void relu_backward(Tensor *y)
{
    Tensor *x = y->input[0];
    for (int i = 0; i < tensor_numel(y); i++) {
        float g = y->grad[i]; // fetched always: vector units have no "if"
        x->grad[i] += y->data[i] <= 0 ? 0 : g; // NaN: let it through
    }
}

Tensor *tensor_relu(Tensor *x)
{
    Tensor *y = tape_push("relu", x->shape, relu_backward, x, NULL, NULL);
    for (int i = 0; i < tensor_numel(y); i++)
        y->data[i] = x->data[i] < 0 ? 0 : x->data[i]; // a NaN stays a NaN
    return y;
}

/*: ## Leaky ReLU

A small slope $s$ on the negative side keeps such a unit alive:

$$ y = \begin{cases} x & x > 0 \\ s\,x & \text{else} \end{cases}, \qquad
   \bar x \mathrel{+}= \bar y \cdot
   \begin{cases} 1 & x > 0 \\ s & \text{else} \end{cases} $$ {#eq-leaky-relu} */
static KERNEL void leaky_relu_backward(Tensor *y)
{
    Tensor *x = y->input[0];
    for (int i = 0; i < tensor_numel(y); i++)
        x->grad[i] += y->grad[i] * (x->data[i] > 0 ? 1 : y->number);
}

Tensor *tensor_leaky_relu(Tensor *x, float negative_slope)
{
    Tensor *y =
        tape_push("leaky_relu", x->shape, leaky_relu_backward, x, NULL, NULL);
    y->number = negative_slope;
    for (int i = 0; i < tensor_numel(y); i++)
        y->data[i] = x->data[i] > 0 ? x->data[i] : x->data[i] * negative_slope;
    return y;
}

/*: ## Softplus

ReLU without the corner, and its slope is the sigmoid:

$$ y = \ln(1 + e^x), \qquad
   \bar x \mathrel{+}= \bar y\,\sigma(x). $$ {#eq-softplus}

Beyond 20 a float cannot tell $y$ from $x$, and PyTorch's takes $x$ itself
there: $e^x$ could overflow. */
static KERNEL void softplus_backward(Tensor *y)
{
    Tensor *x = y->input[0];
    for (int i = 0; i < tensor_numel(y); i++) {
        double slope = 1 / (1 + exp_double(-(double)x->data[i]));
        x->grad[i] += y->grad[i] * (x->data[i] > 20 ? 1 : (float)slope);
    }
}

Tensor *tensor_softplus(Tensor *x)
{
    Tensor *y =
        tape_push("softplus", x->shape, softplus_backward, x, NULL, NULL);
    for (int i = 0; i < tensor_numel(y); i++)
        y->data[i] =
            x->data[i] > 20 ? x->data[i] : (float)log1p(exp_double(x->data[i]));
    return y;
}

/*: ## ELU

Another ReLU that is alive on the negative side: it bends down to $-1$ there, so
that the mean of its outputs comes nearer to 0 ([Clevert, Unterthiner and
Hochreiter, 2016](bibliography.md#clevert)):

$$ y = \begin{cases} x & x > 0 \\ e^x - 1 & \text{else} \end{cases}, \qquad
   \bar x \mathrel{+}= \bar y \cdot
   \begin{cases} 1 & x > 0 \\ y + 1 & \text{else} \end{cases} $$ {#eq-elu}

`expm1(x)` is $e^x - 1$ without losing the digits of a small $x$. */
static KERNEL void elu_backward(Tensor *y)
{
    Tensor *x = y->input[0];
    for (int i = 0; i < tensor_numel(y); i++)
        x->grad[i] += y->grad[i] * (x->data[i] <= 0 ? y->data[i] + 1 : 1);
}

Tensor *tensor_elu(Tensor *x)
{
    Tensor *y = tape_push("elu", x->shape, elu_backward, x, NULL, NULL);
    for (int i = 0; i < tensor_numel(y); i++)
        y->data[i] = x->data[i] > 0 ? x->data[i] : (float)expm1(x->data[i]);
    return y;
}

/*: ## GELU

$x$ times the probability $\Phi(x)$ that a standard normal number is smaller
than $x$ ([Hendrycks and Gimpel, 2016](bibliography.md#hendrycks)). Transformers
use it. With the density $\varphi(x) = e^{-x^2/2} / \sqrt{2\pi}$, which is the
slope of $\Phi$:

$$ y = x\,\Phi(x), \quad
   \Phi(x) = \tfrac12 \left(1 + \operatorname{erf}\tfrac{x}{\sqrt 2}\right),
   \qquad
   \bar x \mathrel{+}= \bar y\,(\Phi(x) + x\,\varphi(x)). $$ {#eq-gelu} */
static double normal_below(double x) // Φ(x)
{
    return 0.5 * erfc(-x * 0.70710678118654752440); // 1 + erf(z) = erfc(-z)
}

static KERNEL void gelu_backward(Tensor *y)
{
    Tensor *x = y->input[0];
    for (int i = 0; i < tensor_numel(y); i++) {
        double v = x->data[i];
        double density = exp_double(-v * v / 2) * 0.39894228040143267794;
        x->grad[i] += y->grad[i] * (float)(normal_below(v) + v * density);
    }
}

Tensor *tensor_gelu(Tensor *x)
{
    Tensor *y = tape_push("gelu", x->shape, gelu_backward, x, NULL, NULL);
    for (int i = 0; i < tensor_numel(y); i++)
        y->data[i] = (float)(x->data[i] * normal_below(x->data[i]));
    return y;
}
