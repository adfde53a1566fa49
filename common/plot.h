// Data files for gnuplot, and figures from them. A program writes its data
// under build/stageN/, then runs its script stages/stageN/stageN.gp.
#ifndef PLOT_H
#define PLOT_H

#include <stdio.h>

#include "base.h"

// Opens folder/name for writing, making the folders first (as mkdir -p).
FILE *plot_open(const char *folder, const char *name, Error *error);
// Closes it; false if not everything could be written.
bool plot_close(FILE *file, const char *folder, const char *name, Error *error);

typedef enum PlotFormat { PLOT_SVG, PLOT_PNG, PLOT_TERMINAL } PlotFormat;

// Runs gnuplot on the script; the figures go to the folder (PLOT_TERMINAL: to
// stdout, as text). gnuplot missing or failing is no reason to fail: then it
// returns false with the reason in the error, and the caller says so and goes on.
bool plot_draw(const char *script, const char *folder, PlotFormat format,
               Error *error);

#endif
