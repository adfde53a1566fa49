// Model files that nobody saved: recorded ones with an edit, and pickles that
// are written by hand.
#ifndef MODEL_FILE_CRAFT_H
#define MODEL_FILE_CRAFT_H

#include "model_file_tools.h"
#include "model_file/pt_write.h"
#include "model_file/pt_zip.h"

typedef struct Piece {
    const char *bytes;
    size_t size;
} Piece;

#define PIECE(text)                                                            \
    {                                                                          \
        text, sizeof(text) - 1                                                 \
    }

// In data.pkl of a recorded file the first such piece becomes another; the
// container around it is written anew, with right checksums.
typedef struct Edit {
    const char *fault;
    Piece from, to;
    const char *message;
} Edit;

// For a pickle alone.
static inline Bytes container_of(Piece pickle)
{
    ZipWriter zip = {.prefix = "x"};
    pt_zip_add(&zip, "data.pkl", pickle.bytes, pickle.size);
    pt_zip_add(&zip, "version", "3\n", 2);
    pt_zip_finish(&zip);
    return zip.file;
}

// The file with another record of that name, or with one more.
static inline Bytes with_record(const char *path, const char *name,
                                Piece content)
{
    Bytes bytes = read_bytes(path);
    Zip zip;
    ZipWriter out = {.prefix = "x"};
    bool added = !content.bytes;
    ck_assert(pt_zip_read(&zip, bytes.data, bytes.size, &error));
    for (int i = 0; i < zip.count; i++) {
        const ZipRecord *record = &zip.record[i];
        if (strcmp(record->name, name) != 0) {
            pt_zip_add(&out, record->name, record->data, record->size);
        } else if (content.bytes) {
            pt_zip_add(&out, name, content.bytes, content.size);
            added = true;
        }
    }
    if (!added)
        pt_zip_add(&out, name, content.bytes, content.size);
    pt_zip_finish(&out);
    free(zip.record);
    free(bytes.data);
    return out.file;
}

static inline Bytes with_edit(const char *path, const Edit *edit)
{
    Bytes file = read_bytes(path), pickle = {0};
    Zip zip;
    ck_assert(pt_zip_read(&zip, file.data, file.size, &error));
    const ZipRecord *record = pt_zip_find(&zip, "data.pkl");
    const char *old = (const char *)record->data, *end = old + record->size;
    const char *at = old;
    while (end - at >= (ptrdiff_t)edit->from.size &&
           memcmp(at, edit->from.bytes, edit->from.size) != 0)
        at++;
    ck_assert_msg(end - at >= (ptrdiff_t)edit->from.size, "%s: nothing to edit",
                  edit->fault);
    bytes_add(&pickle, old, (size_t)(at - old));
    bytes_add(&pickle, edit->to.bytes, edit->to.size);
    at += edit->from.size;
    bytes_add(&pickle, at, (size_t)(end - at));
    free(zip.record);
    Bytes bytes = with_record(path, "data.pkl",
                              (Piece){(const char *)pickle.data, pickle.size});
    free(file.data);
    free(pickle.data);
    return bytes;
}

#endif
