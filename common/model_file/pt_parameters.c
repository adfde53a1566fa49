/*: # Parameters by name

The parameters of a file go into a model that is there already: each by its
name, all of them or none.

A state dict whose names all begin with `module.` goes into a model:

```{.c example="pt_parameters"}
```

![Each parameter finds the one of its name](pt_parameters.svg){#fig-pt-names
alt="Two columns of names; module.0.weight in the file goes to 0.weight in the
model, module.0.bias to 0.bias"} */
#include <stdlib.h>
#include <string.h>

#include "model_file/pt_contents.h"

/*: ## What fits

A parameter of the file belongs to the parameter of the model with the same name
and must have its shape. A name that only one of them has means that the file
was made by another model. All of that is checked before the first number is
copied: a fault leaves the model as it was. */
// The name, and some that are there in its place.
static bool missing(const PtFile *file, const char *name, Error *error)
{
    enum { SHOWN = 4 };
    Bytes there = {0};
    for (int i = 0; i < file->count && i < SHOWN; i++) {
        const char *other = file->tensor[i].name;
        bytes_add_text(&there, i > 0 ? ", " : ": the file has ");
        bytes_add_text(&there, quote(other).chars);
    }
    bytes_add_text(&there, file->count > SHOWN ? ", …" : "");
    bytes_add(&there, "", 1);
    error_set(error, "the parameter %s is missing%s", quote(name).chars,
              (char *)there.data);
    free(there.data);
    return false;
}

// Is it there, of numbers, and of this shape?
bool pt_check_parameter(const PtFile *file, const char *name, Shape shape,
                        Error *error)
{
    const PtTensor *t = pt_find(file, name);
    if (!t)
        return missing(file, name, error);
    if (!t->type->number)
        return error_set(error, "the parameter %s has complex numbers",
                         quote(name).chars);
    return pt_has_shape(t, shape) ||
           error_set(error, "the parameter %s is %s, but %s is expected",
                     quote(name).chars, pt_shape_text(t).chars,
                     shape_text(shape).chars);
}

// All that the model needs, and nothing more.
static bool check_parameters(const PtFile *file, const Parameters *list,
                             Error *error)
{
    for (int i = 0; i < list->count; i++)
        if (!pt_check_parameter(file, list->item[i].name,
                                list->item[i].tensor->shape, error))
            return false;
    for (int i = 0; i < file->count; i++) {
        const char *name = file->tensor[i].name + file->skip;
        bool found = false;
        for (int k = 0; !found && k < list->count; k++)
            found = strcmp(list->item[k].name, name) == 0;
        if (!found)
            return error_set(error, "the parameter %s is not in the model",
                             quote(name).chars);
    }
    return true;
}

/*: ## Names with something before them

A model that was trained on several machines is saved with `module.` before all
names, a compiled one with `_orig_mod.`, one that is a part of another with the
name of that part. Where all names of the file begin so, and the model has the
names without it, these are meant. */
static size_t letters_to_skip(const PtFile *file, const Parameters *list)
{
    if (file->count == 0 || list->count == 0 ||
        pt_find(file, list->item[0].name))
        return 0;
    const char *first = file->tensor[0].name;
    for (const char *dot = first; (dot = strchr(dot, '.')); dot++) {
        PtFile shorter = *file;
        shorter.skip = (size_t)(dot + 1 - first);
        for (int i = 1; i < file->count; i++)
            if (strncmp(file->tensor[i].name, first, shorter.skip) != 0)
                return 0;
        if (pt_find(&shorter, list->item[0].name))
            return shorter.skip;
    }
    return 0;
}

// All are there and fit, or none is touched.
bool pt_load_parameters(const PtFile *file, Module *model, Error *error)
{
    Parameters list = {0};
    PtFile view = *file;
    if (file->kind == PT_NOTHING) {
        *error = file->problem;
        return false;
    }
    module_all_parameters(model, "", &list);
    view.skip = letters_to_skip(file, &list);
    bool good = check_parameters(&view, &list, error);
    for (int i = 0; good && i < list.count; i++)
        pt_numbers(pt_find(&view, list.item[i].name),
                   list.item[i].tensor->data);
    parameters_free(&list);
    return good;
}
