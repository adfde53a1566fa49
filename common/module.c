/*: # Models made of modules

A layer with parameters, an activation, a chain of layers: PyTorch calls each of
them a module, because all can do the same few things. Take an input forward,
list the parameters, print yourself. A table with one line for each type holds
what differs; a new type is a new line.

A network of three layers, printed and used:

```{.c example="module"}
``` */
#include <stdlib.h>
#include <string.h>

#include "autograd.h"
#include "mistake.h"
#include "nn.h"
#include "ops.h"

typedef struct ModuleType {
    const char *name;
    Tensor *(*forward)(const Module *m, Tensor *x);
    void (*print_settings)(FILE *file, const Module *m); // NULL: it has none
} ModuleType;

static Tensor *forward_linear(const Module *m, Tensor *x)
{
    return linear_forward(&m->linear, x);
}

static Tensor *forward_sigmoid(const Module *m, Tensor *x)
{
    (void)m;
    return tensor_sigmoid(x);
}

static Tensor *forward_tanh(const Module *m, Tensor *x)
{
    (void)m;
    return tensor_tanh(x);
}

static Tensor *forward_relu(const Module *m, Tensor *x)
{
    (void)m;
    return tensor_relu(x);
}

static Tensor *forward_leaky_relu(const Module *m, Tensor *x)
{
    return tensor_leaky_relu(x, m->negative_slope);
}

static Tensor *forward_softmax(const Module *m, Tensor *x)
{
    return tensor_softmax(x, m->dim);
}

static Tensor *forward_log_softmax(const Module *m, Tensor *x)
{
    return tensor_log_softmax(x, m->dim);
}

static Tensor *forward_sequential(const Module *m, Tensor *x)
{
    for (int i = 0; i < m->count; i++)
        x = module_forward(&m->child[i], x);
    return x;
}

static void print_linear(FILE *file, const Module *m)
{
    fprintf(file, "in_features=%d, out_features=%d, bias=%s",
            tensor_cols(m->linear.weight), tensor_rows(m->linear.weight),
            m->linear.bias ? "True" : "False");
}

static void print_slope(FILE *file, const Module *m)
{
    fprintf(file, "negative_slope=%g", m->negative_slope);
}

static void print_dim(FILE *file, const Module *m)
{
    fprintf(file, "dim=%d", m->dim);
}

static const ModuleType types[] = {
    {"Linear", forward_linear, print_linear},
    {"Sigmoid", forward_sigmoid, NULL},
    {"Tanh", forward_tanh, NULL},
    {"ReLU", forward_relu, NULL},
    {"LeakyReLU", forward_leaky_relu, print_slope},
    {"Softmax", forward_softmax, print_dim},
    {"LogSoftmax", forward_log_softmax, print_dim},
    {"Sequential", forward_sequential, NULL},
};

/*: ## Making modules */
static const ModuleType *find_type(const char *name)
{
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (strcmp(types[i].name, name) == 0)
            return &types[i];
    return NULL;
}

bool module_type_exists(const char *type)
{
    return find_type(type) != NULL;
}

const char *module_type_name(const Module *module)
{
    return module->type->name;
}

Module module_new(const char *type)
{
    const ModuleType *found = find_type(type);
    check(found && found->forward != forward_linear,
          "module_new: there is no module \"%s\" without parameters", type);
    return (Module){.type = found, .dim = 1, .negative_slope = 0.01f};
}

Module module_new_linear(int in_features, int out_features, bool bias)
{
    return (Module){.type = find_type("Linear"),
                    .linear = linear_new(in_features, out_features, bias)};
}

void sequential_add(Module *sequential, const char *name, Module child)
{
    check(sequential->type->forward == forward_sequential,
          "sequential_add: a %s has no children", sequential->type->name);
    char number[16];
    snprintf(number, sizeof number, "%d", sequential->count);
    child.name = text_new_copy(name ? name : number);
    sequential->child =
        memory_resize(sequential->child, (size_t)sequential->count + 1,
                      sizeof *sequential->child);
    sequential->child[sequential->count++] = child;
}

void module_free(Module *module)
{
    for (int i = 0; i < module->count; i++)
        module_free(&module->child[i]);
    free(module->child);
    free(module->name);
    linear_free(&module->linear);
    *module = (Module){0};
}

/*: ## Using them

The names of the parameters are the path to them: a `Linear` called `layer1`
holds `layer1.weight` and `layer1.bias`. */
Tensor *module_forward(const Module *module, Tensor *x)
{
    return module->type->forward(module, x);
}

void module_parameters(const Module *module, const char *prefix,
                       Parameters *list)
{
    if (module->linear.weight)
        linear_parameters(&module->linear, prefix, list);
    for (int i = 0; i < module->count; i++) {
        const char *name = module->child[i].name;
        size_t size = strlen(prefix) + strlen(name) + 2;
        char *path = memory_new(size, 1);
        snprintf(path, size, "%s%s%s", prefix, *prefix ? "." : "", name);
        module_parameters(&module->child[i], path, list);
        free(path);
    }
}

/*: A model prints itself as a Python program's `print(model)` does: each child
on a line of its own, two blanks further in. */
static void print_indented(FILE *file, const Module *m, int depth)
{
    fprintf(file, "%s(", m->type->name);
    if (m->type->print_settings)
        m->type->print_settings(file, m);
    for (int i = 0; i < m->count; i++) {
        fprintf(file, "\n%*s(%s): ", 2 * depth + 2, "", m->child[i].name);
        print_indented(file, &m->child[i], depth + 1);
    }
    if (m->count > 0)
        fprintf(file, "\n%*s", 2 * depth, "");
    fputc(')', file);
}

void module_print(FILE *file, const Module *module)
{
    print_indented(file, module, 0);
    fputc('\n', file);
}
