/*: # Seven activation functions

All of them bend a line, each in a way of its own. What matters for training is
the *slope*, since the gradient is multiplied by it on its way back:

| function | formula | slope | when to use |
|-----|------|------|-------|
| sigmoid | $1 / (1 + e^{-x})$ | $y(1 - y)$, at most 1/4 | for a probability |
| tanh | $(e^x-e^{-x})$ / $(e^x+e^{-x})$ | $1 - y^2$, at most 1 | small nets |
| ReLU | $\max(0, x)$ | 0 or 1 | the first choice |
| leaky ReLU | $x$, or $0.01\,x$ below 0 | 1 or 0.01 | when ReLU units die |
| softplus | $\ln(1 + e^x)$ | $\sigma(x)$ | a number that must be positive |
| ELU | $x$, or $e^x - 1$ below 0 | 1 or $y + 1$ | when ReLU units die |
| GELU | $x\,\Phi(x)$ | $\Phi(x) + x\,\varphi(x)$ | transformers |

Here $y$ is the value of the function, $\Phi(x)$ the probability that a standard
normal number is smaller than $x$, and $\varphi(x)$ its density, the bell curve
$e^{-x^2/2} / \sqrt{2\pi}$. How the functions are programmed stands in
[the chapter on their operations](ops_activation.c). */

/*: ## Where the slopes come from

**Sigmoid** is $1/u$ with $u = 1 + e^{-x}$, whose slope is $-e^{-x}$. The slope
of $1/u$ by $u$ is $-1/u^2$. The chain rule multiplies both:

$$ y' = \frac{e^{-x}}{(1 + e^{-x})^2}
   = \frac{1}{1 + e^{-x}} \cdot \frac{e^{-x}}{1 + e^{-x}} = y\,(1 - y), $$
{#eq-family-sigmoid}

because $1 - y = e^{-x} / (1 + e^{-x})$. Of all products of $y$ and $1 - y$ the
one in the middle is largest, $\frac12 \cdot \frac12 = \frac14$.

**Tanh** is $2\sigma(2x) - 1$, [as we have seen](stage5.c#eq-stage5-tanh). Write
$s$ for $\sigma(2x)$. Each 2 is a factor of the slope, and $s = (1 + y) / 2$:

$$ y' = 4\,s\,(1 - s) = 4 \cdot \frac{1 + y}{2} \cdot \frac{1 - y}{2}
   = 1 - y^2. $$ {#eq-family-tanh} */

/*: **ReLU** and its leaky sister are straight on both sides. **Softplus**: the
slope of $\ln u$ is $1/u$, and that of $u = 1 + e^x$ is $e^x$, which makes

$$ y' = \frac{e^x}{1 + e^x} = \frac{1}{1 + e^{-x}} = \sigma(x). $$
{#eq-family-softplus}

**ELU** below 0 is $e^x - 1$, with the slope $e^x = y + 1$. **GELU** is a
product of $x$, with the slope 1, and $\Phi(x)$, with the slope $\varphi(x)$:

$$ y' = 1 \cdot \Phi(x) + x \cdot \varphi(x). $$ {#eq-family-gelu} */
#include "stage5.h"

static Tensor *leaky_relu(Tensor *x)
{
    return tensor_leaky_relu(x, 0.01f);
}

const Activation activations[ACTIVATIONS] = {
    [SIGMOID] = {"sigmoid", tensor_sigmoid, "(0, 1)"},
    [TANH] = {"tanh", tensor_tanh, "(-1, 1)"},
    [RELU] = {"relu", tensor_relu, "[0, inf)"},
    [LEAKY_RELU] = {"leaky_relu", leaky_relu, "(-inf, inf)"},
    [SOFTPLUS] = {"softplus", tensor_softplus, "(0, inf)"},
    [ELU] = {"elu", tensor_elu, "(-1, inf)"},
    [GELU] = {"gelu", tensor_gelu, "[-0.17, inf)"},
};

/*: ## Their curves

The slopes are not programmed a second time for the figure. The program asks
autograd: the sum of all values, differentiated by each $x$, is the slope at
that $x$.

![The seven functions](stage5-family.svg){#fig-stage5-family alt="First: sigmoid
and tanh level off on both sides, softplus rises to the right. Then: relu,
leaky_relu, elu and gelu rise together; below 0 they differ"}

![Their slopes](stage5-slopes.svg){#fig-stage5-slopes alt="First: the slope of
tanh is a bell up to 1, that of sigmoid a flat bell below a quarter, that of
softplus is sigmoid. Then: relu and leaky_relu jump to 1 at 0, elu bends up to
it, gelu goes below 0 and above 1"} */
enum { POINTS = 1001 };

static Tensor *places_new(double low, double high)
{
    Tensor *x = tensor_new_zeros(shape_1d(POINTS));
    for (int i = 0; i < POINTS; i++)
        x->data[i] = (float)(low + (high - low) * i / (POINTS - 1));
    return tensor_requires_grad(x);
}

static Tensor *slopes_new(const Activation *f, Tensor *x)
{
    tensor_zero_grad(x);
    backward(tensor_sum(f->forward(x)));
    return tensor_new_from(x->shape, x->grad);
}

/*: The file has a column for $x$, then one for each function, then one for each
slope. */
static void write_curves(void)
{
    Tensor *x = places_new(-4, 4), *column[1 + 2 * ACTIVATIONS] = {x};
    for (int f = 0; f < ACTIVATIONS; f++) {
        column[1 + f] = tensor_new_copy(activations[f].forward(x));
        column[1 + ACTIVATIONS + f] = slopes_new(&activations[f], x);
    }
    plot_write("build/stage5/family.dat", "x, 7 functions, 7 slopes",
               (const Tensor *const *)column, 1 + 2 * ACTIVATIONS);
    for (int i = 0; i < 1 + 2 * ACTIVATIONS; i++)
        tensor_free(column[i]);
    tape_reset();
}

/*: The script learns what the functions are called, and which of them were
trained for how long. */
static void write_names(const Settings *s)
{
    static const char PATH[] = "build/stage5/trained.gp";
    FILE *file = plot_open(PATH);
    fprintf(file, "epochs = %d\ntrained = '", s->common.epochs);
    for (int f = 0; f < ACTIVATIONS; f++)
        if (is_chosen(s, f))
            fprintf(file, "%s ", activations[f].name);
    fprintf(file, "'\nnames = '");
    for (int f = 0; f < ACTIVATIONS; f++)
        fprintf(file, "%s ", activations[f].name);
    fprintf(file, "'\n");
    output_close(file, PATH);
}

void draw_family(const Settings *s)
{
    write_curves();
    write_names(s);
}

/*: In numbers: the steepest slope between −8 and 8, and the slope at both ends.
Sigmoid and tanh let almost nothing through there: they **saturate**.

```{.output of="stage5" match="^activation .*slope" to="^gelu"}
```
*/
void print_family(void)
{
    printf(
        "activation    range         largest slope  slope at -8  slope at 8\n");
    Tensor *x = places_new(-8, 8);
    for (int f = 0; f < ACTIVATIONS; f++) {
        Tensor *slope = slopes_new(&activations[f], x);
        float largest = 0;
        for (int i = 0; i < POINTS; i++)
            largest = fmaxf(largest, slope->data[i]);
        printf("%-13s %-13s %13.4f  %11.2g  %10.2g\n", activations[f].name,
               activations[f].range, largest, slope->data[0],
               slope->data[POINTS - 1]);
        tensor_free(slope);
        tape_reset();
    }
    tensor_free(x);
}
