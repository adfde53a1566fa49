/*: # Saving and loading models

Training is over when the program ends, unless the parameters are written down.
There are two ways, as in PyTorch. A *whole model* holds its layers too: load it
and use it. A *state dict* holds the parameters only; who loads it must have a
model of the same layers already. The second is the safer habit: it says nothing
about classes, so nothing breaks when a class changes, and a program that loads
it needs no foreign code.

Ours can have both: a state dict that carries a line of text with the layers. */
#include "model_file.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "file.h"
#include "pt_read.h"
#include "pt_write.h"

/*: ## Loading */
static bool load(const PtFile *file, Module *model, Error *error)
{
    if (file->kind == PT_OWN_CLASS)
        return error_set(error,
                         "it holds a %s: parameters, which model_load_state "
                         "puts into a model of your own, but not what the "
                         "model does, which is Python code",
                         file->root.chars);
    if (!file->architecture)
        return error_set(error, "a state dict without the architecture: "
                                "load it into a model that is there already");
    return pt_build(file, model, error);
}

bool model_load_bytes(const void *bytes, size_t size, Module *model,
                      Error *error)
{
    PtFile file;
    bool good = pt_read(&file, bytes, size, error) && load(&file, model, error);
    pt_free(&file);
    return good;
}

bool model_load_state_bytes(const void *bytes, size_t size, Module *model,
                            Error *error)
{
    PtFile file;
    bool good = pt_read(&file, bytes, size, error) &&
                pt_load_parameters(&file, model, error);
    pt_free(&file);
    return good;
}

/*: Every message begins with the file it is about. */
static bool name_file(const char *path, Error *error)
{
    Error problem = *error;
    return error_set(error, "%s: %s", quote(path, strlen(path)).chars,
                     problem.message);
}

bool model_load(const char *path, Module *model, Error *error)
{
    Bytes bytes;
    bool good = file_read(path, &bytes, error) &&
                model_load_bytes(bytes.data, bytes.size, model, error);
    free(bytes.data);
    return good || name_file(path, error);
}

bool model_load_state(const char *path, Module *model, Error *error)
{
    Bytes bytes;
    bool good = file_read(path, &bytes, error) &&
                model_load_state_bytes(bytes.data, bytes.size, model, error);
    free(bytes.data);
    return good || name_file(path, error);
}

/*: ## Saving

The records in the file carry its name, without the folder and what follows the
last point. Before the old file is touched, the new one is read back from
memory: what our own reader would refuse is not written. */
static void set_prefix(char prefix[256], const char *path)
{
    for (const char *p = path; *p; p++)
        if (*p == '/' || *p == '\\')
            path = p + 1;
    const char *point = strrchr(path, '.');
    size_t length = point ? (size_t)(point - path) : strlen(path);
    bool good = length > 0 && length < 256 && *path != '.' &&
                text_is_printable(path, length);
    snprintf(prefix, 256, "%.*s", good ? (int)length : 7,
             good ? path : "archive");
}

static bool save(const char *path, Bytes *bytes, Error *error)
{
    PtFile file = {.kind = PT_STATE};
    bool good = bytes->size <= UINT32_MAX
                    ? pt_read(&file, bytes->data, bytes->size, error) &&
                          file_replace(path, bytes, error)
                    : error_set(error, "it would be larger than 4 GiB");
    pt_free(&file);
    free(bytes->data);
    return good || name_file(path, error);
}

bool model_save(const char *path, const Module *model, Error *error)
{
    char prefix[256];
    Bytes bytes;
    set_prefix(prefix, path);
    pt_write_model(&bytes, model, prefix);
    return save(path, &bytes, error);
}

/*: The line with the layers is the one that our reader makes of the model. */
bool model_save_state(const char *path, const Module *model,
                      bool with_architecture, Error *error)
{
    char prefix[256];
    Bytes whole = {0}, bytes;
    PtFile file = {.kind = PT_STATE};
    set_prefix(prefix, path);
    if (with_architecture) {
        pt_write_model(&whole, model, prefix);
        if (!pt_read(&file, whole.data, whole.size, error)) {
            pt_free(&file);
            free(whole.data);
            return name_file(path, error);
        }
    }
    pt_write_state(&bytes, model, prefix, file.architecture);
    pt_free(&file);
    free(whole.data);
    return save(path, &bytes, error);
}

/*: ## Describing

What a stranger's file is, in words, without loading it. NaN and infinite
weights are counted: such a model can be loaded, but it will not predict. */
static const char *producer(const PtFile *file)
{
    if (zip_find(&file->zip, ".format_version", 15))
        return "PyTorch, newer than 2.6";
    if (zip_find(&file->zip, "byteorder", 9))
        return "PyTorch 2.1 or newer";
    if (file->kind == PT_STATE && file->architecture)
        return "these programs";
    return "PyTorch before 2.1, or these programs";
}

static void describe(const PtFile *file, size_t size, FILE *out)
{
    static const char *const kind[] = {
        [PT_MODEL] = "whole model",
        [PT_OWN_CLASS] = "whole model, whose forward() is not in the file",
        [PT_STATE] = "state dict"};
    long long numbers = 0, strange = 0;
    fprintf(out, "kind          %s\n", kind[file->kind]);
    if (*file->root.chars)
        fprintf(out, "class         %s\n", file->root.chars);
    fprintf(out, "architecture  %s\n",
            file->architecture ? file->architecture : "not in the file");
    for (int i = 0; i < file->count; i++) {
        const PtTensor *t = &file->tensor[i];
        fprintf(out, "parameter     %s %s %s\n", t->name, pt_shape(t).chars,
                t->type->type);
        numbers += t->numel;
        for (int64_t k = 0; k < t->numel; k++)
            strange += !isfinite(pt_number(t, k));
    }
    fprintf(out, "parameters    %d, with %lld numbers\n", file->count, numbers);
    if (strange > 0)
        fprintf(out, "warning       %lld of them are NaN or infinite\n",
                strange);
    fprintf(out, "file          %zu bytes, %d records in %.*s\n", size,
            file->zip.count, (int)file->zip.prefix_length, file->zip.prefix);
    fprintf(out, "written by    %s\n", producer(file));
}

bool model_describe_bytes(const void *bytes, size_t size, FILE *out,
                          Error *error)
{
    PtFile file;
    bool good = pt_read(&file, bytes, size, error);
    if (good)
        describe(&file, size, out);
    pt_free(&file);
    return good;
}

bool model_file_describe(const char *path, FILE *out, Error *error)
{
    Bytes bytes;
    bool good = file_read(path, &bytes, error) &&
                model_describe_bytes(bytes.data, bytes.size, out, error);
    free(bytes.data);
    return good || name_file(path, error);
}
