/*: # What a model file is made of

A file holds either a **state dict**, names and parameters and nothing else; or
a **whole model**, an object with attributes: its parameters in the dict
`_parameters`, its layers in the dict `_modules`, each of them again such an
object. From both this chapter makes the same thing: a list of named tensors,
and a line of text that says what the model is made of, like

    layer1=Linear(4,16,bias) Sigmoid layer2=Linear(16,3,bias) Softmax(dim=1)

A model is written and read:

```{.c example="pt_file"}
```

![What is read from the tree of a whole model](pt_file.svg){#fig-pt-read
alt="The object Sequential has modules, a Linear and a Sigmoid; from them come
the names of the parameters and a line of text with the layers"}

A layer whose name is its number is given without it. A state dict written by
these programs carries that line with it; PyTorch does not mind. */
#include "model_file/pt_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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
    const PickleNode *attributes; // of the same
    Bytes text;                   // the architecture
} Walk;

static bool layer_fault(const Walk *w, const char *problem)
{
    return error_set(w->error, "%s%s%s %s",
                     *w->path ? "the layer " : "the model",
                     quote(w->path, strlen(w->path)).chars,
                     *w->path ? "" : " itself", problem);
}

/*: ## Attributes

What PyTorch calls hooks are functions that run before or after a layer. A file
cannot bring them along, and a model that needs them is not the model that we
would load. The same goes for buffers, which are tensors that are not trained.
New versions of PyTorch add other attributes; those are harmless. */
static bool check_attributes(const Walk *w)
{
    for (int i = 0; i < w->attributes->count; i += 2) {
        const char *name = w->attributes->item[i]->text;
        const PickleNode *value = w->attributes->item[i + 1];
        bool hook = strstr(name, "_hooks") != NULL;
        if ((hook || strcmp(name, "_buffers") == 0) &&
            (value->kind != PICKLE_DICT || value->count > 0))
            return layer_fault(w, hook ? "has hooks, which are Python code"
                                       : "has buffers, which are not read");
    }
    return true;
}

// Three small helpers: a dict, a tensor, a number of the layer.
static const PickleNode *get_dict(const Walk *w, const char *name)
{
    const PickleNode *dict = pt_pickle_get(w->attributes, name);
    return pt_pickle_is(dict, PICKLE_DICT) ? dict : NULL;
}

