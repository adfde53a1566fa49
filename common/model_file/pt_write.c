/*: # Writing what PyTorch writes

Here a model becomes a pickle, with the same instructions in the same order that
PyTorch 1.13 uses, so that the file is the same to the last byte. Every PyTorch
from 1.7 on reads it. Nothing here is difficult, there is just much of it: a
pickle spells out every attribute of every layer, most of them empty.

A model becomes bytes:

```{.c example="pt_write"}
``` */
#include "model_file/pt_write.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base.h"
#include "module_type.h"
#include "model_file/pt_zip.h"

enum { BATCH = 1000 }; // items that Python puts into a dict at once

/*: ## The language of this chapter

The pickle's instructions are letters already, so the program below spells them
as they are and adds three shorthands: `'training'` is that text, `O` an empty
`OrderedDict`, and `q` gets its number by itself. `q` means *put*: the value
will be needed again and gets the next number of the memo. When Python meets an
object a second time it writes *get* with that number. A name like `training` is
one object in the whole program; the key of a storage is made anew each time. */
typedef struct Writer {
    Bytes pickle;
    uint32_t puts;
    struct Shared {
        const char *text;
        size_t length;
        uint32_t number; // in the memo
    } * shared;
    int shared_count;
    const Tensor **storage;
    int storages;
} Writer;

static void write_memo(Writer *w, const char *codes, uint32_t number)
{
    bytes_add(&w->pickle, number < 256 ? codes : codes + 1, 1);
    bytes_add_number(&w->pickle, number, number < 256 ? 1 : 4);
}

// Was it written before? Then get it; if not, the caller writes and puts it.
static bool write_again(Writer *w, const char *text, size_t length)
{
    for (int i = 0; i < w->shared_count; i++)
        if (w->shared[i].length == length &&
            memcmp(w->shared[i].text, text, length) == 0) {
            write_memo(w, "hj", w->shared[i].number);
            return true;
        }
    w->shared = memory_resize(w->shared, (size_t)w->shared_count + 1,
                              sizeof *w->shared);
    w->shared[w->shared_count++] = (struct Shared){text, length, w->puts};
    return false;
}

static void write_text(Writer *w, const char *text, size_t length)
{
    bytes_add_text(&w->pickle, "X");
    bytes_add_number(&w->pickle, length, 4);
    bytes_add(&w->pickle, text, length);
    write_memo(w, "qr", w->puts++);
}

static void write_name(Writer *w, const char *name, size_t length)
{
    if (!write_again(w, name, length))
        write_text(w, name, length);
}

static void write_global(Writer *w, const char *text)
{
    if (write_again(w, text, strlen(text)))
        return;
    bytes_add_text(&w->pickle, "c");
    bytes_add_text(&w->pickle, text);
    write_memo(w, "qr", w->puts++);
}

static void emit(Writer *w, const char *code)
{
    for (; *code; code++)
        if (*code == 'q') {
            write_memo(w, "qr", w->puts++);
        } else if (*code == 'O') {
            write_global(w, "collections\nOrderedDict\n");
            emit(w, ")Rq");
        } else if (*code == '\'') {
            size_t length = strcspn(code + 1, "'");
            write_name(w, code + 1, length);
            code += length + 1;
        } else {
            bytes_add(&w->pickle, code, 1);
        }
}

static void write_int(Writer *w, int number)
{
    int size = number < 0 || number > 0xffff ? 4 : number > 0xff ? 2 : 1;
    emit(w, size == 4 ? "J" : size == 2 ? "M" : "K");
    bytes_add_number(&w->pickle, (uint64_t)(int64_t)number, size);
}

/*: Items go into a dict in batches: mark, keys and values, `u`. A batch of one
item has no mark and ends with `s`. */
static void begin_item(Writer *w, int i, int count)
{
    if (i % BATCH == 0 && i + 1 < count)
        emit(w, "(");
}

static void end_item(Writer *w, int i, int count)
{
    if ((i + 1) % BATCH == 0 || i + 1 == count)
        emit(w, i % BATCH == 0 ? "s" : "u");
}

/*: ## Tensors and parameters

The numbers go elsewhere, into a storage; the pickle tells how to put the tensor
together again: "call `_rebuild_tensor_v2` with this storage, this shape, …". */
static void write_pair(Writer *w, Shape shape, int first, int last)
{
    if (shape.ndim == 2)
        write_int(w, first);
    write_int(w, last);
    emit(w, shape.ndim == 2 ? "\x86q" : "\x85q");
}

static void write_tensor(Writer *w, const Tensor *tensor)
{
    char key[16];
    snprintf(key, sizeof key, "%d", w->storages);
    w->storage =
        memory_resize(w->storage, (size_t)w->storages + 1, sizeof *w->storage);
    w->storage[w->storages++] = tensor;
    write_global(w, "torch._utils\n_rebuild_tensor_v2\n");
    emit(w, "(('storage'");
    write_global(w, "torch\nFloatStorage\n");
    write_text(w, key, strlen(key));
    emit(w, "'cpu'");
    write_int(w, tensor_numel(tensor));
    emit(w, "tqQ");
    write_int(w, 0); // it begins at the storage's first number
    write_pair(w, tensor->shape, tensor_rows(tensor), tensor_cols(tensor));
    write_pair(w, tensor->shape, tensor_cols(tensor), 1); // strides
    emit(w, "\x89OtqRq");
}

static void write_parameter(Writer *w, const Tensor *tensor)
{
    write_global(w, "torch._utils\n_rebuild_parameter\n");
    write_tensor(w, tensor);
    emit(w, tensor->requires_grad ? "\x88O\x87qRq" : "\x89O\x87qRq");
}

