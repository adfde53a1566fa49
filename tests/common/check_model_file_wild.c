// Tests of common/model_file/: what people save. The model is found in it, or
// what is wrong is said; and what is in the file is described all the same.
#define _XOPEN_SOURCE 700 // open_memstream, mkdtemp
#include <stdlib.h>
#include <unistd.h>

#include "model_file_tools.h"

static char folder[] = "/tmp/kindling-wild-XXXXXX";

// Files with the same parameters as wild_plain.pt, but for their type, and a
// line of what --describe says.
static const struct {
    const char *name, *line;
} good[] = {
    {"plain", "kind          state dict\n"},
    {"checkpoint",
     "kind          state dict, in a checkpoint under model_state_dict\n"},
    {"checkpoint", "beside it     epoch (3), loss (0.5), optimizer_state_dict, "
                   "schedule\n"},
    {"whole", "kind          whole model, in a checkpoint under model\n"},
    {"nested", "in a checkpoint under run.model.state_dict\n"},
    {"lightning", "parameter     model.layer1.weight [16, 4] float32\n"},
    {"lightning", "beside it     pytorch-lightning_version, optimizer_states, "
                  "callbacks, hyper_parameters\n"},
    {"notes", "beside it     text, args, date, counts, size, device, kind, "
              "array, best, set, bytes\n"},
    {"beside", "in a checkpoint under encoder\n"},
    {"beside", "beside it     mean, deviation\n"},
    {"mixed", "beside it     epoch (4)\n"},
    {"list", "in a checkpoint under 0\n"},
    {"module", "parameter     module.layer1.weight [16, 4] float32\n"},
    {"orig_mod", "parameter     _orig_mod.module.layer2.bias [3] float32\n"},
    {"parallel", "class         torch.nn.modules.container.Sequential\n"},
    {"parallel_own", "class         __main__.Model\n"},
    {"own_in_own", "architecture  model=Model(layer1=Linear(4,16,bias) "
                   "layer2=Linear(16,3,bias))\n"},
    {"double", "parameter     layer1.weight [16, 4] float64\n"},
    {"half", "parameter     layer1.weight [16, 4] float16\n"},
    {"int64", "parameter     layer1.weight [16, 4] int64\n"},
    {"uint8", "parameter     layer1.weight [16, 4] uint8\n"},
    {"int32", "parameter     layer1.weight [16, 4] int32\n"},
    {"int16", "parameter     layer1.weight [16, 4] int16\n"},
    {"int8", "parameter     layer1.weight [16, 4] int8\n"},
    {"bfloat16", "parameter     layer1.weight [16, 4] bfloat16\n"},
    {"transposed", "parameter     layer1.weight [16, 4] float32\n"},
    {"facts", "fact18 (18), fact19 (19), and more\n"},
    {"deep", "in a checkpoint under a.b.c.d.e.f\n"},
    {"odd", "beside it     odd\n"},
};

// What is said of others when they are loaded, and in their description.
static const struct {
    const char *name, *message, *line;
} bad[] = {
    {"several", "it holds several models, generator and discriminator: save",
     "parameter     generator.layer1.weight [16, 4] float32\n"},
    {"optimizer", "but what an optimiser remembers",
     "beside it     state, param_groups\n"},
    {"schedule", "but a dict without tensors", "kind          not a model\n"},
    {"complex", "the parameter layer1.weight has complex numbers",
     "no model here the parameter layer1.weight is [16, 4], and has complex "
     "numbers\n"},
    {"cnn", "the layer 0 is of the class torch.nn.modules.conv.Conv2d, which",
     "buffer        1.num_batches_tracked [] int64\n"},
    {"cnn", "nothing of it was executed",
     "architecture  Conv2d BatchNorm2d ReLU Flatten(start_dim=1,end_dim=-1)\n"},
    {"cnn_state",
     "the parameter layer1.weight is missing: the file has 0.weight, 0.bias, "
     "1.weight, 1.bias, …",
     "buffer        1.num_batches_tracked [] int64\n"
     "parameters    4, with 24 numbers\n"
     "buffers       3, with 5 numbers\n"},
    {"cnn_state", "is missing",
     "no model here the parameter 0.weight is [2, 1, 3, 3], but a Linear's "
     "weight has 2 dimensions\n"},
    {"gelu", "the layer 1 is of the class torch.nn.modules.activation.GELU",
     "architecture  Linear(4,3,bias) GELU\n"},
    {"one_dimension", "is missing",
     "no model here the parameter 0.weight is [3], but a Linear's weight has 2 "
     "dimensions\n"},
    {"three_dimensions", "is missing",
     "no model here the parameter 0.weight is [3, 4, 2], but a Linear's weight "
     "has 2 dimensions\n"},
    {"long_bias", "is missing",
     "no model here the parameter 0.bias is [5], but its weight has other "
     "rows\n"},
    {"no_chain", "is missing",
     "no model here the parameter 1.weight is [2, 5], but the weight before it "
     "gives 3\n"},
    {"in_features", "0.weight is [3, 4], but [3, 7] is expected",
     "no model here the parameter 0.weight is [3, 4], but [3, 7] is "
     "expected\n"},
    {"whole_bias", "0.bias is [7], but [3] is expected",
     "no model here the parameter 0.bias is [7], but [3] is expected\n"},
    {"whole_weight", "0.weight is [3, 4, 1], but [3, 4] is expected",
     "no model here the parameter 0.weight is [3, 4, 1], but [3, 4] is "
     "expected\n"},
    {"empty_tensor", "is missing", "parameter     0.weight [0, 3] float32\n"},
    {"scalar", "is missing",
     "no model here the parameter 0.weight is [], but a Linear's weight has 2 "
     "dimensions\n"},
    {"bias_alone", "is missing",
     "no model here the parameter 0.bias is [3], without a weight\n"},
    {"parameter_of_relu", "the layer 1 has parameters",
     "architecture  Linear(4,3,bias) ReLU\n"},
    {"tensors", "but a list of 2", "parameter     1 [3, 1] int8\n"},
    {"object", "but an object of the class argparse.Namespace",
     "kind          not a model\n"},
};

