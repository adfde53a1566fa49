// Throws random bytes at common/csv.c (libFuzzer): make fuzz.
//
// Whatever the bytes are: nothing crashes; a refusal is one printable line; and
// a table that is written out again, all of it in quotes, reads the same.
#define _GNU_SOURCE // memfd_create, of Linux: ten times as fast as a disk
#include "mistake.h"
#include "bytes.h"
#include "csv.h"
#include "table.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static FILE *file; // in memory; nothing is left behind
static char path[32];

static void file_empty(void)
{
    if (!file)
        file = fdopen(memfd_create("fuzz.csv", 0), "w+");
    check(file && ftruncate(fileno(file), 0) == 0, "no temporary file");
    rewind(file);
    snprintf(path, sizeof path, "/dev/fd/%d", fileno(file));
}

static void check_message(const Error *error)
{
    size_t length = strlen(error->message);
    check(strncmp(error->message, path, strlen(path)) == 0 && length < 500,
          "what is this: %s", error->message);
    check(text_is_printable(error->message, length), "the message: %s",
          error->message);
}

static void add_quoted(Bytes *out, const char *field, const char *end)
{
    bytes_add_text(out, "\"");
    for (; *field; field++)
        bytes_add(out, *field == '"' ? "\"\"" : field, *field == '"' ? 2 : 1);
    bytes_add_text(out, "\"");
    bytes_add_text(out, end);
}

// The table, all of it in quotes. Nothing, if it is refused.
static Bytes written_again(void)
{
    Error error = {""};
    Bytes out = {0};
    CsvFile *csv = csv_open(path, 0, &error);
    for (int i = 0; csv && i < csv->cols; i++)
        add_quoted(&out, csv->header[i], i + 1 < csv->cols ? "," : "\n");
    if (csv)
        do
            for (int i = 0; i < csv->cols; i++)
                add_quoted(&out, csv->field[i], i + 1 < csv->cols ? "," : "\n");
        while (csv_next(csv, &error));
    if (!csv || !csv->ended) {
        check_message(&error);
        out.size = 0;
    }
    csv_close(csv);
    return out;
}

static void check_round_trip(const Bytes *a)
{
    file_empty();
    check(fwrite(a->data, 1, a->size, file) == a->size && fflush(file) == 0,
          "write");
    Bytes b = written_again();
    check(a->size == b.size && memcmp(a->data, b.data, b.size) == 0,
          "written again, it is another table");
    free(b.data);
}

static void check_labelled(const Table *t)
{
    Error error;
    CsvFile *csv = csv_open(path, 0, &error);
    check(csv && t->features == csv->cols - 1, "another shape");
    check(t->classes >= 2 && t->classes <= t->rows, "%d classes", t->classes);
    for (int i = 0; i < t->rows * t->features; i++)
        check(isfinite((float)t->x[i]), "a number that is no float");
    int *count = memory_new((size_t)t->classes, sizeof *count);
    for (int i = 0; i < t->rows; i++) {
        check(t->label[i] >= 0 && t->label[i] < t->classes, "no such class");
        if (count[t->label[i]]++ == 0)
            check(strcmp(csv->field[t->features], t->class_name[t->label[i]]) ==
                      0,
                  "class %d is not named as in its first row", t->label[i]);
        check(csv_next(csv, &error) == (i + 1 < t->rows), "other rows");
    }
    for (int i = 0; i < t->classes; i++)
        check(count[i] > 0, "class %d has no row", i);
    free(count);
    csv_close(csv);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    Error error = {""};
    file_empty();
    check(fwrite(bytes, 1, size, file) == size && fflush(file) == 0, "write");
    Bytes table = written_again();
    Table *labelled = table_new_read(path, &(TableFormat){0}, &error);
    if (labelled)
        check_labelled(labelled);
    else
        check_message(&error);
    if (table.size > 0)
        check_round_trip(&table);
    free(table.data);
    table_free(labelled);
    return 0;
}
