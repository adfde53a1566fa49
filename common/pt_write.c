/*: # Writing what PyTorch writes

Here a model becomes a pickle, with the same instructions in the same order that
PyTorch 1.13 uses, so that the file is the same to the last byte. Every PyTorch
from 1.7 on reads it. Nothing here is difficult, there is just much of it: a
pickle spells out every attribute of every layer, most of them empty. */
#include "pt_write.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base.h"
#include "pt_pickle.h"
#include "pt_zip.h"

enum { BATCH = 1000 }; // items that Python puts into a dict at once

/*: ## Values that are used again

After each value that might be needed again comes the instruction `q`, *put*,
with the next number of the memo. Python then writes *get* instead of a value
when it meets the same object: a name like `training` is one object in the whole
program, while the key of a storage is made anew each time. */
typedef struct Writer {
    Bytes pickle;
    uint32_t puts;
    struct Shared {
        const char *text; // a name, or a global name with its line ends
        uint32_t number;  // in the memo
    } * shared;
    int shared_count;
    const Tensor **storage;
    int storages;
} Writer;

static void write_memo(Writer *w, char short_code, char long_code,
                       uint32_t number)
{
    bytes_add(&w->pickle, number < 256 ? &short_code : &long_code, 1);
    bytes_add_number(&w->pickle, number, number < 256 ? 1 : 4);
}

// Writes instructions that need no argument; 'q' gets its number by itself.
static void write_code(Writer *w, const char *code)
{
    for (; *code; code++)
        if (*code == 'q')
            write_memo(w, 'q', 'r', w->puts++);
        else
            bytes_add(&w->pickle, code, 1);
}

// Has it been written before? Then get it; if not, the caller puts it next.
static bool write_again(Writer *w, const char *text)
{
    for (int i = 0; i < w->shared_count; i++)
        if (strcmp(w->shared[i].text, text) == 0) {
            write_memo(w, 'h', 'j', w->shared[i].number);
            return true;
        }
    w->shared = memory_resize(w->shared, (size_t)w->shared_count + 1,
                              sizeof *w->shared);
    w->shared[w->shared_count++] = (struct Shared){text, w->puts};
    return false;
}

static void write_text(Writer *w, const char *text)
{
    write_code(w, "X");
    bytes_add_number(&w->pickle, strlen(text), 4);
    bytes_add_text(&w->pickle, text);
    write_code(w, "q");
}

static void write_name(Writer *w, const char *name)
{
    if (!write_again(w, name))
        write_text(w, name);
}

static void write_global(Writer *w, const char *text)
{
    if (write_again(w, text))
        return;
    write_code(w, "c");
    bytes_add_text(&w->pickle, text);
    write_code(w, "q");
}

static void write_int(Writer *w, int number)
{
    int size = number < 0 || number > 0xffff ? 4 : number > 0xff ? 2 : 1;
    write_code(w, size == 4 ? "J" : size == 2 ? "M" : "K");
    bytes_add_number(&w->pickle, (uint64_t)(int64_t)number, size);
}

static void write_ordered_dict(Writer *w)
{
    write_global(w, "collections\nOrderedDict\n");
    write_code(w, ")Rq");
}

/*: Items go into a dict in batches: mark, keys and values, `u`. A batch of one
item has no mark and ends with `s`. */
static void begin_item(Writer *w, int i, int count)
{
    if (i % BATCH == 0 && i + 1 < count)
        write_code(w, "(");
}

static void end_item(Writer *w, int i, int count)
{
    if ((i + 1) % BATCH == 0 || i + 1 == count)
        write_code(w, i % BATCH == 0 ? "s" : "u");
}

/*: ## Tensors and parameters

The numbers go elsewhere, into a storage; the pickle tells how to put the tensor
together again: "call `_rebuild_tensor_v2` with this storage, this shape, …". */
static void write_sizes(Writer *w, const Shape *shape, bool strides)
{
    for (int k = 0; k < shape->ndim; k++)
        write_int(w, !strides              ? shape->size[k]
                     : k + 1 < shape->ndim ? shape->size[1]
                                           : 1);
    write_code(w, shape->ndim == 2 ? "\x86q" : "\x85q");
}

