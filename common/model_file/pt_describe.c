/*: # A model file in words

What a stranger's file is, without loading it. NaN and infinite weights are
counted: such a model can be loaded, but it will not predict.

```{.c example="pt_describe"}
```

Who wrote a file is not in it, but each version of PyTorch left its notes. */
#include "model_file/pt_file.h"

#include <math.h>

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

// A fact a line, to the file out.
void pt_describe(FILE *out, const PtFile *file)
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
        fprintf(out, "parameter     %s %s %s\n", t->name,
                pt_shape_text(t).chars, t->type->type);
        numbers += t->numel;
        for (int64_t k = 0; k < t->numel; k++)
            strange += !isfinite(pt_number(t, k));
    }
    fprintf(out, "parameters    %d, with %lld numbers\n", file->count, numbers);
    if (strange > 0)
        fprintf(out, "warning       %lld of them are NaN or infinite\n",
                strange);
    fprintf(out, "file          %zu bytes, %d records in %s\n",
            file->bytes.size, file->zip.count, file->zip.prefix);
    fprintf(out, "written by    %s\n", producer(file));
}
