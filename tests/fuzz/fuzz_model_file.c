// Throws random bytes at the reader of model files (libFuzzer): make fuzz.
//
// A random change of a model file is nearly always found by a checksum, so half
// of the changes are made inside: one record of the container is changed, and
// the container is packed anew around it, with right checksums.
//
// Whatever the bytes are: nothing crashes or hangs; a refusal is one printable
// line and leaves the model as it was; and a model that was read can be
// described, written and read again, with the same bits.
#define _XOPEN_SOURCE 700 // open_memstream
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "mistake.h"
#include "nn.h"
#include "model_file/pt_checkpoint.h"
#include "model_file/pt_write.h"
#include "random.h"

size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max_size);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size,
                               unsigned int seed);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

// Packs the records again, with the chosen one changed.
static void repack(ZipWriter *out, const Zip *zip, int chosen, size_t max_size)
{
    for (int i = 0; i < zip->count; i++) {
        const ZipRecord *record = &zip->record[i];
        size_t size = record->size;
        uint8_t *bytes = memory_new(max_size + size, 1);
        memcpy(bytes, record->data, size);
        if (i == chosen)
            size = LLVMFuzzerMutate(bytes, size, max_size);
        pt_zip_add(out, record->name, bytes, size);
        free(bytes);
    }
    pt_zip_finish(out);
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size,
                               unsigned int seed)
{
    Zip zip = {.count = 0};
    Error error;
    ZipWriter out = {.prefix = "x"};
    if (seed % 2 == 0 && pt_zip_read(&zip, data, size, &error)) {
        int chosen = seed % 4 == 0 ? 0 : (int)(seed / 4 % (unsigned)zip.count);
        repack(&out, &zip, chosen, max_size);
    }
    bool good = out.file.size > 0 && out.file.size <= max_size;
    if (good) {
        size = out.file.size;
        memcpy(data, out.file.data, size);
    }
    free(out.file.data);
    free(zip.record);
    return good ? size : LLVMFuzzerMutate(data, size, max_size);
}

static void check_message(const Error *error)
{
    size_t length = strlen(error->message);
    check(length > 0 && length < sizeof error->message - 1 &&
              text_is_printable(error->message, length),
          "a message that is none or does not print");
}

static void check_same(const Module *a, const Module *b)
{
    Parameters p = {0}, q = {0};
    module_parameters(a, "", &p);
    module_parameters(b, "", &q);
    check(p.count == q.count, "other parameters");
    for (int i = 0; i < p.count; i++) {
        const Tensor *s = p.item[i].tensor, *t = q.item[i].tensor;
        check(strcmp(p.item[i].name, q.item[i].name) == 0 &&
                  shape_equal(s->shape, t->shape) &&
                  memcmp(s->data, t->data,
                         (size_t)tensor_numel(s) * sizeof *s->data) == 0,
              "another parameter");
    }
    parameters_free(&p);
    parameters_free(&q);
}

static void check_describe(const PtFile *file)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    check(out != NULL, "no memory");
    pt_describe(out, file);
    fclose(out);
    size_t lines = 0;
    for (const char *line = text; *line; lines++) {
        size_t length = strcspn(line, "\n");
        check(line[length] == '\n' && text_is_printable(line, length),
              "a line that does not print: %s",
              quote_bytes(line, length).chars);
        line += length + 1;
    }
    check(lines >= 5, "a description of %zu lines", lines);
    free(text);
}

// This was written for the model; reads them into another one.
static void check_written(ZipWriter written, const Module *model)
{
    PtFile file;
    Error error;
    Module again;
    check(pt_read(&file, pt_zip_join(&written), &error) &&
              pt_to_module(&file, &again, &error),
          "what was written is refused: %s", error.message);
    check_same(model, &again);
    module_free(&again);
    pt_free(&file);
}

static void check_round_trip(const PtFile *file, const Module *model)
{
    check_written(pt_write_model(model, "x"), model);
    check_written(pt_write_state(model, "x", file->architecture), model);
}

// A model of our own, for parameters from files without layers.
static Module new_model(void)
{
    Module model = module_new("Sequential");
    manual_seed(1);
    sequential_add(&model, "layer1", module_new_linear(4, 16, true));
    sequential_add(&model, "layer2", module_new_linear(16, 3, true));
    return model;
}

// A training of the model that the recorded checkpoints are of: what is refused
// changes nothing, and what was read is written and read again.
static void check_training(const PtFile *file)
{
    Module model = module_new("Sequential");
    Parameters list = {0};
    Error error;
    int epoch = -1, again;
    sequential_add(&model, NULL, module_new_linear(4, 3, true));
    sequential_add(&model, NULL, module_new("ReLU"));
    sequential_add(&model, NULL, module_new_linear(3, 2, true));
    module_parameters(&model, "", &list);
    Optimizer *adam = adam_new(&list, 0.5);
    if (!pt_read_checkpoint(file, &model, adam, &epoch, &error)) {
        check_message(&error);
        check(epoch == -1 && adam->lr == 0.5 && !adam->average[0],
              "a refused file has changed the training");
    } else {
        PtFile read;
        ZipWriter written = pt_write_checkpoint(&model, adam, epoch, "x");
        check(pt_read(&read, pt_zip_join(&written), &error) &&
                  pt_read_checkpoint(&read, &model, adam, &again, &error) &&
                  again == epoch,
              "what was written is refused: %s", error.message);
        pt_free(&read);
    }
    optimizer_free(adam);
    parameters_free(&list);
    module_free(&model);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    PtFile file;
    Error error = {""};
    Module model, own = new_model(), untouched = new_model();
    Bytes bytes = {0};
    bytes_add(&bytes, data, size);
    if (!pt_read(&file, bytes, &error)) {
        check_message(&error);
    } else {
        check_describe(&file);
        check_training(&file);
        if (pt_to_module(&file, &model, &error)) {
            check_round_trip(&file, &model);
            module_free(&model);
        } else {
            check_message(&error);
        }
        if (!pt_load_parameters(&file, &own, &error)) {
            check_message(&error);
            check_same(&own, &untouched);
        }
    }
    pt_free(&file);
    module_free(&own);
    module_free(&untouched);
    return 0;
}
