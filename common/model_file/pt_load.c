/*: # From a file to a model

What the file holds is now known: tensors with names, and in a line of text the
layers. This chapter makes a model of that, or puts the parameters into a model
that is there already. */
#include "model_file/pt_read.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "nn.h"
#include "random.h"

enum { NAME_SIZE = 256 + 1 };

/*: ## Parameters by name

A parameter of the file belongs to the parameter of the model with the same name
and must have its shape. A name that only one of them has means that the file
was made by another model. All of that is checked before the first number is
copied: a fault leaves the model as it was. */
typedef struct ShapeLine {
    char chars[16 * PT_DIMS_MAX];
} ShapeLine;

static ShapeLine shape_line(const PtTensor *t)
{
    ShapeLine text = {"["};
    for (int k = 0; k < t->ndim; k++) {
        char *end = text.chars + strlen(text.chars);
        sprintf(end, k > 0 ? ", %d" : "%d", (int)t->size[k]);
    }
    strcat(text.chars, "]");
    return text;
}

static bool check_parameter(const PtFile *file, const char *name, Shape shape,
                            Error *error)
{
    const PtTensor *t = pt_find(file, name);
    if (!t)
        return error_set(error, "the parameter %s is missing",
                         quote(name, strlen(name)).chars);
    bool same = t->ndim == shape.ndim;
    for (int k = 0; same && k < t->ndim; k++)
        same = t->size[k] == shape.size[k];
    return same ||
           error_set(error, "the parameter %s is %s, but %s is expected",
                     quote(name, strlen(name)).chars, shape_line(t).chars,
                     shape_text(shape).chars);
}

static bool check_parameters(const PtFile *file, const Parameters *list,
                             Error *error)
{
    for (int i = 0; i < list->count; i++)
        if (!check_parameter(file, list->item[i].name,
                             list->item[i].tensor->shape, error))
            return false;
    for (int i = 0; i < file->count; i++) {
        const char *name = file->tensor[i].name;
        bool found = false;
        for (int k = 0; !found && k < list->count; k++)
            found = strcmp(list->item[k].name, name) == 0;
        if (!found)
            return error_set(error, "the parameter %s is not in the model",
                             quote(name, strlen(name)).chars);
    }
    return true;
}

bool pt_load_parameters(const PtFile *file, Module *model, Error *error)
{
    Parameters list = {0};
    module_parameters(model, "", &list);
    bool good = check_parameters(file, &list, error);
    for (int i = 0; good && i < list.count; i++) {
        Tensor *to = list.item[i].tensor;
        const PtTensor *from = pt_find(file, list.item[i].name);
        for (int k = 0; k < tensor_numel(to); k++)
            to->data[k] = pt_number(from, k);
    }
    parameters_free(&list);
    return good;
}

/*: ## From text to layers

`a=Linear(4,16,bias) b=Sequential(Tanh Linear(16,3))` is read from the left. A
bracket behind `Sequential` opens a level; the layers that follow go into it
until the bracket is closed. A layer without a name has its number for one.

Before a layer is made, its parameters must be in the file: a line of text may
ask for a billion features, a file cannot bring them. */
typedef struct Builder {
    const PtFile *file;
    const char *at; // the text that is left
    Error *error;
    struct {
        Module sequential;
        char name[NAME_SIZE];
    } level[PT_DEPTH_MAX];
    int depth;  // of the innermost level
    int layers; // so far
    int width;  // what the last Linear gives; 0: there was none
} Builder;

static bool build_fault(const Builder *b, const char *problem)
{
    return error_set(b->error, "its architecture %s: \"%s\"", problem,
                     quote(b->at, strlen(b->at)).chars);
}

