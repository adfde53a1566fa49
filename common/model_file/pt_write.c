/*: # Writing what PyTorch writes

Here a model becomes a pickle, with the same instructions in the same order that
PyTorch 1.13 uses, so that the file is the same to the last byte. Every PyTorch
from 1.7 on reads it. Nothing here is difficult, there is just much of it: a
pickle spells out every attribute of every layer, most of them empty. How the
instructions are spelled [a page of its own](pt_pickler.c) says.

A model becomes bytes:

```{.c example="pt_write"}
```

![From a model to the records of a file](pt_write.svg){#fig-pt-write alt="A
Module gives the pickle and a list of tensors, and both become records"} */
#include "model_file/pt_write.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "module_type.h"

enum { BATCH = 1000 }; // items that Python puts into a dict at once

/*: Items go into a dict in batches: mark, keys and values, `u`. A batch of one
item has no mark and ends with `s`. With a list it is `e` and `a`. */
void pt_begin_item(Pickler *w, int i, int count)
{
    if (i % BATCH == 0 && i + 1 < count)
        pt_emit(w, "(");
}

void pt_end_item(Pickler *w, int i, int count, const char *codes)
{
    if ((i + 1) % BATCH == 0 || i + 1 == count)
        pt_emit(w, (char[]){codes[i % BATCH != 0], '\0'});
}

/*: ## Tensors and parameters

The numbers go elsewhere, into a storage; the pickle tells how to put the tensor
together again: "call `_rebuild_tensor_v2` with this storage, this shape, …". */
static void write_pair(Pickler *w, Shape shape, int first, int last)
{
    if (shape.ndim == 0) {
        pt_emit(w, ")");
        return;
    }
    if (shape.ndim == 2)
        pt_emit_int(w, first);
    pt_emit_int(w, last);
    pt_emit(w, shape.ndim == 2 ? "\x86q" : "\x85q");
}

/*: A parameter that two layers share has one storage: the record is named again
by the number that its name has in the memo. */
static struct Stored *stored(Pickler *w, const void *data)
{
    for (int i = 0; i < w->storages; i++)
        if (w->storage[i].data == data)
            return &w->storage[i];
    return NULL;
}

static void write_key(Pickler *w, const void *data, size_t size, bool floats)
{
    char key[16];
    const struct Stored *known = stored(w, data);
    if (known) {
        pt_emit_get(w, known->key);
        return;
    }
    snprintf(key, sizeof key, "%d", w->storages);
    w->storage =
        memory_resize(w->storage, (size_t)w->storages + 1, sizeof *w->storage);
    w->storage[w->storages++] = (struct Stored){data, size, floats, w->puts, 0};
    pt_emit_text(w, key);
}

// A call that makes a tensor of a storage, sizes and strides.
static void write_numbers(Pickler *w, const void *data, Shape shape,
                          bool floats)
{
    int count = shape.rows * shape.cols;
    pt_emit(w, "<torch._utils._rebuild_tensor_v2>(('storage'");
    pt_emit(w, floats ? "<torch.FloatStorage>" : "<torch.ByteStorage>");
    write_key(w, data, (size_t)count * (floats ? sizeof(float) : 1), floats);
    pt_emit(w, "'cpu'");
    pt_emit_int(w, count);
    pt_emit(w, "tqQ");
    pt_emit_int(w, 0); // it begins at the storage's first number
    write_pair(w, shape, shape.rows, shape.cols);
    write_pair(w, shape, shape.cols, 1); // strides
    pt_emit(w, "\x89OtqRq");
}

void pt_write_tensor(Pickler *w, const float *data, Shape shape)
{
    write_numbers(w, data, shape, true);
}

void pt_write_bytes(Pickler *w, const unsigned char *data, int size)
{
    write_numbers(w, data, shape_1d(size), false);
}

// A call that makes a parameter of a tensor; where it is known, it itself.
static void write_parameter(Pickler *w, const Tensor *tensor)
{
    const struct Stored *known = stored(w, tensor->data);
    if (known) {
        pt_emit_get(w, known->parameter);
        return;
    }
    pt_emit(w, "<torch._utils._rebuild_parameter>");
    pt_write_tensor(w, tensor->data, tensor->shape);
    pt_emit(w, tensor->requires_grad ? "\x88O\x87qRq" : "\x89O\x87qRq");
    stored(w, tensor->data)->parameter = w->puts - 1;
}

/*: ## Layers

What a layer is set to comes last. */
static void write_settings(Pickler *w, const Module *m)
{
    for (int i = 0; i < SETTINGS_MAX && m->type->setting[i].name; i++) {
        const Setting *setting = &m->type->setting[i];
        if (setting->kind == SETTING_FLAG)
            continue; // the parameter that is there or not says it
        pt_emit_shared(w, 'X', setting->name);
        if (setting->kind == SETTING_REAL)
            pt_emit_real(w, *module_setting(m, setting));
        else
            pt_emit_int(w, (int)*module_setting(m, setting));
    }
    if (m->type->inplace)
        pt_emit(w, "'inplace'\x89");
}