static const char *wild(const char *name)
{
    char longer[64];
    snprintf(longer, sizeof longer, "wild_%s", name);
    return recorded(longer);
}

static Module new_model(void)
{
    Module model = module_new("Sequential");
    sequential_add(&model, "layer1", module_new_linear(4, 16, true));
    sequential_add(&model, "act", module_new("Sigmoid"));
    sequential_add(&model, "layer2", module_new_linear(16, 3, true));
    return model;
}

static void assert_described(const char *path, const char *line)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    ck_assert_msg(model_file_describe(out, path, &error), "%s", error.message);
    fclose(out);
    ck_assert_msg(strstr(text, line), "%s: no %s in\n%s", path, line, text);
    free(text);
}

// Of a type with fewer digits only the whole part is compared.
static void assert_near(const char *name, const Module *a, const Module *b)
{
    Parameters p = {0}, q = {0};
    bool whole = strncmp(name, "int", 3) == 0 || strcmp(name, "uint8") == 0;
    float near = strcmp(name, "bfloat16") == 0 ? 5e-3f : 1e-3f;
    module_parameters(a, "", &p);
    module_parameters(b, "", &q);
    ck_assert_int_eq(p.count, q.count);
    for (int i = 0; i < p.count; i++)
        for (int k = 0; k < tensor_numel(p.item[i].tensor); k++) {
            float x = p.item[i].tensor->data[k], y = q.item[i].tensor->data[k];
            ck_assert_msg(whole ? x == truncf(y) : fabsf(x - y) < near,
                          "%s: %s: %g, %g", name, p.item[i].name, x, y);
        }
    parameters_free(&p);
    parameters_free(&q);
}

START_TEST(is_loaded)
{
    const char *name = good[_i].name;
    Module model = new_model(), plain = new_model();
    ck_assert(model_load_state(wild("plain"), &plain, &error));
    ck_assert_msg(model_load_any(wild(name), &model, &error), "%s",
                  error.message);
    assert_near(name, &model, &plain);
    assert_described(wild(name), good[_i].line);
    module_free(&model);
    module_free(&plain);
}
END_TEST

START_TEST(is_refused)
{
    const char *name = bad[_i].name;
    Module model = new_model();
    ck_assert_msg(!model_load_any(wild(name), &model, &error), "%s", name);
    ck_assert_msg(strstr(error.message, bad[_i].message), "%s: no %s in %s",
                  name, bad[_i].message, error.message);
    assert_described(wild(name), bad[_i].line);
    module_free(&model);
}
END_TEST

// What cannot even be described, and what people take for a model file.
static const struct {
    const char *bytes, *message;
} foreign[] = {
    {"", "this is an empty file"},
    {"\x1f\x8b\x08\x08", "compressed: gunzip it"},
    {"\x89HDF\r\n\x1a\n", "HDF5"},
    {"\x93NUMPY\x01", "an array of NumPy"},
    {"\x80\x04\x95", "a pickle alone"},
    {"<!DOCTYPE html>", "a page of the web"},
    {"version https://git-lfs.github.com/spec/v1\noid", "git lfs pull"},
    {"hello", "this is no PyTorch model file"},
    {"hello to{ all", "this is no PyTorch model file"},
};

