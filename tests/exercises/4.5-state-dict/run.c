#include "exercise.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base.h"
#include "bytes.h"

const unsigned char *find_record(const unsigned char *file, size_t size,
                                 const char *name, size_t *length,
                                 Error *error);
Tensor *parameter_new(const unsigned char *file, size_t size, const char *name,
                      Shape shape, Error *error);

// How a file is written: by PyTorch, or by some other zip program.
typedef struct Style {
    const char *prefix;
    size_t padding, extra, comment; // of the local header; of the directory
    bool sizes_in_local, backwards; // backwards: data/10 before data/1
    int method, more;               // of data.pkl; records between
    bool bare;                      // first a record without a folder
} Style;

#define CASE_LETTERS "a_folder_whose_name_has_more_than_two_hundred_letters_"
#define CASE_LONG_NAME                                                         \
    CASE_LETTERS CASE_LETTERS CASE_LETTERS CASE_LETTERS CASE_LETTERS

static const Style styles[] = {
    {"iris", 23, 0, 0, false, false, 0, 0, false},
    {"archive", 9, 0, 0, false, false, 0, 0, false},
    {"iris", 4, 0, 0, false, true, 8, 0, false},
    {"m", 0, 12, 7, true, false, 0, 0, true},
    {"a_longer_name", 40, 8, 0, false, true, 0, 0, false},
    {"many", 0, 0, 0, false, false, 0, 300, false},
    {CASE_LONG_NAME, 300, 270, 290, false, false, 0, 0, false}};
enum { STYLES = sizeof styles / sizeof *styles };

// The data begin in another place for every seed.
static Style case_style(int i)
{
    Style s = styles[i % STYLES];
    s.padding += (size_t)case_int(0, 40);
    return s;
}

static void add_zeros(Bytes *bytes, size_t count)
{
    for (size_t k = 0; k < count; k++)
        bytes_add(bytes, "Z", 1);
}

// Without a prefix the name has no folder.
static void add_name(Bytes *bytes, Style s, const char *name)
{
    bytes_add_text(bytes, s.prefix);
    if (*s.prefix)
        bytes_add_text(bytes, "/");
    bytes_add_text(bytes, name);
}

static void add_record(Bytes *file, Bytes *directory, Style s, const char *name,
                       const Bytes *data)
{
    size_t offset = file->size, length = strlen(name);
    s.padding += offset % 7; // another one for each record
    length += *s.prefix ? strlen(s.prefix) + 1 : 0;
    size_t told = s.sizes_in_local ? data->size : 0;
    bytes_add_number(file, 0x04034b50, 4);
    bytes_add_number(file, 0x08080000, 4);
    bytes_add_number(file, (uint64_t)s.method, 2);
    bytes_add_number(file, 0, 8);
    bytes_add_number(file, told, 4);
    bytes_add_number(file, told, 4);
    bytes_add_number(file, length, 2);
    bytes_add_number(file, s.padding, 2);
    add_name(file, s, name);
    add_zeros(file, s.padding);
    bytes_add(file, data->data, data->size);

    bytes_add_number(directory, 0x02014b50, 4);
    bytes_add_number(directory, 0, 6);
    bytes_add_number(directory, (uint64_t)s.method, 2);
    bytes_add_number(directory, 0, 8);
    bytes_add_number(directory, data->size, 4);
    bytes_add_number(directory, data->size, 4);
    bytes_add_number(directory, length, 2);
    bytes_add_number(directory, s.extra, 2);
    bytes_add_number(directory, s.comment, 2);
    bytes_add_number(directory, 0, 8);
    bytes_add_number(directory, offset, 4);
    add_name(directory, s, name);
    add_zeros(directory, s.extra + s.comment);
}

static void add_floats(Bytes *file, Bytes *directory, Style s, const char *name,
                       int count)
{
    Bytes data = {0};
    for (int k = 0; k < count; k++) {
        float number = case_float(-3, 3);
        uint32_t bits;
        memcpy(&bits, &number, 4);
        bytes_add_number(&data, bits, 4);
    }
    add_record(file, directory, s, name, &data);
    free(data.data);
}

// A record without a folder.
static void add_bare(Bytes *file, Bytes *directory, Style s)
{
    s.prefix = "";
    add_floats(file, directory, s, "data.pkl", 2);
}

