/*: # A tree instead of objects

In Python a pickle becomes objects. Here it becomes nodes: texts, numbers, dicts
and descriptions of what Python would have called. Two places of the tree may
share a node, and a crafted file may put a node inside itself. So the pickle
keeps one list of all its nodes, which frees each exactly once, and whoever
walks the tree has to count his steps.

A tuple of two nodes, which says what is in it:

```{.c example="pt_node"}
```

![A state dict with one entry, as a tree](pt_node.svg){#fig-pt-node alt="A dict
with a text and a tensor; the tensor has a tuple of a storage, an offset and a
shape"} */
#include "model_file/pt_node.h"

#include <math.h>
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
        free(pickle->node[i]->text);
        free(pickle->node[i]);
    }
    free(pickle->node);
    *pickle = (Pickle){0};
}

bool pt_pickle_is(const PickleNode *node, PickleKind kind)
{
    return node && node->kind == kind;
}

bool pt_pickle_is_tensor(const PickleNode *node)
{
    return node->kind == PICKLE_TENSOR || node->kind == PICKLE_PARAMETER;
}

bool pt_pickle_is_list(const PickleNode *node)
{
    return node->kind == PICKLE_LIST || node->kind == PICKLE_TUPLE;
}

/*: In a dict of Python anything can be a key: an optimiser counts parameters,
and has what it knows of the first under the key 0. Here every key is a text,
and other keys than texts and numbers are called by their place. No key comes
twice: two readers that believe different ones would see different files. */
bool pt_pickle_set(Pickle *pickle, PickleNode *dict, PickleNode *key,
                   PickleNode *value, Error *error)
{
    enum { PAIRS_MAX = 4096 };
    if (key->kind != PICKLE_TEXT) {
        PickleNode *text = pt_pickle_add(pickle, PICKLE_TEXT);
        text->text = pt_pickle_is(key, PICKLE_INT)
                         ? text_new("%lld", (long long)key->number)
                         : text_new("(%d)", dict->count / 2);
        key = text;
    } else if (!key->number) {
        return error_set(error, "a key has characters that do not show");
    }
    if (dict->count >= 2 * PAIRS_MAX)
        return error_set(error, "a dict that is too long");
    if (pt_pickle_get(dict, key->text))
        return error_set(error, "the key \"%s\" is there twice",
                         quote(key->text).chars);
    dict->item[dict->count++] = key;
    dict->item[dict->count++] = value;
    return true;
}

/*: What is expected of a tuple is said in letters, one for the kind of each
item: `"Tb*"` is a tensor, true or false, and anything. */
bool pt_pickle_is_tuple(const PickleNode *node, const char *kinds)
{
    if (!pt_pickle_is(node, PICKLE_TUPLE) ||
        (size_t)node->count != strlen(kinds))
        return false;
    for (int i = 0; i < node->count; i++)
        if (kinds[i] != '*' && kinds[i] != (char)node->item[i]->kind)
            return false;
    return true;
}

const PickleNode *pt_pickle_get(const PickleNode *dict, const char *key)
{
    for (int i = 0; i < dict->count; i += 2)
        if (strcmp(dict->item[i]->text, key) == 0)
            return dict->item[i + 1];
    return NULL;
}

/*: ## Numbers of other types

Parameters are floats. What else a model keeps, such as a count of the batches
that it has seen, may be of whole numbers. A float64 is rounded to the nearest
float. A bfloat16 is the upper half of one. A float16 has 5 bits for the
exponent and 10 for the fraction,

$$ (-1)^s \cdot 2^{e - 15} \cdot (1 + f / 1024), $$ {#eq-half}

except that $e = 0$ stands for $2^{-14} \cdot f / 1024$ and $e = 31$ for
infinity and NaN. Every one of them is a float too. */
static float float_of(uint32_t bits)
{
    float number;
    memcpy(&number, &bits, sizeof number);
    return number;
}

static float from_float(const unsigned char *at, int size)
{
    return float_of((uint32_t)bytes_number(at, size));
}

// Rounded to the nearest float.
static float from_double(const unsigned char *at, int size)
{
    uint64_t bits = bytes_number(at, size);
    double number;
    memcpy(&number, &bits, sizeof number);
    return (float)number;
}

// The upper half of a float.
static float from_bfloat16(const unsigned char *at, int size)
{
    return float_of((uint32_t)bytes_number(at, size) << 16);
}

