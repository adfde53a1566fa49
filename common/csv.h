// Reads tables from CSV files (RFC 4180): a header line, then rows of as many
// fields; fields in quotes may hold commas, line ends and doubled quotes. LF or
// CRLF ends a line; a byte order mark and empty lines are skipped; blanks
// (spaces, tabs) around a field do not count, blanks inside its quotes do.
#ifndef CSV_H
#define CSV_H

#include "base.h"

typedef struct CsvTable {
    char *path;    // for messages
    int cols;
    int rows;      // without the header
    char **header; // cols names
    char **field;  // field[row * cols + col]
    int *line;     // the line of the file on which each row begins
    char *text;    // the file's bytes, which the fields point into
} CsvTable;

// Reads a file; the caller frees the table. On a fault (no such file, a pipe,
// 2 GB or more, no rows, a row of another length, an open quote, a NUL byte)
// returns NULL and says in the error what is wrong, where, what was expected.
CsvTable *csv_new_read(const char *path, Error *error);
void csv_free(CsvTable *table);

// The number in a field: digits with sign, point and exponent, nothing else
// (no "nan", "inf", "0x10", "1,5"), small enough for a float. On a fault false,
// and the error names file, line, column and what stands there.
bool csv_number(const CsvTable *table, int row, int col, double *number,
                Error *error);

// A table whose last column is a label: features (rows x features, in double)
// and a class number for each row. Classes are numbered by value if all labels
// are integers, else in the order of their bytes.
typedef struct LabelledTable {
    int rows, features, classes;
    double *x;           // x[row * features + feature]
    int *label;          // 0 … classes-1
    char **feature_name;
    char **class_name;
} LabelledTable;

// Reads a CSV file with a header, numeric features and a label in the last
// column. Besides the faults of csv_new_read: a feature that is not a number,
// an empty label, a header that looks like data, a single column, fewer than
// two classes.
LabelledTable *labelled_table_new_read(const char *path, Error *error);
void labelled_table_free(LabelledTable *table);

#endif