static void write_tensor(Writer *w, const Tensor *tensor)
{
    char key[16];
    snprintf(key, sizeof key, "%d", w->storages);
    w->storage =
        memory_resize(w->storage, (size_t)w->storages + 1, sizeof *w->storage);
    w->storage[w->storages++] = tensor;
    write_global(w, "torch._utils\n_rebuild_tensor_v2\n");
    write_code(w, "((");
    write_name(w, "storage");
    write_global(w, pickle_name("float32")->text);
    write_text(w, key);
    write_name(w, "cpu");
    write_int(w, tensor_numel(tensor));
    write_code(w, "tqQ");
    write_int(w, 0); // it begins at the storage's first number
    write_sizes(w, &tensor->shape, false);
    write_sizes(w, &tensor->shape, true);
    write_code(w, "\x89");
    write_ordered_dict(w);
    write_code(w, "tqRq");
}

static void write_parameter(Writer *w, const Tensor *tensor)
{
    write_global(w, "torch._utils\n_rebuild_parameter\n");
    write_tensor(w, tensor);
    write_code(w, tensor->requires_grad ? "\x88" : "\x89");
    write_ordered_dict(w);
    write_code(w, "\x87qRq");
}

/*: ## Layers

What all layers have in common, nearly all of it empty: */
static void write_hooks(Writer *w)
{
    static const char *const empty[] = {"_forward_hooks",
                                        "_forward_pre_hooks",
                                        "_state_dict_hooks",
                                        "_load_state_dict_pre_hooks",
                                        "_load_state_dict_post_hooks",
                                        "_modules"};
    write_name(w, "_buffers");
    write_ordered_dict(w);
    write_name(w, "_non_persistent_buffers_set");
    write_global(w, "__builtin__\nset\n");
    write_code(w, "]q\x85qRq");
    write_name(w, "_backward_hooks");
    write_ordered_dict(w);
    write_name(w, "_is_full_backward_hook");
    write_code(w, "N");
    for (size_t i = 0; i < sizeof empty / sizeof *empty; i++) {
        write_name(w, empty[i]);
        write_ordered_dict(w);
    }
}

static void write_slope(Writer *w, float slope)
{
    // the double that Python has: 0.01, not the float nearest to it
    char text[32];
    for (int digits = 1; digits <= 9; digits++) {
        snprintf(text, sizeof text, "%.*g", digits, slope);
        if (strtof(text, NULL) == slope)
            break;
    }
    double number = strtod(text, NULL);
    uint64_t bits;
    memcpy(&bits, &number, sizeof bits);
    write_code(w, "G");
    for (int i = 7; i >= 0; i--)
        bytes_add_number(&w->pickle, bits >> 8 * i & 0xff, 1);
}

static void write_settings(Writer *w, const Module *m, const char *type)
{
    if (strcmp(type, "Linear") == 0) {
        write_name(w, "in_features");
        write_int(w, tensor_cols(m->linear.weight));
        write_name(w, "out_features");
        write_int(w, tensor_rows(m->linear.weight));
    }
    if (strcmp(type, "LeakyReLU") == 0) {
        write_name(w, "negative_slope");
        write_slope(w, m->negative_slope);
    }
    if (strstr(type, "ReLU")) {
        write_name(w, "inplace");
        write_code(w, "\x89");
    }
    if (strstr(type, "Softmax")) {
        write_name(w, "dim");
        write_int(w, m->dim);
    }
}

static void write_module(Writer *w, const Module *m)
{
    const char *type = module_type_name(m);
    write_global(w, pickle_name(type)->text);
    write_code(w, ")\x81q}q(");
    write_name(w, "training");
    write_code(w, "\x88");
    write_name(w, "_parameters");
    write_ordered_dict(w);
    if (m->linear.weight) {
        write_code(w, "(");
        write_name(w, "weight");
        write_parameter(w, m->linear.weight);
        write_name(w, "bias");
        if (m->linear.bias)
            write_parameter(w, m->linear.bias);
        else
            write_code(w, "N");
        write_code(w, "u");
    }
    write_hooks(w);
    for (int i = 0; i < m->count; i++) {
        char number[16];
        snprintf(number, sizeof number, "%d", i);
        bool numbered = strcmp(m->child[i].name, number) == 0;
        begin_item(w, i, m->count);
        (numbered ? write_text : write_name)(w, m->child[i].name);
        write_module(w, &m->child[i]);
        end_item(w, i, m->count);
    }
    write_settings(w, m, type);
    write_code(w, "ub");
}

