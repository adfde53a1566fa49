// Tests of common/model_file/model_file.c and the files pt_*.c below it,
// against what PyTorch wrote (tests/golden/model_files/, see
// record_model_files.py there): reading, writing, and there and back. Faults:
// check_model_file_faults.c.
#define _XOPEN_SOURCE 700 // POSIX, and mkdtemp
#include "model_file/model_file.h"

#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "autograd.h"
#include "model_file_tools.h"
#include "model_file/pt_contents.h"
#include "model_file/pt_write.h"
#include "random.h"

static char folder[] = "/tmp/check_model_file_XXXXXX";

static const char *fresh(const char *name)
{
    static char path[2][128];
    static int turn;
    turn = !turn;
    snprintf(path[turn], sizeof *path, "%s/%s.pt", folder, name);
    return path[turn];
}

static void assert_same_file(const char *path, const char *expected)
{
    Bytes a = read_bytes(path), b = read_bytes(expected);
    size_t i = 0;
    while (i < a.size && i < b.size && a.data[i] == b.data[i])
        i++;
    ck_assert_msg(a.size == b.size && i == a.size,
                  "%s and %s differ at byte %zu (sizes %zu, %zu)", path,
                  expected, i, a.size, b.size);
    free(a.data);
    free(b.data);
}

// Models that PyTorch saved whole (NAME.pt) and as a state dict
// (NAME_state.pt): ours must be the same to the last byte.
static const char *const same_bytes[] = {
    "iris",   "named",   "no_bias", "activations", "nested",
    "empty",  "one",     "twelve",  "odd_names",   "frozen",
    "shared", "strange", "dropout", "evaluating"};

START_TEST(writes_what_pytorch_writes)
{
    char state[32];
    const char *name = same_bytes[_i];
    snprintf(state, sizeof state, "%s_state", name);
    Module model = load(recorded(name));
    ck_assert(model_save(fresh(name), &model, &error));
    assert_same_file(fresh(name), recorded(name));
    ck_assert(model_save_state(fresh(state), &model, false, &error));
    assert_same_file(fresh(state), recorded(state));
    module_free(&model);
}
END_TEST

// Written into memory, PyTorch calls its records archive/….
START_TEST(writes_the_name_of_the_file)
{
    Module model = load(recorded("tiny"));
    ck_assert(model_save(fresh("archive"), &model, &error));
    assert_same_file(fresh("archive"), recorded("tiny"));
    module_free(&model);
}
END_TEST

// The state dict carries names and settings of all layers with it.
START_TEST(state_makes_the_model_anew)
{
    const char *name = same_bytes[_i];
    Module model = load(recorded(name));
    ck_assert(model_save_state(fresh("state"), &model, true, &error));
    module_free(&model);
    model = load(fresh("state"));
    if (strcmp(name, "frozen") == 0) // what is trained is no part of the state
        model.child[0].linear.weight->requires_grad = false;
    if (strcmp(name, "evaluating") == 0) // nor is what the model is about
        module_eval(&model);
    ck_assert(model_save(fresh(name), &model, &error));
    assert_same_file(fresh(name), recorded(name));
    module_free(&model);
}
END_TEST

START_TEST(state_is_loaded)
{
    char state[32];
    snprintf(state, sizeof state, "%s_state", same_bytes[_i]);
    Module model = load(recorded(same_bytes[_i]));
    Module other = load(recorded(same_bytes[_i]));
    fill(&other, 42);
    ck_assert_msg(model_load_state(recorded(state), &other, &error), "%s",
                  error.message);
    assert_same_parameters(state, &model, &other);
    fill(&other, 42); // a whole model has the parameters, too
    ck_assert(model_load_state(recorded(same_bytes[_i]), &other, &error));
    assert_same_parameters(state, &model, &other);
    module_free(&model);
    module_free(&other);
}
END_TEST

