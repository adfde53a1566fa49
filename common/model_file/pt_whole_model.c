/*: # The layers of a whole model

A whole model is an object with attributes: its parameters in the dict
`_parameters`, its layers in the dict `_modules`, each of them again such an
object. This chapter walks through it, collects the tensors, and writes down in
a line of text what the model is made of, like

    layer1=Linear(4,16,bias) Sigmoid layer2=Linear(16,3,bias) Softmax(dim=1)

A model is written and read:

```{.c example="pt_whole_model"}
```

![What is read from the tree of a whole
model](pt_whole_model.svg){#fig-pt-whole-model alt="The object
Sequential has modules, a Linear and a Sigmoid; from them come
the names of the parameters and a line of text with the layers"}

A layer whose name is its number is given without it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model_file/pt_contents.h"
#include "tensor.h"

/*: ## Walking through the layers

The layers form a tree, so the function that visits one calls itself for those
inside. How deep that goes is for the file to say, and a layer may even contain
itself: it counts. */
typedef struct Walk {
    PtFile *file;
    Error *error;
    int layers;                   // seen so far
    const char *path;             // of the layer that is looked at
    const ModuleType *type;       // of the same
    bool nest;                    // is it a Sequential?
    const PickleNode *attributes; // of the same
    Bytes text;                   // the architecture
} Walk;

static bool layer_error(const Walk *w, Error *error, const char *problem)
{
    return error_set(error, "%s%s%s %s", *w->path ? "the layer " : "the model",
                     quote(w->path).chars, *w->path ? "" : " itself", problem);
}

/*: A layer that we do not have is no fault of the file. It is noted down, the
first one, and the walk goes on: who asks what is in the file wants to hear all
of it. */
static void note(const Walk *w, const char *problem)
{
    if (!*w->file->problem.message)
        layer_error(w, &w->file->problem, problem);
}

/*: ## Attributes

What PyTorch calls hooks are functions that run before or after a layer. A file
cannot bring them along, and a model that needs them is not the model that we
would load. The same goes for buffers, which are tensors that are not trained.
New versions of PyTorch add other attributes; those are harmless. */
static void check_attributes(const Walk *w)
{
    for (int i = 0; i < w->attributes->count; i += 2) {
        const char *name = w->attributes->item[i]->text;
        const PickleNode *value = w->attributes->item[i + 1];
        bool hook = strstr(name, "_hooks") != NULL;
        if ((hook || strcmp(name, "_buffers") == 0) &&
            (value->kind != PICKLE_DICT || value->count > 0))
            note(w, hook ? "has hooks, which are Python code"
                         : "has buffers, which are not read");
    }
}

// A dict of the layer, or NULL.
static const PickleNode *get_dict(const Walk *w, const char *name)
{
    const PickleNode *dict = pt_pickle_get(w->attributes, name);
    return pt_pickle_is(dict, PICKLE_DICT) ? dict : NULL;
}

// All that are in a dict of a layer; a bias that there is not is None.
static bool add_tensors(const Walk *w, const PickleNode *dict, bool buffers)
{
    for (int i = 0; i < dict->count; i += 2) {
        if (dict->item[i + 1]->kind == PICKLE_NONE)
            continue;
        if (!pt_add_tensor(w->file, w->path, dict->item[i]->text,
                           dict->item[i + 1], w->error))
            return false;
        w->file->tensor[w->file->count - 1].is_buffer = buffers;
    }
    return true;
}

/*: ## Settings

What stands in the brackets behind the type, `(4,16,bias)` or `(dim=1)`. Whether
a `Linear` has a bias is seen among its parameters. */
static bool get_setting(const Walk *w, const Setting *s,
                        const PickleNode *parameters, double *value)
{
    const PickleNode *node = pt_pickle_get(
        s->kind == SETTING_FLAG ? parameters : w->attributes, s->name);
    if (s->kind == SETTING_FLAG)
        *value = !pt_pickle_is(node, PICKLE_NONE);
    else if (pt_pickle_is(node, PICKLE_INT))
        *value = (double)node->number;
    else if (pt_pickle_is(node, PICKLE_REAL) && s->kind == SETTING_REAL)
        *value = node->real;
    else
        return false;
    return *value >= s->min && *value <= s->max;
}

// A Linear has a weight and a bias, the others have no parameters.
static void check_names(const Walk *w, const PickleNode *parameters)
{
    bool linear = strcmp(w->type->name, "Linear") == 0;
    if (!linear && parameters->count > 0)
        note(w, "has parameters");
    if (linear &&
        (parameters->count != 4 || !pt_pickle_get(parameters, "weight") ||
         !pt_pickle_get(parameters, "bias")))
        note(w, "has other parameters than weight and bias");
}

// What stands in the brackets.
static void add_settings(Walk *w, const PickleNode *parameters)
{
    const Setting *s = w->type->setting;
    for (int i = 0; i < SETTINGS_MAX && s[i].name; i++) {
        double value;
        char text[64];
        if (!get_setting(w, &s[i], parameters, &value)) {
            snprintf(text, sizeof text, "has no %s, or an impossible one",
                     s[i].name);
            note(w, text);
            return;
        }
        NumberText number = setting_text(&s[i], value);
        bool flag = s[i].kind == SETTING_FLAG;
        snprintf(text, sizeof text, "%s%s%s", i > 0 ? "," : "(", s[i].label,
                 flag ? "" : number.chars);
        bytes_add_text(&w->text, flag && value == 0 ? "" : text);
    }
    bytes_add_text(&w->text, s[0].name ? ")" : "");
}

