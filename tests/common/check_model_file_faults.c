// Tests of common/model_file/: what is damaged, foreign, or made to do harm is
// refused in one line, and the model to load it into is as before.
#define _XOPEN_SOURCE 700 // access
#include <stdlib.h>
#include <unistd.h>

#include "model_file_cases.h"
#include "model_file_tools.h"
#include "model_file/pt_contents.h"

// Loads bytes as a model if they hold one, else into the Iris network.
static bool load_bytes(const unsigned char *bytes, size_t size, Module *model)
{
    PtFile file;
    Bytes copy = {0}; // of exactly that size: a look beyond it is found
    bytes_add(&copy, bytes, size);
    bool good = pt_read(&file, copy, &error);
    if (good && (file.kind != PT_STATE || file.architecture)) {
        Module made;
        good = pt_to_module(&file, &made, &error);
        if (good) {
            module_free(model);
            *model = made;
        }
    } else if (good) {
        good = pt_load_parameters(&file, model, &error);
    }
    pt_free(&file);
    return good;
}

static void assert_refused(const char *fault, Bytes bytes, const char *message)
{
    Module model = load(recorded("iris")), before = load(recorded("iris"));
    error.message[0] = '\0';
    ck_assert_msg(!load_bytes(bytes.data, bytes.size, &model), "%s: accepted",
                  fault);
    ck_assert_msg(strstr(error.message, message) != NULL,
                  "%s: expected \"%s\", got \"%s\"", fault, message,
                  error.message);
    assert_one_line(fault);
    assert_same_parameters(fault, &model, &before); // all or nothing
    module_free(&model);
    module_free(&before);
    free(bytes.data);
}

// What the edits below start from is good.
START_TEST(unedited)
{
    Module model = load(recorded("iris"));
    const Edit nothing = {"nothing", COUNT_64, COUNT_64, ""};
    Bytes bytes = with_edit(recorded("iris_state"), &nothing);
    ck_assert(load_bytes(bytes.data, bytes.size, &model));
    free(bytes.data);
    for (int i = 0; i < COUNT(harmless); i++) {
        bytes = with_edit(recorded("iris"), &harmless[i]);
        ck_assert_msg(load_bytes(bytes.data, bytes.size, &model), "%s: %s",
                      harmless[i].fault, error.message);
        free(bytes.data);
    }
    bytes = with_record(recorded("iris_state"), "version", (Piece)PIECE("3"));
    ck_assert(load_bytes(bytes.data, bytes.size, &model));
    free(bytes.data);
    bytes = with_record(recorded("iris_state"), "byteorder",
                        (Piece)PIECE("little"));
    ck_assert(load_bytes(bytes.data, bytes.size, &model));
    free(bytes.data);
    module_free(&model);
}
END_TEST

START_TEST(edited_state)
{
    const Edit *edit = &state_edits[_i];
    assert_refused(edit->fault, with_edit(recorded("iris_state"), edit),
                   edit->message);
}
END_TEST

START_TEST(edited_model)
{
    const Edit *edit = &model_edits[_i];
    assert_refused(edit->fault, with_edit(recorded("iris"), edit),
                   edit->message);
}
END_TEST

START_TEST(crafted_pickle)
{
    assert_refused(pickles[_i].fault, container_of(pickles[_i].pickle),
                   pickles[_i].message);
}
END_TEST

// Every instruction of Python that is not in our table.
START_TEST(other_instruction)
{
    char text[] = "\x80\x02N_";
    if (strchr("N]}\x88\x89KMJ\x8aGXc()\x85\x86\x87tsuaeR\x81"
               "bQqrhj.",
               _i))
        return;
    text[3] = (char)_i;
    assert_refused("an instruction", container_of((Piece){text, 4}),
                   "byte 4: an instruction that no model file needs");
}
END_TEST

// How many times which instruction is too often.
static const struct {
    const char *fault, *start, *again;
    int times;
    const char *message;
} floods[] = {
    {"a deep stack", "", "N", 5000, "the stack is full"},
    {"a deep stack of gets", "Nq", "h", 9000, "the stack is full"},
    {"many marks", "", "(", 5000, "the stack is full"},
    {"a large dict", "}", "K\x01", 5000, "is there twice"},
    {"a large pickle", "", "}", 1 << 20, "data.pkl is larger than"},
    {"a long name", "c", "a", 1000, "a damaged name"},
};

