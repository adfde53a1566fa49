// Stage 4 in five files: stage4.c, its settings, answers for new rows, a map of
// a file, the model as a C file.
#ifndef STAGE4_H
#define STAGE4_H

#include "kindling.h"
#include "program/program.h"

// What the command line asks for.
typedef struct Settings {
    CliCommon common;
    int hidden;
    TableOptions table;    // data/iris.csv, or another
    const char *load;      // a model file, instead of training; or NULL
    const char *save;      // the whole model's file, or NULL: save nothing
    char save_state[4200]; // the state dict's file beside it
    const char *export_c;  // a C file for the model, or NULL
    const char *predict;   // a table to answer for, or NULL
    const char *describe;  // a model file to talk about, or NULL
} Settings;
Settings settings_read(int argc, char **argv);

// Has the model as many features and classes as the table? If not the error
// says so, with the path of the model's file.
bool model_fits(const char *path, const Module *model, const Table *table,
                Error *error);

// Says on stderr if parameters are NaN or infinite: such a model is broken.
void say_broken(const char *path, const Module *model);

// Reads rows of features from the file at path, with a header, with or without
// a label behind them, standardises them as the training rows of the split, and
// writes as CSV what the model says of each: the name of the class, then all
// probabilities. The format is that of the training table.
bool predict(FILE *out, const char *path, const Module *model,
             const TableSplit *split, const TableFormat *format, Error *error);

// Writes the model as one C file that needs no library but libm, with the scale
// and the class names of the training rows.
void export_c(const char *path, const Module *model, const TableSplit *split);

// Writes a picture of a model file, byte by byte, to a file for gnuplot:
// rectangles "x0 x1 byte0 byte1 part". A row is 64 bytes; part is 1 pickle,
// 2 parameters, 3 headers, 4 padding, 5 directory.
void file_map_write(const char *map_path, const char *model_path);

#endif
