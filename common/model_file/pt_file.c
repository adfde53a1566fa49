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

enum {
    NAME_LONGEST = 256,
    FEATURES_MAX = 1 << 27, // number of features
};

/*: ## Walking through the layers

The layers form a tree, so the function that visits one calls itself for those
inside. How deep that goes is for the file to say, and a layer may even contain
itself: it counts. */
typedef struct Walk {
    PtFile *file;
    Error *error;
    int layers;                   // seen so far
    const ModuleType *type;       // of the layer that is looked at
    const PickleNode *attributes; // of the same
    Bytes path;                   // "block.layer1", ended by a zero
    Bytes text;                   // the architecture
} Walk;

static bool layer_fault(const Walk *w, const char *problem)
{
    const char *path = (const char *)w->path.data;
    return error_set(w->error, "%s%s%s %s", *path ? "the layer " : "the model",
                     quote(path, strlen(path)).chars, *path ? "" : " itself",
                     problem);
}

/*: ## Attributes

What PyTorch calls hooks are functions that run before or after a layer. A file
cannot bring them along, and a model that needs them is not the model that we
would load. The same goes for buffers, which are tensors that are not trained.
New versions of PyTorch add other attributes; those are harmless. */
static bool check_attributes(const Walk *w)
{
    for (int i = 0; i < w->attributes->count; i += 2) {
        PickleNode **pair = w->attributes->item + i;
        char name[64];
        snprintf(name, sizeof name, "%.*s", (int)pair[0]->length,
                 pair[0]->text);
        bool hook = strstr(name, "_hooks") != NULL;
        if ((hook || strcmp(name, "_buffers") == 0) &&
            (pair[1]->kind != PICKLE_DICT || pair[1]->count > 0))
            return layer_fault(w, hook ? "has hooks, which are Python code"
                                       : "has buffers, which are not read");
    }
    return true;
}

// Three small helpers: a dict, a tensor, a number of the layer.
static const PickleNode *get_dict(const Walk *w, const char *name)
{
    const PickleNode *dict = pt_pickle_get(w->attributes, name);
    return dict && dict->kind == PICKLE_DICT ? dict : NULL;
}

static bool add_tensor(PtFile *file, const char *prefix,
                       PickleNode *const *pair, Error *error)
{
    file->tensor = memory_resize(file->tensor, (size_t)file->count + 1,
                                 sizeof *file->tensor);
    return pt_read_tensor(&file->tensor[file->count++], &file->zip, prefix,
                          pair[0], pair[1], error);
}

static bool get_number(const Walk *w, const char *name, double min, double max,
                       bool real, double *number)
{
    const PickleNode *node = pt_pickle_get(w->attributes, name);
    if (!node ||
        (node->kind != PICKLE_INT && (!real || node->kind != PICKLE_REAL)))
        return false;
    *number = node->kind == PICKLE_INT ? (double)node->number : node->real;
    return *number >= min && *number <= max;
}

/*: What stands in the brackets behind the type, `(4,16,bias)` or `(dim=1)`. A
double stands there without its name. */
static bool add_features(Walk *w, const PickleNode *parameters)
{
    const PickleNode *weight = pt_pickle_get(parameters, "weight");
    const PickleNode *bias = pt_pickle_get(parameters, "bias");
    double in, out;
    char text[64];
    if (!weight || !bias || parameters->count != 4)
        return layer_fault(w, "has other parameters than weight and bias");
    if (!get_number(w, "in_features", 1, FEATURES_MAX, false, &in) ||
        !get_number(w, "out_features", 1, FEATURES_MAX, false, &out))
        return layer_fault(w, "has impossible in_features or out_features");
    snprintf(text, sizeof text, "(%.0f,%.0f%s)", in, out,
             bias->kind == PICKLE_NONE ? "" : ",bias");
    bytes_add_text(&w->text, text);
    return true;
}

// "(p=0.5)" and the like, for the line of text.
static bool add_settings(Walk *w, const PickleNode *parameters)
{
    const Setting *s = w->type->setting;
    if (strcmp(w->type->name, "Linear") == 0)
        return add_features(w, parameters);
    if (parameters->count > 0)
        return layer_fault(w, "has parameters");
    for (int i = 0; i < SETTINGS_MAX && s[i].name; i++) {
        double number;
        char text[64];
        if (!get_number(w, s[i].name, s[i].min, s[i].max, s[i].real, &number)) {
            snprintf(text, sizeof text, "has no %s, or an impossible one",
                     s[i].name);
            return layer_fault(w, text);
        }
        snprintf(text, sizeof text, "%s%s%s%s", i > 0 ? "," : "(",
                 s[i].real ? "" : s[i].name, s[i].real ? "" : "=",
                 setting_text(&s[i], number).chars);
        bytes_add_text(&w->text, text);
    }
    bytes_add_text(&w->text, s[0].name ? ")" : "");
    return true;
}