START_TEST(flooded)
{
    Bytes pickle = {0};
    bytes_add_text(&pickle, "\x80\x02");
    bytes_add_text(&pickle, floods[_i].start);
    if (strchr(floods[_i].start, 'q'))
        bytes_add(&pickle, "", 1);
    for (int i = 0; i < floods[_i].times; i++) {
        bytes_add_text(&pickle, floods[_i].again);
        if (floods[_i].again[0] == 'h')
            bytes_add(&pickle, "", 1);
        if (floods[_i].again[0] == 'K')
            bytes_add_text(&pickle, "Ns");
    }
    bytes_add_text(&pickle, "\n\n.");
    Piece piece = {(const char *)pickle.data, pickle.size};
    assert_refused(floods[_i].fault, container_of(piece), floods[_i].message);
    free(pickle.data);
}
END_TEST

START_TEST(many_keys) // a dict of more than 4096
{
    Bytes pickle = {0};
    bytes_add_text(&pickle, "\x80\x02}");
    for (int i = 0; i < 5000; i++) {
        char key[12];
        snprintf(key, sizeof key, "%07d", i);
        bytes_add_text(&pickle, "X\x07");
        bytes_add(&pickle, "\0\0", 3);
        bytes_add_text(&pickle, key);
        bytes_add_text(&pickle, "Ns");
    }
    Piece piece = {(const char *)pickle.data, pickle.size};
    assert_refused("many keys", container_of(piece), "a dict that is too long");
    free(pickle.data);
}
END_TEST

// A list of so many of these is no model, and is not searched for ever.
START_TEST(long_list)
{
    static const struct {
        const char *again;
        int times;
        const char *message;
    } many[] = {{"Na", 11000, "but a list of 11000"},
                {"ctorch.nn.modules.activation\nTanh\n)\x81"
                 "a",
                 20, "it holds several models, 0 and 1"}};
    Bytes pickle = {0};
    bytes_add_text(&pickle, "\x80\x02]");
    for (int i = 0; i < many[_i].times; i++)
        bytes_add_text(&pickle, many[_i].again);
    bytes_add_text(&pickle, ".");
    Piece piece = {(const char *)pickle.data, pickle.size};
    assert_refused(many[_i].again, container_of(piece), many[_i].message);
    free(pickle.data);
}
END_TEST

START_TEST(damaged_container)
{
    Bytes bytes = read_bytes(recorded("iris_state"));
    size_t end = bytes.size - 22, central = 0;
    central = (size_t)bytes_number(bytes.data + end + 16, 4);
    size_t data = 30 + (size_t)bytes_number(bytes.data + 26, 2) +
                  (size_t)bytes_number(bytes.data + 28, 2);
    size_t size = (size_t)bytes_number(bytes.data + central + 24, 4);
    const size_t place[] = {
        [LOCAL] = 0,         [DATA] = data,      [DESCRIPTOR] = data + size,
        [CENTRAL] = central, [END64] = end - 76, [LOCATOR] = end - 20,
        [END] = end};
    Piece piece = container_faults[_i].bytes;
    memcpy(bytes.data + place[container_faults[_i].place] +
               container_faults[_i].offset,
           piece.bytes, piece.size);
    assert_refused(container_faults[_i].fault, bytes,
                   container_faults[_i].message);
}
END_TEST

START_TEST(damaged_record)
{
    assert_refused(record_faults[_i].fault,
                   with_record(recorded("iris_state"), record_faults[_i].name,
                               record_faults[_i].content),
                   record_faults[_i].message);
}
END_TEST

START_TEST(damaged_records)
{
    ZipWriter zip = {.prefix = "x"};
    pt_zip_add(&zip, "data.pkl", "\x80\x02}.", 4);
    pt_zip_add(&zip, "data.pkl", "\x80\x02}.", 4);
    pt_zip_finish(&zip);
    assert_refused("twice", zip.file, "record x/data.pkl is there twice");
    zip = (ZipWriter){.prefix = "x"};
    pt_zip_add(&zip, "data.pkl", "\x80\x02}.", 4);
    zip.prefix = "y";
    pt_zip_add(&zip, "version", "3\n", 2);
    pt_zip_finish(&zip);
    assert_refused("two folders", zip.file, "in another folder");
    zip = (ZipWriter){.prefix = "x"};
    pt_zip_finish(&zip);
    assert_refused("no records", zip.file, "no PyTorch model file");
    Bytes none = {0};
    bytes_add(&none, "PK\x03\x04PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\4\0\0\0\0\0",
              26);
    assert_refused("0 records", none, "the file has 0 records");
    zip = (ZipWriter){.prefix = "x"};
    for (int i = 0; i < 4097; i++) {
        char name[32];
        snprintf(name, sizeof name, "data/%d", i);
        pt_zip_add(&zip, name, "", 0);
    }
    pt_zip_finish(&zip);
    assert_refused("4097 records", zip.file, "the file has 4097 records");
}
END_TEST

