/*: # Writing a container

A model of 100 MB becomes a file of 100 MB and a little more. To put the file
together in memory first would take as much room again, and as much time as
writing it. So only what is between the numbers is made here.

Eight bytes of a record come in between, and are never copied:

```{.c example="pt_zip_write"}
```

![What is made, and what comes in between](pt_zip_write.svg){#fig-pt-zip-write
alt="Two tables: large records in memory, and the bytes of the file, which are
headers; arrows lead from the records to places between the headers"} */
#include "model_file/pt_zip.h"

#include <stdlib.h>
#include <string.h>

#include "model_file/pt_zip_header.h"

/*: ## Records

The bytes are PyTorch's own, down to the padding: every record begins at a
multiple of 64, so that a program can map the file into memory and compute with
it in place. The padding hides in the *extra field* of the local header, a place
where zip programs may leave notes to each other; PyTorch's note is called `FB`.
Time and date are zero: the same model always gives the same file. */
// A header, field by field.
static void add_fields(Bytes *bytes, Header header, Fields fields)
{
    fields.signature = pt_header[header].signature;
    for (int i = 0; i < FIELDS; i++)
        bytes_add_number(bytes, fields.number[i], pt_header[header].bytes[i]);
}

// What stands before a record's bytes.
static Fields begin_record(ZipWriter *zip, const char *path)
{
    Bytes *file = &zip->file;
    size_t length = strlen(path), place = file->size + zip->spliced;
    size_t start = place + (size_t)pt_header[LOCAL].size + length + 4;
    uint64_t fill = -start % 64;
    Fields fields = {.flags = DESCRIBED | UTF8,
                     .name = length,
                     .extra = 4 + fill,
                     .place = place};
    add_fields(file, LOCAL, fields);
    bytes_add_text(file, path);
    bytes_add_text(file, "FB");
    bytes_add_number(file, fill, 2);
    for (uint64_t i = 0; i < fill; i++)
        bytes_add_text(file, "Z");
    return fields;
}

// Its bytes, copied or noted, what is said behind them, and its line in the
// directory.
static void add_record(ZipWriter *zip, const char *name, const void *data,
                       size_t size, bool copied)
{
    char *path = text_new("%s/%s", zip->prefix, name);
    Fields fields = begin_record(zip, path);
    if (copied) {
        bytes_add(&zip->file, data, size);
    } else {
        zip->splice = memory_resize(zip->splice, (size_t)zip->splices + 1,
                                    sizeof *zip->splice);
        zip->splice[zip->splices++] = (Splice){zip->file.size, data, size};
        zip->spliced += size;
    }
    fields.checksum = crc32_of(data, size);
    fields.packed = fields.size = size;
    fields.extra = 0;
    add_fields(&zip->file, DESCRIPTOR, fields);

    add_fields(&zip->directory, CENTRAL, fields);
    bytes_add_text(&zip->directory, path);
    zip->count++;
    free(path);
}

// A small record is copied.
void pt_zip_add(ZipWriter *zip, const char *name, const void *data, size_t size)
{
    add_record(zip, name, data, size, true);
}

/*: The numbers of a large model are in memory already. They are not copied into
the file's bytes, but noted: where in them they come in between. */
void pt_zip_add_splice(ZipWriter *zip, const char *name, const void *data,
                       size_t size)
{
    add_record(zip, name, data, size, false);
}

/*: ## The end

The end comes twice, once with 64-bit numbers and once with those of 1989.
We write files below 4 GiB, for which both say the same. */
void pt_zip_add_end(Bytes *file, uint64_t count, uint64_t start, uint64_t size)
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

// The directory comes behind all records, and then the end.
void pt_zip_finish(ZipWriter *zip)
{
    size_t start = zip->file.size + zip->spliced;
    bytes_add(&zip->file, zip->directory.data, zip->directory.size);
    pt_zip_add_end(&zip->file, zip->count, start, zip->directory.size);
    free(zip->directory.data);
}

Bytes pt_zip_join(ZipWriter *zip)
{
    Bytes whole = {0};
    size_t done = 0;
    for (int i = 0; i < zip->splices; i++) {
        const Splice *s = &zip->splice[i];
        bytes_add(&whole, zip->file.data + done, s->at - done);
        bytes_add(&whole, s->data, s->size);
        done = s->at;
    }
    bytes_add(&whole, zip->file.data + done, zip->file.size - done);
    free(zip->file.data);
    free(zip->splice);
    return whole;
}
