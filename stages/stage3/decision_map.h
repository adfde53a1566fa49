// The map of what a classifier says, over the last two features of a table.
#ifndef DECISION_MAP_H
#define DECISION_MAP_H

#include "table.h"

// The classes, (rows), that a model says for rows of standardised features.
typedef Tensor *Classifier(const void *model, Tensor *x);

// Writes regions.dat, flowers.dat and names.gp, from which gnuplot draws the
// map. For a table with one feature there is no map: names.gp says 0 classes.
bool decision_map_write(const char *folder, const TableSplit *split,
                        Classifier *say, const void *model, Error *error);

#endif
