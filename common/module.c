/*: # Models made of modules

A layer with parameters, an activation, a chain of layers: PyTorch calls each of
them a **module**, because all can do the same few things. Take an input
forward, list the parameters, print yourself, be told that training has ended
and **evaluation** begins. A table with one line for each type holds what
differs; a new type is a new line.

A network of three layers, printed and used:

```{.c example="module"}
```

![The tree of a model, and the names of its parameters](module.svg){#fig-module
alt="Sequential has three children, two of which are Linear and have a weight
and a bias each"} */
#include "module_type.h"

#include <float.h>
#include <stdlib.h>
#include <string.h>

#include "autograd.h"
#include "bytes.h"
#include "mistake.h"
#include "ops.h"

// A layer with settings hands them to its operation.
static Tensor *forward_linear(const Module *m, Tensor *x)
{
    return linear_forward(&m->linear, x);
}

static Tensor *forward_leaky_relu(const Module *m, Tensor *x)
{
    return tensor_leaky_relu(x, (float)m->negative_slope);
}

static Tensor *forward_softmax(const Module *m, Tensor *x)
{
    return tensor_softmax(x, (int)m->dim);
}

static Tensor *forward_log_softmax(const Module *m, Tensor *x)
{
    return tensor_log_softmax(x, (int)m->dim);
}

static Tensor *forward_dropout(const Module *m, Tensor *x)
{
    return m->training ? tensor_dropout(x, m->p) : x;
}

/*: `Identity` gives back what it gets. So does `Flatten` here: it makes one
dimension of all but the first, and a matrix has no more than one. */
static Tensor *identity(Tensor *x)
{
    return x;
}

static Tensor *forward_sequential(const Module *m, Tensor *x)
{
    for (int i = 0; i < m->count; i++)
        x = module_forward(&m->child[i], x);
    return x;
}

/*: ## The table

Name and class as in PyTorch; the function that computes, of the input alone or
of the module with its settings; the settings with their defaults and limits.
Whoever prints, writes or reads a module goes through its settings; none of them
knows a type by name. */
#define LAYER(file, type) type, "torch.nn.modules." file "." type
#define SETTING(name) #name, offsetof(Module, name)

enum { FEATURES_MAX = 1 << 27 };

static const ModuleType types[] = {
    {LAYER("linear", "Linear"), .forward = forward_linear,
     .setting = {{SETTING(in_features), "", SETTING_WHOLE, 0, 1, FEATURES_MAX},
                 {SETTING(out_features), "", SETTING_WHOLE, 0, 1, FEATURES_MAX},
                 {"bias", offsetof(Module, has_bias), "bias", SETTING_FLAG, 1,
                  0, 1}}},
    {LAYER("activation", "Sigmoid"), .function = tensor_sigmoid},
    {LAYER("activation", "Tanh"), .function = tensor_tanh},
    {LAYER("activation", "ReLU"), .function = tensor_relu, .inplace = ""},
    {LAYER("activation", "LeakyReLU"), .forward = forward_leaky_relu,
     .setting = {{SETTING(negative_slope), "", SETTING_REAL, 0.01, -FLT_MAX,
                  FLT_MAX}},
     .inplace = ""},
    {LAYER("activation", "Softmax"), .forward = forward_softmax,
     .setting = {{SETTING(dim), "dim=", SETTING_WHOLE, 1, -2, 1}}},
    {LAYER("activation", "LogSoftmax"), .forward = forward_log_softmax,
     .setting = {{SETTING(dim), "dim=", SETTING_WHOLE, 1, -2, 1}}},
    {LAYER("dropout", "Dropout"), .forward = forward_dropout,
     .setting = {{SETTING(p), "", SETTING_REAL, 0.5, 0, 1}},
     .inplace = ", inplace=False"},
    {LAYER("flatten", "Flatten"), .function = identity,
     .setting = {{SETTING(start_dim), "start_dim=", SETTING_WHOLE, 1, 1, 1},
                 {SETTING(end_dim), "end_dim=", SETTING_WHOLE, -1, -1, -1}}},
    {LAYER("linear", "Identity"), .function = identity},
    {LAYER("container", "Sequential"), .forward = forward_sequential},
};

enum { TYPES = sizeof types / sizeof *types };

