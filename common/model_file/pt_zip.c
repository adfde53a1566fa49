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

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/*: ## Headers

A header is a row of numbers of agreed sizes; one is [the
checksum](bytes.c#the-checksum) of the record. The local one stands before a
record's bytes, the descriptor behind them, and the third in the directory. They
have fields in common, so one table is enough to write and to read all three. */
typedef enum Header { LOCAL, DESCRIPTOR, CENTRAL } Header;

// Packed is the size if it were compressed; name and extra are how long these
// are, which follow; place is that of the local header.
typedef union Fields {
    struct {
        uint64_t signature, version, flags, method, time, checksum, packed,
            size, name, extra, comment_and_disk, attributes, place;
    };
    uint64_t number[13]; // the same
} Fields;

enum { FIELDS = sizeof(Fields) / sizeof(uint64_t) };

static const struct {
    uint32_t signature;
    int size;          // of all fields
    int bytes[FIELDS]; // of each; 0: it is not in this header
} headers[] = {
    [LOCAL] = {0x04034b50, 30, {4, 2, 2, 2, 4, 4, 4, 4, 2, 2}},
    [DESCRIPTOR] = {0x08074b50, 16, {4, 0, 0, 0, 0, 4, 4, 4}},
    [CENTRAL] = {0x02014b50, 46, {4, 4, 2, 2, 4, 4, 4, 4, 2, 2, 4, 6, 4}},
};

/*: Two flags, the size of the end record, the most records that are read. */
enum {
    END_SIZE = 22,
    DESCRIBED = 8, // a flag: checksum and sizes come in a descriptor
    UTF8 = 0x800,  // a flag: of the name
    RECORDS_MAX = 4096,
};

// A header, field by field.
static void add_fields(Bytes *bytes, Header header, Fields fields)
{
    fields.signature = headers[header].signature;
    for (int i = 0; i < FIELDS; i++)
        bytes_add_number(bytes, fields.number[i], headers[header].bytes[i]);
}

// Is there such a header? There must be as many bytes.
static bool read_fields(const unsigned char *from, Header header,
                        Fields *fields)
{
    for (int i = 0; i < FIELDS; i++) {
        fields->number[i] = bytes_number(from, headers[header].bytes[i]);
        from += headers[header].bytes[i];
    }
    return fields->signature == headers[header].signature;
}

/*: ## Writing

The bytes are PyTorch's own, down to the padding: every record begins at a
multiple of 64, so that a program can map the file into memory and compute with
it in place. The padding hides in the *extra field* of the local header, a place
where zip programs may leave notes to each other; PyTorch's note is called `FB`.
Time and date are zero: the same model always gives the same file. */
void pt_zip_add(ZipWriter *zip, const char *name, const void *data, size_t size)
{
    Bytes *file = &zip->file;
    char *path = text_new("%s/%s", zip->prefix, name);
    size_t length = strlen(path);
    size_t start = file->size + (size_t)headers[LOCAL].size + length + 4;
    uint64_t fill = -start % 64;
    Fields fields = {.flags = DESCRIBED | UTF8,
                     .name = length,
                     .extra = 4 + fill,
                     .place = file->size};

    add_fields(file, LOCAL, fields);
    bytes_add_text(file, path);
    bytes_add_text(file, "FB");
    bytes_add_number(file, fill, 2);
    while (file->size % 64 != 0)
        bytes_add_text(file, "Z");
    bytes_add(file, data, size);
    fields.checksum = crc32_of(data, size);
    fields.packed = fields.size = size;
    fields.extra = 0;
    add_fields(file, DESCRIPTOR, fields);

    add_fields(&zip->directory, CENTRAL, fields);
    bytes_add_text(&zip->directory, path);
    zip->count++;
    free(path);
}

