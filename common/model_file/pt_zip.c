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

A header is a row of numbers of agreed sizes. The local one stands before a
record's bytes, the descriptor behind them, and the third in the directory. They
have fields in common, so one table is enough to write and to read all three. */
typedef enum Header { LOCAL, DESCRIPTOR, CENTRAL } Header;

enum {
    SIGNATURE,
    VERSION,
    FLAGS,
    METHOD, // of compressing: 0, none
    TIME,
    CHECKSUM,
    PACKED, // size, if it were compressed
    SIZE,
    NAME,  // how long it is; it follows
    EXTRA, // the same, behind the name
    COMMENT,
    DISK,
    ATTRIBUTES,
    PLACE, // of the local header
    FIELDS,
};

static const struct {
    uint32_t signature;
    int size;          // of all fields
    int bytes[FIELDS]; // of each; 0: it is not in this header
} headers[] = {
    [LOCAL] = {0x04034b50, 30, {4, 2, 2, 2, 4, 4, 4, 4, 2, 2}},
    [DESCRIPTOR] = {0x08074b50, 16, {4, 0, 0, 0, 0, 4, 4, 4}},
    [CENTRAL] = {0x02014b50, 46, {4, 4, 2, 2, 4, 4, 4, 4, 2, 2, 2, 2, 6, 4}},
};

enum {
    END = 0x06054b50,
    END64 = 0x06064b50,
    LOCATOR64 = 0x07064b50,
    END_SIZE = 22,
    DESCRIBED = 8, // a flag: checksum and sizes come in a descriptor
    UTF8 = 0x800,  // a flag: of the name
    RECORDS_MAX = 4096,
};

static void add_header(Bytes *bytes, Header header, const uint64_t *field)
{
    bytes_add_number(bytes, headers[header].signature, 4);
    for (int i = SIGNATURE + 1; i < FIELDS; i++)
        bytes_add_number(bytes, field[i], headers[header].bytes[i]);
}

// Is there such a header? There must be as many bytes.
static bool read_header(const unsigned char *from, Header header,
                        uint64_t field[FIELDS])
{
    for (int i = 0; i < FIELDS; i++) {
        field[i] = bytes_number(from, headers[header].bytes[i]);
        from += headers[header].bytes[i];
    }
    return field[SIGNATURE] == headers[header].signature;
}

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

The bytes are PyTorch's own, down to the padding: every record begins at a
multiple of 64, so that a program can map the file into memory and compute with
it in place. The padding hides in the *extra field* of the local header, a place
where zip programs may leave notes to each other; PyTorch's note is called `FB`.
Time and date are zero: the same model always gives the same file. */
static void add_record_name(Bytes *bytes, const char *prefix, const char *name)
{
    bytes_add_text(bytes, prefix);
    bytes_add_text(bytes, "/");
    bytes_add_text(bytes, name);
}

void pt_zip_add(ZipWriter *zip, const char *name, const void *data, size_t size)
{
    Bytes *file = &zip->file;
    size_t length = strlen(zip->prefix) + 1 + strlen(name);
    size_t start = file->size + (size_t)headers[LOCAL].size + length + 4;
    uint64_t fill = -start % 64;
    uint64_t field[FIELDS] = {[FLAGS] = DESCRIBED | UTF8,
                              [NAME] = length,
                              [EXTRA] = 4 + fill,
                              [PLACE] = file->size};

    add_header(file, LOCAL, field);
    add_record_name(file, zip->prefix, name);
    bytes_add_text(file, "FB");
    bytes_add_number(file, fill, 2);
    while (file->size % 64 != 0)
        bytes_add_text(file, "Z");
    bytes_add(file, data, size);
    field[CHECKSUM] = crc32_of(data, size);
    field[PACKED] = field[SIZE] = size;
    field[EXTRA] = 0;
    add_header(file, DESCRIPTOR, field);

    add_header(&zip->directory, CENTRAL, field);
    add_record_name(&zip->directory, zip->prefix, name);
    zip->count++;
}

/*: The end comes twice, once with 64-bit numbers and once with those of 1989.
We write files below 4 GiB, for which both say the same. */
typedef struct Field {
    uint64_t number;
    int size;
} Field;

