/*: # Tensors in a model file

The container is open, the pickle is a tree. In it a tensor is a description:
which storage its numbers are in, of which type, from which place on, with which
sizes and strides. (A *stride* says how many places further the next row begins,
or the next column.) All of it comes from a stranger. So each number is compared
with the bytes that are really there before it is multiplied with another, and
nothing is reserved because a file says so.

A number of a tensor in a file:

```{.c example="pt_tensor"}
```

![A tensor is a view of a storage](pt_tensor.svg){#fig-pt-tensor alt="A row of
eight numbers, six of which are a table of two rows that begins at place 1"} */
#include "model_file/pt_tensor.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NUMBERS_MAX = 1 << 27 }; // size, and count of numbers, of a tensor

/*: ## Numbers

Where a number stands follows from its row and column, what it is from [its
type](pt_node.c#numbers-of-other-types). */
float pt_number(const PtTensor *tensor, int64_t i)
{
    int64_t place = tensor->offset;
    for (int k = tensor->ndim - 1; k >= 0; k--) {
        place += i % tensor->size[k] * tensor->stride[k];
        i /= tensor->size[k];
    }
    int size = tensor->type->element_size;
    return tensor->type->number(tensor->storage + place * size, size);
}

/*: Most tensors are stored as we keep them, floats, row after row. They are
copied at once. */
static bool is_stored_as_kept(const PtTensor *tensor)
{
    int64_t step = 1;
    bool in_order =
        strcmp(tensor->type->type, "float32") == 0 && bytes_are_as_in_memory();
    for (int k = tensor->ndim - 1; k >= 0; k--) {
        in_order = in_order && tensor->stride[k] == step;
        step *= tensor->size[k];
    }
    return in_order;
}

/*: The bytes that nobody will read again are given back piece by piece. So a
model of 100 MB, whose file is in memory, takes 107 MB to load, not 200. */
static void copy_numbers(const PtTensor *tensor, char *to)
{
    enum { PIECE = 1 << 20 };
    const unsigned char *from = tensor->storage + tensor->offset * 4;
    size_t size = (size_t)tensor->numel * 4;
    for (size_t done = 0, piece; done < size; done += piece) {
        piece = size - done < PIECE ? size - done : PIECE;
        memcpy(to + done, from + done, piece);
        if (tensor->read_once)
            memory_release(from + done, piece);
    }
}

void pt_numbers(const PtTensor *tensor, float *numbers)
{
    if (is_stored_as_kept(tensor))
        copy_numbers(tensor, (char *)numbers);
    else
        for (int64_t i = 0; i < tensor->numel; i++)
            numbers[i] = pt_number(tensor, i);
}

/*: ## Storages

The numbers of a tensor stand in a storage, the record `data/0`, `data/1`, …;
several tensors may share one. The pickle says how many numbers it holds and of
which type. PyTorch believed that for years: a file could promise a billion
numbers and bring twelve ([CVE-2026-24747](bibliography.md#cve), mended in
2.10). Here the record must have exactly that size, and be used. */
static const ZipRecord *find_storage(const Zip *zip, const PickleNode *storage)
{
    char name[ZIP_NAME_SIZE];
    int length = snprintf(name, sizeof name, "data/%s",
                          storage->arguments->item[2]->text);
    return length < ZIP_NAME_SIZE ? pt_zip_find(zip, name) : NULL;
}

// Its record is there, has the size it says, and is of one type.
static bool check_storage(const Zip *zip, const PickleNode *node,
                          const PickleName **used, Error *error)
{
    PickleNode **fact = node->arguments->item;
    const PickleName *type = fact[1]->name;
    const ZipRecord *record = find_storage(zip, node);
    Quoted key = quote(fact[2]->text);
    if (!record)
        return error_set(error, "the record data/%s is missing", key.chars);
    long long size = (long long)record->size, count = fact[4]->number;
    if (count < 0 || count > size || count * type->element_size != size)
        return error_set(
            error, "data/%s holds %lld bytes, not %lld numbers of type %s",
            key.chars, size, count, type->type);
    const PickleName **before = &used[record - zip->record];
    if (*before && *before != type)
        return error_set(error, "data/%s has two types", key.chars);
    *before = type;
    return true;
}

/*: Besides the pickle and the storages there are two notes: the version of the
format, and since PyTorch 2.1 the order of the bytes in the storages. */
static bool check_notes(const Zip *zip, Error *error)
{
    const ZipRecord *version = pt_zip_find(zip, "version");
    const ZipRecord *order = pt_zip_find(zip, "byteorder");
    char text[4] = "";
    if (!version || version->size > 3)
        return error_set(error, "the record version is missing or too long");
    memcpy(text, version->data, version->size);
    char *end;
    long number = strtol(text, &end, 10);
    if (number < 1 || number > 10 || (*end && strcmp(end, "\n") != 0))
        return error_set(error, "the version of its format is not 1 to 10");
    if (order && (order->size != 6 || memcmp(order->data, "little", 6) != 0))
        return error_set(error, "its numbers are in another byte order");
    return true;
}

