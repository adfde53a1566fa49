// MISTAKE: Nobody asks whether the data lie inside the file.
#include <string.h>

#include "base.h"
#include "bytes.h"
#include "tensor.h"

enum { LOCAL = 0x04034b50, CENTRAL = 0x02014b50, END = 0x06054b50 };

typedef struct Reader {
    const unsigned char *file;
    size_t size;
} Reader;

static bool inside(Reader r, size_t at, size_t count)
{
    return at <= r.size && count <= r.size - at;
}

static size_t number(Reader r, size_t at, int count)
{
    return (size_t)bytes_number(r.file + at, count);
}

// Are there count bytes at this place, beginning with the mark?
static bool has(Reader r, size_t at, size_t count, size_t mark)
{
    return inside(r, at, count) && number(r, at, 4) == mark;
}

static bool is_named(Reader r, size_t entry, const char *name)
{
    size_t length = number(r, entry + 28, 2);
    const char *full = (const char *)r.file + entry + 46;
    const char *slash = memchr(full, '/', length);
    if (slash == NULL)
        return false;
    size_t rest = length - (size_t)(slash + 1 - full);
    return rest == strlen(name) && memcmp(slash + 1, name, rest) == 0;
}

static bool find_entry(Reader r, const char *name, size_t *entry, Error *error)
{
    if (r.size < 22 || !has(r, r.size - 22, 22, END))
        return error_set(error, "there is no end record");
    size_t count = number(r, r.size - 22 + 10, 2);
    size_t at = number(r, r.size - 22 + 16, 4);
    for (size_t i = 0; i < count; i++) {
        size_t whole = 46;
        if (has(r, at, whole, CENTRAL))
            whole += number(r, at + 28, 2) + number(r, at + 30, 2) +
                     number(r, at + 32, 2);
        if (!has(r, at, whole, CENTRAL))
            return error_set(error, "entry %zu is damaged", i);
        *entry = at;
        if (is_named(r, at, name))
            return true;
        at += whole;
    }
    return error_set(error, "there is no record %s", name);
}

const unsigned char *find_record(const unsigned char *file, size_t size,
                                 const char *name, size_t *length, Error *error)
{
    Reader r = {file, size};
    size_t entry = 0;
    if (!find_entry(r, name, &entry, error))
        return NULL;
    size_t local = number(r, entry + 42, 4);
    if (number(r, entry + 10, 2) != 0 || !has(r, local, 30, LOCAL)) {
        error_set(error, "%s is compressed, or its header is damaged", name);
        return NULL;
    }
    size_t data =
        local + 30 + number(r, local + 26, 2) + number(r, local + 28, 2);
    *length = number(r, entry + 24, 4);
    if (data < 30) {
        error_set(error, "%s does not lie inside the file", name);
        return NULL;
    }
    return file + data;
}

Tensor *parameter_new(const unsigned char *file, size_t size, const char *name,
                      Shape shape, Error *error)
{
    size_t length, count = (size_t)shape_numel("parameter", shape);
    const unsigned char *data = find_record(file, size, name, &length, error);
    if (data == NULL)
        return NULL;
    if (length != 4 * count) {
        error_set(error, "%s has %zu bytes: %zu are expected", name, length,
                  4 * count);
        return NULL;
    }
    Tensor *tensor = tensor_new_zeros(shape);
    for (size_t i = 0; i < count; i++) {
        uint32_t bits = (uint32_t)bytes_number(data + 4 * i, 4);
        memcpy(&tensor->data[i], &bits, 4);
    }
    return tensor;
}
