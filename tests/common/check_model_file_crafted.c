// Tests of common/model_file/: state dicts written by hand. All their tensors
// lie in one storage, which they share in all the ways there are.
#define _XOPEN_SOURCE 700 // open_memstream
#include <stdlib.h>
#include <unistd.h>

#include "model_file_craft.h"

// Sizes, strides and offset of a tensor in the storage.
typedef struct View {
    const char *name;
    int offset, ndim, size[3], stride[3];
} View;

static void add_number(Bytes *pickle, int number)
{
    bytes_add_text(pickle, "M");
    bytes_add_number(pickle, (uint64_t)number, 2);
}

static void add_text(Bytes *pickle, const char *text)
{
    bytes_add_text(pickle, "X");
    bytes_add_number(pickle, strlen(text), 4);
    bytes_add_text(pickle, text);
}

static void add_sizes(Bytes *pickle, const int *size, int count)
{
    bytes_add_text(pickle, "(");
    for (int i = 0; i < count; i++)
        add_number(pickle, size[i]);
    bytes_add_text(pickle, "t");
}

// Numbers of this type, so many; the first tensor brings the storage.
static void add_view(Bytes *pickle, const char *type, int numbers,
                     const View *view)
{
    bool first = pickle->size < 4;
    add_text(pickle, view->name);
    bytes_add_text(pickle, "ctorch._utils\n_rebuild_tensor_v2\n(");
    if (first) {
        bytes_add_text(pickle, "(");
        add_text(pickle, "storage");
        bytes_add_text(pickle, "ctorch\n");
        bytes_add_text(pickle, type);
        bytes_add_text(pickle, "Storage\n");
        add_text(pickle, "0");
        add_text(pickle, "cpu");
        add_number(pickle, numbers);
        bytes_add_text(pickle, "tQq");
    } else {
        bytes_add_text(pickle, "h");
    }
    bytes_add_number(pickle, 0, 1);
    add_number(pickle, view->offset);
    add_sizes(pickle, view->size, view->ndim);
    add_sizes(pickle, view->stride, view->ndim);
    bytes_add_text(pickle, "\x89}tRs");
}

// The whole file, with its storage and perhaps the order of its bytes.
static Bytes file_of(const char *type, const Bytes *storage, int numbers,
                     const View *view, int views, const char *order)
{
    Bytes pickle = {0};
    bytes_add_text(&pickle, "\x80\x02}");
    for (int i = 0; i < views; i++)
        add_view(&pickle, type, numbers, &view[i]);
    bytes_add_text(&pickle, ".");
    ZipWriter zip = {.prefix = "x"};
    pt_zip_add(&zip, "data.pkl", pickle.data, pickle.size);
    if (order)
        pt_zip_add(&zip, "byteorder", order, strlen(order));
    pt_zip_add(&zip, "data/0", storage->data, storage->size);
    pt_zip_add(&zip, "version", "3\n", 2);
    pt_zip_finish(&zip);
    free(pickle.data);
    return zip.file;
}

static Bytes zeros(size_t size)
{
    return (Bytes){memory_new(size, 1), size, size};
}

// What --describe says, to be freed; or NULL, and the error.
static char *described(Bytes file)
{
    char path[] = "/tmp/check_model_file_XXXXXX", *text = NULL;
    size_t size = 0;
    close(mkstemp(path));
    ck_assert(file_replace(path, &file, &error));
    FILE *out = open_memstream(&text, &size);
    bool good = model_file_describe(out, path, &error);
    fclose(out);
    unlink(path);
    free(file.data);
    if (!good)
        free(text);
    return good ? text : NULL;
}

static void assert_says(const char *text, const char *line)
{
    ck_assert_ptr_nonnull(text);
    ck_assert_msg(strstr(text, line), "no %s in\n%s", line, text);
}

