/*: # From one unit to a class

What comes out of a network, and what does it mean? The first lines that
`./stage5` prints are small numbers, which you can check with a pocket
calculator:

```{.output of="stage5" lines="1-10"}
```

## One unit

A unit with a sigmoid at its end is a **logistic regression**: multiply the
inputs by weights, add up, and squeeze the sum $z$ into a probability, that of
the **positive class**, $y = 1$:

$$ P(y = 1 \mid x) = \sigma(z) = \frac{1}{1 + e^{-z}}, \qquad z = w^T x. $$
{#eq-stage5-logistic}

```python
def logistic(z): return 1.0 / (1.0 + np.exp(-z))
print(f'P(y=1|x) = {logistic(np.dot(X, w)):.3f}')
```

The first input is always 1, so its weight is the bias. (All in double, as in
NumPy.) */
#include "stage5.h"

static double logistic(double z)
{
    return 1 / (1 + exp(-z));
}

static void print_one_unit(void)
{
    const double x[] = {1, 1.4, 2.5}, w[] = {0.4, 0.3, 0.5};
    double net_input = 0;
    for (int i = 0; i < 3; i++)
        net_input += x[i] * w[i];
    printf("P(y=1|x) = %.3f\n", logistic(net_input));
}

/*: ## Three units

For three classes there are three such units, one for each. Their outputs
are numbers between 0 and 1, but no probabilities of three classes: they do not
add up to 1. To name the class that is enough, since the largest wins.
**Softmax** makes probabilities, a soft argmax: each $e^{z_i}$, divided by the
sum of all:

$$ p_i = \frac{e^{z_i}}{\sum_k e^{z_k}}. $$ {#eq-stage5-softmax}

The largest number $m$ is subtracted first, lest $e^z$ overflow. That changes
nothing: $e^{z - m} = e^z / e^m$, and $e^m$ stands above and below. PyTorch has
it ready, and says the same:

```python
z = torch.tensor([1.78, 0.76, 1.65])
print(torch.softmax(z, dim=0))  # tensor([0.4467, 0.1611, 0.3922])
```
*/
static void softmax(const double *z, int n, double *p)
{
    double largest = z[0], sum = 0;
    for (int i = 1; i < n; i++)
        largest = fmax(largest, z[i]);
    for (int i = 0; i < n; i++) {
        p[i] = exp(z[i] - largest);
        sum += p[i];
    }
    for (int i = 0; i < n; i++)
        p[i] /= sum;
}

/*: NumPy prints an array with up to 8 decimals, as many as the longest number
needs. */
static void print_array(const char *title, const double *x, int n)
{
    int decimals = 0;
    for (int i = 0; i < n; i++) {
        char text[64];
        snprintf(text, sizeof text, "%.8f", x[i]);
        int needed = 8;
        for (char *end = text + strlen(text) - 1; *end == '0'; end--)
            needed--;
        decimals = needed > decimals ? needed : decimals;
    }
    printf("%s\n [", title);
    for (int i = 0; i < n; i++)
        printf("%s%.*f", i ? " " : "", decimals, x[i]);
    printf("]\n");
}

/*: Here are three units with four inputs each: what goes into the sigmoids,
what comes out, and what softmax makes of the same sums. */
static void print_three_units(void)
{
    const double weight[3][4] = {
        {1.1, 1.2, 0.8, 0.4}, {0.2, 0.4, 1.0, 0.2}, {0.6, 1.5, 1.2, 0.7}};
    const double a[] = {1, 0.1, 0.4, 0.6};
    double z[3] = {0}, y[3], p[3];
    for (int i = 0; i < 3; i++) {
        for (int k = 0; k < 4; k++)
            z[i] += weight[i][k] * a[k];
        y[i] = logistic(z[i]);
    }
    print_array("Net Input:", z, 3);
    print_array("Output Units:", y, 3);
    int class = z[1] > z[0] ? 1 : 0;
    printf("Predicted class label: %d\n", z[2] > z[class] ? 2 : class);
    softmax(z, 3, p);
    print_array("Probabilities:", p, 3);
    printf("Sum: %.1f\n", p[0] + p[1] + p[2]);
}

void print_units(void)
{
    print_one_unit();
    print_three_units();
}

/*: ## Two formulas that are right and do not work

On paper [@eq-stage5-softmax] is softmax, and the logarithm of a sigmoid is
$\ln \sigma(z)$. But in float32 $e^{89}$ is infinite and $\sigma(-104)$ is 0 (in
PyTorch 1.13 already $\sigma(-89)$: it computes $1 / (1 + e^{89})$ in float32):

```{.output of="stage5" match="^softmax of" to="^log of a sigmoid"}
```

::: {.mistake}
`inf / inf` is not a number, and one NaN in a loss makes every parameter a NaN
in the next step. The cure is to rewrite the formula before the computer sees
it: subtract the largest number, and

$$ \ln \sigma(z) = -\ln(1 + e^{-z}) = -\operatorname{softplus}(-z). $$
{#eq-stage5-log-sigmoid}

This is why a loss wants logits:
[`cross_entropy_loss`](ops_loss.c#cross-entropy) does both inside. (PyTorch has
`F.logsigmoid`, and for two classes `nn.BCEWithLogitsLoss`.)
[Softplus](ops_activation.c#softplus) itself cannot overflow.
::: */
void print_overflow(void)
{
    const float logits[] = {1000, 999, 0};
    Tensor *z = tensor_from(shape_1d(3), logits);
    Tensor *e = tensor_exp(z);
    Tensor *naive = tensor_div(e, tensor_sum(e)), *p = tensor_softmax(z, 0);
    printf("\nsoftmax of [1000, 999, 0]   naive [%g, %g, %g], stable [%.4f, "
           "%.4f, %.4f]\n",
           fabs(naive->data[0]), fabs(naive->data[1]), naive->data[2],
           p->data[0], p->data[1], p->data[2]);
    Tensor *far = tensor_scalar(-200);
    Tensor *plain = tensor_log(tensor_sigmoid(far));
    Tensor *stable = tensor_neg(tensor_softplus(tensor_neg(far)));
    printf("log of a sigmoid at -200    naive %g, stable %g\n\n",
           tensor_item(plain), tensor_item(stable));
    tape_reset();
}