// Records whose names end like those that are looked for, and as many others as
// the style says.
static void add_others(Bytes *file, Bytes *directory, Style s)
{
    add_floats(file, directory, s, "old/data/0", 2);
    add_floats(file, directory, s, "old_data/1", 5);
    add_floats(file, directory, s, "old/data/10", 1);
    for (int k = 0; k < s.more; k++)
        add_floats(file, directory, s, "other", 0);
}

// Records: data.pkl, the others, data/0 (3 floats), data/1 (6 floats), data/10
// (4 floats).
static Bytes case_file_new(Style s)
{
    Bytes file = {0}, directory = {0}, pickle = {0};
    bytes_add_text(&pickle, "no pickle, iris/data/0 PK");
    if (s.bare)
        add_bare(&file, &directory, s);
    add_record(&file, &directory, s, "data.pkl", &pickle);
    s.method = 0;
    add_others(&file, &directory, s);
    add_floats(&file, &directory, s, s.backwards ? "data/10" : "data/0",
               s.backwards ? 4 : 3);
    add_floats(&file, &directory, s, "data/1", 6);
    add_floats(&file, &directory, s, s.backwards ? "data/0" : "data/10",
               s.backwards ? 3 : 4);
    size_t start = file.size;
    bytes_add(&file, directory.data, directory.size);
    bytes_add_number(&file, 0x06054b50, 4);
    bytes_add_number(&file, 0, 4);
    bytes_add_number(&file, (uint64_t)(7 + s.more + s.bare), 2);
    bytes_add_number(&file, (uint64_t)(7 + s.more + s.bare), 2);
    bytes_add_number(&file, directory.size, 4);
    bytes_add_number(&file, start, 4);
    bytes_add_number(&file, 0, 2);
    free(directory.data);
    free(pickle.data);
    return file;
}

// From a copy that ends where its memory ends.
static void send_found(const char *which, const Bytes *file, const char *name)
{
    char found[80], reason[80];
    snprintf(found, sizeof found, "%sfound (1) or refused (0)", which);
    snprintf(reason, sizeof reason, "%sa reason is given by error_set", which);
    size_t length = 0;
    Error error = {""};
    unsigned char *copy = case_copy_new(file->data, (int)file->size, 1);
    const unsigned char *data =
        find_record(copy, file->size, name, &length, &error);
    answer(found, data != NULL);
    if (data != NULL) {
        answer("where the data begin", (double)(data - copy));
        answer("length", (double)length);
    } else {
        answer(reason, error.message[0] != '\0');
    }
    case_input_free(copy);
}

static void run_find(int i)
{
    static const char *const names[] = {"data/0", "data/1", "data/10",
                                        "data.pkl"};
    Style s = case_style(i);
    const char *name = names[i < STYLES ? (i == 2 || i == 4) : i - STYLES];
    Bytes file = case_file_new(s);
    about(s.extra > 0,
          "the directory has extra fields that the header has not");
    about(s.comment > 0, "comments in the directory");
    about(s.method > 0, "another record is compressed");
    about(s.more > 0, "more than 255 records");
    about(s.backwards, "data/10 stands before data/1");
    about(s.bare, "a record without a folder");
    about(strlen(s.prefix) > 100, "a name of more than 255 letters");
    given("%s in a file of %zu bytes, folder %.60s, %zu bytes of padding or "
          "more%s%s%s",
          name, file.size, s.prefix, s.padding,
          s.comment ? ", with extra fields and comments in the directory" : "",
          s.method ? ", data.pkl is compressed" : "",
          s.more ? ", more than 300 records" : "");
    send_found("", &file, name);
    free(file.data);
}

// What is written over: so many bytes at this place of a part, with 0 for the
// size of the file; or a new length.
typedef struct Damage {
    const char *name;
    enum { FROM_START, FROM_ENTRY, FROM_END, NEW_LENGTH } part;
    size_t at;
    int bytes;
    uint32_t number;
} Damage;

