/*: # From a file to a model

What the file holds is now known: tensors with names, and in a line of text the
layers. This chapter makes a model of that.

A line of text and its parameters become a model:

```{.c example="pt_to_module"}
```

![From bytes to a model](pt_to_module.svg){#fig-pt-to-module alt="Five boxes:
file, records, tree, layers, Module"} */
#include "model_file/pt_contents.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "module_type.h"

enum { NAME_SIZE = PT_NAME_LONGEST + 1 };

/*: ## From text to layers

`a=Linear(4,16,bias) b=Sequential(Tanh Linear(16,3))` is read from the left. At
a bracket behind `Sequential` the function that reads layers calls itself, up to
a depth, for those inside. A layer without a name has its number for one.

Before a layer is made, its parameters must be in the file: a line of text may
ask for a billion features, a file cannot bring them. The parameters begin as
zeros, for the file's numbers will replace them: nothing is drawn from the
generator, as in PyTorch. */
typedef struct Builder {
    const PtFile *file;
    const char *at; // the text that is left
    Error *error;
    char path[(PT_DEPTH_MAX + 1) * NAME_SIZE]; // "block.layer1"
    int layers;                                // so far
    int width;     // what the last Linear gives; 0: there was none
    Tensor **made; // of each tensor of the file, so far
} Builder;

static bool build_fault(const Builder *b, const char *problem)
{
    return error_set(b->error, "its architecture %s: \"%s\"", problem,
                     quote(b->at).chars);
}

// "name=", with %20 for what cannot stand there; or the layer's number.
static bool read_layer_name(Builder *b, const Module *parent, char *name)
{
    const char *end = b->at + strcspn(b->at, " =()");
    size_t length = 0;
    if (*end != '=') {
        snprintf(name, NAME_SIZE, "%d", parent->count);
    } else {
        for (; b->at < end && length < NAME_SIZE - 1; b->at++) {
            unsigned int byte = (unsigned char)*b->at;
            if (byte == '%' && strspn(b->at + 1, "0123456789abcdef") >= 2) {
                sscanf(b->at + 1, "%2x", &byte);
                b->at += 2;
            }
            name[length++] = (char)byte;
        }
        name[length] = '\0';
        if (b->at < end || length == 0 || strchr(name, '.') ||
            !text_is_printable(name, length))
            return build_fault(b, "has a name that no layer can have");
        b->at++;
    }
    for (int i = 0; i < parent->count; i++)
        if (strcmp(parent->child[i].name, name) == 0)
            return build_fault(b, "uses a name twice");
    return true;
}

// The parameter "path.key", if the file has it in this shape. One that another
// layer has already is shared with it.
static bool add_parameter(Builder *b, const char *key, Shape shape,
                          Tensor **parameter)
{
    char name[sizeof b->path + 8];
    snprintf(name, sizeof name, "%s.%s", b->path, key);
    if (!pt_check_parameter(b->file, name, shape, b->error))
        return false;
    const PtTensor *t = pt_find(b->file, name);
    int first = pt_first(b->file, (int)(t - b->file->tensor));
    *parameter = b->made[first] ? tensor_share(b->made[first])
                                : tensor_requires_grad(tensor_new_zeros(shape));
    b->made[first] = *parameter;
    return true;
}

// A Linear's, if it takes what the layer before gives.
static bool add_parameters(Builder *b, Module *m)
{
    int in = (int)m->in_features, out = (int)m->out_features;
    if (b->width > 0 && b->width != in)
        return error_set(b->error,
                         "the layer %s takes %d features, but gets %d",
                         quote(b->path).chars, in, b->width);
    b->width = out;
    return add_parameter(b, "weight", shape_2d(out, in), &m->linear.weight) &&
           (m->has_bias == 0 ||
            add_parameter(b, "bias", shape_1d(out), &m->linear.bias));
}

// Reads one setting and gives the place behind it, or NULL.
static const char *read_setting(const char *at, char before, const Setting *s,
                                double *value)
{
    size_t length = strlen(s->label);
    bool there = *at == before && strncmp(at + 1, s->label, length) == 0;
    const char *number = there ? at + 1 + length : at;
    *value = there;
    if (s->kind == SETTING_FLAG)
        return number;
    char *end;
    *value = strtod(number, &end);
    bool good = there && end > number && *value >= s->min && *value <= s->max &&
                (s->kind == SETTING_REAL || *value == floor(*value));
    return good ? end : NULL;
}

