/*: # The container of a model file

A PyTorch model file is a zip file. Each part of the model is a *record* in it:
`data.pkl` tells what the model is made of, `data/0`, `data/1`, … hold the
numbers of its parameters, `version` the version of the format. Nothing is
compressed, so a record is simply its bytes. Around them stands:

| for each record            | at the end                                     |
|----------------------------|------------------------------------------------|
| local header, name         | directory: all names, sizes, checksums, places |
| the bytes                  | end record: where the directory is             |
| descriptor: checksum, size |                                                |

A record is written and read; then one bit is turned over:

```{.c example="pt_zip"}
```

![The records of a model file, and how they are found](pt_zip.svg){#fig-pt-zip
alt="A column of headers and contents; a directory at the end points to each
header, and the last record points to the directory"}

The same facts stand in the file two or three times. That is zip's weakness:
programs that believe different copies see different files. We believe a copy
only if all agree. */
#include "model_file/pt_zip.h"

#include <stdlib.h>
#include <string.h>

enum {
    LOCAL = 0x04034b50,
    CENTRAL = 0x02014b50,
    DESCRIPTOR = 0x08074b50,
    END = 0x06054b50,
    END64 = 0x06064b50,
    LOCATOR64 = 0x07064b50,
    LOCAL_SIZE = 30,
    CENTRAL_SIZE = 46,
    DESCRIPTOR_SIZE = 16,
    END_SIZE = 22,
    FLAGS = 0x0808, // sizes come in a descriptor; names are UTF-8
    RECORDS_MAX = 4096,
    PREFIX_MAX = 256,
};

/*: ## The checksum

CRC-32 treats the record as one huge number in a strange arithmetic, where
addition is *exclusive or*, and takes the remainder of a division. A flipped bit
always changes it. The division goes byte by byte with a table of the 256
remainders that a byte can leave. */
static uint32_t crc32_of(const unsigned char *data, size_t size)
{
    uint32_t table[256], crc = 0xffffffff;
    for (uint32_t i = 0; i < 256; i++) {
        table[i] = i;
        for (int bit = 0; bit < 8; bit++)
            table[i] = table[i] >> 1 ^ (table[i] & 1 ? 0xedb88320 : 0);
    }
    for (size_t i = 0; i < size; i++)
        crc = table[(crc ^ data[i]) & 0xff] ^ crc >> 8;
    return ~crc;
}

/*: ## Writing

A header is a row of numbers of agreed sizes. The bytes are PyTorch's own, down
to the padding: every record begins at a multiple of 64, so that a program can
map the file into memory and compute with it in place. The padding hides in the
*extra field* of the local header, a place where zip programs may leave notes to
each other; PyTorch's note is called `FB`. Time and date are zero: the same
model always gives the same file. */
typedef struct Field {
    uint64_t number;
    int size;
} Field;

#define ADD_FIELDS(bytes, ...)                                                 \
    add_fields(bytes, (const Field[]){__VA_ARGS__, {0, 0}})

static void add_fields(Bytes *bytes, const Field *field)
{
    for (; field->size > 0; field++)
        bytes_add_number(bytes, field->number, field->size);
}

static void add_record_name(Bytes *bytes, const char *prefix, const char *name)
{
    bytes_add_text(bytes, prefix);
    bytes_add_text(bytes, "/");
    bytes_add_text(bytes, name);
}

// The bytes with their headers, and their entry in the directory.
void pt_zip_add(ZipWriter *zip, const char *name, const void *data, size_t size)
{
    Bytes *file = &zip->file, *directory = &zip->directory;
    size_t offset = file->size;
    size_t length = strlen(zip->prefix) + 1 + strlen(name);
    size_t fill = -(offset + LOCAL_SIZE + length + 4) % 64;
    uint32_t crc = crc32_of(data, size);

    // version, flags, method, time, checksum and sizes (see the descriptor),
    // lengths of name and extra field
    ADD_FIELDS(file, {LOCAL, 4}, {0, 2}, {FLAGS, 2}, {0, 2}, {0, 4}, {0, 4},
               {0, 4}, {0, 4}, {length, 2}, {4 + fill, 2});
    add_record_name(file, zip->prefix, name);
    bytes_add_text(file, "FB");
    bytes_add_number(file, fill, 2);
    while (file->size % 64 != 0)
        bytes_add_text(file, "Z");
    bytes_add(file, data, size);
    ADD_FIELDS(file, {DESCRIPTOR, 4}, {crc, 4}, {size, 4}, {size, 4});

    // two versions, flags, method, time, checksum, sizes, lengths of name,
    // extra field and comment, disk, attributes, place
    ADD_FIELDS(directory, {CENTRAL, 4}, {0, 4}, {FLAGS, 2}, {0, 2}, {0, 4},
               {crc, 4}, {size, 4}, {size, 4}, {length, 2}, {0, 4}, {0, 2},
               {0, 6}, {offset, 4});
    add_record_name(directory, zip->prefix, name);
    zip->count++;
}

