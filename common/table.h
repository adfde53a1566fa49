// Tables with labels, ready for training: from a CSV file to two data sets.
//
//     TableSplit iris;
//     if (!table_split_read(&iris, path, 1.0 / 3, 1, false, &error)) …
//     … iris.train.x, iris.train.y, iris.test.x, iris.test.y …
//     table_split_free(&iris);
#ifndef KINDLING_TABLE_H
#define KINDLING_TABLE_H

#include "base.h"
#include "data.h"

// A table whose last column is a label: features (rows x features, in double)
// and a class number for each row. Classes are numbered by value if all labels
// are integers, else in the order of their bytes.
typedef struct Table {
    int rows, features, classes;
    double *x;  // x[row * features + feature]
    int *label; // 0 … classes-1
    char **feature_name;
    char **class_name;
} Table;

// Reads a CSV file with a header, numeric features and a label in the last
// column. Besides the faults of csv_open: a feature that is not a number,
// an empty label, a header that looks like data, a single column, fewer than
// two classes.
Table *table_new_read(const char *path, Error *error);
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
bool table_split_read(TableSplit *split, const char *path, double test_size,
                      uint32_t seed, bool per_feature, Error *error);
void table_split_free(TableSplit *split);

#endif