/*: ## Layers

What a layer is set to comes last. A double stands with its highest byte first,
unlike all other numbers. */
static void write_real(Writer *w, double number)
{
    uint64_t bits;
    memcpy(&bits, &number, sizeof bits);
    emit(w, "G");
    for (int i = 7; i >= 0; i--)
        bytes_add_number(&w->pickle, bits >> 8 * i & 0xff, 1);
}

static void write_settings(Writer *w, const Module *m)
{
    if (m->linear.weight) {
        emit(w, "'in_features'");
        write_int(w, tensor_cols(m->linear.weight));
        emit(w, "'out_features'");
        write_int(w, tensor_rows(m->linear.weight));
    }
    for (int i = 0; i < SETTINGS_MAX && m->type->setting[i].name; i++) {
        const Setting *setting = &m->type->setting[i];
        write_name(w, setting->name, strlen(setting->name));
        if (setting->real)
            write_real(w, module_setting(m, setting));
        else
            write_int(w, (int)module_setting(m, setting));
    }
    if (m->type->inplace)
        emit(w, "'inplace'\x89");
}

/*: What all layers have in common is nearly all empty. The layers of a
`Sequential` go into the last dict, `_modules`. */
static void write_module(Writer *w, const Module *m)
{
    write_global(w, m->type->path);
    emit(w, ")\x81q}q('training'");
    emit(w, m->training ? "\x88'_parameters'O" : "\x89'_parameters'O");
    if (m->linear.weight) {
        emit(w, "('weight'");
        write_parameter(w, m->linear.weight);
        emit(w, m->linear.bias ? "'bias'" : "'bias'N");
        if (m->linear.bias)
            write_parameter(w, m->linear.bias);
        emit(w, "u");
    }
    emit(w, "'_buffers'O'_non_persistent_buffers_set'");
    write_global(w, "__builtin__\nset\n");
    emit(w, "]q\x85qRq'_backward_hooks'O'_is_full_backward_hook'N"
            "'_forward_hooks'O'_forward_pre_hooks'O'_state_dict_hooks'O"
            "'_load_state_dict_pre_hooks'O'_load_state_dict_post_hooks'O"
            "'_modules'O");
    for (int i = 0; i < m->count; i++) {
        const char *name = m->child[i].name;
        char number[16];
        snprintf(number, sizeof number, "%d", i);
        bool made_anew = strcmp(name, number) == 0;
        begin_item(w, i, m->count);
        (made_anew ? write_text : write_name)(w, name, strlen(name));
        write_module(w, &m->child[i]);
        end_item(w, i, m->count);
    }
    write_settings(w, m);
    emit(w, "ub");
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
    write_text(w, path, strlen(path));
    emit(w, architecture ? "}q('version'K\x01'arch'" : "}q'version'K\x01s");
    if (architecture) {
        write_text(w, architecture, strlen(architecture));
        emit(w, "u");
    }
    end_item(w, (*i)++, count);
    for (int k = 0; k < m->count; k++) {
        const char *name = m->child[k].name;
        size_t size = strlen(path) + strlen(name) + 2;
        char *longer = memory_new(size, 1);
        snprintf(longer, size, "%s%s%s", path, *path ? "." : "", name);
        write_versions(w, &m->child[k], longer, NULL, i, count);
        free(longer);
    }
}

static void write_state(Writer *w, const Module *model,
                        const char *architecture)
{
    Parameters list = {0};
    int versions = 0;
    module_parameters(model, "", &list);
    emit(w, "O");
    for (int i = 0; i < list.count; i++) {
        begin_item(w, i, list.count);
        write_text(w, list.item[i].name, strlen(list.item[i].name));
        write_tensor(w, list.item[i].tensor);
        end_item(w, i, list.count);
    }
    parameters_free(&list);
    emit(w, "}q'_metadata'O");
    write_versions(w, model, "", architecture, &versions, count_modules(model));
    emit(w, "sb");
}

/*: ## The file

The records come in the order of their names as texts, `data/10` before
`data/2`. A record is named by the file, `model/data.pkl`. */
typedef struct Storage {
    char name[32];
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
    pt_zip_add(&zip, "data.pkl", w->pickle.data, w->pickle.size);
    for (size_t i = 0; i < count; i++) {
        Bytes numbers = {0};
        for (int k = 0; k < tensor_numel(storage[i].tensor); k++) {
            uint32_t bits;
            memcpy(&bits, &storage[i].tensor->data[k], sizeof bits);
            bytes_add_number(&numbers, bits, 4);
        }
        pt_zip_add(&zip, storage[i].name, numbers.data, numbers.size);
        free(numbers.data);
    }
    pt_zip_add(&zip, "version", "3\n", 2);
    pt_zip_finish(&zip);
    free(storage);
    *file = zip.file;
}

static void finish(Writer *w, const char *prefix, Bytes *file)
{
    emit(w, ".");
    write_records(w, prefix, file);
    free(w->pickle.data);
    free(w->shared);
    free(w->storage);
}

void pt_write_model(Bytes *file, const Module *model, const char *prefix)
{
    Writer w = {0};
    emit(&w, "\x80\x02");
    write_module(&w, model);
    finish(&w, prefix, file);
}

void pt_write_state(Bytes *file, const Module *model, const char *prefix,
                    const char *architecture)
{
    Writer w = {0};
    emit(&w, "\x80\x02");
    write_state(&w, model, architecture);
    finish(&w, prefix, file);
}