START_TEST(is_foreign)
{
    const char safetensors[] = "\2\0\0\0\0\0\0\0{}";
    char path[64];
    Bytes bytes = {0};
    bool last = _i == COUNT(foreign);
    bytes_add(&bytes, last ? safetensors : foreign[_i].bytes,
              last ? 11 : strlen(foreign[_i].bytes));
    snprintf(path, sizeof path, "%s/foreign.pt", folder);
    ck_assert(file_replace(path, &bytes, &error));
    free(bytes.data);
    ck_assert(!model_file_describe(stdout, path, &error));
    const char *message = last ? "safetensors" : foreign[_i].message;
    ck_assert_msg(strstr(error.message, message), "%s", error.message);
    unlink(path);
}
END_TEST

START_TEST(numbers_of_no_type)
{
    ck_assert(!model_file_describe(stdout, wild("qint8"), &error));
    ck_assert_msg(strstr(error.message, "torch.QInt8Storage is none of"), "%s",
                  error.message);
    ck_assert(!model_file_describe(stdout, wild("expanded"), &error));
    ck_assert_msg(strstr(error.message, "as after expand(): save a clone()"),
                  "%s", error.message);
}
END_TEST

// A layer that is there twice has its parameters once.
START_TEST(described_once)
{
    assert_described(wild("same"),
                     "2.weight [3, 3] float32, the same as 0.weight\n");
    assert_described(wild("same"), "parameters    2, with 12 numbers\n");
}
END_TEST

START_TEST(broken_numbers)
{
    assert_described(wild("broken"),
                     "warning       2 of them are NaN or infinite\n");
}
END_TEST

// Layers that share their parameters share them after loading, in one step of
// an optimiser, and in the file that is written.
START_TEST(stays_tied)
{
    const char *const names[] = {"tied", "shared", "forty"};
    const int different[] = {2, 5, 2};
    for (int i = 0; i < 3; i++) {
        char path[64];
        snprintf(path, sizeof path, "%s/%s.pt", folder, names[i]);
        for (int again = 0; again < 3; again++) {
            Module model = load(again ? path : recorded(names[i]));
            Parameters list = {0};
            module_parameters(&model, "", &list);
            ck_assert_int_eq(list.count, different[i]);
            ck_assert_ptr_eq(model.child[0].linear.weight,
                             model.child[i < 2 ? 2 : 39].linear.weight);
            ck_assert(again ? model_save_state(path, &model, true, &error)
                            : model_save(path, &model, &error));
            parameters_free(&list);
            module_free(&model);
        }
        unlink(path);
    }
}
END_TEST

// Each byte of a file belongs to a part, also where another program has packed
// it, without descriptors behind the records: {file, bytes of the pickle, of
// the parameters}.
START_TEST(parts)
{
    const struct {
        const char *name;
        size_t pickle, parameters;
    } files[] = {{"iris", 1463, 524}, {"repacked", 1463, 524}};
    for (int i = 0; i < COUNT(files); i++) {
        unsigned char *part;
        size_t size, count[6] = {0};
        Bytes bytes = read_bytes(recorded(files[i].name));
        ck_assert(
            model_file_parts(recorded(files[i].name), &part, &size, &error));
        ck_assert_uint_eq(size, bytes.size);
        for (size_t k = 0; k < size; k++)
            count[part[k] <= MODEL_FILE_DIRECTORY ? part[k] : 0]++;
        ck_assert_uint_eq(count[0], 0);
        ck_assert_uint_eq(count[MODEL_FILE_PICKLE], files[i].pickle);
        ck_assert_uint_eq(count[MODEL_FILE_PARAMETERS], files[i].parameters);
        free(bytes.data);
        free(part);
    }
    unsigned char *part = NULL;
    size_t size;
    ck_assert(
        !model_file_parts(recorded("refused_legacy"), &part, &size, &error));
    ck_assert_ptr_null(part);
}
END_TEST

int main(void)
{
    if (!mkdtemp(folder)) {
        perror(folder);
        return 1;
    }
    TCase *tests = tcase_create("model_file_wild");
    tcase_add_loop_test(tests, is_loaded, 0, COUNT(good));
    tcase_add_loop_test(tests, is_refused, 0, COUNT(bad));
    tcase_add_loop_test(tests, is_foreign, 0, COUNT(foreign) + 1);
    tcase_add_test(tests, numbers_of_no_type);
    tcase_add_test(tests, described_once);
    tcase_add_test(tests, broken_numbers);
    tcase_add_test(tests, stays_tied);
    tcase_add_test(tests, parts);
    int failed = run_tests("model_file_wild", tests);
    return failed + (rmdir(folder) != 0);
}
