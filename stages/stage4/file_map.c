/*: # A map of a file

What a file consists of can be seen at a glance if each byte gets a colour: blue
for the pickle, orange for the parameters, and so on. This chapter opens a model
file, asks [the reader of the container](pt_zip.c) where each record lies, and
writes rectangles for gnuplot. */
#include "file_map.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "file.h"
#include "plot.h"
#include "pt_zip.h"

enum { ROW = 64 }; // bytes; records begin at multiples of it
enum { PICKLE = 1, PARAMETERS, HEADERS, PADDING, DIRECTORY };

/*: ## What is each byte?

An array with a letter for each byte of the file is enough. A record's local
header has 30 bytes and then its name; the length of the name stands in the
header at byte 26. Up to the data comes padding. Behind the data stands the
descriptor, up to the next record. What is left when all records are painted is
the directory. */
static int part_of(const ZipRecord *record)
{
    return memcmp(record->name, "data/", 5) == 0      ? PARAMETERS
           : memcmp(record->name, "data.pkl", 5) == 0 ? PICKLE
                                                      : HEADERS;
}

static void paint(unsigned char *part, const Bytes *file, const Zip *zip)
{
    size_t at = 0;
    memset(part, DIRECTORY, file->size);
    for (int i = 0; i < zip->count; i++) {
        const ZipRecord *record = &zip->record[i];
        size_t data = (size_t)(record->data - file->data);
        size_t name = (size_t)bytes_number(file->data + at + 26, 2);
        memset(part + at, HEADERS, 30 + name);
        memset(part + at + 30 + name, PADDING, data - at - 30 - name);
        memset(part + data, part_of(record), record->size);
        memset(part + data + record->size, HEADERS, 16); // the descriptor
        at = data + record->size + 16;
    }
}

/*: ## Rectangles

Neighbours of one kind in a row become one rectangle, and so do full rows of one
kind below each other: however large the model is, its map is small. */
static void write_rectangles(FILE *out, const unsigned char *part, size_t size)
{
    for (size_t from = 0, to; from < size; from = to) {
        size_t same = 1, row = from - from % ROW;
        while (from + same < size && part[from + same] == part[from])
            same++;
        to = from == row && same >= ROW ? row + same - same % ROW
             : from + same > row + ROW  ? row + ROW
                                        : from + same;
        size_t last_row = (to - 1) - (to - 1) % ROW;
        fprintf(out, "%zu %zu %zu %zu %d\n", from - row, to - last_row, row,
                last_row + ROW, part[from]);
    }
}

bool file_map_write(const char *folder, const char *name, const char *path,
                    Error *error)
{
    Bytes file;
    Zip zip = {.count = 0};
    FILE *out = NULL;
    Error problem;
    if (!file_read(path, &file, &problem) ||
        !zip_read(&zip, file.data, file.size, &problem)) {
        error_set(error, "%s: %s", path, problem.message);
    } else if ((out = plot_open(folder, name, error)) != NULL) {
        unsigned char *part = memory_new(file.size, 1);
        paint(part, &file, &zip);
        fprintf(out, "# x0 x1 byte0 byte1 part\n");
        write_rectangles(out, part, file.size);
        free(part);
    }
    free(zip.record);
    free(file.data);
    return out && plot_close(out, folder, name, error);
}