/*: What all layers have in common is nearly all empty. The layers of a
`Sequential` go into the last dict, `_modules`. */
static void write_module(Pickler *w, const Module *m)
{
    pt_emit_shared(w, 'c', m->type->path);
    pt_emit(w, ")\x81q}q('training'");
    pt_emit(w, m->training ? "\x88'_parameters'O" : "\x89'_parameters'O");
    if (m->linear.weight) {
        pt_emit(w, "('weight'");
        write_parameter(w, m->linear.weight);
        pt_emit(w, m->linear.bias ? "'bias'" : "'bias'N");
        if (m->linear.bias)
            write_parameter(w, m->linear.bias);
        pt_emit(w, "u");
    }
    pt_emit(w, "'_buffers'O'_non_persistent_buffers_set'<__builtin__.set>"
               "]q\x85qRq'_backward_hooks'O'_is_full_backward_hook'N"
               "'_forward_hooks'O'_forward_pre_hooks'O'_state_dict_hooks'O"
               "'_load_state_dict_pre_hooks'O'_load_state_dict_post_hooks'O"
               "'_modules'O");
    for (int i = 0; i < m->count; i++) {
        const char *name = m->child[i].name;
        char number[16];
        snprintf(number, sizeof number, "%d", i);
        pt_begin_item(w, i, m->count);
        if (strcmp(name, number) == 0)
            pt_emit_text(w, name);
        else
            pt_emit_shared(w, 'X', name);
        write_module(w, &m->child[i]);
        pt_end_item(w, i, m->count, "su");
    }
    write_settings(w, m);
    pt_emit(w, "ub");
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

// The metadata of a state dict: a version for each layer.
static void write_versions(Pickler *w, const Module *m, const char *path,
                           const char *architecture, int *i, int count)
{
    pt_begin_item(w, *i, count);
    pt_emit_text(w, path);
    pt_emit(w, architecture ? "}q('version'K\x01'arch'" : "}q'version'K\x01s");
    if (architecture) {
        pt_emit_text(w, architecture);
        pt_emit(w, "u");
    }
    pt_end_item(w, (*i)++, count, "su");
    for (int k = 0; k < m->count; k++) {
        char *longer = text_new_path(path, m->child[k].name);
        write_versions(w, &m->child[k], longer, NULL, i, count);
        free(longer);
    }
}

// The parameters by name, then the metadata.
void pt_write_state_dict(Pickler *w, const Module *model,
                         const char *architecture)
{
    Parameters list = {0};
    int versions = 0;
    module_all_parameters(model, "", &list);
    pt_emit(w, "O");
    for (int i = 0; i < list.count; i++) {
        const Tensor *tensor = list.item[i].tensor;
        pt_begin_item(w, i, list.count);
        pt_emit_text(w, list.item[i].name);
        pt_write_tensor(w, tensor->data, tensor->shape);
        pt_end_item(w, i, list.count, "su");
    }
    parameters_free(&list);
    pt_emit(w, "}q'_metadata'O");
    write_versions(w, model, "", architecture, &versions, count_modules(model));
    pt_emit(w, "sb");
}

/*: ## The file

The records come in the order of their names as texts, `data/10` before
`data/2`. A record is named by the file, `model/data.pkl`. */
// Numbers and the name of their record, to be sorted by it.
typedef struct Storage {
    char name[32];
    const struct Stored *stored;
} Storage;

// As qsort wants it.
static int name_order(const void *a, const void *b)
{
    return strcmp(((const Storage *)a)->name, ((const Storage *)b)->name);
}

/*: Where the machine puts the lowest byte first, the numbers are the record. If
they are many, they stay where they are: a model of 100 MB is saved in 80 ms of
computing, and took 150 where its file was made in memory first. */
enum { WORTH_SPLICE = 1 << 16 };

static void add_numbers(ZipWriter *zip, const Storage *storage)
{
    const float *x = storage->stored->data;
    size_t size = storage->stored->size;
    if (bytes_are_as_in_memory() || !storage->stored->floats) {
        (size < WORTH_SPLICE ? pt_zip_add
                             : pt_zip_add_splice)(zip, storage->name, x, size);
        return;
    }
    Bytes numbers = {0};
    for (size_t i = 0; i < size / sizeof *x; i++) {
        uint32_t bits;
        memcpy(&bits, &x[i], sizeof bits);
        bytes_add_number(&numbers, bits, 4);
    }
    pt_zip_add(zip, storage->name, numbers.data, numbers.size);
    free(numbers.data);
}

// The pickle, the numbers, the version.
static ZipWriter write_records(const Pickler *w, const char *prefix)
{
    size_t count = (size_t)w->storages;
    ZipWriter zip = {.prefix = prefix};
    Storage *storage = memory_new(count, sizeof *storage);
    for (size_t i = 0; i < count; i++) {
        snprintf(storage[i].name, sizeof storage[i].name, "data/%zu", i);
        storage[i].stored = &w->storage[i];
    }
    qsort(storage, count, sizeof *storage, name_order);
    pt_zip_add(&zip, "data.pkl", w->pickle.data, w->pickle.size);
    for (size_t i = 0; i < count; i++)
        add_numbers(&zip, &storage[i]);
    pt_zip_add(&zip, "version", "3\n", 2);
    pt_zip_finish(&zip);
    free(storage);
    return zip;
}

// The file; what made it is given back.
ZipWriter pt_write_end(Pickler *w, const char *prefix)
{
    pt_emit(w, ".");
    ZipWriter file = write_records(w, prefix);
    free(w->pickle.data);
    free(w->shared);
    free(w->storage);
    return file;
}

ZipWriter pt_write_model(const Module *model, const char *prefix)
{
    Pickler w = {0};
    pt_emit(&w, "\x80\x02");
    write_module(&w, model);
    return pt_write_end(&w, prefix);
}

ZipWriter pt_write_state(const Module *model, const char *prefix,
                         const char *architecture)
{
    Pickler w = {0};
    pt_emit(&w, "\x80\x02");
    pt_write_state_dict(&w, model, architecture);
    return pt_write_end(&w, prefix);
}