// NAME.pt must load as the same numbers as NAME_equal.pt.
static const char *const pairs[] = {
    "float64",      "float16",  "bfloat16", "transposed",      "part",
    "every_second", "column",   "row",      "transposed_half", "one_storage",
    "notes",        "repacked", "seq26",    "seq214"};

START_TEST(same_numbers)
{
    char equal[32];
    snprintf(equal, sizeof equal, "%s_equal", pairs[_i]);
    Module a = load(recorded(pairs[_i])), b = load(recorded(equal));
    assert_same_parameters(pairs[_i], &a, &b);
    module_free(&a);
    module_free(&b);
}
END_TEST

// {file, a file of the same parameters, a model to load both into}
static const char *const states[][3] = {
    {"plain_dict", "iris_state", "iris"},
    {"keep_vars", "iris_state", "iris"},
    {"state_dict26", "state_dict26_equal", "iris"},
    {"state_dict214", "state_dict214_equal", "iris"},
    {"own_class", "own_class_state", "named"}};

START_TEST(same_states)
{
    Module a = load(recorded(states[_i][2])), b = load(recorded(states[_i][2]));
    fill(&a, 1);
    fill(&b, 2);
    ck_assert_msg(model_load_state(recorded(states[_i][0]), &a, &error), "%s",
                  error.message);
    ck_assert_msg(model_load_state(recorded(states[_i][1]), &b, &error), "%s",
                  error.message);
    assert_same_parameters(states[_i][0], &a, &b);
    module_free(&a);
    module_free(&b);
}
END_TEST

// A program's next random number is the same with and without loading.
START_TEST(draws_no_random_numbers)
{
    float a, b;
    manual_seed(1);
    rand_uniform(default_generator(), 0, 1, 1, &a);
    manual_seed(1);
    Module model = load(recorded("iris"));
    rand_uniform(default_generator(), 0, 1, 1, &b);
    ck_assert_float_eq(a, b);
    module_free(&model);
}
END_TEST

START_TEST(loaded_models_train)
{
    Module model = load(recorded("frozen"));
    ck_assert(!model.child[0].linear.weight->requires_grad);
    ck_assert(model.child[0].linear.bias->requires_grad);
    float x[2] = {1, 2};
    backward(module_forward(&model, tensor_from(shape_2d(1, 2), x)));
    ck_assert_ptr_null(model.child[0].linear.weight->grad);
    ck_assert_ptr_nonnull(model.child[0].linear.bias->grad);
    tape_free();
    module_free(&model);
}
END_TEST

// A file with layers replaces the model, another gives it its parameters.
START_TEST(loads_any)
{
    const char *const with[] = {"iris", "named", "empty", "seq26", "seq214"};
    Module model = load(recorded("named"));
    ck_assert(model_save_state(fresh("state"), &model, true, &error));
    for (int i = 0; i <= COUNT(with); i++) {
        const char *path = i < COUNT(with) ? recorded(with[i]) : fresh("state");
        Module expected = load(path), any = module_new("Tanh");
        ck_assert(model_load_any(path, &any, &error));
        ck_assert_str_eq(module_type_name(&any), "Sequential");
        assert_same_parameters(path, &any, &expected);
        module_free(&any);
        module_free(&expected);
    }
    const char *const without[] = {"own_class", "own_class_state"};
    for (int i = 0; i < COUNT(without); i++) {
        Module expected = load(recorded("named"));
        ck_assert(model_load_state(recorded(without[i]), &expected, &error));
        const Module *child = model.child;
        fill(&model, 42);
        ck_assert(model_load_any(recorded(without[i]), &model, &error));
        ck_assert_ptr_eq(model.child, child); // the same model
        assert_same_parameters(without[i], &model, &expected);
        module_free(&expected);
    }
    const Module *child = model.child;
    ck_assert(!model_load_any(recorded("shapes"), &model, &error));
    ck_assert(!model_load_any(recorded("none"), &model, &error));
    ck_assert_ptr_eq(model.child, child);
    ck_assert_ptr_nonnull(strstr(error.message, "No such file"));
    module_free(&model);
}
END_TEST

