// Stage 3 in two files: stage3.c, and the map of what a classifier says.
#ifndef STAGE3_H
#define STAGE3_H

#include "kindling.h"
#include "program/program.h"

// The classes, (rows), that a model says for rows of standardised features.
typedef Tensor *Classifier(const void *model, Tensor *x);

// Writes regions.dat, flowers.dat and names.gp into build/stage3/, from which
// gnuplot draws the map over the table's last two features. For a table with
// one feature there is no map: names.gp says 0 classes.
void decision_map_write(const TableSplit *split, Classifier *say,
                        const void *model);

#endif
