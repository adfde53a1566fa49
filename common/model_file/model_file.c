/*: # Saving and loading models

Training is over when the program ends, unless the parameters are written down.
There are two ways, as in PyTorch. A *whole model* holds its layers too: load it
and use it. A *state dict* holds the parameters only; who loads it must have a
model of the same layers already. The second is the safer habit: it says nothing
about classes, so nothing breaks when a class is renamed or its code moves, and
a program that loads it needs no foreign code.

A model is saved, made anew from the file, and gives the same answer:

```{.c example="model_file"}
```

![Two ways to save a model](model_file.svg){#fig-model-file alt="A Module is
saved whole, and loaded as a new Module, or as a state dict, which fills a
Module that is there"}

Ours can have both: a state dict that carries a line of text with the layers.

What a file goes through on its way to a model is what the next chapters are
about, from the outside in:

| chapter | makes | of |
|------|------|------|
| [files](file.c) | [bytes](bytes.c) | a path |
| [the container](pt_zip.c) | records with names | the bytes |
| [the pickle](pt_unpickler.c) | [a tree](pt_node.c) | the record `data.pkl` |
| [the search](pt_search.c) | the part that is the model | the tree |
| [the contents](pt_contents.c) | names, and the layers as text | that part |
| [tensors](pt_tensor.c) | numbers | the records `data/0`, `data/1`, … |
| [loading](pt_to_module.c) | a model | all of these |

[Writing](pt_write.c) goes the other way, in one chapter. A training that is to
go on later is [a model and more](pt_checkpoint.c). */
#include "model_file/model_file.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "file.h"
#include "model_file/pt_contents.h"
#include "model_file/pt_checkpoint.h"
#include "model_file/pt_write.h"

/*: ## Reading

Whatever is to be done with a file, it is read first; and every message begins
with the name of the file it is about. */
// Puts the file's name before the message; returns false, as error_set does.
static bool name_file(const char *path, Error *error)
{
    Error problem = *error;
    return error_set(error, "%s: %s", quote(path).chars, problem.message);
}

static bool open_file(PtFile *file, const char *path, Error *error)
{
    *file = (PtFile){.kind = PT_STATE};
    return file_read(path, UINT32_MAX, &file->bytes, error) &&
           pt_read(file, file->bytes, error);
}

// To take the parameters out, once.
static bool open_model(PtFile *file, const char *path, Error *error)
{
    if (!open_file(file, path, error))
        return false;
    for (int i = 0; i < file->count; i++) {
        bool alone = true;
        for (int k = 0; alone && k < file->count; k++)
            alone =
                k == i || file->tensor[k].storage != file->tensor[i].storage;
        file->tensor[i].read_once = alone;
    }
    return true;
}

static bool close_file(PtFile *file, const char *path, bool good, Error *error)
{
    pt_free(file);
    return good || name_file(path, error);
}

bool model_load(const char *path, Module *model, Error *error)
{
    PtFile file;
    bool good =
        open_model(&file, path, error) && pt_to_module(&file, model, error);
    return close_file(&file, path, good, error);
}

bool model_load_state(const char *path, Module *model, Error *error)
{
    PtFile file;
    bool good = open_model(&file, path, error) &&
                pt_load_parameters(&file, model, error);
    return close_file(&file, path, good, error);
}

bool checkpoint_load(const char *path, Module *model, Optimizer *optimizer,
                     int *epoch, Error *error)
{
    PtFile file;
    bool good = open_file(&file, path, error) &&
                pt_read_checkpoint(&file, model, optimizer, epoch, error);
    return close_file(&file, path, good, error);
}

static bool replace_model(const PtFile *file, Module *model, Error *error)
{
    Module made;
    if (!pt_to_module(file, &made, error))
        return false;
    module_free(model);
    *model = made;
    return true;
}

bool model_load_any(const char *path, Module *model, Error *error)
{
    PtFile file;
    bool good = open_model(&file, path, error);
    if (good && file.architecture && file.kind != PT_OWN_CLASS)
        good = replace_model(&file, model, error);
    else if (good)
        good = pt_load_parameters(&file, model, error);
    return close_file(&file, path, good, error);
}