static const Damage damages[] = {
    {"there is no data/7", FROM_START, 0, 0, 0},
    {"the mark of the end record is wrong", FROM_END, 0, 4, 0x07054b50},
    {"the directory begins behind the end of the file", FROM_END, 16, 4,
     0xfffffff0},
    {"the place of the directory has a 1 in its highest byte", FROM_END, 19, 1,
     1},
    {"the record is compressed", FROM_ENTRY, 10, 2, 8},
    {"the record is compressed, in the way 3072", FROM_ENTRY, 10, 2, 3072},
    {"the mark of the local header is wrong", FROM_START, 0, 4, 0x04034b51},
    {"the local header begins behind the end of the file", FROM_ENTRY, 42, 4,
     0xfffffff0},
    {"the place of the local header has a 1 in its highest byte", FROM_ENTRY,
     45, 1, 1},
    {"the record is as large as the file", FROM_ENTRY, 24, 4, 0},
    {"the record has 4294967295 bytes", FROM_ENTRY, 24, 4, 0xffffffff},
    {"the size of the record has a 1 in its highest byte", FROM_ENTRY, 27, 1,
     1},
    {"the mark of the entry is wrong", FROM_ENTRY, 0, 4, 0x02014b51},
    {"the comment of the entry ends behind the file", FROM_ENTRY, 32, 2,
     0xffff},
    {"the extra field of the local header ends behind the file", FROM_START, 28,
     2, 0xffff},
    {"the last byte is cut off", NEW_LENGTH, 1, 0, 0},
    {"only 10 bytes are there", NEW_LENGTH, 0, 0, 10}};
enum { DAMAGES = sizeof damages / sizeof *damages };

// Damages what leads to data.pkl, the first record.
static void damage(Bytes *file, Damage d)
{
    size_t end = file->size - 22;
    size_t number = d.number > 0 ? d.number : file->size;
    size_t part[] = {0, (size_t)bytes_number(file->data + end + 16, 4), end, 0};
    for (int k = 0; k < d.bytes; k++)
        file->data[part[d.part] + d.at + (size_t)k] =
            (unsigned char)(number >> 8 * k);
    if (d.part == NEW_LENGTH)
        file->size = d.number > 0 ? d.number : file->size - d.at;
}

// First the good file: refusing all of them earns nothing.
static void run_refuse(int i)
{
    Bytes file = case_file_new(case_style(4));
    about(true, damages[i].name);
    about(damages[i].number >= 0xfffffff0,
          "so large a place or size that 32 bits do not hold a sum with it");
    given("first a good file, then one in which %s", damages[i].name);
    send_found("the good file: ", &file, "data.pkl");
    damage(&file, damages[i]);
    send_found("the second file: ", &file, i == 0 ? "data/7" : "data.pkl");
    free(file.data);
}

// What a variable holds that nobody has set is then not right by chance.
static void use_stack(void)
{
    volatile unsigned char used[400];
    for (size_t k = 0; k < sizeof used; k++)
        used[k] = 0x5a;
}

typedef struct Wish {
    const unsigned char *file;
    size_t size;
    const char *name;
    Shape shape;
} Wish;

static void refuse(const void *data)
{
    const Wish *w = data;
    Error error = {""};
    use_stack();
    tensor_free(parameter_new(w->file, w->size, w->name, w->shape, &error));
}

// 0 to 2: right shapes; 3 and 4: too small and too large; 5: no such record.
static void run_parameter(int i)
{
    static const char *const names[] = {"data/0", "data/1", "data/10",
                                        "data/1", "data/0", "data/7"};
    const Shape shapes[] = {shape_1d(3),    shape_2d(2, 3), shape_2d(4, 1),
                            shape_2d(1, 5), shape_2d(3, 4), shape_1d(3)};
    Error error = {""};
    Bytes file = case_file_new(case_style(i < 2 ? i + 3 : i - 2));
    about(i == 3, "the shape is too small for the record");
    about(i == 4, "the shape is too large for the record");
    about(i == 5, "there is no such record");
    unsigned char *copy = case_copy_new(file.data, (int)file.size, 1);
    given("%s as a tensor %s", names[i], shape_text(shapes[i]).chars);
    use_stack();
    Tensor *tensor =
        parameter_new(copy, file.size, names[i], shapes[i], &error);
    answer_tensor("parameter", tensor);
    if (!tensor) {
        Wish wish = {copy, file.size, names[i], shapes[i]};
        answer("a reason is given by error_set", error.message[0] != '\0');
        answer("all memory is given back: yes (1) or no (0)",
               !case_keeps_memory(refuse, &wish));
    }
    tensor_free(tensor);
    case_input_free(copy);
    free(file.data);
}

const ExerciseItem exercise_items[] = {
    {"find", 4, "records that are there", run_find, STYLES + 4, 0},
    {"refuse", 3, "files that must be refused", run_refuse, DAMAGES, 0},
    {"parameter", 3, "a record as a tensor", run_parameter, 6, 1e-7, "find"},
    {0}};

#include EXERCISE
