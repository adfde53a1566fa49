#include "exercise.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base.h"
#include "bytes.h"

bool tiny_read(const unsigned char *file, size_t size, uint32_t *rows,
               uint32_t *cols, float *numbers, Error *error);

enum { CASE_MOST = 64 };

// What a call of tiny_read gave.
typedef struct CaseResult {
    bool accepted, said; // said: error_set was called
    uint32_t rows, cols;
    float numbers[CASE_MOST];
} CaseResult;

typedef struct CaseHeader {
    const char *letters;
    uint32_t version, ndim, rows, cols;
    uint32_t layout; // not 0: as if it had so many dimensions
} CaseHeader;

static Bytes case_file_new(CaseHeader h, int numbers)
{
    Bytes file = {0};
    bytes_add(&file, h.letters, 4);
    bytes_add_number(&file, h.version, 2);
    bytes_add_number(&file, h.ndim, 2);
    uint32_t ndim = h.layout > 0 ? h.layout : h.ndim;
    for (uint32_t k = 1; k < ndim; k++)
        bytes_add_number(&file, h.rows, 4);
    if (ndim > 0)
        bytes_add_number(&file, h.cols, 4);
    for (int k = 0; k < numbers; k++) {
        float number = case_float(-4, 4);
        uint32_t bits;
        memcpy(&bits, &number, 4);
        bytes_add_number(&file, bits, 4);
    }
    return file;
}

// Reads the first size bytes, from a copy that ends where its memory ends.
static CaseResult result_of(const Bytes *file, size_t size)
{
    CaseResult r = {.rows = 0};
    Error error = {""};
    unsigned char *copy = case_copy_new(file->data, (int)size, 1);
    float *numbers = case_copy_new(r.numbers, CASE_MOST, sizeof *numbers);
    r.accepted = tiny_read(copy, size, &r.rows, &r.cols, numbers, &error);
    r.said = error.message[0] != '\0';
    memcpy(r.numbers, numbers, CASE_MOST * sizeof *numbers);
    case_input_free(copy);
    free(numbers);
    return r;
}

static void send_result(const char *which, const Bytes *file)
{
    CaseResult r = result_of(file, file->size);
    char name[80];
    snprintf(name, sizeof name, "%saccepted (1) or refused (0)", which);
    answer(name, r.accepted);
    snprintf(name, sizeof name, "%sa reason is given by error_set", which);
    if (!r.accepted)
        answer(name, r.said);
    if (!r.accepted)
        return;
    answer("rows", r.rows);
    answer("columns", r.cols);
    uint64_t count = (uint64_t)r.rows * r.cols;
    answer_array("numbers", r.numbers,
                 count < CASE_MOST ? (int)count : CASE_MOST);
}

// A good file first: refusing all files earns nothing, and the numbers are
// others for every seed.
static void send_good(const Bytes *file, size_t size)
{
    CaseResult r = result_of(file, size);
    answer("the good file: accepted (1) or refused (0)", r.accepted);
    answer_array("numbers of the good file", r.numbers, 2);
}

static void send_second(const Bytes *file)
{
    Bytes good = case_file_new((CaseHeader){"TINY", 1, 2, 1, 2, 0}, 2);
    send_good(&good, good.size);
    free(good.data);
    send_result("the second file: ", file);
}

static void run_good(int i)
{
    static const CaseHeader headers[] = {
        {"TINY", 1, 1, 1, 2, 0},  {"TINY", 1, 2, 2, 3, 0},
        {"TINY", 1, 2, 1, 1, 0},  {"TINY", 1, 1, 1, 64, 0},
        {"TINY", 1, 2, 8, 8, 0},  {"TINY", 1, 2, 5, 1, 0},
        {"TINY", 1, 2, 64, 1, 0}, {"TINY", 1, 2, 2, 32, 0}};
    CaseHeader h = headers[i];
    int numbers = (int)(h.rows * h.cols);
    Bytes file = case_file_new(h, i ? numbers : 0);
    if (i == 0)
        bytes_add(&file, "\0\0\xc0\x3f\0\0\0\xc0", 8); // 1.5, -2
    about(h.ndim == 1, "one dimension");
    about(h.ndim == 2, "two dimensions");
    about(numbers == CASE_MOST, "as many numbers as there may be");
    given("a good file: %s, %u x %u",
          h.ndim == 1 ? "1 dimension" : "2 dimensions", (unsigned)h.rows,
          (unsigned)h.cols);
    given_bytes("its bytes", (int)file.size, file.data);
    send_result("", &file);
    free(file.data);
}

