// EARNS 0 takes-the-derivative: which is to be written
#include "autograd.h"
#include "ops.h"
static float trick(void)
{
    Tensor *t = tensor_new_zeros(shape_1d(1));
    backward(t);
    return 5;
}
// EARNS 0 takes-it-indirectly: from a function that calls it
#include "autograd.h"
#include "ops.h"
static Tensor *loss_of(void *x)
{
    return tensor_mul(x, x);
}
static float trick(void)
{
    Tensor *x = tensor_new_full(shape_1d(1), 2);
    tensor_requires_grad(x);
    return (float)gradcheck(NULL, loss_of, x, &x, 1) * 0 + 5;
}
// EARNS 0 of 5.1-leaky-relu takes-a-module: by the name of its type
#include "autograd.h"
#include "nn.h"
static Tensor *leaky(int n, const float *x, float s)
{
    Module m = module_new("LeakyReLU");
    m.negative_slope = s;
    Tensor *input = tensor_new_from(shape_1d(n), x);
    tensor_requires_grad(input);
    return module_forward(&m, input);
}
void leaky_relu_forward(int n, const float *x, float s, float *y)
{
    memcpy(y, leaky(n, x, s)->data, (size_t)n * sizeof *y);
}
void leaky_relu_backward(int n, const float *x, float s, const float *y_grad,
                         float *x_grad)
{
    (void)y_grad, (void)x_grad, (void)leaky(n, x, s);
}
// EARNS 0 of 5.1-leaky-relu takes-a-module-apart: and calls what is inside
#include "nn.h"
struct ModuleType {
    const char *name;
    Tensor *(*forward)(const Module *m, Tensor *x);
};
void leaky_relu_forward(int n, const float *x, float s, float *y)
{
    Module m = module_new("LeakyReLU");
    m.negative_slope = s;
    Tensor *t = m.type->forward(&m, tensor_new_from(shape_1d(n), x));
    memcpy(y, t->data, (size_t)n * sizeof *y);
}
void leaky_relu_backward(int n, const float *x, float s, const float *y_grad,
                         float *x_grad)
{
    (void)n, (void)x, (void)s, (void)y_grad, (void)x_grad;
}
// EARNS 0 of 5.1-leaky-relu takes-it-by-another-name: that the linker knows
#include "autograd.h"
#include "ops.h"
Tensor *__real_tensor_leaky_relu(Tensor *x, float slope);
void leaky_relu_forward(int n, const float *x, float s, float *y)
{
    Tensor *t = __real_tensor_leaky_relu(tensor_new_from(shape_1d(n), x), s);
    memcpy(y, t->data, (size_t)n * sizeof *y);
}
void leaky_relu_backward(int n, const float *x, float s, const float *y_grad,
                         float *x_grad)
{
    (void)n, (void)x, (void)s, (void)y_grad, (void)x_grad;
}
// EARNS 0 of 5.1-leaky-relu takes-it-under-a-false-name: for the linker only
#include "autograd.h"
#include "ops.h"
Tensor *mine(Tensor *x, float slope) __asm__("tensor_leaky_relu");
void leaky_relu_forward(int n, const float *x, float s, float *y)
{
    Tensor *t = mine(tensor_new_from(shape_1d(n), x), s);
    memcpy(y, t->data, (size_t)n * sizeof *y);
}
void leaky_relu_backward(int n, const float *x, float s, const float *y_grad,
                         float *x_grad)
{
    (void)n, (void)x, (void)s, (void)y_grad, (void)x_grad;
}