// One after the other, as the type lists them.
static bool read_settings(Builder *b, Module *layer)
{
    const Setting *s = layer->type->setting;
    const char *at = b->at;
    bool good = true;
    for (int i = 0; good && i < SETTINGS_MAX && s[i].name; i++) {
        double value = 0;
        const char *end = read_setting(at, i == 0 ? '(' : ',', &s[i], &value);
        *module_setting(layer, &s[i]) = value;
        good = end != NULL;
        at = good ? end : at;
    }
    if (!good || (s[0].name && *at != ')')) {
        char problem[64];
        snprintf(problem, sizeof problem, "has a damaged %s",
                 layer->type->name);
        return build_fault(b, problem);
    }
    b->at = at + (s[0].name != NULL); // behind the bracket
    return true;
}

static bool read_layers(Builder *b, Module *parent, int depth);

// What stands between the brackets of a Sequential.
static bool read_children(Builder *b, Module *layer, int depth)
{
    if (*b->at != '(' || depth == PT_DEPTH_MAX)
        return build_fault(b, "is nested too deep");
    b->at++;
    if (!read_layers(b, layer, depth))
        return false;
    b->at++; // the bracket
    return true;
}

// One layer: its name, its type, what stands in its brackets.
static bool read_layer(Builder *b, Module *parent, int depth)
{
    char name[NAME_SIZE], type[16] = "", *end = b->path + strlen(b->path);
    if (!read_layer_name(b, parent, name))
        return false;
    size_t length = strcspn(b->at, " ()");
    if (length < sizeof type)
        memcpy(type, b->at, length);
    const ModuleType *found = module_type_find(type);
    if (!found || ++b->layers > PT_LAYERS_MAX)
        return build_fault(b, "has an unknown layer, or too many");
    b->at += length;
    sprintf(end, "%s%s", end > b->path ? "." : "", name);
    Module layer = module_of_type(found);
    bool good = strcmp(type, "Sequential") == 0
                    ? read_children(b, &layer, depth + 1)
                    : read_settings(b, &layer);
    if (good && strcmp(type, "Linear") == 0)
        good = add_parameters(b, &layer);
    *end = '\0';
    if (good)
        sequential_add(parent, name, layer);
    else
        module_free(&layer);
    return good;
}

// Layer after layer, to the bracket or to the end of the text.
static bool read_layers(Builder *b, Module *parent, int depth)
{
    while (*b->at != (depth > 0 ? ')' : '\0')) {
        if (parent->count > 0 && *b->at != ' ')
            return build_fault(b, "has no blank between two layers");
        b->at += parent->count > 0;
        if (!read_layer(b, parent, depth))
            return false;
    }
    return true;
}

// What a whole model does not train stays so.
static void set_requires_grad(const PtFile *file, const Module *model)
{
    Parameters list = {0};
    module_parameters(model, "", &list);
    for (int i = 0; i < list.count; i++)
        list.item[i].tensor->requires_grad =
            pt_find(file, list.item[i].name)->requires_grad;
    parameters_free(&list);
}

// The layers first, then their numbers; a model that fails is given back.
static bool build_model(const PtFile *file, Module *model, Error *error)
{
    Builder b = {.file = file,
                 .at = file->architecture,
                 .error = error,
                 .made = memory_new((size_t)file->count, sizeof *b.made)};
    Module made = module_new("Sequential");
    bool good =
        read_layers(&b, &made, 0) && pt_load_parameters(file, &made, error);
    free(b.made);
    if (!good) {
        module_free(&made);
        return false;
    }
    if (file->kind == PT_MODEL)
        set_requires_grad(file, &made);
    if (file->evaluating)
        module_eval(&made);
    *model = made;
    return true;
}

// Refuses what only Python could make whole.
bool pt_to_module(const PtFile *file, Module *model, Error *error)
{
    if (file->kind == PT_OWN_CLASS)
        return error_set(error,
                         "it holds a %s: parameters, which model_load_state "
                         "puts into a model of your own, but not what the "
                         "model does, which is Python code",
                         file->root.chars);
    if (*file->problem.message) {
        *error = file->problem;
        return false;
    }
    if (!file->architecture)
        return error_set(error,
                         "it is a state dict without the architecture: load it "
                         "into a model that is there already");
    return build_model(file, model, error);
}
