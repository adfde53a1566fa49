// What people ask of a classifier, beside its loss (sklearn.metrics).
#ifndef KINDLING_METRICS_H
#define KINDLING_METRICS_H

#include <stdio.h>

#include "tensor.h"

// How many rows are predicted rightly: pred (n, classes) has the largest number
// of a row where target (n) says. Divided by n it is the accuracy. It has no
// gradient.
float count_correct(const Tensor *pred, const Tensor *target);

// Prints the confusion matrix of n rows, whose classes target (n) and said (n)
// are numbers from 0 to classes - 1: a row for each class that there is, a
// column for each that was said.
void confusion_print(FILE *file, const Tensor *target, const Tensor *said,
                     int classes, char *const *class_name);

#endif