/*: The end comes twice, once with 64-bit numbers and once with those of 1989.
We write files below 4 GiB, for which both say the same. */
static void add_end(Bytes *file, uint64_t count, uint64_t start, uint64_t size)
{
    ADD_FIELDS(file, {END64, 4}, {44, 8}, {0x31e, 2}, {0x2d, 2}, {0, 8},
               {count, 8}, {count, 8}, {size, 8}, {start, 8});
    ADD_FIELDS(file, {LOCATOR64, 4}, {0, 4}, {start + size, 8}, {1, 4});
    ADD_FIELDS(file, {END, 4}, {0, 4}, {count, 2}, {count, 2}, {size, 4},
               {start, 4}, {0, 2});
}

void pt_zip_finish(ZipWriter *zip)
{
    size_t start = zip->file.size;
    bytes_add(&zip->file, zip->directory.data, zip->directory.size);
    add_end(&zip->file, zip->count, start, zip->directory.size);
    free(zip->directory.data);
}

/*: ## Reading: the end first

The end record stands in the last 22 bytes and says where the directory is. We
believe these three numbers for a moment, write down the end that belongs to
them, and compare. Other zip programs leave out the part with 64-bit numbers. */
typedef struct ZipReader {
    Zip *zip;
    const unsigned char *file;
    size_t size;
    Error *error;
    size_t at;            // in the directory
    size_t directory;     // its start
    size_t directory_end; // where the end records begin
    size_t next;          // where the next record has to begin
} ZipReader;

static uint64_t number_at(const ZipReader *r, size_t offset, int size)
{
    return bytes_number(r->file + offset, size);
}

// The end records name the directory; we write them anew and compare.
static bool read_end(ZipReader *r)
{
    if (r->size >= 2 && memcmp(r->file, "\x80\x02", 2) == 0)
        return error_set(r->error, "this is PyTorch's old format: load it with "
                                   "PyTorch 1.6 or newer and save it again");
    if (r->size < END_SIZE || number_at(r, 0, 4) != LOCAL)
        return error_set(r->error, "this is no PyTorch model file");
    Bytes expected = {0};
    size_t end = r->size - END_SIZE, whole = r->size;
    r->zip->count = (int)number_at(r, end + 8, 2);
    r->directory = r->at = (size_t)number_at(r, end + 16, 4);
    r->directory_end = r->directory + (size_t)number_at(r, end + 12, 4);
    add_end(&expected, (uint64_t)r->zip->count, r->directory,
            r->directory_end - r->directory);
    size_t more = expected.size - END_SIZE; // the 64-bit part
    bool good = memcmp(r->file + end, expected.data + more, END_SIZE) == 0;
    if (good && r->directory_end != end)
        good = r->directory_end + expected.size == whole &&
               memcmp(r->file + r->directory_end, expected.data, more) == 0;
    free(expected.data);
    if (!good)
        return error_set(r->error, "the file is cut off, or its end records "
                                   "are damaged");
    return (r->zip->count >= 1 && r->zip->count <= RECORDS_MAX) ||
           error_set(r->error, "the file has %d records: 1 to %d are expected",
                     r->zip->count, RECORDS_MAX);
}

/*: ## Names

All records begin with the same prefix, the name under which the file was first
saved. Behind it only the names are allowed that PyTorch gives; those that begin
with a point are its notes to itself. `constants.pkl` and `code/` belong to
TorchScript: such a file holds a program.

These functions return what is wrong, or `NULL`. */
static bool is_known(const char *name, size_t length)
{
    if (text_is(name, length, "data.pkl") || text_is(name, length, "version") ||
        text_is(name, length, "byteorder"))
        return true;
    if (length > 1 && *name == '.' && name[1] >= 'a' && name[1] <= 'z')
        return true;
    if (length < 6 || length > 14 || memcmp(name, "data/", 5) != 0)
        return false;
    while (length > 5 && name[length - 1] >= '0' && name[length - 1] <= '9')
        length--;
    return length == 5;
}

// Takes the folder off the name; returns what is wrong with it, or NULL.
static const char *read_record_name(Zip *zip, ZipRecord *record)
{
    const char *name = record->name;
    size_t length = record->name_length;
    const char *slash = memchr(name, '/', length);
    if (!text_is_printable(name, length) || !slash || slash == name ||
        slash - name >= PREFIX_MAX || memchr(name, '\\', length))
        return "has a bad name";
    if (!zip->prefix) {
        zip->prefix = name;
        zip->prefix_length = (size_t)(slash + 1 - name);
    }
    if (length < zip->prefix_length ||
        memcmp(name, zip->prefix, zip->prefix_length) != 0)
        return "is in another folder than the first one";
    record->name = name += zip->prefix_length;
    record->name_length = length -= zip->prefix_length;
    if ((length > 5 && memcmp(name, "code/", 5) == 0) ||
        text_is(name, length, "constants.pkl"))
        return "belongs to TorchScript: a program, which is not read";
    if (!is_known(name, length))
        return "is unknown in a model file";
    return pt_zip_find(zip, name, length) == record ? NULL : "is there twice";
}