static void add_end(Bytes *file, uint64_t count, uint64_t start, uint64_t size)
{
    const Field field[] = {
        {END64, 4}, {44, 8},           {0x31e, 2}, {0x2d, 2},  {0, 8},
        {count, 8}, {count, 8},        {size, 8},  {start, 8}, {LOCATOR64, 4},
        {0, 4},     {start + size, 8}, {1, 4},     {END, 4},   {0, 4},
        {count, 2}, {count, 2},        {size, 4},  {start, 4}, {0, 2}};
    for (size_t i = 0; i < sizeof field / sizeof *field; i++)
        bytes_add_number(file, field[i].number, field[i].size);
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

static bool read_end(ZipReader *r)
{
    if (r->size >= 2 && memcmp(r->file, "\x80\x02", 2) == 0)
        return error_set(r->error, "this is PyTorch's old format: load it with "
                                   "PyTorch 1.6 or newer and save it again");
    if (r->size < END_SIZE || number_at(r, 0, 4) != headers[LOCAL].signature)
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
static bool is_known(const char *name)
{
    const char *number = strncmp(name, "data/", 5) == 0 ? name + 5 : "";
    size_t digits = strspn(number, "0123456789");
    return strcmp(name, "data.pkl") == 0 || strcmp(name, "version") == 0 ||
           strcmp(name, "byteorder") == 0 ||
           (*name == '.' && name[1] >= 'a' && name[1] <= 'z') ||
           (digits > 0 && digits < 10 && number[digits] == '\0');
}

static const char *read_record_name(Zip *zip, const char *name, size_t length,
                                    ZipRecord *record)
{
    const char *slash = memchr(name, '/', length);
    size_t prefix = slash ? (size_t)(slash + 1 - name) : 0;
    if (!text_is_printable(name, length) || prefix < 2 ||
        prefix > ZIP_PREFIX_MAX || memchr(name, '\\', length))
        return "has a bad name";
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
static const char *check_central(const uint64_t field[FIELDS], size_t place)
{
    return field[FLAGS] & 1                               ? "is encrypted"
           : field[METHOD] != 0                           ? "is compressed"
           : field[FLAGS] & ~(uint64_t)(DESCRIBED | UTF8) ? "has unknown flags"
           : field[PACKED] != field[SIZE]                 ? "has two sizes"
           : field[COMMENT] || field[DISK] ? "has a comment or a disk"
           : field[PLACE] != place
               ? "overlaps the one before it, or leaves a gap"
               : NULL;
}

static bool same_data(const uint64_t a[FIELDS], const uint64_t b[FIELDS])
{
    return a[CHECKSUM] == b[CHECKSUM] && a[PACKED] == b[PACKED] &&
           a[SIZE] == b[SIZE];
}

/*: Checksum and sizes stand before the data or behind them: then there are
zeros before them, or the same numbers already. */
static const char *read_data(ZipReader *r, const char *name,
                             const uint64_t central[FIELDS], ZipRecord *record)
{
    static const uint64_t zeros[FIELDS] = {0};
    uint64_t local[FIELDS], behind[FIELDS];
    size_t start = r->next + (size_t)headers[LOCAL].size;
    bool described = central[FLAGS] & DESCRIBED;
    bool good =
        start <= r->directory && read_header(r->file + r->next, LOCAL, local);
    size_t data = good ? start + local[NAME] + local[EXTRA] : 0;
    size_t end = data + central[SIZE];
    size_t next = end + (described ? (size_t)headers[DESCRIPTOR].size : 0);
    good =
        good && next <= r->directory && local[FLAGS] == central[FLAGS] &&
        local[METHOD] == central[METHOD] && local[NAME] == central[NAME] &&
        memcmp(r->file + start, name, local[NAME]) == 0 &&
        (same_data(local, central) || (described && same_data(local, zeros))) &&
        (!described || (read_header(r->file + end, DESCRIPTOR, behind) &&
                        same_data(behind, central)));
    if (!good)
        return "is damaged: its headers do not agree";
    record->data = r->file + data;
    record->size = central[SIZE];
    r->next = next;
    return crc32_of(record->data, record->size) == central[CHECKSUM]
               ? NULL
               : "is damaged: wrong checksum";
}

static bool read_record(ZipReader *r, ZipRecord *record)
{
    uint64_t field[FIELDS];
    size_t start = r->at + (size_t)headers[CENTRAL].size;
    if (start > r->directory_end ||
        !read_header(r->file + r->at, CENTRAL, field) ||
        start + field[NAME] + field[EXTRA] > r->directory_end)
        return error_set(r->error, "its directory is damaged");
    const char *name = (const char *)r->file + start;
    r->at = start + field[NAME] + field[EXTRA];
    const char *problem = read_record_name(r->zip, name, field[NAME], record);
    if (!problem)
        problem = check_central(field, r->next);
    if (!problem)
        problem = read_data(r, name, field, record);
    return !problem || error_set(r->error, "the record %s %s",
                                 quote(name, field[NAME]).chars, problem);
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

const ZipRecord *pt_zip_find(const Zip *zip, const char *name)
{
    for (int i = 0; i < zip->count; i++)
        if (strcmp(zip->record[i].name, name) == 0)
            return &zip->record[i];
    return NULL;
}
