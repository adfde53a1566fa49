// Reads tables from CSV files (RFC 4180): a header line, then rows of as many
// fields; fields in quotes may hold commas, line ends and doubled quotes. LF or
// CRLF ends a line; a byte order mark and empty lines are skipped; blanks
// (spaces, tabs) around a field do not count, blanks inside its quotes do.
// Semicolons or tabs may stand for the commas. In a table with semicolons a
// number may have a decimal comma, as spreadsheets of half of Europe write it.
#ifndef KINDLING_CSV_H
#define KINDLING_CSV_H

#include "base.h"

typedef struct CsvFile {
    char *path;    // for messages
    int cols;      // of each row
    char **header; // the names of the columns
    char **field;  // the fields of the row that was read last
    int *column;   // which column of the file each is, and where each goes
    int *place;
    char separator; // ',', ';' or a tab
    int line;       // the line of the file on which it begins
    bool ended;     // there are no more rows
    char *text;     // the file's bytes, of which all fields are a part
    char *at;       // what comes next, and on which line
    int next_line;
} CsvFile;

// Reads the header and the first row; csv_close() gives the memory back, and
// the fields with it. The separator is ',', ';' or a tab; 0: a comma, or what a
// line "sep=;" says that stands before the header. On a fault (no such file, a
// pipe, 2 GB or more, no rows, a row of another length, an open quote, a NUL
// byte) returns NULL and says in the error what is wrong, where, what was
// expected; where another separator helps, it ends with "(separator tab)".
CsvFile *csv_open(const char *path, char separator, Error *error);
void csv_close(CsvFile *csv);

// The next row. False at the end, and on a fault; then it is not ended.
bool csv_next(CsvFile *csv, Error *error);

// From this row on column order[i] of the file comes i-th, in the header too.
// The order names each column once. To be called once at most.
void csv_arrange(CsvFile *csv, const int *order);

// All rows from this one on, as numbers: those of the first cols columns, and
// if labelled the text in the column behind them, which must not be empty.
typedef struct CsvNumbers {
    int rows;
    double *x;    // x[row * cols + col]; to be freed, on a fault too
    char **label; // label[row], part of the CsvFile; to be freed as well
} CsvNumbers;

// A number is digits with sign, point and exponent, nothing else (no "nan",
// "inf", "0x10", "1,5"), and small enough for a float. On a fault false, and
// the error names file, line, column and what stands there.
bool csv_read(CsvFile *csv, int cols, bool labelled, CsvNumbers *numbers,
              Error *error);

// A header whose first cols fields are all numbers is data, which would be lost
// without a word: then false.
bool csv_check_header(const CsvFile *csv, int cols, Error *error);

#endif
