// Reads tables from CSV files (RFC 4180): a header line, then rows of as many
// fields; fields in quotes may hold commas, line ends and doubled quotes. LF or
// CRLF ends a line; a byte order mark and empty lines are skipped; blanks
// (spaces, tabs) around a field do not count, blanks inside its quotes do.
#ifndef KINDLING_CSV_H
#define KINDLING_CSV_H

#include "base.h"

typedef struct CsvTable {
    char *path; // for messages
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

// A header whose first cols fields are all numbers is data, which would be lost
// without a word: then false.
bool csv_check_header(const CsvTable *table, int cols, Error *error);

// Says in the error what is wrong with a field, naming file, line and column.
// Returns false.
bool csv_fault(const CsvTable *table, int row, int col, const char *problem,
               Error *error);

#endif
