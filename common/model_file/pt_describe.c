/*: # A model file in words

What a stranger's file is, without loading it. NaN and infinite weights are
counted: such a model can be loaded, but it will not predict.

```{.c example="pt_describe"}
```

Who wrote a file is not in it, but each version of PyTorch left its notes.

![Where the lines of a description come
from](pt_describe.svg){#fig-pt-describe alt="The names of the records and the
tree in data.pkl give the lines file and written by, the tree most others, the
numbers the warning; a model that is made, or shapes that are compared, the line
no model here"} */
#include "model_file/pt_contents.h"

#include <math.h>
#include <string.h>

static const char *producer(const PtFile *file)
{
    if (pt_zip_find(&file->zip, ".format_version"))
        return "PyTorch, newer than 2.6";
    if (pt_zip_find(&file->zip, "byteorder"))
        return "PyTorch 2.1 or newer";
    if (file->kind == PT_STATE && file->architecture)
        return "these programs";
    return "PyTorch before 2.1, or these programs";
}

/*: ## Can it become a model?

A file may describe well and still be no model: its layers do not fit each
other. Whether they do is found out by making the model. A state dict has names
and shapes only: then a weight must have two dimensions, a bias as many numbers
as the weight beside it gives, and each weight must take what the one before it
gives. */
static bool ends_with(const char *name, const char *end)
{
    size_t length = strlen(name), behind = strlen(end);
    return length >= behind && strcmp(name + length - behind, end) == 0 &&
           (length == behind || name[length - behind - 1] == '.');
}

static bool tensor_problem(const PtTensor *t, const char *words, Error *problem)
{
    return error_set(problem, "the parameter %s is %s, %s", t->name,
                     pt_shape_text(t).chars, words);
}

// The weight before a bias, or NULL.
static const PtTensor *weight_of(const PtFile *file, const PtTensor *bias)
{
    size_t length = strlen(bias->name) - strlen("bias");
    for (int i = 0; i < file->count; i++) {
        const char *name = file->tensor[i].name;
        if (strncmp(name, bias->name, length) == 0 &&
            strcmp(name + length, "weight") == 0)
            return &file->tensor[i];
    }
    return NULL;
}

// Could these tensors be the weights and biases of layers, one after the other?
static bool fits_layers(const PtFile *file, Error *problem)
{
    int64_t width = 0; // what the weight before gives
    for (int i = 0; i < file->count; i++) {
        const PtTensor *t = &file->tensor[i];
        const PtTensor *weight = NULL;
        bool bias = ends_with(t->name, "bias");
        char words[80];
        if (!t->type->number)
            return tensor_problem(t, "and has complex numbers", problem);
        if (bias)
            weight = weight_of(file, t);
        else if (!ends_with(t->name, "weight"))
            return tensor_problem(t, "and no Linear's weight or bias", problem);
        if (!bias && t->ndim != 2)
            return tensor_problem(t, "but a Linear's weight has 2 dimensions",
                                  problem);
        if (bias && (!weight || t->ndim != 1 || t->size[0] != weight->size[0]))
            return tensor_problem(t,
                                  weight ? "but its weight has other rows"
                                         : "without a weight",
                                  problem);
        snprintf(words, sizeof words, "but the weight before it gives %lld",
                 (long long)width);
        if (!bias && width > 0 && t->size[1] != width)
            return tensor_problem(t, words, problem);
        width = bias ? width : t->size[0];
    }
    return true;
}

// Whether a model can be made of it is found out by making one.
static void describe_problem(FILE *out, const PtFile *file)
{
    Error problem = file->problem;
    Module made;
    bool good = !*problem.message;
    if (good && file->architecture && file->kind != PT_OWN_CLASS) {
        good = pt_to_module(file, &made, &problem);
        if (good)
            module_free(&made);
    } else if (good) {
        good = fits_layers(file, &problem);
    }
    if (!good)
        fprintf(out, "no model here %s\n", problem.message);
}

/*: ## A fact a line

A **buffer** is a tensor of a layer that is not trained. A whole model says
which are; in a state dict those of PyTorch's `BatchNorm` are known by their
names. */
static bool is_buffer(const PtTensor *t)
{
    return t->is_buffer || ends_with(t->name, "running_mean") ||
           ends_with(t->name, "running_var") ||
           ends_with(t->name, "num_batches_tracked");
}

// A parameter with two names counts once.
static void describe_tensors(FILE *out, const PtFile *file)
{
    long long numbers[2] = {0}, strange = 0; // of parameters and of buffers
    int different[2] = {0};
    for (int i = 0; i < file->count; i++) {
        const PtTensor *t = &file->tensor[i];
        int k = pt_first(file, i);
        bool buffer = is_buffer(t);
        fprintf(out, "%-13s %s %s %s%s%s\n", buffer ? "buffer" : "parameter",
                t->name, pt_shape_text(t).chars, t->type->type,
                k < i ? ", the same as " : "",
                k < i ? file->tensor[k].name : "");
        if (k < i)
            continue;
        different[buffer]++;
        numbers[buffer] += t->numel;
        for (int64_t n = 0; t->type->number && n < t->numel; n++)
            strange += !isfinite(pt_number(t, n));
    }
    fprintf(out, "parameters    %d, with %lld numbers\n", different[0],
            numbers[0]);
    if (different[1] > 0)
        fprintf(out, "buffers       %d, with %lld numbers\n", different[1],
                numbers[1]);
    if (strange > 0)
        fprintf(out, "warning       %lld of them are NaN or infinite\n",
                strange);
}

// Its words are those of a user, in a column that is easily searched.
void pt_describe(FILE *out, const PtFile *file)
{
    static const char *const kind[] = {
        [PT_MODEL] = "whole model",
        [PT_OWN_CLASS] = "whole model, whose forward() is not in the file",
        [PT_STATE] = "state dict",
        [PT_NOTHING] = "not a model"};
    fprintf(out, "kind          %s%s%s\n", kind[file->kind],
            file->inside ? ", in a checkpoint under " : "",
            file->inside ? file->inside : "");
    if (*file->root.chars)
        fprintf(out, "class         %s\n", file->root.chars);
    fprintf(out, "architecture  %s\n",
            file->architecture ? file->architecture : "not in the file");
    describe_tensors(out, file);
    if (file->beside)
        fprintf(out, "beside it     %s\n", file->beside);
    describe_problem(out, file);
    fprintf(out, "file          %zu bytes, %d records in %s\n", file->size,
            file->zip.count, file->zip.prefix);
    fprintf(out, "written by    %s\n", producer(file));
}