static void add_to(unsigned char *at, int more)
{
    *at = (unsigned char)(*at + more); // no carry: asserted where it is called
}

// Bytes between the records and the directory, and behind its last entry: all
// places and sizes are right, and the bytes belong to nothing.
START_TEST(gap)
{
    enum { MORE = 4 };
    bool behind = _i == 1;
    Bytes old = read_bytes(recorded("iris_state")), bytes = {0};
    size_t end = old.size - 22, end64 = end - 76;
    size_t at = behind ? end64 : (size_t)bytes_number(old.data + end + 16, 4);
    ck_assert_int_lt(old.data[end + (behind ? 12 : 16)], 256 - MORE);
    ck_assert_int_lt(old.data[end - 20 + 8], 256 - MORE);
    bytes_add(&bytes, old.data, at);
    bytes_add(&bytes, "\0\0\0\0", MORE);
    bytes_add(&bytes, old.data + at, old.size - at);
    add_to(bytes.data + MORE + end + (behind ? 12 : 16), MORE);
    add_to(bytes.data + MORE + end64 + (behind ? 40 : 48), MORE);
    add_to(bytes.data + MORE + end - 20 + 8, MORE);
    assert_refused("a gap", bytes, "there are bytes that belong to no record");
    free(old.data);
}
END_TEST

// What another program has packed has no descriptors.
START_TEST(repacked)
{
    Bytes bytes = read_bytes(recorded("repacked"));
    bytes.data[14] ^= 1; // of the first record's checksum
    assert_refused("repacked", bytes, "do not agree");
}
END_TEST

START_TEST(cut_or_longer)
{
    Bytes whole = read_bytes(recorded("iris_state"));
    for (size_t size = 0; size < whole.size; size++) {
        Bytes part = {0};
        bytes_add(&part, whole.data, size);
        assert_refused("cut", part, "");
    }
    Bytes more = {0};
    bytes_add(&more, whole.data, whole.size);
    bytes_add(&more, "", 1);
    assert_refused("a byte behind", more, "end records are damaged");
    more = (Bytes){0};
    bytes_add(&more, "PK\x03\x04", 4);
    bytes_add(&more, whole.data, whole.size);
    assert_refused("bytes before", more, "end records are damaged");
    free(whole.data);
}
END_TEST

// A flipped bit is noticed, or it is one of those that mean nothing (padding,
// time, attributes): then the numbers are right. _i is a file's byte times 100.
START_TEST(flipped_bit)
{
    Bytes bytes = read_bytes(recorded("iris_state"));
    Module model = load(recorded("iris")), other = load(recorded("iris"));
    size_t begin = (size_t)_i * 100, end = begin + 100;
    for (size_t i = begin; i < end && i < bytes.size; i++)
        for (int bit = 0; bit < 8; bit++) {
            fill(&other, 42);
            bytes.data[i] ^= (unsigned char)(1 << bit);
            if (load_bytes(bytes.data, bytes.size, &other))
                assert_same_parameters("flipped bit", &model, &other);
            else
                assert_one_line("flipped bit");
            bytes.data[i] ^= (unsigned char)(1 << bit);
        }
    free(bytes.data);
    module_free(&model);
    module_free(&other);
}
END_TEST

START_TEST(wrong_architecture)
{
    Module model = load(recorded("iris"));
    ZipWriter written = pt_write_state(&model, "x", architectures[_i].text);
    assert_refused(architectures[_i].text, pt_zip_join(&written),
                   architectures[_i].message);
    module_free(&model);
}
END_TEST

// More layers, and a longer name, than a model can have.
START_TEST(long_architecture)
{
    static const char *const again[] = {"Tanh ", "name"};
    static const char *const message[] = {"or too many", "no layer can have"};
    Module model = load(recorded("iris"));
    Bytes text = {0};
    for (int i = 0; i < 1001; i++)
        bytes_add_text(&text, again[_i]);
    bytes_add_text(&text, "=Tanh" + (_i == 0));
    bytes_add(&text, "", 1);
    ZipWriter written = pt_write_state(&model, "x", (const char *)text.data);
    Bytes file = pt_zip_join(&written);
    assert_refused(again[_i], file, message[_i]);
    free(text.data);
    module_free(&model);
}
END_TEST

