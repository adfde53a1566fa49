/*: # What a model file holds

A file holds either a **state dict**, names and parameters and nothing else; or
a **whole model**; or one of them [and much besides](pt_search.c). From all
of these this chapter makes the same thing: a list of named tensors, and, if it
is in the file, [a line of text](pt_whole_model.c) that says what the model is
made of.

A state dict is written and read:

```{.c example="pt_contents"}
```

![From a tree to names and numbers](pt_contents.svg){#fig-pt-read alt="The tree
of a file is searched for the model; a state dict gives tensors, a whole model
tensors and a line of text"}

A state dict written by these programs carries that line with it; PyTorch does
not mind. */
#include "model_file/pt_contents.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/*: ## State dicts

Of a dict the tensors are read, and under which names. */
bool pt_add_tensor(PtFile *file, const char *prefix, const char *name,
                   const PickleNode *node, Error *error)
{
    file->tensor = memory_resize(file->tensor, (size_t)file->count + 1,
                                 sizeof *file->tensor);
    PtTensor *tensor = &file->tensor[file->count++];
    char *path = text_new_path(prefix, name);
    bool good = pt_read_tensor(tensor, &file->zip, path, node, error);
    tensor->name = path;
    return good;
}

// All that are tensors, and the line of text.
static bool read_state(PtFile *file, const char *prefix, const PickleNode *dict,
                       Error *error)
{
    file->kind = PT_STATE;
    const PickleNode *node = dict->attributes;
    static const char *const path[] = {"_metadata", "", "arch"};
    for (int i = 0; i < 3 && pt_pickle_is(node, PICKLE_DICT); i++)
        node = pt_pickle_get(node, path[i]);
    if (pt_pickle_is(node, PICKLE_TEXT) && node->number && !file->architecture)
        file->architecture = text_new_copy(node->text);
    for (int i = 0; i < dict->count; i += 2) {
        const PickleNode *value = dict->item[i + 1];
        if (pt_pickle_is_tensor(value) &&
            !pt_add_tensor(file, prefix, dict->item[i]->text, value, error))
            return false;
    }
    return true;
}

/*: ## Checkpoints

[Where in the file](pt_search.c) the model is, comes first. If several could
be meant, none is taken, and all are described. */
static bool read_several(PtFile *file, const PtPart *part, int count,
                         Error *error)
{
    bool good = true;
    error_set(&file->problem,
              "it holds several models, %s and %s: save one of them alone",
              part[0].path, part[1].path);
    for (int i = 0; good && i < count; i++)
        if (part[i].node->kind == PICKLE_DICT)
            good = read_state(file, part[i].path, part[i].node, error);
    file->kind = PT_NOTHING;
    return good;
}

// Tensors without a name: of a list, or a single one.
static bool read_loose_tensors(PtFile *file, const PickleNode *root,
                               Error *error)
{
    bool many = pt_pickle_is_list(root);
    for (int i = 0; i < (many ? root->count : 1); i++) {
        const PickleNode *node = many ? root->item[i] : root;
        char name[16];
        snprintf(name, sizeof name, "%d", i);
        if (pt_pickle_is_tensor(node) &&
            !pt_add_tensor(file, "", name, node, error))
            return false;
    }
    return true;
}

// From the tree to tensors and a line of text, or to what is in their way.
static bool read_root(PtFile *file, Error *error)
{
    const PickleNode *root = file->pickle.root;
    PtPart part[PT_PARTS_MAX];
    bool good = true;
    int count = pt_find_parts(root, part);
    if (count == 0) {
        file->kind = PT_NOTHING;
        pt_name_problem(root, &file->problem);
        good = read_loose_tensors(file, root, error);
    } else if (count > 1) {
        good = read_several(file, part, count, error);
    } else {
        const PickleNode *node = part[0].node;
        file->inside = *part[0].path ? text_new_copy(part[0].path) : NULL;
        good = node->kind == PICKLE_DICT ? read_state(file, "", node, error)
                                         : pt_read_model(file, node, error);
    }
    if (root->kind == PICKLE_DICT)
        file->beside = pt_beside(root, file->inside);
    for (int i = 0; i < count; i++)
        free(part[i].path);
    return good;
}

