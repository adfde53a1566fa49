// MISTAKE: The whole number is cast to a float, or the float written as one: copy its 32 bits with memcpy.
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base.h"
#include "bytes.h"

enum { ROOM = 64 };

static bool read_header(const unsigned char *file, size_t size, uint32_t *rows,
                        uint32_t *cols, size_t *at, Error *error)
{
    if (size < 8 || memcmp(file, "TINY", 4) != 0)
        return error_set(error, "this is no TINY file");
    size_t version = (size_t)bytes_number(file + 4, 2);
    size_t ndim = (size_t)bytes_number(file + 6, 2);
    if (version != 1)
        return error_set(error, "version %zu: 1 is expected", version);
    if (ndim != 1 && ndim != 2)
        return error_set(error, "%zu dimensions: 1 or 2 are expected", ndim);
    *at = 8 + 4 * ndim;
    if (size < *at)
        return error_set(error, "the file ends in its header");
    *rows = ndim == 2 ? (uint32_t)bytes_number(file + 8, 4) : 1;
    *cols = (uint32_t)bytes_number(file + *at - 4, 4);
    if (*rows < 1 || *rows > ROOM || *cols < 1 || *cols > ROOM)
        return error_set(error, "a table of %u x %u numbers", (unsigned)*rows,
                         (unsigned)*cols);
    return true;
}

bool tiny_read(const unsigned char *file, size_t size, uint32_t *rows,
               uint32_t *cols, float *numbers, Error *error)
{
    size_t at = 0;
    if (!read_header(file, size, rows, cols, &at, error))
        return false;
    size_t count = (size_t)*rows * *cols;
    if (count > ROOM)
        return error_set(error, "%zu numbers: at most %d fit", count, ROOM);
    if (size != at + 4 * count)
        return error_set(error, "%zu bytes: %zu are expected", size,
                         at + 4 * count);
    for (size_t i = 0; i < count; i++) {
        uint32_t bits = (uint32_t)bytes_number(file + at + 4 * i, 4);
        numbers[i] = (float)bits;
        if (!isfinite(numbers[i]))
            return error_set(error, "number %zu is not finite", i);
    }
    return true;
}