/*: ## State dicts

A state dict is the list of parameters and, as an attribute of the dict, a
version for each layer. There our line about the architecture finds its place:
PyTorch keeps what it does not know in there and goes on. */
static int count_modules(const Module *m)
{
    int count = 1;
    for (int i = 0; i < m->count; i++)
        count += count_modules(&m->child[i]);
    return count;
}

static void write_versions(Writer *w, const Module *m, const char *path,
                           const char *architecture, int *i, int count)
{
    begin_item(w, *i, count);
    write_text(w, path);
    write_code(w, architecture ? "}q(" : "}q");
    write_name(w, "version");
    write_int(w, 1);
    if (architecture) {
        write_name(w, "arch");
        write_text(w, architecture);
    }
    write_code(w, architecture ? "u" : "s");
    end_item(w, (*i)++, count);
    for (int k = 0; k < m->count; k++) {
        size_t size = strlen(path) + strlen(m->child[k].name) + 2;
        char *longer = memory_new(size, 1);
        snprintf(longer, size, "%s%s%s", path, *path ? "." : "",
                 m->child[k].name);
        write_versions(w, &m->child[k], longer, NULL, i, count);
        free(longer);
    }
}

static void write_state(Writer *w, const Module *model,
                        const char *architecture)
{
    Parameters list = {0};
    int i = 0;
    module_parameters(model, "", &list);
    write_ordered_dict(w);
    for (int k = 0; k < list.count; k++) {
        begin_item(w, k, list.count);
        write_text(w, list.item[k].name);
        write_tensor(w, list.item[k].tensor);
        end_item(w, k, list.count);
    }
    parameters_free(&list);
    write_code(w, "}q");
    write_name(w, "_metadata");
    write_ordered_dict(w);
    write_versions(w, model, "", architecture, &i, count_modules(model));
    write_code(w, "sb");
}

/*: ## The file

The records come in the order of their names as texts, `data/10` before
`data/2`. A record is named by the file, `model/data.pkl`. */
typedef struct Storage {
    char name[24];
    const Tensor *tensor;
} Storage;

static int name_order(const void *a, const void *b)
{
    return strcmp(((const Storage *)a)->name, ((const Storage *)b)->name);
}

static void write_records(const Writer *w, const char *prefix, Bytes *file)
{
    size_t count = (size_t)w->storages;
    ZipWriter zip = {.prefix = prefix};
    Storage *storage = memory_new(count, sizeof *storage);
    for (size_t i = 0; i < count; i++) {
        snprintf(storage[i].name, sizeof storage[i].name, "data/%zu", i);
        storage[i].tensor = w->storage[i];
    }
    qsort(storage, count, sizeof *storage, name_order);
    zip_add(&zip, "data.pkl", w->pickle.data, w->pickle.size);
    for (size_t i = 0; i < count; i++) {
        Bytes numbers = {0};
        for (int k = 0; k < tensor_numel(storage[i].tensor); k++) {
            uint32_t bits;
            memcpy(&bits, &storage[i].tensor->data[k], sizeof bits);
            bytes_add_number(&numbers, bits, 4);
        }
        zip_add(&zip, storage[i].name, numbers.data, numbers.size);
        free(numbers.data);
    }
    zip_add(&zip, "version", "3\n", 2);
    zip_finish(&zip);
    free(storage);
    *file = zip.file;
}

static void finish(Writer *w, const char *prefix, Bytes *file)
{
    write_code(w, ".");
    write_records(w, prefix, file);
    free(w->pickle.data);
    free(w->shared);
    free(w->storage);
}

void pt_write_model(Bytes *file, const Module *model, const char *prefix)
{
    Writer w = {0};
    write_code(&w, "\x80\x02");
    write_module(&w, model);
    finish(&w, prefix, file);
}

void pt_write_state(Bytes *file, const Module *model, const char *prefix,
                    const char *architecture)
{
    Writer w = {0};
    write_code(&w, "\x80\x02");
    write_state(&w, model, architecture);
    finish(&w, prefix, file);
}