START_TEST(no_file)
{
    Module model;
    ck_assert(!model_load("no/such\x1b[2J.pt", &model, &error));
    ck_assert_str_eq(error.message,
                     "no/such\\x1b[2J.pt: No such file or directory");
    ck_assert(!model_load(folder, &model, &error));
    ck_assert_ptr_nonnull(strstr(error.message, ": is a folder"));
    ck_assert(!model_load("/dev/zero", &model, &error));
    ck_assert_str_eq(error.message, "/dev/zero: is not a regular file");
    ck_assert_int_eq(mkfifo(fresh("pipe"), 0600), 0);
    ck_assert(!model_load(fresh("pipe"), &model, &error)); // and does not wait
    ck_assert_ptr_nonnull(strstr(error.message, ": is not a regular file"));
    unlink(fresh("pipe"));
}
END_TEST

// A model that could not be read again is not written.
START_TEST(refuses_to_write)
{
    Module model = module_new("Sequential");
    sequential_add(&model, "a.b", module_new("Tanh"));
    ck_assert(!model_save(fresh("model"), &model, &error));
    ck_assert_ptr_nonnull(strstr(error.message, "no layer can have"));
    ck_assert(!model_save_state(fresh("model"), &model, true, &error));
    ck_assert_ptr_nonnull(strstr(error.message, "no layer can have"));
    ck_assert_int_ne(access(fresh("model"), F_OK), 0);
    module_free(&model);
}
END_TEST

// {file name, its prefix}: what PyTorch takes, and where it takes none.
static const char *const prefixes[][2] = {{"a.pt", "a/"},
                                          {"a.b.pt", "a.b/"},
                                          {"a", "a/"},
                                          {"a\\b.pt", "b/"},
                                          {".pt", "archive/"},
                                          {"..pt", "archive/"},
                                          {"\x1b.pt", "archive/"},
                                          {"\xe3\x81\x82.pt", "\xe3\x81\x82/"}};

START_TEST(prefix_of_the_records)
{
    char path[64];
    Module model = load(recorded("one"));
    snprintf(path, sizeof path, "%s/%s", folder, prefixes[_i][0]);
    ck_assert(model_save(path, &model, &error));
    Bytes bytes = read_bytes(path);
    Zip zip;
    ck_assert(pt_zip_read(&zip, bytes.data, bytes.size, &error));
    ck_assert_str_eq(zip.prefix, prefixes[_i][1]);
    free(zip.record);
    free(bytes.data);
    unlink(path);
    module_free(&model);
}
END_TEST

// 1000 layers: batches of 1000 items in the pickle, and the largest pickle.
START_TEST(thousand_layers)
{
    Module model = module_new("Sequential");
    for (int i = 0; i < 1000; i++)
        sequential_add(&model, NULL, module_new_linear(1, 1, true));
    ck_assert_msg(model_save(fresh("large"), &model, &error), "%s",
                  error.message);
    Module other = load(fresh("large"));
    assert_same_parameters("large", &model, &other);
    ck_assert(model_save_state(fresh("large"), &model, true, &error));
    fill(&other, 42);
    ck_assert(model_load_state(fresh("large"), &other, &error));
    assert_same_parameters("large", &model, &other);
    sequential_add(&model, NULL, module_new("Tanh"));
    ck_assert(!model_save(fresh("large"), &model, &error));
    ck_assert_ptr_nonnull(strstr(error.message, "one more than 1000"));
    module_free(&model);
    module_free(&other);
}
END_TEST