/*: ## The whole file

Several tensors may lie in the same storage. But what is read of a file must not
be larger than the file: a parameter with two names counts once. */
int pt_first(const PtFile *file, int i)
{
    int first = 0;
    while (first < i && !pt_same_tensor(&file->tensor[first], &file->tensor[i]))
        first++;
    return first;
}

static bool check_numbers(const PtFile *file, Error *error)
{
    size_t numbers = 0;
    for (int i = 0; i < file->count; i++)
        numbers += pt_first(file, i) == i ? (size_t)file->tensor[i].numel : 0;
    return numbers <= file->size ||
           error_set(error,
                     "its parameters have more numbers than it has bytes");
}

/*: What is no such file at all is often told by its first bytes. */
static bool is_foreign(const Bytes *bytes, Error *error)
{
    static const char *const known[][2] = {
        {"\x80\x02", "PyTorch's old format: load it with PyTorch 1.6 or newer "
                     "and save it again"},
        {"\x80", "a pickle alone: save it with torch.save"},
        {"\x1f\x8b", "compressed: gunzip it first"},
        {"\x89HDF", "an HDF5 file, as of Keras"},
        {"\x93NUMPY", "an array of NumPy: save it with torch.save"},
        {"version https://git-lfs", "a note of Git LFS: git lfs pull it"},
        {"<", "a page of the web"}};
    const char *what = bytes->size == 0 ? "an empty file" : NULL;
    for (size_t i = 0; !what && i < sizeof known / sizeof *known; i++) {
        size_t length = strlen(known[i][0]);
        if (bytes->size >= length &&
            memcmp(bytes->data, known[i][0], length) == 0)
            what = known[i][1];
    }
    if (bytes->size > 8 && bytes->data[8] == '{' &&
        bytes_number(bytes->data, 8) < bytes->size)
        what = "of safetensors: load it there and save it with torch.save";
    return what && !error_set(error, "this is %s", what);
}

// The container is open.
static bool read_contents(PtFile *file, Error *error)
{
    const ZipRecord *pickle = pt_zip_find(&file->zip, "data.pkl");
    if (!pickle)
        return error_set(error, "the record data.pkl is missing");
    return pt_pickle_read(&file->pickle, pickle->data, pickle->size, error) &&
           pt_check_records(&file->zip, &file->pickle, error) &&
           read_root(file, error) && check_numbers(file, error);
}

bool pt_read(PtFile *file, Bytes bytes, Error *error)
{
    *file = (PtFile){.kind = PT_STATE, .bytes = bytes, .size = bytes.size};
    return !is_foreign(&bytes, error) &&
           pt_zip_read(&file->zip, bytes.data, bytes.size, error) &&
           read_contents(file, error);
}

bool pt_read_written(PtFile *file, ZipWriter written, Error *error)
{
    *file = (PtFile){.kind = PT_STATE,
                     .bytes = written.file,
                     .splice = written.splice,
                     .size = written.file.size + written.spliced};
    return pt_zip_read_written(&file->zip, &written, error) &&
           read_contents(file, error);
}

// What pt_read made, also where it stopped halfway.
void pt_free(PtFile *file)
{
    for (int i = 0; i < file->count; i++)
        free(file->tensor[i].name);
    free(file->tensor);
    free(file->architecture);
    free(file->inside);
    free(file->beside);
    free(file->zip.record);
    free(file->bytes.data);
    free(file->splice);
    pt_pickle_free(&file->pickle);
    *file = (PtFile){.kind = PT_STATE};
}

const PtTensor *pt_find(const PtFile *file, const char *name)
{
    for (int i = 0; i < file->count; i++)
        if (strcmp(file->tensor[i].name + file->skip, name) == 0)
            return &file->tensor[i];
    return NULL;
}
