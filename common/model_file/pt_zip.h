// The container of a PyTorch model file: a zip file that holds records, each a
// name and bytes, without compression.
#ifndef PT_ZIP_H
#define PT_ZIP_H

#include "base.h"
#include "bytes.h"

// Writing: all records, then the end.
//
//     ZipWriter zip = {.prefix = "model"};
//     pt_zip_add(&zip, "data.pkl", data, size); …
//     pt_zip_finish(&zip);                    now zip.file is the whole file
//     free(zip.file.data);
typedef struct ZipWriter {
    const char *prefix; // record "data.pkl" is stored as "model/data.pkl"
    Bytes file;
    Bytes directory;
    uint16_t count;
    Splice *splice; // what comes in between: of pt_zip_add_splice
    int splices;
    size_t spliced; // bytes of them
} ZipWriter;

void pt_zip_add(ZipWriter *zip, const char *name, const void *data,
                size_t size);
// The same, but the data are not copied: they must stay where they are. Then
// zip.splice is to be freed too, or pt_zip_join makes zip.file whole.
void pt_zip_add_splice(ZipWriter *zip, const char *name, const void *data,
                       size_t size);
void pt_zip_finish(ZipWriter *zip);
Bytes pt_zip_join(ZipWriter *zip);

enum { ZIP_NAME_SIZE = 64, ZIP_PREFIX_MAX = 256 };

// Reading: the data point into the file's bytes.
typedef struct ZipRecord {
    char name[ZIP_NAME_SIZE]; // without the prefix
    const unsigned char *data;
    size_t size, padding; // the latter: bytes before the data that say nothing
} ZipRecord;

typedef struct Zip {
    char prefix[ZIP_PREFIX_MAX + 1]; // with its slash
    size_t directory;                // where it begins: behind the last record
    int count;
    ZipRecord *record; // to be freed, on a fault too
} Zip;

// Takes only what PyTorch or pt_zip_add may have written, with every byte of
// the file accounted for and every checksum right.
bool pt_zip_read(Zip *zip, const unsigned char *file, size_t size,
                 Error *error);
// The same with a file that is not written yet.
bool pt_zip_read_written(Zip *zip, const ZipWriter *written, Error *error);
// The record of that name, or NULL.
const ZipRecord *pt_zip_find(const Zip *zip, const char *name);

#endif