// By the name that is printed, and by the two lines that a pickle has.
const ModuleType *module_type_find(const char *name)
{
    for (int i = 0; i < TYPES; i++)
        if (strcmp(types[i].name, name) == 0 ||
            strcmp(types[i].path, name) == 0)
            return &types[i];
    return NULL;
}

double *module_setting(const Module *m, const Setting *setting)
{
    return (double *)(void *)((char *)m + setting->place);
}

NumberText setting_text(const Setting *setting, double value)
{
    NumberText text = number_text(value);
    if (setting->kind == SETTING_WHOLE)
        snprintf(text.chars, sizeof text.chars, "%d", (int)value);
    if (setting->kind == SETTING_FLAG)
        strcpy(text.chars, value != 0 ? "True" : "False");
    return text;
}

/*: ## Making modules */
const char *module_type_name(const Module *module)
{
    return module->type->name;
}

Module module_of_type(const ModuleType *type)
{
    Module m = {.type = type, .training = true};
    for (int i = 0; i < SETTINGS_MAX && type->setting[i].name; i++)
        *module_setting(&m, &type->setting[i]) = type->setting[i].start;
    return m;
}

// Fails for a type that has parameters: those need sizes.
Module module_new(const char *type)
{
    const ModuleType *found = module_type_find(type);
    check(found && found->forward != forward_linear,
          "module_new: there is no module \"%s\" without parameters", type);
    return module_of_type(found);
}

Module module_new_linear(int in_features, int out_features, bool bias)
{
    Module m = module_of_type(module_type_find("Linear"));
    m.linear = linear_new(in_features, out_features, bias);
    m.in_features = in_features;
    m.out_features = out_features;
    m.has_bias = bias;
    return m;
}

// Without a name a child is called by its number, as in PyTorch.
void sequential_add(Module *sequential, const char *name, Module child)
{
    check(sequential->type->forward == forward_sequential,
          "sequential_add: a %s has no children", sequential->type->name);
    child.name = name ? text_new_copy(name) : text_new("%d", sequential->count);
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
    const ModuleType *type = module->type;
    return type->function ? type->function(x) : type->forward(module, x);
}

void module_all_parameters(const Module *module, const char *prefix,
                           Parameters *list)
{
    if (module->linear.weight)
        linear_parameters(&module->linear, prefix, list);
    for (int i = 0; i < module->count; i++) {
        char *path = text_new_path(prefix, module->child[i].name);
        module_all_parameters(&module->child[i], path, list);
        free(path);
    }
}

/*: Two layers may have one parameter between them. It has two names then, but
an optimiser must not move it twice: here it stands under the first. */
void module_parameters(const Module *module, const char *prefix,
                       Parameters *list)
{
    int kept = list->count;
    module_all_parameters(module, prefix, list);
    for (int i = kept; i < list->count; i++) {
        int k = 0;
        while (k < kept && list->item[k].tensor != list->item[i].tensor)
            k++;
        if (k == kept)
            list->item[kept++] = list->item[i];
        else
            free(list->item[i].name);
    }
    list->count = kept;
}

/*: Some layers do something else while a model learns: `Dropout` does nothing
at all when it is used. The model is told which of the two it is about. */
static void set_training(Module *module, bool training)
{
    module->training = training;
    for (int i = 0; i < module->count; i++)
        set_training(&module->child[i], training);
}

void module_train(Module *module)
{
    set_training(module, true);
}

void module_eval(Module *module)
{
    set_training(module, false);
}

/*: A model prints itself as a Python program's `print(model)` does: each child
on a line of its own, two blanks further in. */
static void print_settings(FILE *file, const Module *m)
{
    const ModuleType *type = m->type;
    for (int i = 0; i < SETTINGS_MAX && type->setting[i].name; i++) {
        double value = *module_setting(m, &type->setting[i]);
        fprintf(file, "%s%s=%s", i > 0 ? ", " : "", type->setting[i].name,
                setting_text(&type->setting[i], value).chars);
    }
    fputs(type->inplace ? type->inplace : "", file);
}

// A layer, and further in what is inside it.
static void print_indented(FILE *file, const Module *m, int depth)
{
    fprintf(file, "%s(", m->type->name);
    print_settings(file, m);
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