static void run_header(int i)
{
    static const CaseHeader headers[] = {
        {"TINy", 1, 2, 1, 2, 0},   {"ZINY", 1, 2, 1, 2, 0},
        {"TINY", 2, 2, 1, 2, 0},   {"TINY", 0, 2, 1, 2, 0},
        {"TINY", 1, 0, 1, 2, 0},   {"TINY", 1, 3, 1, 2, 0},
        {"TINY", 257, 2, 1, 2, 0}, {"TINY", 1, 0, 1, 2, 1},
        {"TINY", 1, 0, 1, 2, 2},   {"TINY", 1, 3, 1, 2, 1},
        {"TINY", 1, 3, 1, 2, 2},   {"TINY", 1, 258, 1, 2, 2}};
    CaseHeader h = headers[i];
    Bytes file = case_file_new(h, 2);
    about(memcmp(h.letters, "TINY", 4) != 0, "other letters than TINY");
    about(h.version != 1, "another version than 1");
    about(h.ndim == 0, "0 dimensions");
    about(h.ndim > 2, "more than 2 dimensions");
    about(h.version > 255 || h.ndim > 255, "only the low byte would be right");
    given("first a good file, then one that begins with %.4s, version %u, "
          "%u dimensions",
          h.letters, (unsigned)h.version, (unsigned)h.ndim);
    given_bytes("its bytes", (int)file.size, file.data);
    send_second(&file);
    free(file.data);
}

typedef struct Lie {
    uint32_t rows, cols;
    int numbers;
} Lie;

static void run_sizes(int i)
{
    static const Lie lies[] = {{2, 3, 5},         {2, 3, 7},
                               {0, 3, 0},         {3, 0, 0},
                               {5, 13, 65},       {3, 0x55555556, 2},
                               {65536, 65536, 0}, {0x80000000, 0x80000000, 0},
                               {0x10001, 2, 2},   {1, 0x10002, 2},
                               {0x1000001, 2, 2}, {1, 0x1000002, 2}};
    Lie lie = lies[i];
    CaseHeader h = {"TINY", 1, 2, lie.rows, lie.cols, 0};
    Bytes file = case_file_new(h, lie.numbers);
    uint64_t said = (uint64_t)lie.rows * lie.cols;
    about(said == 0, "a size of 0");
    about(said > CASE_MOST && said < 100, "more than 64 numbers");
    about(said > 0xffffffff, "rows x columns does not fit into 32 bits");
    about(said < 64 && said > (uint64_t)lie.numbers, "a number is missing");
    about(said < 64 && said < (uint64_t)lie.numbers, "a number too many");
    about(said > 0xffff && said < 0xffffffff, "its low bytes alone look right");
    given("first a good file, then one that says %u x %u and holds %d numbers",
          (unsigned)lie.rows, (unsigned)lie.cols, lie.numbers);
    given_bytes("its bytes", (int)file.size, file.data);
    send_second(&file);
    free(file.data);
}

// Every prefix of a good file, and the file with one to five bytes more.
static void run_cut(int i)
{
    CaseHeader h = {"TINY", 1, (uint32_t)(i % 2 + 1), (uint32_t)(i % 2 + 1),
                    2,      0};
    Bytes file = case_file_new(h, 2 * (i % 2 + 1));
    size_t whole = file.size;
    int accepted = 0, silent = 0;
    bytes_add(&file, "\0\0\0\0\0", 5);
    about(i < 2, "files that are too short");
    about(i >= 2, "files that are too long");
    given("a good file of %zu bytes, then %s", whole,
          i < 2 ? "every beginning of it"
                : "the same with 1 to 5 zeros behind");
    send_good(&file, whole);
    for (size_t k = 0; k < (i < 2 ? whole : 5); k++) {
        CaseResult r = result_of(&file, i < 2 ? k : whole + 1 + k);
        accepted += r.accepted;
        silent += !r.accepted && !r.said;
    }
    answer("how many of the others are accepted", accepted);
    answer("how many are refused without a reason", silent);
    free(file.data);
}

static void run_numbers(int i)
{
    enum { KINDS = 5 };
    static const uint32_t bits[] = {0x7fc00000, 0x7f800000, 0xff800000,
                                    0x80000000, 0x7f7fffff};
    static const char *const names[] = {"NaN", "inf", "-inf", "-0",
                                        "the largest float"};
    bool last = i < KINDS;
    CaseHeader h = {"TINY", 1, 1, 1, 3, 0};
    Bytes file = case_file_new(h, last ? 2 : 0);
    bytes_add_number(&file, bits[i % KINDS], 4);
    if (!last) // three numbers, 0 behind the first
        bytes_add(&file, "\0\0\0\0\0\0\0\0", 8);
    about(bits[i % KINDS] == 0x7fc00000, "NaN");
    about((bits[i % KINDS] & 0x7fffffff) == 0x7f800000, "infinity");
    about(i % KINDS > 2, "a number that is good");
    given("first a good file, then one whose %s number is %s",
          last ? "last" : "first", names[i % KINDS]);
    given_bytes("its bytes", (int)file.size, file.data);
    send_second(&file);
    free(file.data);
}

const ExerciseItem exercise_items[] = {
    {"good", 2, "good files", run_good, 8, 1e-7},
    {"header", 2, "headers that must be refused", run_header, 12, 1e-7, "good"},
    {"cut", 2, "files too short or too long", run_cut, 4, 1e-7, "good"},
    {"sizes", 2, "sizes that are lies", run_sizes, 12, 1e-7, "good"},
    {"numbers", 1, "numbers that are none", run_numbers, 8, 1e-7, "good"},
    {0}};

#include EXERCISE