/*: ## Records

The records must fill the file: each begins where the one before it ends. So no
two can overlap, nothing can hide between them, and all together are never
larger than the file. PyTorch itself does not look at the checksums; a bit that
flipped on the disk becomes another weight without a word. */
static const char *check_central(const unsigned char *central, size_t offset)
{
    uint64_t flags = bytes_number(central + 8, 2);
    return flags & 1                               ? "is encrypted"
           : bytes_number(central + 10, 2) != 0    ? "is compressed"
           : flags & ~(uint64_t)FLAGS              ? "has unknown flags"
           : memcmp(central + 20, central + 24, 4) ? "has two sizes"
           : bytes_number(central + 32, 4) != 0    ? "has a comment or a disk"
           : bytes_number(central + 42, 4) != offset
               ? "overlaps the one before it, or leaves a gap"
               : NULL;
}

// The local header stands at r->next; length is that of the whole name.
static bool copies_agree(const ZipReader *r, const unsigned char *central,
                         size_t length, const ZipRecord *record)
{
    static const unsigned char zeros[12] = {0};
    const unsigned char *local = r->file + r->next;
    const unsigned char *descriptor = record->data + record->size;
    const unsigned char *facts = central + 16; // checksum, size, size
    bool described = central[8] & 8;
    return bytes_number(local, 4) == LOCAL &&
           memcmp(local + 6, central + 8, 4) == 0 && // flags, method
           memcmp(local + LOCAL_SIZE, central + CENTRAL_SIZE, length) == 0 &&
           (memcmp(local + 14, facts, 12) == 0 ||
            (described && memcmp(local + 14, zeros, 12) == 0)) &&
           (!described || (bytes_number(descriptor, 4) == DESCRIPTOR &&
                           memcmp(descriptor + 4, facts, 12) == 0));
}

// Finds the bytes of a record, and holds them against their checksum.
static const char *read_data(ZipReader *r, const unsigned char *central,
                             size_t length, ZipRecord *record)
{
    size_t data = r->next + LOCAL_SIZE + length;
    if (data <= r->directory)
        data += (size_t)number_at(r, r->next + 28, 2); // extra field
    record->data = r->file + data;
    record->size = (size_t)bytes_number(central + 24, 4);
    size_t end = data + record->size + (central[8] & 8 ? DESCRIPTOR_SIZE : 0);
    if (end > r->directory || number_at(r, r->next + 26, 2) != length ||
        !copies_agree(r, central, length, record))
        return "is damaged: its headers do not agree";
    if (crc32_of(record->data, record->size) != bytes_number(central + 16, 4))
        return "is damaged: wrong checksum";
    r->next = end;
    return NULL;
}

// One entry of the directory, and all that belongs to it.
static bool read_record(ZipReader *r, ZipRecord *record)
{
    const unsigned char *central = r->file + r->at;
    size_t length = 0;
    bool good = r->at + CENTRAL_SIZE <= r->directory_end &&
                bytes_number(central, 4) == CENTRAL;
    if (good) {
        length = (size_t)bytes_number(central + 28, 2);
        r->at += CENTRAL_SIZE + length + (size_t)bytes_number(central + 30, 2);
    }
    if (!good || r->at > r->directory_end)
        return error_set(r->error, "its directory is damaged");
    const char *name = (const char *)central + CENTRAL_SIZE;
    *record = (ZipRecord){name, length, NULL, 0};
    const char *problem = read_record_name(r->zip, record);
    if (!problem)
        problem = check_central(central, r->next);
    if (!problem)
        problem = read_data(r, central, length, record);
    return !problem || error_set(r->error, "the record %s %s",
                                 quote(name, length).chars, problem);
}

bool pt_zip_read(Zip *zip, const unsigned char *file, size_t size, Error *error)
{
    ZipReader r = {.zip = zip, .file = file, .size = size, .error = error};
    *zip = (Zip){0};
    if (!read_end(&r))
        return false;
    zip->record = memory_new((size_t)zip->count, sizeof *zip->record);
    for (int i = 0; i < zip->count; i++)
        if (!read_record(&r, &zip->record[i]))
            return false;
    return (r.next == r.directory && r.at == r.directory_end) ||
           error_set(error, "there are bytes that belong to no record");
}

const ZipRecord *pt_zip_find(const Zip *zip, const char *name, size_t length)
{
    for (int i = 0; i < zip->count; i++)
        if (zip->record[i].name_length == length &&
            memcmp(zip->record[i].name, name, length) == 0)
            return &zip->record[i];
    return NULL;
}