bool pt_check_records(const Zip *zip, const Pickle *pickle, Error *error)
{
    const PickleName **used = memory_new((size_t)zip->count, sizeof *used);
    bool good = check_notes(zip, error);
    for (int i = 0; good && i < pickle->count; i++)
        if (pickle->node[i]->kind == PICKLE_STORAGE)
            good = check_storage(zip, pickle->node[i], used, error);
    for (int i = 0; good && i < zip->count; i++)
        if (strncmp(zip->record[i].name, "data/", 5) == 0 && !used[i])
            good = error_set(error, "the record %s belongs to no parameter",
                             zip->record[i].name);
    free(used);
    return good;
}

/*: ## Tensors

A tensor need not lie in its storage row after row: a transposed matrix is the
same storage with its two strides exchanged. What must hold is that each number
has a place of its own inside the storage. Sort the dimensions by stride; then a
step in one must be longer than the whole way through all smaller ones. */
static bool fits(const PtTensor *t, int64_t count)
{
    if (t->numel == 0)
        return t->offset <= count;
    bool done[PT_DIMS_MAX] = {false};
    int64_t way = 0; // from the first number to the last, so far
    for (int round = 0; round < t->ndim; round++) {
        int next = -1;
        for (int k = 0; k < t->ndim; k++)
            if (!done[k] && (next < 0 || t->stride[k] < t->stride[next]))
                next = k;
        done[next] = true;
        if (t->size[next] > 1 && t->stride[next] <= way)
            return false;
        way += (t->size[next] - 1) * t->stride[next];
    }
    return t->offset + way < count;
}

// Sets the message; returns false.
static bool tensor_fault(const char *name, Error *error, const char *problem)
{
    return error_set(error, "the parameter %s %s", quote(name).chars, problem);
}

// Sizes and strides, each within bounds, and the product of the sizes too.
static bool read_shape(PtTensor *t, const PickleNode *size,
                       const PickleNode *stride)
{
    t->ndim = size->count;
    t->numel = 1;
    for (int k = 0; k < t->ndim; k++) {
        const PickleNode *n = size->item[k], *step = stride->item[k];
        if (n->kind != PICKLE_INT || step->kind != PICKLE_INT ||
            n->number < 0 || n->number > NUMBERS_MAX || step->number < 0 ||
            step->number > UINT32_MAX)
            return false;
        t->size[k] = n->number;
        t->stride[k] = step->number;
        t->numel *= n->number;
        if (t->numel > NUMBERS_MAX)
            return false;
    }
    return true;
}

// Everything about a parameter but its numbers.
bool pt_read_tensor(PtTensor *t, const Zip *zip, const char *name,
                    const PickleNode *node, Error *error)
{
    *t = (PtTensor){.name = NULL};
    if (pt_pickle_is(node, PICKLE_PARAMETER)) {
        PickleNode **part = node->arguments->item;
        if (!pt_pickle_is_tuple(node->arguments, "Tb*"))
            return tensor_fault(name, error, "is no parameter");
        t->requires_grad = part[1]->number;
        node = part[0];
    }
    if (!pt_pickle_is(node, PICKLE_TENSOR) ||
        !pt_pickle_is_tuple(node->arguments, "Siuu**"))
        return tensor_fault(name, error, "is no tensor");
    PickleNode **part = node->arguments->item;
    PickleNode **fact = part[0]->arguments->item;
    if (part[2]->count != part[3]->count || part[2]->count > PT_DIMS_MAX)
        return tensor_fault(name, error, "is no tensor");
    t->offset = part[1]->number;
    t->type = fact[1]->name;
    t->storage = find_storage(zip, part[0])->data;
    if (!read_shape(t, part[2], part[3]))
        return tensor_fault(name, error, "has an impossible shape");
    if (t->offset < 0 || t->offset > fact[4]->number ||
        !fits(t, fact[4]->number))
        return tensor_fault(name, error,
                            "reaches beyond its storage, or overlaps, as after "
                            "expand(): save a clone() of it");
    return true;
}

/*: Two layers may share a parameter. Then the file has it under two names, and
once. */
bool pt_same_tensor(const PtTensor *a, const PtTensor *b)
{
    bool same = a->storage == b->storage && a->offset == b->offset &&
                a->ndim == b->ndim && a->type == b->type && a->numel > 0;
    for (int k = 0; same && k < a->ndim; k++)
        same = a->size[k] == b->size[k] && a->stride[k] == b->stride[k];
    return same;
}

bool pt_has_shape(const PtTensor *t, Shape shape)
{
    return t->ndim == shape.ndim &&
           (t->ndim < 1 || t->size[t->ndim - 1] == shape.cols) &&
           (t->ndim < 2 || t->size[0] == shape.rows);
}

PtShapeText pt_shape_text(const PtTensor *t)
{
    PtShapeText text = {"["};
    for (int k = 0; k < t->ndim; k++) {
        char *end = text.chars + strlen(text.chars);
        sprintf(end, k > 0 ? ", %d" : "%d", (int)t->size[k]);
    }
    strcat(text.chars, "]");
    return text;
}
