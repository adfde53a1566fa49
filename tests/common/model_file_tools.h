// For the tests of model files: what PyTorch recorded, loading, comparing.
#ifndef MODEL_FILE_TOOLS_H
#define MODEL_FILE_TOOLS_H

#include <check.h>
#include <stdio.h>
#include <string.h>

#include "file.h"
#include "golden.h"
#include "model_file/model_file.h"

#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))

static Error error;

static inline const char *recorded(const char *name)
{
    static char path[2][128];
    static int turn;
    turn = !turn;
    snprintf(path[turn], sizeof *path, "tests/golden/model_files/%s.pt", name);
    return path[turn];
}

static inline Module load(const char *path)
{
    Module model;
    ck_assert_msg(model_load(path, &model, &error), "%s", error.message);
    return model;
}

static inline Bytes read_bytes(const char *path)
{
    Bytes bytes;
    ck_assert_msg(file_read(path, UINT32_MAX, &bytes, &error), "%s: %s", path,
                  error.message);
    return bytes;
}

static inline void assert_same_parameters(const char *what, const Module *a,
                                          const Module *b)
{
    Parameters p = {0}, q = {0};
    module_parameters(a, "", &p);
    module_parameters(b, "", &q);
    ck_assert_int_eq(p.count, q.count);
    for (int i = 0; i < p.count; i++) {
        ck_assert_str_eq(p.item[i].name, q.item[i].name);
        const Tensor *s = p.item[i].tensor, *t = q.item[i].tensor;
        ck_assert(shape_equal(s->shape, t->shape));
        for (int k = 0; k < tensor_numel(s); k++)
            ck_assert_msg(float_same(s->data[k], t->data[k]),
                          "%s: %s number %d: %a, %a", what, p.item[i].name, k,
                          s->data[k], t->data[k]);
    }
    parameters_free(&p);
    parameters_free(&q);
}

static inline void fill(const Module *model, float value)
{
    Parameters list = {0};
    module_parameters(model, "", &list);
    for (int i = 0; i < list.count; i++)
        for (int k = 0; k < tensor_numel(list.item[i].tensor); k++)
            list.item[i].tensor->data[k] = value;
    parameters_free(&list);
}

static inline void assert_one_line(const char *fault)
{
    ck_assert_msg(text_is_printable(error.message, strlen(error.message)),
                  "%s: %s", fault, error.message);
    ck_assert_msg(strlen(error.message) < sizeof error.message - 1, "%s: cut",
                  fault);
}

#endif