// Files that PyTorch wrote and that are none of ours.
static const struct {
    const char *name, *message;
} refused[] = {
    {"evil", "posix.system is unknown here"},
    {"checkpoint", "it is a state dict without the architecture"},
    {"tensor", "it holds neither a model nor a state dict"},
    {"number", "it holds neither a model nor a state dict"},
    {"list", "but a list of 1"},
    {"int64", "it is a state dict without the architecture"},
    {"complex", "it is a state dict without the architecture"},
    {"flatten", "the layer 0 has no start_dim, or an impossible one"},
    {"flatten_end", "the layer 0 has no end_dim, or an impossible one"},
    {"p", "the layer 0 has no p, or an impossible one"},
    {"batchnorm", "torch.nn.modules.batchnorm.BatchNorm1d, which is unknown"},
    {"single_layer", "a single layer; put it into a Sequential"},
    {"no_dim", "the layer 0 has no dim, or an impossible one"},
    {"dim_2", "the layer 0 has no dim, or an impossible one"},
    {"expanded", "the parameter a reaches beyond its storage, or overlaps"},
    {"optimizer", "but what an optimiser remembers"},
    {"hook", "the layer 0 has hooks, which are Python code"},
    {"buffer", "the model itself has buffers"},
    {"inside_itself", "is nested too deep, or in itself"},
    {"deep", "is nested too deep"},
    {"many", "the layer 1000 is one more than 1000"},
    {"grow", "is one more than 1000"},
    {"grow_wide", "is one more than 1000"},
    {"own_inside", "the layer 0 is of the class __main__.Model, which is"},
    {"chain", "the layer 1 takes 4 features, but gets 3"},
    {"features", "0.weight is [3, 2], but [3, 5] is expected"},
    {"extra_parameter", "the layer 0 has other parameters than weight"},
    {"legacy", "this is PyTorch's old format"},
    {"protocol", "no pickle of version 2"},
    {"torchscript", "belongs to TorchScript: a program"},
    {"deflated", "data.pkl is compressed"},
    {"pickle", "this is PyTorch's old format"},
};

START_TEST(refused_file)
{
    char name[32];
    Module model = {.count = -1};
    snprintf(name, sizeof name, "refused_%s", refused[_i].name);
    const char *path = recorded(name);
    ck_assert_msg(!model_load(path, &model, &error), "%s: accepted", name);
    ck_assert_int_eq(model.count, -1); // untouched
    ck_assert_msg(strncmp(error.message, path, strlen(path)) == 0 &&
                      strstr(error.message, refused[_i].message) != NULL,
                  "expected %s, got %s", refused[_i].message, error.message);
    assert_one_line(name);
    ck_assert_int_ne(access("executed.txt", F_OK), 0);
}
END_TEST

START_TEST(needs_a_model)
{
    Module model;
    ck_assert(!model_load(recorded("iris_state"), &model, &error));
    ck_assert_ptr_nonnull(strstr(error.message, "without the architecture"));
    ck_assert(!model_load(recorded("own_class"), &model, &error));
    ck_assert_ptr_nonnull(strstr(error.message, "it holds a __main__.Model"));
    ck_assert_ptr_nonnull(strstr(error.message, "which is Python code"));
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("model_file_faults");
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, unedited);
    tcase_add_loop_test(tests, edited_state, 0, COUNT(state_edits));
    tcase_add_loop_test(tests, edited_model, 0, COUNT(model_edits));
    tcase_add_loop_test(tests, crafted_pickle, 0, COUNT(pickles));
    tcase_add_loop_test(tests, other_instruction, 1, 256);
    tcase_add_loop_test(tests, flooded, 0, COUNT(floods));
    tcase_add_test(tests, many_keys);
    tcase_add_loop_test(tests, long_list, 0, 2);
    tcase_add_loop_test(tests, long_architecture, 0, 2);
    tcase_add_loop_test(tests, damaged_container, 0, COUNT(container_faults));
    tcase_add_loop_test(tests, damaged_record, 0, COUNT(record_faults));
    tcase_add_test(tests, damaged_records);
    tcase_add_loop_test(tests, gap, 0, 2);
    tcase_add_test(tests, repacked);
    tcase_add_test(tests, cut_or_longer);
    tcase_add_loop_test(tests, flipped_bit, 0, 22);
    tcase_add_loop_test(tests, wrong_architecture, 0, COUNT(architectures));
    tcase_add_loop_test(tests, refused_file, 0, COUNT(refused));
    tcase_add_test(tests, needs_a_model);
    return run_tests("model_file_faults", tests);
}
