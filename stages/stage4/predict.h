// Predictions for the rows of a CSV file.
#ifndef PREDICT_H
#define PREDICT_H

#include "table.h"
#include "nn.h"

// Has the model as many features and classes as the table? If not the error
// says so, with the path of the model's file.
bool model_fits(const Module *model, const char *path,
                const Table *table, Error *error);

// Reads rows of features, with a header, with or without a label behind them,
// standardises them as the training rows of the split, and writes as CSV what
// the model says of each: the name of the class, then all probabilities.
bool predict(const Module *model, const TableSplit *split, const char *path,
             FILE *out, Error *error);

#endif