// All that are in a dict; what is None is left out where that may be.
static bool add_tensors(PtFile *file, const char *prefix,
                        const PickleNode *dict, bool may_be_none, Error *error)
{
    for (int i = 0; i < dict->count; i += 2) {
        const PickleNode *node = dict->item[i + 1];
        if (may_be_none && node->kind == PICKLE_NONE)
            continue;
        file->tensor = memory_resize(file->tensor, (size_t)file->count + 1,
                                     sizeof *file->tensor);
        if (!pt_read_tensor(&file->tensor[file->count++], &file->zip, prefix,
                            dict->item[i]->text, node, error))
            return false;
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
static bool check_names(const Walk *w, const PickleNode *parameters)
{
    if (strcmp(w->type->name, "Linear") != 0)
        return parameters->count == 0 || layer_fault(w, "has parameters");
    return (parameters->count == 4 && pt_pickle_get(parameters, "weight") &&
            pt_pickle_get(parameters, "bias")) ||
           layer_fault(w, "has other parameters than weight and bias");
}

// What stands in the brackets.
static bool add_settings(Walk *w, const PickleNode *parameters)
{
    const Setting *s = w->type->setting;
    for (int i = 0; i < SETTINGS_MAX && s[i].name; i++) {
        double value;
        char text[64];
        if (!get_setting(w, &s[i], parameters, &value)) {
            snprintf(text, sizeof text, "has no %s, or an impossible one",
                     s[i].name);
            return layer_fault(w, text);
        }
        NumberText number = setting_text(&s[i], value);
        bool flag = s[i].kind == SETTING_FLAG;
        snprintf(text, sizeof text, "%s%s%s", i > 0 ? "," : "(", s[i].label,
                 flag ? "" : number.chars);
        bytes_add_text(&w->text, flag && value == 0 ? "" : text);
    }
    bytes_add_text(&w->text, s[0].name ? ")" : "");
    return true;
}

/*: A layer whose name is not its number is written with it. In the architecture
a name must not be taken for something else, so five characters are written by
their numbers. */
static bool add_layer_name(Walk *w, int index, const char *name)
{
    char number[16];
    snprintf(number, sizeof number, "%d", index);
    if (!*name || strlen(name) > PT_NAME_LONGEST || strchr(name, '.'))
        return layer_fault(w, "has a name that no layer can have");
    if (index > 0)
        bytes_add_text(&w->text, " ");
    if (strcmp(name, number) == 0)
        return true;
    for (; *name; name++) {
        char escaped[8];
        snprintf(escaped, sizeof escaped,
                 strchr(" %=()", *name) ? "%%%02x" : "%c", *name);
        bytes_add_text(&w->text, escaped);
    }
    bytes_add_text(&w->text, "=");
    return true;
}

/*: ## A layer

An object of a class `__main__.Model` is a model whose class stood in the
program that saved it. Its parameters can be read; what it does with them is
Python code, which is not in the file. */
static bool check_layer(Walk *w, const PickleNode *object, int depth)
{
    bool own = object->kind == PICKLE_OBJECT && !object->type;
    if (object->kind != PICKLE_OBJECT || !object->attributes ||
        (own && depth > 0))
        return layer_fault(w, "is no layer that is known here");
    const ModuleType *sequential = module_type_find("Sequential");
    w->type = own ? sequential : object->type;
    w->attributes = object->attributes;
    bool nest = w->type == sequential;
    if (++w->layers > PT_LAYERS_MAX + 1)
        return layer_fault(w, "is one more than 1000");
    if (nest && depth == PT_DEPTH_MAX)
        return layer_fault(w, "is nested too deep, or in itself");
    if (depth == 0 && !nest)
        return layer_fault(w, "is a single layer; put it into a Sequential");
    const PickleNode *layers = get_dict(w, "_modules");
    if (!get_dict(w, "_parameters") || !layers || (!nest && layers->count > 0))
        return layer_fault(w, "lacks parameters or has layers inside");
    return check_attributes(w);
}

// A layer, then its children.
static bool visit(Walk *w, const PickleNode *object, const char *path,
                  int depth)
{
    w->path = path;
    if (!check_layer(w, object, depth))
        return false;
    const PickleNode *parameters = get_dict(w, "_parameters");
    const PickleNode *layers = get_dict(w, "_modules");
    bool brackets = depth > 0 && w->type == module_type_find("Sequential");
    bytes_add_text(&w->text, depth > 0 ? w->type->name : "");
    if (object->type &&
        (!check_names(w, parameters) || !add_settings(w, parameters)))
        return false;
    bool good = add_tensors(w->file, path, parameters, true, w->error);
    bytes_add_text(&w->text, brackets ? "(" : "");
    for (int i = 0; good && i < layers->count; i += 2) {
        const char *name = layers->item[i]->text;
        char *inside = text_new("%s%s%s", path, *path ? "." : "", name);
        w->path = inside;
        good = add_layer_name(w, i / 2, name) &&
               visit(w, layers->item[i + 1], inside, depth + 1);
        free(inside);
    }
    bytes_add_text(&w->text, brackets ? ")" : "");
    return good;
}

// A whole model: the visit begins at its root.
static bool read_model(PtFile *file, const PickleNode *root, Error *error)
{
    Walk w = {.file = file, .error = error};
    file->kind = root->type ? PT_MODEL : PT_OWN_CLASS;
    file->root = quote(root->text, strlen(root->text));
    bool good = visit(&w, root, "", 0);
    bytes_add(&w.text, "", 1);
    file->architecture = (char *)w.text.data;
    if (good) {
        const PickleNode *training =
            pt_pickle_get(root->attributes, "training");
        file->evaluating =
            pt_pickle_is(training, PICKLE_BOOL) && !training->number;
    }
    return good;
}

/*: ## State dicts */
static bool read_state(PtFile *file, const PickleNode *root, Error *error)
{
    file->kind = PT_STATE;
    const PickleNode *node = root->attributes;
    static const char *const path[] = {"_metadata", "", "arch"};
    for (int i = 0; i < 3 && pt_pickle_is(node, PICKLE_DICT); i++)
        node = pt_pickle_get(node, path[i]);
    if (pt_pickle_is(node, PICKLE_TEXT))
        file->architecture = text_new_copy(node->text);
    return add_tensors(file, "", root, false, error);
}

/*: ## The whole file */
bool pt_read(PtFile *file, Bytes bytes, Error *error)
{
    *file = (PtFile){.kind = PT_STATE, .bytes = bytes};
    if (!pt_zip_read(&file->zip, bytes.data, bytes.size, error))
        return false;
    const ZipRecord *pickle = pt_zip_find(&file->zip, "data.pkl");
    if (!pickle)
        return error_set(error, "the record data.pkl is missing");
    if (!pt_pickle_read(&file->pickle, pickle->data, pickle->size, error) ||
        !pt_check_records(&file->zip, &file->pickle, error))
        return false;
    const PickleNode *root = file->pickle.root;
    if (root->kind != PICKLE_DICT && root->kind != PICKLE_OBJECT)
        return error_set(error, "it holds neither a model nor a state dict");
    if (!(root->kind == PICKLE_DICT ? read_state : read_model)(file, root,
                                                               error))
        return false;
    size_t numbers = 0;
    for (int i = 0; i < file->count; i++)
        numbers += (size_t)file->tensor[i].numel;
    return numbers <= bytes.size ||
           error_set(error,
                     "its parameters have more numbers than it has bytes");
}

// What pt_read made, also where it stopped halfway.
void pt_free(PtFile *file)
{
    for (int i = 0; i < file->count; i++)
        free(file->tensor[i].name);
    free(file->tensor);
    free(file->architecture);
    free(file->zip.record);
    free(file->bytes.data);
    pt_pickle_free(&file->pickle);
    *file = (PtFile){.kind = PT_STATE};
}

const PtTensor *pt_find(const PtFile *file, const char *name)
{
    for (int i = 0; i < file->count; i++)
        if (strcmp(file->tensor[i].name, name) == 0)
            return &file->tensor[i];
    return NULL;
}