// Five bits of exponent, ten of fraction.
static float from_half(const unsigned char *at, int size)
{
    uint64_t bits = bytes_number(at, size);
    int exponent = bits >> 10 & 31;
    float fraction = (float)(bits & 1023);
    float number = exponent == 0   ? ldexpf(fraction, -24)
                   : exponent < 31 ? ldexpf(fraction + 1024, exponent - 25)
                   : fraction == 0 ? INFINITY
                                   : NAN;
    return bits & 0x8000 ? -number : number;
}

// Whole numbers of any size, with a sign or without.
static float from_signed(const unsigned char *at, int size)
{
    return (float)bytes_signed(at, size);
}

static float from_unsigned(const unsigned char *at, int size)
{
    return (float)bytes_number(at, size);
}

/*: ## The names

A name is a module and something in it. The layers are those of [the table of
modules](module.c#the-table). Beside a model a file may hold much else, and some
of it are calls: a size, a device, a date, numbers of NumPy. They are known to
be harmless, and what they would make is not looked at. */
#define STORAGE(name) "torch." name "Storage", PICKLE_STORAGE, NULL
#define OTHER(name) name, PICKLE_OTHER, .arguments = NULL

static const PickleName pickle_names[] = {
    {"collections.OrderedDict", PICKLE_DICT, .arguments = ""},
    {"__builtin__.set", PICKLE_SET, .arguments = "l"},
    {"torch._utils._rebuild_tensor_v2", PICKLE_TENSOR, .arguments = NULL},
    {"torch._utils._rebuild_parameter", PICKLE_PARAMETER, .arguments = NULL},
    {STORAGE("Float"), "float32", 4, from_float},
    {STORAGE("Double"), "float64", 8, from_double},
    {STORAGE("Half"), "float16", 2, from_half},
    {STORAGE("BFloat16"), "bfloat16", 2, from_bfloat16},
    {STORAGE("Long"), "int64", 8, from_signed},
    {STORAGE("Int"), "int32", 4, from_signed},
    {STORAGE("Short"), "int16", 2, from_signed},
    {STORAGE("Char"), "int8", 1, from_signed},
    {STORAGE("Byte"), "uint8", 1, from_unsigned},
    {STORAGE("Bool"), "bool", 1, from_unsigned},
    {STORAGE("ComplexFloat"), "complex64", 8, NULL},
    {STORAGE("ComplexDouble"), "complex128", 16, NULL},
    {"collections.defaultdict", PICKLE_DICT, .arguments = NULL},
    {"collections.Counter", PICKLE_DICT, .arguments = NULL},
    {OTHER("collections.deque")},
    {OTHER("__builtin__.frozenset")},
    {OTHER("__builtin__.complex")},
    {OTHER("__builtin__.slice")},
    {OTHER("__builtin__.bytearray")},
    {OTHER("_codecs.encode")},
    {OTHER("datetime.datetime")},
    {OTHER("datetime.timedelta")},
    {OTHER("pathlib.PosixPath")},
    {OTHER("torch.Size")},
    {OTHER("torch.device")},
    {OTHER("torch.serialization._get_layout")},
    {OTHER("torch._utils._rebuild_sparse_tensor")},
    {OTHER("numpy.dtype")},
    {OTHER("numpy.core.multiarray.scalar")},
    {OTHER("numpy.core.multiarray._reconstruct")},
    {OTHER("numpy._core.multiarray.scalar")},
    {OTHER("numpy._core.multiarray._reconstruct")},
};

/*: A name that is not in the table may be that of a class: of a layer that we
do not have, of a program. An object of it is only noted down. Whatever wants to
*call* such a name is refused: this is where an attack stops. */
const PickleName *pt_pickle_find_name(const char *text, Error *error)
{
    static const PickleName class = {.makes = PICKLE_OBJECT};
    for (size_t i = 0; i < sizeof pickle_names / sizeof *pickle_names; i++)
        if (strcmp(text, pickle_names[i].text) == 0)
            return &pickle_names[i];
    size_t length = strlen(text);
    if (strncmp(text, "torch.", 6) != 0 || length < 7 ||
        strcmp(text + length - 7, "Storage") != 0)
        return &class;
    error_set(error,
              "%s is none of the types of number that are read: float32, "
              "float64, float16, bfloat16, whole and complex numbers",
              quote_bytes(text, length).chars);
    return NULL;
}
