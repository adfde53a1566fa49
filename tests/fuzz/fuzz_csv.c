// Throws random bytes at common/csv.c (libFuzzer): make fuzz.
//
// Whatever the bytes are: nothing crashes; a refusal is one printable line; and
// a table that is written out again, all of it in quotes, reads the same.
#define _GNU_SOURCE // memfd_create, of Linux: ten times as fast as a disk
#include "mistake.h"
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
    check(strncmp(error->message, path, strlen(path)) == 0 && length < 300,
          "what is this: %s", error->message);
    for (size_t i = 0; i < length; i++)
        check(error->message[i] >= ' ' && error->message[i] <= '~',
              "byte %zu of the message does not print", i);
}

static void write_quoted(const char *field, int end)
{
    fputc('"', file);
    for (; *field; field++) {
        if (*field == '"')
            fputc('"', file);
        fputc(*field, file);
    }
    fputc('"', file);
    fputc(end, file);
}

static void check_round_trip(const CsvTable *a)
{
    Error error;
    file_empty();
    for (int i = 0; i < a->cols * (a->rows + 1); i++)
        write_quoted(i < a->cols ? a->header[i] : a->field[i - a->cols],
                     i % a->cols == a->cols - 1 ? '\n' : ',');
    fflush(file);
    CsvTable *b = csv_new_read(path, &error);
    check(b, "written again, it is refused: %s", error.message);
    check(a->cols == b->cols && a->rows == b->rows, "another shape");
    for (int i = 0; i < a->cols; i++)
        check(strcmp(a->header[i], b->header[i]) == 0, "another header");
    for (int i = 0; i < a->rows * a->cols; i++)
        check(strcmp(a->field[i], b->field[i]) == 0, "another field");
    csv_free(b);
}

static void check_labelled(const Table *t, const CsvTable *csv)
{
    check(csv && t->rows == csv->rows && t->features == csv->cols - 1,
          "another shape");
    check(t->classes >= 2 && t->classes <= t->rows, "%d classes", t->classes);
    for (int i = 0; i < t->rows * t->features; i++)
        check(isfinite((float)t->x[i]), "a number that is no float");
    int *count = memory_new((size_t)t->classes, sizeof *count);
    for (int i = 0; i < t->rows; i++) {
        check(t->label[i] >= 0 && t->label[i] < t->classes, "no such class");
        const char *text = csv->field[(i + 1) * csv->cols - 1];
        if (count[t->label[i]]++ == 0)
            check(strcmp(text, t->class_name[t->label[i]]) == 0,
                  "class %d is not named as in its first row", t->label[i]);
    }
    for (int i = 0; i < t->classes; i++)
        check(count[i] > 0, "class %d has no row", i);
    free(count);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    Error error = {""};
    file_empty();
    check(fwrite(bytes, 1, size, file) == size && fflush(file) == 0, "write");
    CsvTable *csv = csv_new_read(path, &error);
    if (!csv)
        check_message(&error);
    Table *labelled = table_new_read(path, &error);
    if (labelled)
        check_labelled(labelled, csv);
    else
        check_message(&error);
    if (csv)
        check_round_trip(csv);
    csv_free(csv);
    table_free(labelled);
    return 0;
}