/*: The end comes twice, once with 64-bit numbers and once with those of 1989.
We write files below 4 GiB, for which both say the same. */
static void add_end(Bytes *file, uint64_t count, uint64_t start, uint64_t size)
{
    static const int bytes[] = {4, 8, 2, 2, 8, 8, 8, 8, 8, // the longer one
                                4, 4, 8, 4,                // where it is
                                4, 4, 2, 2, 4, 4, 2};      // of 1989
    const uint64_t number[] = {0x06064b50, 44,         0x31e, 0x2d,
                               0,          count,      count, size,
                               start,      0x07064b50, 0,     start + size,
                               1,          0x06054b50, 0,     count,
                               count,      size,       start, 0};
    for (size_t i = 0; i < sizeof number / sizeof *number; i++)
        bytes_add_number(file, number[i], bytes[i]);
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

static bool read_end(ZipReader *r)
{
    if (r->size < END_SIZE ||
        bytes_number(r->file, 4) != headers[LOCAL].signature)
        return error_set(r->error, "this is no PyTorch model file");
    Bytes expected = {0};
    size_t end = r->size - END_SIZE;
    const unsigned char *facts = r->file + end + 8; // count, twice; size, place
    r->zip->count = (int)bytes_number(facts, 2);
    r->directory = r->at = (size_t)bytes_number(facts + 8, 4);
    r->directory_end = r->directory + (size_t)bytes_number(facts + 4, 4);
    add_end(&expected, (uint64_t)r->zip->count, r->directory,
            r->directory_end - r->directory);
    size_t skip = r->directory_end == end ? expected.size - END_SIZE : 0;
    bool good = r->directory_end + expected.size - skip == r->size &&
                memcmp(r->file + r->directory_end, expected.data + skip,
                       expected.size - skip) == 0;
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
static bool is_known(const char *name)
{
    const char *number = strncmp(name, "data/", 5) == 0 ? name + 5 : "";
    int digits = 0;
    while (number[digits] >= '0' && number[digits] <= '9')
        digits++;
    return strcmp(name, "data.pkl") == 0 || strcmp(name, "version") == 0 ||
           strcmp(name, "byteorder") == 0 ||
           (*name == '.' && name[1] >= 'a' && name[1] <= 'z') ||
           (digits > 0 && digits < 10 && number[digits] == '\0');
}

// The prefix, and behind it the name.
static const char *read_record_name(Zip *zip, const char *name, size_t length,
                                    ZipRecord *record)
{
    const char *slash = memchr(name, '/', length);
    size_t prefix = slash ? (size_t)(slash + 1 - name) : 0;
    if (!text_is_printable(name, length) || prefix < 2 ||
        prefix > ZIP_PREFIX_MAX || memchr(name, '\\', length))
        return "has a bad name: this is a zip file, but none of PyTorch";
    if (!*zip->prefix)
        memcpy(zip->prefix, name, prefix);
    if (strlen(zip->prefix) != prefix || memcmp(name, zip->prefix, prefix) != 0)
        return "is in another folder than the first one";
    length -= prefix;
    snprintf(record->name, sizeof record->name, "%.*s", (int)length,
             name + prefix);
    if (strncmp(record->name, "code/", 5) == 0 ||
        strcmp(record->name, "constants.pkl") == 0)
        return "belongs to TorchScript: a program, which is not read";
    if (length >= sizeof record->name || !is_known(record->name))
        return "is unknown in a model file";
    return pt_zip_find(zip, record->name) == record ? NULL : "is there twice";
}

/*: ## Records

The records must fill the file: each begins where the one before it ends. So no
two can overlap, nothing can hide between them, and all together are never
larger than the file. PyTorch itself does not look at the checksums; a bit that
flipped on the disk becomes another weight without a word. */
static const char *check_central(const Fields *central, size_t place)
{
    return central->flags & 1     ? "is encrypted"
           : central->method != 0 ? "is compressed"
           : central->flags & ~(uint64_t)(DESCRIBED | UTF8)
               ? "has unknown flags"
           : central->packed != central->size ? "has two sizes"
           : central->comment_and_disk != 0   ? "has a comment or a disk"
           : central->place != place
               ? "overlaps the one before it, or leaves a gap"
               : NULL;
}

static bool same_data(const Fields *a, const Fields *b)
{
    return a->checksum == b->checksum && a->packed == b->packed &&
           a->size == b->size;
}

/*: Checksum and sizes stand before the data or behind them: then there are
zeros before them, or the same numbers already. */
static const char *read_data(ZipReader *r, const char *name,
                             const Fields *central, ZipRecord *record)
{
    Fields local, behind;
    size_t start = r->next + (size_t)headers[LOCAL].size;
    bool described = central->flags & DESCRIBED;
    // There are bytes enough: at least one header of the directory follows.
    bool good = read_fields(r->file + r->next, LOCAL, &local);
    size_t data = start + local.name + local.extra;
    size_t end = data + central->size;
    r->next = end + (described ? (size_t)headers[DESCRIPTOR].size : 0);
    if (!good || r->next > r->directory || local.flags != central->flags ||
        local.method != central->method || local.name != central->name ||
        memcmp(r->file + start, name, local.name) != 0 ||
        !(same_data(&local, central) ||
          (described && local.checksum + local.packed + local.size == 0)) ||
        (described && !(read_fields(r->file + end, DESCRIPTOR, &behind) &&
                        same_data(&behind, central))))
        return "is damaged: its headers do not agree";
    record->data = r->file + data;
    record->size = central->size;
    record->padding = local.extra;
    return crc32_of(record->data, record->size) == central->checksum
               ? NULL
               : "is damaged: wrong checksum";
}

// One entry of the directory, and all that belongs to it.
static bool read_record(ZipReader *r, ZipRecord *record)
{
    Fields central;
    size_t start = r->at + (size_t)headers[CENTRAL].size;
    if (start > r->directory_end ||
        !read_fields(r->file + r->at, CENTRAL, &central) ||
        start + central.name + central.extra > r->directory_end)
        return error_set(r->error, "its directory is damaged");
    const char *name = (const char *)r->file + start;
    r->at = start + central.name + central.extra;
    const char *problem = read_record_name(r->zip, name, central.name, record);
    if (!problem)
        problem = check_central(&central, r->next);
    if (!problem)
        problem = read_data(r, name, &central, record);
    return !problem ||
           error_set(r->error, "the record %s %s",
                     quote_bytes(name, central.name).chars, problem);
}

bool pt_zip_read(Zip *zip, const unsigned char *file, size_t size, Error *error)
{
    ZipReader r = {.zip = zip, .file = file, .size = size, .error = error};
    *zip = (Zip){0};
    if (!read_end(&r))
        return false;
    zip->directory = r.directory;
    zip->record = memory_new((size_t)zip->count, sizeof *zip->record);
    for (int i = 0; i < zip->count; i++)
        if (!read_record(&r, &zip->record[i]))
            return false;
    return (r.next == r.directory && r.at == r.directory_end) ||
           error_set(error, "there are bytes that belong to no record");
}

const ZipRecord *pt_zip_find(const Zip *zip, const char *name)
{
    for (int i = 0; i < zip->count; i++)
        if (strcmp(zip->record[i].name, name) == 0)
            return &zip->record[i];
    return NULL;
}