static const struct {
    const char *name, *text;
} descriptions[] = {
    {"named", "kind          whole model\n"
              "class         torch.nn.modules.container.Sequential\n"
              "architecture  layer1=Linear(4,16,bias) sigmoid=Sigmoid "
              "layer2=Linear(16,3,bias) softmax=Softmax(dim=1)\n"
              "parameter     layer1.weight [16, 4] float32\n"
              "parameter     layer1.bias [16] float32\n"
              "parameter     layer2.weight [3, 16] float32\n"
              "parameter     layer2.bias [3] float32\n"
              "parameters    4, with 131 numbers\n"
              "file          2963 bytes, 6 records in named/\n"
              "written by    PyTorch before 2.1, or these programs\n"},
    {"own_class", "kind          whole model, whose forward() is not in the "
                  "file\n"
                  "class         __main__.Model\n"
                  "architecture  layer1=Linear(4,16,bias) "
                  "layer2=Linear(16,3,bias)\n"
                  "parameter     layer1.weight [16, 4] float32\n"
                  "parameter     layer1.bias [16] float32\n"
                  "parameter     layer2.weight [3, 16] float32\n"
                  "parameter     layer2.bias [3] float32\n"
                  "parameters    4, with 131 numbers\n"
                  "file          2859 bytes, 6 records in own_class/\n"
                  "written by    PyTorch before 2.1, or these programs\n"},
    {"strange_state", "kind          state dict\n"
                      "architecture  not in the file\n"
                      "parameter     0.weight [3, 2] float32\n"
                      "parameter     0.bias [3] float32\n"
                      "parameters    2, with 9 numbers\n"
                      "warning       3 of them are NaN or infinite\n"
                      "file          1087 bytes, 4 records in strange_state/\n"
                      "written by    PyTorch before 2.1, or these programs\n"},
    {"shapes", "kind          state dict\n"
               "architecture  not in the file\n"
               "parameter     scalar [] float32\n"
               "parameter     cube [2, 3, 4] float32\n"
               "parameter     eight [1, 1, 1, 2, 1, 1, 1, 1] float32\n"
               "parameters    3, with 27 numbers\n"
               "no model here the parameter scalar is [], and no Linear's "
               "weight or bias\n"
               "file          1310 bytes, 5 records in shapes/\n"
               "written by    PyTorch before 2.1, or these programs\n"},
    {"seq214", "kind          whole model\n"
               "class         torch.nn.modules.container.Sequential\n"
               "architecture  Linear(4,16,bias) Sigmoid Linear(16,3,bias) "
               "Softmax(dim=1)\n"
               "parameter     0.weight [16, 4] float32\n"
               "parameter     0.bias [16] float32\n"
               "parameter     2.weight [3, 16] float32\n"
               "parameter     2.bias [3] float32\n"
               "parameters    4, with 131 numbers\n"
               "file          4041 bytes, 10 records in seq26/\n"
               "written by    PyTorch, newer than 2.6\n"},
};

static long peak_kilobytes(void)
{
    struct rusage usage;
    ck_assert_int_eq(getrusage(RUSAGE_SELF, &usage), 0);
    return usage.ru_maxrss;
}

// Of the first layer; as bytes, for they are many.
static void assert_same_numbers(const Module *a, const Module *b)
{
    const Tensor *x = a->child[0].linear.weight;
    const Tensor *y = b->child[0].linear.weight;
    ck_assert(shape_equal(x->shape, y->shape) &&
              memcmp(x->data, y->data,
                     sizeof *x->data * (size_t)tensor_numel(x)) == 0);
}

// A file of the same records, each of which was copied.
static Bytes copied(const char *path, const char *prefix)
{
    Zip zip;
    ZipWriter out = {.prefix = prefix};
    Bytes bytes = read_bytes(path);
    ck_assert(pt_zip_read(&zip, bytes.data, bytes.size, &error));
    for (int i = 0; i < zip.count; i++)
        pt_zip_add(&out, zip.record[i].name, zip.record[i].data,
                   zip.record[i].size);
    pt_zip_finish(&out);
    free(zip.record);
    free(bytes.data);
    return out.file;
}

