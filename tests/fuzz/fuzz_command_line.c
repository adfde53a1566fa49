// Throws random words at cli_parse (libFuzzer): make fuzz.
//
// The bytes are words with a NUL behind each. Whatever they are: the program
// goes on, and every variable is within its bounds; or it prints its help and
// exits 0; or it exits 2 with one printable line on stderr.
#define _XOPEN_SOURCE 700 // open_memstream
#include "mistake.h"
#include "bytes.h"
#include "program/program.h"

#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);
_Noreturn void __real_exit(int status);
_Noreturn void __wrap_exit(int status); // the linker puts it between
void __wrap_output_expect(const char *path, FileUse use);

static jmp_buf end;
static int inside, status;

void __wrap_exit(int given)
{
    if (!inside)
        __real_exit(given);
    status = given;
    longjmp(end, 1);
}

// The names are random, and the folder is somebody's.
void __wrap_output_expect(const char *path, FileUse use)
{
    check(*path != '\0' && use == FILE_WRITTEN, "a file without a name");
}

typedef struct Values {
    CliCommon common;
    bool flag, given;
    int count, word;
    double number, share;
    const char *file;
} Values;

static const char *const words[] = {"relu", "tanh", "sigmoid", NULL};

static void parse(Values *v, int argc, char **argv)
{
    const Option own[] = {
        {"hidden", "units", .count = &v->count, .min = 1, .max = 1000000},
        {"decay", "of the weights", .number = &v->number},
        {"test-size", "share of the rows", .share = &v->share},
        {"load", "model", .file = &v->file, .use = FILE_WRITTEN,
         .given = &v->given},
        {"activation", "which one", .word = &v->word, .words = words},
        {"standardize", "each column", .flag = &v->flag},
        {0}};
    status = -1;
    inside = 1;
    if (setjmp(end) == 0)
        cli_parse(argc, argv, "Nothing.", &v->common, own);
    inside = 0;
}

static void check_values(const Values *v)
{
    check(1 <= v->count && v->count <= 1000000, "--hidden %d", v->count);
    check(0 <= v->common.epochs && v->common.epochs <= 10000000, "--epochs %d",
          v->common.epochs);
    check(v->common.batch_size >= 1 && v->common.log_every >= 1,
          "--batch-size");
    check(v->number >= 0 && v->number <= 1e30, "--decay %g", v->number);
    check(v->common.lr >= 0 && v->common.lr <= 1e30, "--lr %g", v->common.lr);
    check(v->share > 0 && v->share < 1, "--test-size %g", v->share);
    check(0 <= v->word && v->word < 3, "--activation %d", v->word);
    check(v->given == (v->file != NULL) && (!v->file || *v->file), "--load");
}

static void check_said(const char *said)
{
    size_t length = strcspn(said, "\n");
    if (status != 2)
        check(*said == '\0', "status %d, and it says %s", status, said);
    else
        check(strncmp(said, "fuzz: ", 6) == 0 && said[length] == '\n' &&
                  said[length + 1] == '\0' && text_is_printable(said, length),
              "not one printable line: %s",
              quote_bytes(said, strlen(said)).chars);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    enum { WORDS = 16 };
    char *argv[WORDS + 2] = {"fuzz"}, *text = memory_new(size + 1, 1);
    memcpy(text, bytes, size);
    int argc = 1;
    for (char *word = text; word < text + size && argc <= WORDS; argc++) {
        argv[argc] = word;
        word += strlen(word) + 1;
    }
    Values v = {
        .common = {.seed = 1, .epochs = 10, .batch_size = 16, .lr = 0.1},
        .count = 8,
        .share = 0.2};
    FILE *out = stdout, *err = stderr;
    char *printed = NULL, *said = NULL;
    size_t printed_size, said_size;
    stdout = open_memstream(&printed, &printed_size);
    stderr = open_memstream(&said, &said_size);
    parse(&v, argc, argv);
    fclose(stdout);
    fclose(stderr);
    stdout = out;
    stderr = err;
    check(status == -1 || status == 0 || status == 2, "exit status %d", status);
    check_said(said);
    check((status == 0) == (*printed != '\0'), "help and status %d", status);
    if (status == -1)
        check_values(&v);
    free(printed);
    free(said);
    free(text);
    return 0;
}
