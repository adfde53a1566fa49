// Data files for gnuplot, and figures from them. A program writes its data
// under build/stageN/, then runs its script stages/stageN/stageN.gp.
#ifndef PLOT_H
#define PLOT_H

#include <stdio.h>

#include "base.h"
#include "tensor.h"

// Opens a file for writing, making its folders first (as mkdir -p).
FILE *plot_open(const char *path, Error *error);
// Closes it; false if not everything could be written.
bool plot_close(FILE *file, const char *path, Error *error);

// Writes tensors of the same size side by side, a column each, below the
// comment "# header".
bool plot_write(const char *path, const char *header,
                const Tensor *const *columns, int count, Error *error);

// Writes any text as a gnuplot string, then ends the line. For scripts such as
// names.gp: fprintf(file, "xname = "); plot_put_text(file, name);
void plot_put_text(FILE *file, const char *text);

typedef enum PlotFormat { PLOT_SVG, PLOT_PNG, PLOT_TERMINAL } PlotFormat;

// Runs gnuplot on the script, which lies two folders below the project's top;
// the figures go to the folder (PLOT_TERMINAL: to stdout, as text). gnuplot
// missing or failing is no reason to fail: then it returns false with the
// reason in the error, and the caller says so and goes on.
bool plot_draw(const char *script, const char *folder, PlotFormat format,
               Error *error);

#endif