/*: The path grows by the name of the layer. In the architecture a name must not
be taken for something else, so five characters are written by their numbers. */
static bool add_layer_name(Walk *w, int index, const PickleNode *key)
{
    char number[16];
    snprintf(number, sizeof number, "%d", index);
    if (w->path.size > 0)
        bytes_add_text(&w->path, ".");
    bytes_add(&w->path, key->text, key->length);
    bytes_add(&w->path, "", 1);
    w->path.size--; // so that the zero is overwritten by what comes next
    if (key->length == 0 || key->length > NAME_LONGEST ||
        memchr(key->text, '.', key->length))
        return layer_fault(w, "has a name that no layer can have");
    if (index > 0)
        bytes_add_text(&w->text, " ");
    if (pt_pickle_is_text(key, number))
        return true;
    for (size_t i = 0; i < key->length; i++) {
        char escaped[8];
        snprintf(escaped, sizeof escaped,
                 strchr(" %=()", key->text[i]) ? "%%%02x" : "%c", key->text[i]);
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
    if (object->kind != PICKLE_OBJECT || !object->value || (own && depth > 0))
        return layer_fault(w, "is no layer that is known here");
    const ModuleType *sequential = module_type_find("Sequential");
    w->type = own ? sequential : object->type;
    w->attributes = object->value;
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

// A layer, its parameters, then the layers inside: the line of text grows.
static bool visit(Walk *w, const PickleNode *object, int depth)
{
    if (!check_layer(w, object, depth))
        return false;
    const PickleNode *parameters = get_dict(w, "_parameters");
    const PickleNode *layers = get_dict(w, "_modules");
    bool brackets = depth > 0 && w->type == module_type_find("Sequential");
    bytes_add_text(&w->text, depth > 0 ? w->type->name : "");
    if (object->type && !add_settings(w, parameters))
        return false;
    for (int i = 0; i < parameters->count; i += 2) {
        PickleNode **pair = parameters->item + i;
        if (pair[1]->kind != PICKLE_NONE &&
            !add_tensor(w->file, (const char *)w->path.data, pair, w->error))
            return false;
    }
    size_t path = w->path.size;
    bytes_add_text(&w->text, brackets ? "(" : "");
    for (int i = 0; i < layers->count; i += 2) {
        w->path.size = path;
        if (!add_layer_name(w, i / 2, layers->item[i]) ||
            !visit(w, layers->item[i + 1], depth + 1))
            return false;
    }
    bytes_add_text(&w->text, brackets ? ")" : "");
    return true;
}

// A whole model: the visit begins at its root.
static bool read_model(PtFile *file, const PickleNode *root, Error *error)
{
    Walk w = {.file = file, .error = error};
    bytes_add(&w.path, "", 1);
    w.path.size = 0;
    bool good = visit(&w, root, 0);
    bytes_add(&w.text, "", 1);
    const PickleNode *training =
        root->value ? pt_pickle_get(root->value, "training") : NULL;
    file->evaluating =
        training && training->kind == PICKLE_BOOL && training->number == false;
    file->kind = root->name->role == ROLE_OWN_CLASS ? PT_OWN_CLASS : PT_MODEL;
    file->root = pt_pickle_shown_name(root->text, root->length);
    file->architecture = (char *)w.text.data;
    free(w.path.data);
    return good;
}

/*: ## State dicts */
static bool read_state(PtFile *file, const PickleNode *root, Error *error)
{
    file->kind = PT_STATE;
    for (int i = 0; i < root->count; i += 2)
        if (!add_tensor(file, "", root->item + i, error))
            return false;
    const PickleNode *node = root->value;
    static const char *const path[] = {"_metadata", "", "arch"};
    for (int i = 0; i < 3 && node && node->kind == PICKLE_DICT; i++)
        node = pt_pickle_get(node, path[i]);
    if (node && node->kind == PICKLE_TEXT) {
        file->architecture = memory_new(node->length + 1, 1);
        memcpy(file->architecture, node->text, node->length);
    }
    return true;
}

/*: ## The whole file */
bool pt_read(PtFile *file, const unsigned char *bytes, size_t size,
             Error *error)
{
    *file = (PtFile){.kind = PT_STATE, .size = size};
    if (!pt_zip_read(&file->zip, bytes, size, error))
        return false;
    const ZipRecord *pickle = pt_zip_find(&file->zip, "data.pkl", 8);
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
    return numbers <= size ||
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