/*: A layer whose name is not its number is written with it. In the architecture
a name must not be taken for something else, so five characters are written by
their numbers. */
static void add_layer_name(Walk *w, int index, const char *name)
{
    char number[16];
    snprintf(number, sizeof number, "%d", index);
    if (!*name || strlen(name) > PT_NAME_LONGEST || strchr(name, '.'))
        note(w, "has a name that no layer can have");
    if (index > 0)
        bytes_add_text(&w->text, " ");
    if (strcmp(name, number) == 0)
        return;
    for (; *name; name++) {
        char escaped[8];
        snprintf(escaped, sizeof escaped,
                 strchr(" %=()", *name) ? "%%%02x" : "%c", *name);
        bytes_add_text(&w->text, escaped);
    }
    bytes_add_text(&w->text, "=");
}

/*: ## A layer

An object of a class `__main__.Model` is a model whose class stood in the
program that saved it. Its parameters can be read; what it does with them is
Python code, which is not in the file. */
static void check_layer(const Walk *w, const PickleNode *object, int depth)
{
    const PickleNode *layers = get_dict(w, "_modules");
    char unknown[400];
    snprintf(unknown, sizeof unknown,
             "is of the class %s, which is unknown here (nothing of it was "
             "executed)",
             quote(object->text).chars);
    if (!object->type && depth > 0)
        note(w, unknown);
    if (object->type && depth == 0 && !w->nest)
        note(w, "is a single layer; put it into a Sequential");
    if (!get_dict(w, "_parameters") || !layers ||
        (object->type && !w->nest && layers->count > 0))
        note(w, "lacks parameters or has layers inside");
    check_attributes(w);
}

// What stands before the layers inside: of a foreign class its name alone.
static void begin_layer(Walk *w, const PickleNode *object, int depth)
{
    const PickleNode *parameters = get_dict(w, "_parameters");
    if (depth > 0 || (object->type && !w->nest))
        bytes_add_text(&w->text, object->type ? w->type->name
                                              : strrchr(object->text, '.') + 1);
    if (object->type && parameters) {
        check_names(w, parameters);
        add_settings(w, parameters);
    }
}

// Is there a layer, and not too many of them? A fault, if these never end.
static bool enter(Walk *w, const PickleNode *object, int depth)
{
    enum { DEEPEST = 32 };
    if (++w->layers > PT_LAYERS_MAX + 1)
        return layer_error(w, w->error, "is one more than 1000");
    if (depth > DEEPEST)
        return layer_error(w, w->error, "is nested too deep, or in itself");
    if (object->kind == PICKLE_OBJECT && object->attributes) {
        const ModuleType *sequential = module_type_find("Sequential");
        w->type = object->type ? object->type : depth ? NULL : sequential;
        w->nest = w->type == sequential;
        w->attributes = object->attributes;
        return true;
    }
    if (object->kind != PICKLE_NONE) // what a class may have in its place
        note(w, "is no layer that is known here");
    w->attributes = NULL;
    return true;
}

// A layer, then its children.
static bool visit(Walk *w, const PickleNode *object, const char *path,
                  int depth)
{
    w->path = path;
    if (!enter(w, object, depth))
        return false;
    if (!w->attributes)
        return true;
    const PickleNode *parameters = get_dict(w, "_parameters");
    const PickleNode *buffers = get_dict(w, "_buffers");
    const PickleNode *layers = get_dict(w, "_modules");
    bool brackets = depth > 0 && (w->nest || (layers && layers->count > 0));
    check_layer(w, object, depth);
    begin_layer(w, object, depth);
    bool good = (!parameters || add_tensors(w, parameters, false)) &&
                (!buffers || add_tensors(w, buffers, true));
    bytes_add_text(&w->text, brackets ? "(" : "");
    for (int i = 0; good && layers && i < layers->count; i += 2) {
        const char *name = layers->item[i]->text;
        char *inside = text_new_path(path, name);
        w->path = inside;
        add_layer_name(w, i / 2, name);
        good = visit(w, layers->item[i + 1], inside, depth + 1);
        free(inside);
    }
    bytes_add_text(&w->text, brackets ? ")" : "");
    return good;
}

/*: What trains on several machines, or compiles a model, puts it into an object
of its own, as the only layer: that is taken off. */
static const PickleNode *unwrap(const PickleNode *model)
{
    const PickleNode *layers;
    for (int i = 0; i < PT_DEPTH_MAX && !model->type && model->attributes; i++)
        if (pt_pickle_is(layers = pt_pickle_get(model->attributes, "_modules"),
                         PICKLE_DICT) &&
            layers->count == 2 &&
            (strcmp(layers->item[0]->text, "module") == 0 ||
             strcmp(layers->item[0]->text, "_orig_mod") == 0) &&
            pt_pickle_is(layers->item[1], PICKLE_OBJECT))
            model = layers->item[1];
    return model;
}

// A whole model: the visit begins at its root.
bool pt_read_model(PtFile *file, const PickleNode *root, Error *error)
{
    root = unwrap(root);
    Walk w = {.file = file, .error = error};
    file->kind = root->type ? PT_MODEL : PT_OWN_CLASS;
    file->root = quote(root->text);
    bool good = visit(&w, root, "", 0);
    bytes_add(&w.text, "", 1);
    file->architecture = (char *)w.text.data;
    if (good && root->attributes) {
        const PickleNode *training =
            pt_pickle_get(root->attributes, "training");
        file->evaluating =
            pt_pickle_is(training, PICKLE_BOOL) && !training->number;
    }
    return good;
}