bool model_file_describe(FILE *out, const char *path, Error *error)
{
    PtFile file;
    bool good = open_file(&file, path, error);
    if (good)
        pt_describe(out, &file);
    return close_file(&file, path, good, error);
}

/*: ## A map of the file

A number for each byte says what it is for. All before the directory is headers
where no record has its data, or the padding before them. */
static ModelFilePart part_of(const ZipRecord *record)
{
    return strncmp(record->name, "data/", 5) == 0  ? MODEL_FILE_PARAMETERS
           : strcmp(record->name, "data.pkl") == 0 ? MODEL_FILE_PICKLE
                                                   : MODEL_FILE_HEADERS;
}

// What each byte of the file is for.
static unsigned char *new_parts(const Bytes *file, const Zip *zip)
{
    unsigned char *part = memory_new(file->size, 1);
    memset(part, MODEL_FILE_HEADERS, zip->directory);
    memset(part + zip->directory, MODEL_FILE_DIRECTORY,
           file->size - zip->directory);
    for (int i = 0; i < zip->count; i++) {
        const ZipRecord *record = &zip->record[i];
        unsigned char *data = part + (record->data - file->data);
        memset(data - record->padding, MODEL_FILE_PADDING, record->padding);
        memset(data, part_of(record), record->size);
    }
    return part;
}

bool model_file_parts(const char *path, unsigned char **part, size_t *size,
                      Error *error)
{
    Bytes file;
    Zip zip = {.count = 0};
    bool good = file_read(path, UINT32_MAX, &file, error) &&
                pt_zip_read(&zip, file.data, file.size, error);
    if (good) {
        *part = new_parts(&file, &zip);
        *size = file.size;
    }
    free(zip.record);
    free(file.data);
    return good || name_file(path, error);
}

/*: ## Saving

The records in the file carry its name, without the folder and what follows the
last point. Before the old file is touched, the new one is read back from
memory: what our own reader would refuse is not written. */
typedef struct Prefix {
    char chars[256];
} Prefix;

static Prefix prefix_of(const char *path)
{
    Prefix prefix;
    for (const char *p = path; *p; p++)
        if (*p == '/' || *p == '\\')
            path = p + 1;
    const char *point = strrchr(path, '.');
    size_t length = point ? (size_t)(point - path) : strlen(path);
    bool good = length > 0 && length < sizeof prefix.chars && *path != '.' &&
                text_is_printable(path, length);
    snprintf(prefix.chars, sizeof prefix.chars, "%.*s", good ? (int)length : 7,
             good ? path : "archive");
    return prefix;
}

// Reads what was just made; what could not become a model is a fault too.
static bool read_own(PtFile *file, ZipWriter written, Error *error)
{
    if (!pt_read_written(file, written, error))
        return false;
    if (*file->problem.message)
        *error = file->problem;
    return !*file->problem.message;
}

static bool save(const char *path, ZipWriter written, Error *error)
{
    PtFile file = {.bytes = written.file, .splice = written.splice};
    bool good =
        written.file.size + written.spliced <= UINT32_MAX
            ? read_own(&file, written, error) &&
                  file_replace_spliced(path, &written.file, written.splice,
                                       written.splices, error)
            : error_set(error, "it would be larger than 4 GiB");
    return close_file(&file, path, good, error);
}

bool model_save(const char *path, const Module *model, Error *error)
{
    return save(path, pt_write_model(model, prefix_of(path).chars), error);
}

bool checkpoint_save(const char *path, const Module *model,
                     const Optimizer *optimizer, int epoch, Error *error)
{
    Prefix prefix = prefix_of(path);
    return save(path,
                pt_write_checkpoint(model, optimizer, epoch, prefix.chars),
                error);
}

/*: The line with the layers is the one that our reader makes of the model. */
bool model_save_state(const char *path, const Module *model,
                      bool with_architecture, Error *error)
{
    Prefix prefix = prefix_of(path);
    PtFile whole = {.kind = PT_STATE};
    if (with_architecture &&
        !read_own(&whole, pt_write_model(model, prefix.chars), error))
        return close_file(&whole, path, false, error);
    ZipWriter state = pt_write_state(model, prefix.chars, whole.architecture);
    pt_free(&whole);
    return save(path, state, error);
}
