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

#include "model_file/pt_zip_header.h"

/*: ## Headers

A header is a row of numbers of agreed sizes; one is [the
checksum](bytes.c#the-checksum) of the record. The local one stands before a
record's bytes, the descriptor behind them, and the third in the directory. They
have fields in common, so one table is enough to write and to read all three. */
const HeaderForm pt_header[] = {
    [LOCAL] = {0x04034b50, 30, {4, 2, 2, 2, 4, 4, 4, 4, 2, 2}},
    [DESCRIPTOR] = {0x08074b50, 16, {4, 0, 0, 0, 0, 4, 4, 4}},
    [CENTRAL] = {0x02014b50, 46, {4, 4, 2, 2, 4, 4, 4, 4, 2, 2, 4, 6, 4}},
};

/*: The size of the end record, the most records that are read. */
enum {
    END_SIZE = 22,
    RECORDS_MAX = 4096,
};

// Is there such a header? There must be as many bytes.
static bool read_fields(const unsigned char *from, Header header,
                        Fields *fields)
{
    for (int i = 0; i < FIELDS; i++) {
        fields->number[i] = bytes_number(from, pt_header[header].bytes[i]);
        from += pt_header[header].bytes[i];
    }
    return fields->signature == pt_header[header].signature;
}

/*: ## Reading: the end first

The end record stands in the last 22 bytes and says where the directory is. We
believe these three numbers for a moment, write down the end that belongs to
them, and compare. Other zip programs leave out the part with 64-bit numbers. */
typedef struct ZipReader {
    Zip *zip;
    const unsigned char *file;
    size_t size;
    const Splice *splice;
    int splices;
    Error *error;
    size_t at;            // in the directory
    size_t directory;     // its start
    size_t directory_end; // where the end records begin
    size_t next;          // where the next record has to begin
} ZipReader;

/*: What is about to be written is read too, before [the old
file](model_file.c#saving) is touched. It is not in one piece: large records
[come in between](pt_zip_write.c). So who reads at a place of the file asks
where in memory that is. */
// For a file in one piece it is just so far from its start.
static const unsigned char *at_place(const ZipReader *r, size_t place)
{
    size_t before = 0; // bytes of splices
    for (int i = 0; i < r->splices && r->splice[i].at + before <= place; i++) {
        const Splice *s = &r->splice[i];
        if (place - s->at - before < s->size)
            return (const unsigned char *)s->data + (place - s->at - before);
        before += s->size;
    }
    return r->file + place - before;
}

// It must be byte for byte the end that is written here for such a directory.
static bool read_end(ZipReader *r)
{
    if (r->size < END_SIZE ||
        bytes_number(r->file, 4) != pt_header[LOCAL].signature)
        return error_set(r->error, "this is no PyTorch model file");
    Bytes expected = {0};
    size_t end = r->size - END_SIZE;
    const unsigned char *facts =
        at_place(r, end) + 8; // count, twice; size, place
    r->zip->count = (int)bytes_number(facts, 2);
    r->directory = r->at = (size_t)bytes_number(facts + 8, 4);
    r->directory_end = r->directory + (size_t)bytes_number(facts + 4, 4);
    pt_zip_add_end(&expected, (uint64_t)r->zip->count, r->directory,
                   r->directory_end - r->directory);
    size_t skip = r->directory_end == end ? expected.size - END_SIZE : 0;
    bool good = r->directory_end + expected.size - skip == r->size &&
                memcmp(at_place(r, r->directory_end), expected.data + skip,
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
    size_t start = r->next + (size_t)pt_header[LOCAL].size;
    bool described = central->flags & DESCRIBED;
    // There are bytes enough: at least one header of the directory follows.
    bool good = read_fields(at_place(r, r->next), LOCAL, &local);
    size_t data = start + local.name + local.extra;
    size_t end = data + central->size;
    r->next = end + (described ? (size_t)pt_header[DESCRIPTOR].size : 0);
    if (!good || r->next > r->directory || local.flags != central->flags ||
        local.method != central->method || local.name != central->name ||
        memcmp(at_place(r, start), name, local.name) != 0 ||
        !(same_data(&local, central) ||
          (described && local.checksum + local.packed + local.size == 0)) ||
        (described && !(read_fields(at_place(r, end), DESCRIPTOR, &behind) &&
                        same_data(&behind, central))))
        return "is damaged: its headers do not agree";
    record->data = at_place(r, data);
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
    size_t start = r->at + (size_t)pt_header[CENTRAL].size;
    if (start > r->directory_end ||
        !read_fields(at_place(r, r->at), CENTRAL, &central) ||
        start + central.name + central.extra > r->directory_end)
        return error_set(r->error, "its directory is damaged");
    const char *name = (const char *)at_place(r, start);
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

// The end says where the directory is, and that where the records are.
static bool read_zip(Zip *zip, ZipReader *r)
{
    r->zip = zip;
    *zip = (Zip){0};
    if (!read_end(r))
        return false;
    zip->directory = r->directory;
    zip->record = memory_new((size_t)zip->count, sizeof *zip->record);
    for (int i = 0; i < zip->count; i++)
        if (!read_record(r, &zip->record[i]))
            return false;
    return (r->next == r->directory && r->at == r->directory_end) ||
           error_set(r->error, "there are bytes that belong to no record");
}

bool pt_zip_read(Zip *zip, const unsigned char *file, size_t size, Error *error)
{
    return read_zip(zip,
                    &(ZipReader){.file = file, .size = size, .error = error});
}

bool pt_zip_read_written(Zip *zip, const ZipWriter *written, Error *error)
{
    return read_zip(zip,
                    &(ZipReader){.file = written->file.data,
                                 .size = written->file.size + written->spliced,
                                 .splice = written->splice,
                                 .splices = written->splices,
                                 .error = error});
}

const ZipRecord *pt_zip_find(const Zip *zip, const char *name)
{
    for (int i = 0; i < zip->count; i++)
        if (strcmp(zip->record[i].name, name) == 0)
            return &zip->record[i];
    return NULL;
}
