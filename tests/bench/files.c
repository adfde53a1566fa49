// Files: a table of text and a model, against what the C library does with the
// same bytes.
#define _DEFAULT_SOURCE
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bench.h"
#include "csv.h"
#include "mistake.h"
#include "model_file/model_file.h"
#include "nn.h"
#include "random.h"

enum { COLS = 8, ROWS = 20000, LONGEST = 256 };

static char path[] = "/tmp/bench-XXXXXX";

static void file_new(void)
{
    strcpy(path, "/tmp/bench-XXXXXX");
    int file = mkstemp(path);
    check(file >= 0, "no room for a file in /tmp");
    close(file);
}

static double table_new(void) // its megabytes
{
    float row[COLS];
    file_new();
    FILE *file = fopen(path, "w");
    check(file, "%s cannot be written", path);
    fprintf(file, "a,b,c,d,e,f,g,h\n");
    for (int i = 0; i < ROWS; i++) {
        rand_normal(default_generator(), COLS, row);
        for (int k = 0; k < COLS; k++)
            fprintf(file, "%.6f%c", (double)row[k], k < COLS - 1 ? ',' : '\n');
    }
    double size = (double)ftell(file) / 1e6;
    fclose(file);
    return size;
}

// Seconds for a megabyte; in the place of the loss the sum of all numbers.
Result run_csv(const int *size)
{
    (void)size;
    manual_seed(1);
    double megabytes = table_new(), start = thread_seconds();
    Error error;
    CsvNumbers n;
    CsvFile *csv = csv_open(path, 0, &error);
    check(csv && csv_read(csv, COLS, false, &n, &error), "%s", error.message);
    Result result = {(thread_seconds() - start) / megabytes, 0};
    for (int i = 0; i < n.rows * COLS; i++)
        result.loss += n.x[i];
    free(n.x);
    free(n.label);
    csv_close(csv);
    unlink(path);
    return result;
}

Result run_csv_by_strtod(const int *size)
{
    (void)size;
    manual_seed(1);
    char line[LONGEST], *at;
    double *x = malloc(sizeof *x * ROWS * COLS), megabytes = table_new();
    double start = thread_seconds();
    int count = 0;
    FILE *file = fopen(path, "r");
    check(file && fgets(line, LONGEST, file), "%s cannot be read", path);
    while (fgets(line, LONGEST, file)) {
        at = line;
        for (int k = 0; k < COLS; k++, at++)
            x[count++] = strtod(at, &at);
    }
    Result result = {(thread_seconds() - start) / megabytes, 0};
    for (int i = 0; i < count; i++)
        result.loss += x[i];
    fclose(file);
    free(x);
    unlink(path);
    return result;
}

// Seconds for a megabyte of parameters, saved and loaded.
Result run_model_file(const int *size)
{
    int n = size[0];
    Error error;
    Module model = module_new("Sequential"), loaded;
    sequential_add(&model, NULL, module_new_linear(n, n, true));
    file_new();
    double start = thread_seconds();
    check(model_save(path, &model, &error), "%s", error.message);
    check(model_load(path, &loaded, &error), "%s", error.message);
    Result result = {(thread_seconds() - start) / (4e-6 * n * n), NAN};
    module_free(&model);
    module_free(&loaded);
    unlink(path);
    return result;
}

// The same bytes, as they are in memory.
Result run_model_bytes(const int *size)
{
    size_t n = (size_t)size[0] * (size_t)size[0];
    float *x = calloc(n, sizeof *x);
    file_new();
    double start = thread_seconds();
    FILE *file = fopen(path, "w+");
    check(file && fwrite(x, sizeof *x, n, file) == n && fflush(file) == 0 &&
              fsync(fileno(file)) == 0,
          "%s cannot be written", path);
    rewind(file);
    check(fread(x, sizeof *x, n, file) == n, "%s cannot be read", path);
    Result result = {(thread_seconds() - start) / (4e-6 * (double)n), NAN};
    fclose(file);
    free(x);
    unlink(path);
    return result;
}