// Two names for one tensor; everything else that lies there is another one.
START_TEST(views)
{
    static const View view[] = {
        {"a.weight", 0, 2, {2, 3}, {3, 1}}, {"b.weight", 0, 2, {2, 3}, {3, 1}},
        {"c.weight", 0, 2, {3, 2}, {2, 1}}, {"d.weight", 0, 2, {2, 3}, {1, 2}},
        {"e.weight", 1, 2, {2, 3}, {3, 1}}, {"f.weight", 0, 1, {6}, {1}},
        {"g.weight", 0, 1, {0}, {1}},       {"h.weight", 0, 1, {0}, {1}}};
    Bytes storage = zeros(7 * 4);
    char *text =
        described(file_of("Float", &storage, 7, view, COUNT(view), "little"));
    assert_says(text, "b.weight [2, 3] float32, the same as a.weight\n");
    assert_says(text, "parameters    7, with 30 numbers\n");
    assert_says(text, "written by    PyTorch 2.1 or newer\n");
    free(text);
    free(storage.data);
}
END_TEST

// Which names are those of a weight and its bias, and what they must be like.
static const struct {
    View view[2];
    const char *line;
} names[] = {
    {{{"weight", 0, 2, {2, 3}, {3, 1}}, {"bias", 0, 1, {2}, {1}}}, ""},
    {{{"weight", 0, 2, {2, 3}, {3, 1}}, {"bias", 0, 2, {2, 1}, {1, 1}}},
     "the parameter bias is [2, 1], but its weight has other rows"},
    {{{"my.weight", 0, 2, {2, 3}, {3, 1}}, {"bias", 0, 1, {2}, {1}}},
     "the parameter bias is [2], without a weight"},
    {{{"myweight", 0, 2, {2, 3}, {3, 1}}, {"bias", 0, 1, {2}, {1}}},
     "the parameter myweight is [2, 3], and no Linear's weight or bias"},
    {{{"w", 0, 2, {2, 3}, {3, 1}}, {"b", 0, 1, {2}, {1}}},
     "the parameter w is [2, 3], and no Linear's weight or bias"}};

START_TEST(names_of_layers)
{
    Bytes storage = zeros(6 * 4);
    char *text =
        described(file_of("Float", &storage, 6, names[_i].view, 2, NULL));
    assert_says(text, names[_i].line);
    ck_assert_int_eq(!*names[_i].line, !strstr(text, "no model here"));
    free(text);
    free(storage.data);
}
END_TEST

// Half-precision numbers: infinity, NaN, the smallest, and the largest.
START_TEST(half)
{
    static const View row = {"weight", 0, 2, {1, 4}, {4, 1}};
    static const float expected[] = {-INFINITY, NAN, 0x1p-24F, 65504};
    const uint64_t bits[] = {0xfc00, 0x7c01, 1, 0x7bff};
    Bytes storage = {0};
    for (int i = 0; i < 4; i++)
        bytes_add_number(&storage, bits[i], 2);
    char path[] = "/tmp/check_model_file_XXXXXX";
    close(mkstemp(path));
    Bytes file = file_of("Half", &storage, 4, &row, 1, NULL);
    ck_assert(file_replace(path, &file, &error));
    Module model = module_new_linear(4, 1, false);
    ck_assert_msg(model_load_state(path, &model, &error), "%s", error.message);
    for (int i = 0; i < 4; i++)
        ck_assert(float_same(model.linear.weight->data[i], expected[i]));
    char *text = described(file);
    assert_says(text, "2 of them are NaN or infinite\n");
    free(text);
    module_free(&model);
    free(storage.data);
    unlink(path);
}
END_TEST

// A small file would become a large model: each view is another tensor.
START_TEST(more_numbers_than_bytes)
{
    View view[100];
    char name[100][12];
    Bytes storage = zeros(1000 * 4);
    for (int i = 0; i < COUNT(view); i++) {
        snprintf(name[i], sizeof name[i], "%d", i);
        view[i] = (View){name[i], i, 1, {900}, {1}};
    }
    ck_assert_ptr_null(
        described(file_of("Float", &storage, 1000, view, 100, NULL)));
    ck_assert_ptr_nonnull(strstr(error.message, "more numbers than it has "
                                                "bytes"));
    free(storage.data);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("model_file_crafted");
    tcase_add_test(tests, views);
    tcase_add_loop_test(tests, names_of_layers, 0, COUNT(names));
    tcase_add_test(tests, half);
    tcase_add_test(tests, more_numbers_than_bytes);
    return run_tests("model_file_crafted", tests);
}
