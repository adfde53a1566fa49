/*: # A tree instead of objects

In Python a pickle becomes objects. Here it becomes nodes: texts, numbers, dicts
and descriptions of what Python would have called. Two places of the tree may
share a node, and a crafted file may put a node inside itself. So the pickle
keeps one list of all its nodes, which frees each exactly once, and whoever
walks the tree has to count his steps.

A node that is a text points at letters of the file:

```{.c example="pt_node"}
```

![A state dict with one entry, as a tree](pt_node.svg){#fig-pt-node alt="A dict
with a text and a tensor; the tensor has a tuple of a storage, an offset and a
shape"} */
#include "model_file/pt_node.h"

#include <stdlib.h>
#include <string.h>

PickleNode *pt_pickle_add(Pickle *pickle, PickleKind kind)
{
    if (pickle->count == pickle->capacity) {
        pickle->capacity = 2 * pickle->capacity + 64;
        pickle->node = memory_resize(pickle->node, (size_t)pickle->capacity,
                                     sizeof *pickle->node);
    }
    PickleNode *node = memory_new(1, sizeof *node);
    node->kind = kind;
    return pickle->node[pickle->count++] = node;
}

// All nodes at once; what they point to belongs to the file.
void pt_pickle_free(Pickle *pickle)
{
    for (int i = 0; i < pickle->count; i++) {
        free(pickle->node[i]->item);
        free(pickle->node[i]);
    }
    free(pickle->node);
    *pickle = (Pickle){0};
}

bool pt_pickle_is_text(const PickleNode *node, const char *text)
{
    return node->kind == PICKLE_TEXT && text_is(node->text, node->length, text);
}

const PickleNode *pt_pickle_find(const PickleNode *dict, const char *key,
                                 size_t length)
{
    for (int i = 0; i < dict->count; i += 2)
        if (dict->item[i]->length == length &&
            memcmp(dict->item[i]->text, key, length) == 0)
            return dict->item[i + 1];
    return NULL;
}

const PickleNode *pt_pickle_get(const PickleNode *dict, const char *key)
{
    return pt_pickle_find(dict, key, strlen(key));
}

/*: ## The names

A name is a module and something in it, each on its own line. The layers are
those of [the table of modules](module.c#the-table). */
static const PickleName pickle_names[] = {
    {"collections\nOrderedDict\n", ROLE_ORDERED_DICT, NULL, 0},
    {"__builtin__\nset\n", ROLE_SET, NULL, 0},
    {"torch._utils\n_rebuild_tensor_v2\n", ROLE_TENSOR, NULL, 0},
    {"torch._utils\n_rebuild_parameter\n", ROLE_PARAMETER, NULL, 0},
    {"torch\nFloatStorage\n", ROLE_STORAGE, "float32", 4},
    {"torch\nDoubleStorage\n", ROLE_STORAGE, "float64", 8},
    {"torch\nHalfStorage\n", ROLE_STORAGE, "float16", 2},
    {"torch\nBFloat16Storage\n", ROLE_STORAGE, "bfloat16", 2},
};
static const PickleName layer_class = {"", ROLE_MODULE, NULL, 0};
static const PickleName own_class = {"__main__\n", ROLE_OWN_CLASS, NULL, 0};

Quoted pt_pickle_shown_name(const char *text, size_t length)
{
    char shown[PICKLE_NAME_MAX] = "";
    size_t cut = length < sizeof shown ? length : sizeof shown - 1;
    memcpy(shown, text, cut);
    char *line = memchr(shown, '\n', cut);
    if (line)
        *line = '.';
    return quote(shown, cut);
}

/*: A name that is not in the table: this is where an attack stops. */
const PickleName *pt_pickle_find_name(const char *text, size_t length,
                                      Error *error)
{
    size_t own = strlen(own_class.text);
    for (size_t i = 0; i < sizeof pickle_names / sizeof *pickle_names; i++)
        if (text_is(text, length, pickle_names[i].text))
            return &pickle_names[i];
    if (module_type_at(text, length))
        return &layer_class;
    if (length > own && memcmp(text, own_class.text, own) == 0)
        return &own_class;
    Quoted shown = pt_pickle_shown_name(text, length - 1);
    bool storage = strncmp(shown.chars, "torch.", 6) == 0 &&
                   strstr(shown.chars, "Storage") != NULL;
    error_set(error, "%s is %s", shown.chars,
              storage ? "none of the types of number that are read: float32, "
                        "float64, float16, bfloat16"
                      : "unknown here: a layer that is missing, or foreign "
                        "code (nothing of it was executed)");
    return NULL;
}