static bool read_name(Builder *b, char *name)
{
    const Module *parent = &b->level[b->depth].sequential;
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

static bool read_linear(Builder *b, const char *name, Module *layer)
{
    int in = 0, out = 0, length = 0;
    sscanf(b->at, "(%9d,%9d%n", &in, &out, &length);
    bool bias = length > 0 && strncmp(b->at + length, ",bias)", 6) == 0;
    if (length == 0 || in < 1 || out < 1 || (!bias && b->at[length] != ')'))
        return build_fault(b, "has a damaged Linear");
    b->at += length + (bias ? 6 : 1);

    char path[(PT_DEPTH_MAX + 1) * NAME_SIZE] = "";
    for (int i = 1; i <= b->depth; i++)
        strcat(strcat(path, b->level[i].name), ".");
    strcat(path, name);
    if (b->width > 0 && b->width != in)
        return error_set(b->error,
                         "the layer %s takes %d features, but gets %d",
                         quote(path, strlen(path)).chars, in, b->width);
    b->width = out;
    char *end = path + strlen(path);
    strcpy(end, ".weight");
    if (!check_parameter(b->file, path, shape_2d(out, in), b->error))
        return false;
    strcpy(end, ".bias");
    if (bias && !check_parameter(b->file, path, shape_1d(out), b->error))
        return false;
    *layer = module_new_linear(in, out, bias);
    return true;
}

// Returns the problem, if there is one.
static const char *read_settings(Builder *b, Module *layer)
{
    const char *type = module_type_name(layer);
    if (strstr(type, "Softmax")) {
        int length = 0;
        sscanf(b->at, "(dim=%9d)%n", &layer->dim, &length);
        b->at += length;
        if (length == 0 || layer->dim < -2 || layer->dim > 1)
            return "has a damaged dim";
    } else if (strcmp(type, "LeakyReLU") == 0) {
        char *end = NULL;
        if (*b->at == '(')
            layer->negative_slope = (float)strtod(b->at + 1, &end);
        if (!end || end == b->at + 1 || *end != ')' ||
            !isfinite(layer->negative_slope))
            return "has a damaged slope";
        b->at = end + 1;
    }
    return NULL;
}

static bool read_layer(Builder *b)
{
    char name[NAME_SIZE], type[16] = "";
    if (!read_name(b, name))
        return false;
    size_t length = strcspn(b->at, " ()");
    if (length < sizeof type)
        memcpy(type, b->at, length);
    if (!module_type_exists(type) || ++b->layers > PT_LAYERS_MAX)
        return build_fault(b, "has an unknown layer, or too many");
    b->at += length;
    Module layer = {.type = NULL};
    if (strcmp(type, "Linear") == 0) {
        if (!read_linear(b, name, &layer))
            return false;
    } else {
        layer = module_new(type);
        const char *problem = read_settings(b, &layer);
        if (problem)
            return build_fault(b, problem);
    }
    if (strcmp(type, "Sequential") == 0) {
        if (*b->at != '(' || ++b->depth == PT_DEPTH_MAX)
            return build_fault(b, "is nested too deep");
        b->at++;
        strcpy(b->level[b->depth].name, name);
        b->level[b->depth].sequential = layer;
    } else {
        sequential_add(&b->level[b->depth].sequential, name, layer);
    }
    return true;
}

static bool read_layers(Builder *b)
{
    while (*b->at || b->depth > 0) {
        if (*b->at == ')' && b->depth > 0) {
            b->at++;
            b->depth--;
            sequential_add(&b->level[b->depth].sequential,
                           b->level[b->depth + 1].name,
                           b->level[b->depth + 1].sequential);
            continue;
        }
        if (b->level[b->depth].sequential.count > 0) {
            if (*b->at != ' ')
                return build_fault(b, "has no blank between two layers");
            b->at++;
        }
        if (!read_layer(b))
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

/*: A new `Linear` draws random numbers, which are then overwritten. The program
that loads a model must not notice: its next random number is the one that it
would have drawn without. */
static bool build_model(const PtFile *file, Module *model, Error *error)
{
    Generator before = *default_generator();
    Builder *b = memory_new(1, sizeof *b);
    b->file = file;
    b->at = file->architecture;
    b->error = error;
    b->level[0].sequential = module_new("Sequential");
    bool good = read_layers(b);
    *default_generator() = before;
    Module *made = &b->level[0].sequential;
    good = good && pt_load_parameters(file, made, error);
    if (good && file->kind == PT_MODEL)
        set_requires_grad(file, made);
    if (good)
        *model = *made;
    else
        for (int i = 0; i <= b->depth && i < PT_DEPTH_MAX; i++)
            module_free(&b->level[i].sequential);
    free(b);
    return good;
}

bool pt_load(const PtFile *file, Module *model, Error *error)
{
    if (file->kind == PT_OWN_CLASS)
        return error_set(error,
                         "it holds a %s: parameters, which model_load_state "
                         "puts into a model of your own, but not what the "
                         "model does, which is Python code",
                         file->root.chars);
    if (!file->architecture)
        return error_set(error,
                         "it is a state dict without the architecture: load it "
                         "into a model that is there already");
    return build_model(file, model, error);
}

/*: ## Describing

What a stranger's file is, in words, without loading it. NaN and infinite
weights are counted: such a model can be loaded, but it will not predict. */
static const char *producer(const PtFile *file)
{
    if (pt_zip_find(&file->zip, ".format_version", 15))
        return "PyTorch, newer than 2.6";
    if (pt_zip_find(&file->zip, "byteorder", 9))
        return "PyTorch 2.1 or newer";
    if (file->kind == PT_STATE && file->architecture)
        return "these programs";
    return "PyTorch before 2.1, or these programs";
}

void pt_describe(const PtFile *file, FILE *out)
{
    static const char *const kind[] = {
        [PT_MODEL] = "whole model",
        [PT_OWN_CLASS] = "whole model, whose forward() is not in the file",
        [PT_STATE] = "state dict"};
    long long numbers = 0, strange = 0;
    fprintf(out, "kind          %s\n", kind[file->kind]);
    if (*file->root.chars)
        fprintf(out, "class         %s\n", file->root.chars);
    fprintf(out, "architecture  %s\n",
            file->architecture ? file->architecture : "not in the file");
    for (int i = 0; i < file->count; i++) {
        const PtTensor *t = &file->tensor[i];
        fprintf(out, "parameter     %s %s %s\n", t->name, shape_line(t).chars,
                t->type->type);
        numbers += t->numel;
        for (int64_t k = 0; k < t->numel; k++)
            strange += !isfinite(pt_number(t, k));
    }
    fprintf(out, "parameters    %d, with %lld numbers\n", file->count, numbers);
    if (strange > 0)
        fprintf(out, "warning       %lld of them are NaN or infinite\n",
                strange);
    fprintf(out, "file          %zu bytes, %d records in %.*s\n", file->size,
            file->zip.count, (int)file->zip.prefix_length, file->zip.prefix);
    fprintf(out, "written by    %s\n", producer(file));
}