// What comes in between is the same file, and takes no memory of its own.
START_TEST(large_model)
{
    enum { SIDE = 3000, KILOBYTES = SIDE * SIDE * 4 / 1000 };
    Module model = module_new("Sequential");
    sequential_add(&model, NULL, module_new_linear(SIDE, SIDE, true));
    sequential_add(&model, NULL, module_new_linear(SIDE, 7, true));
    const char *path = fresh("large");
    long before = peak_kilobytes();
    ck_assert(model_save(path, &model, &error));
    ck_assert_int_le(peak_kilobytes() - before, KILOBYTES / 5);
    before = peak_kilobytes();
    Module again = load(path);
    ck_assert_int_le(peak_kilobytes() - before, KILOBYTES * 6 / 5);
    assert_same_numbers(&model, &again);
    again.child[0].linear.weight->data[7] = 1;
    ck_assert(model_load_state(path, &again, &error));
    assert_same_numbers(&model, &again);
    Bytes file = read_bytes(path), right = copied(path, "large");
    ck_assert(file.size == right.size &&
              memcmp(file.data, right.data, file.size) == 0);
    ZipWriter written = pt_write_model(&model, "large");
    Bytes joined = pt_zip_join(&written);
    ck_assert(file.size == joined.size &&
              memcmp(file.data, joined.data, file.size) == 0);
    free(file.data);
    free(right.data);
    free(joined.data);
    module_free(&model);
    module_free(&again);
}
END_TEST

// Two layers have the same numbers: they are in the file once, and read twice.
START_TEST(large_and_shared)
{
    enum { SIDE = 300 };
    Module model = module_new("Sequential");
    for (int i = 0; i < 2; i++)
        sequential_add(&model, NULL, module_new_linear(SIDE, SIDE, false));
    Tensor *second = model.child[1].linear.weight;
    float *own = second->data;
    second->data = model.child[0].linear.weight->data;
    const char *path = fresh("large_and_shared");
    ck_assert(model_save(path, &model, &error));
    Module again = load(path);
    for (int i = 0; i < 2; i++)
        ck_assert(memcmp(again.child[i].linear.weight->data, second->data,
                         sizeof *own * SIDE * SIDE) == 0);
    second->data = own;
    module_free(&model);
    module_free(&again);
}
END_TEST

START_TEST(described)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    ck_assert_msg(
        model_file_describe(out, recorded(descriptions[_i].name), &error), "%s",
        error.message);
    fclose(out);
    ck_assert_str_eq(text, descriptions[_i].text);
    free(text);
}
END_TEST

int main(void)
{
    if (!mkdtemp(folder)) {
        perror(folder);
        return 1;
    }
    TCase *tests = tcase_create("model_file");
    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, writes_what_pytorch_writes, 0,
                        COUNT(same_bytes));
    tcase_add_test(tests, writes_the_name_of_the_file);
    tcase_add_loop_test(tests, state_makes_the_model_anew, 0,
                        COUNT(same_bytes));
    tcase_add_loop_test(tests, state_is_loaded, 0, COUNT(same_bytes));
    tcase_add_loop_test(tests, same_numbers, 0, COUNT(pairs));
    tcase_add_loop_test(tests, same_states, 0, COUNT(states));
    tcase_add_test(tests, draws_no_random_numbers);
    tcase_add_test(tests, loads_any);
    tcase_add_test(tests, loaded_models_train);
    tcase_add_test(tests, no_file);
    tcase_add_test(tests, refuses_to_write);
    tcase_add_loop_test(tests, prefix_of_the_records, 0, COUNT(prefixes));
    tcase_add_test(tests, thousand_layers);
    tcase_add_test(tests, large_model);
    tcase_add_test(tests, large_and_shared);
    tcase_add_loop_test(tests, described, 0, COUNT(descriptions));
    int failed = run_tests("model_file", tests);
    char command[64];
    snprintf(command, sizeof command, "rm -r %s", folder);
    return failed + (system(command) != 0);
}
