// Tables with labels, ready for training: from a CSV file to two data sets.
//
//     TableSplit iris;
//     TableFormat format = {0};
//     if (!table_split_read(&iris, path, &format, 1.0 / 3, 1, false, &error)) …
//     … iris.train.x, iris.train.y, iris.test.x, iris.test.y …
//     table_split_free(&iris);
#ifndef KINDLING_TABLE_H
#define KINDLING_TABLE_H

#include "base.h"
#include "csv.h"
#include "data.h"

// What the columns are. {0}: the last is the label, all others are features.
// A column is named as in the header, or by its number from 1.
typedef struct TableFormat {
    const char
        *label; // also "first", "last"; NULL: the last that is not dropped
    const char *drop; // columns to leave out, "Id,name"; NULL: none
    char separator;   // as for csv_open()
} TableFormat;

// Puts the label behind the features, and behind it what is dropped. Returns
// how many columns are kept, or 0: no column is called so, or none is left.
int table_arrange(CsvFile *csv, const TableFormat *format, Error *error);

// Is that the name of a column that numbers the rows ("", Id, index, …)?
bool table_names_rows(const char *header);

// A table with a label: features (rows x features, in double) and a class
// number for each row. Classes are numbered by value if all labels are numbers,
// else in the order of their bytes.
typedef struct Table {
    int rows, features, classes;
    double *x;  // x[row * features + feature]
    int *label; // 0 … classes-1
    char **feature_name;
    char **class_name;
    char *doubts; // what looks wrong though it can be read: lines of text; ""
} Table;

// Reads a CSV file with a header, numeric features and a label. Besides the
// faults of csv_open: a feature that is not a number, an empty label, a header
// that looks like data, a single column, fewer than two classes; more classes
// than half the rows, unless the format names the label. Where a message ends
// with "(drop Id)", this setting of the format helps.
Table *table_new_read(const char *path, const TableFormat *format,
                      Error *error);
void table_free(Table *table);

// The table, some of its rows put aside for testing, all features standardised
// with what the training rows say.
typedef struct TableSplit {
    Table *table;
    int *order; // the table's rows: first the test rows, then the others
    int tests;  // how many test rows
    Standardizer scale;        // learned from the training rows
    TensorDataset train, test; // x (rows, features), y (rows): class numbers
} TableSplit;

// Reads the table, splits it as train_test_split(test_size, random_state=seed)
// and standardises, with one mean for the whole table or one per feature.
// Besides the faults of reading: no row would be left to train on.
bool table_split_read(TableSplit *split, const char *path,
                      const TableFormat *format, double test_size,
                      uint32_t seed, bool per_feature, Error *error);
void table_split_free(TableSplit *split);

#endif
