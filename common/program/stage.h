// What every stage does before and after its training.
#ifndef STAGE_H
#define STAGE_H

#include "nn.h"
#include "program/cli.h"
#include "table.h"

// Options that more than one stage has: --data and --standardize global|feature
// (its target is 0 or 1: per_feature).
Option stage_option_data(const char **target);
Option stage_option_standardize(int *target);

// Reads, splits and standardises a table as table_split_read() does; path
// NULL (no --data) stands for data/iris.csv. A fault stops the program.
TableSplit stage_read_table(const char *path, double test_size, uint64_t seed,
                            bool per_feature);

// Makes the folder build/STAGE/. A fault stops the program.
void stage_make_folder(const char *stage);

// Writes the graph of a loss to build/STAGE/STAGE-graph.dot, as graph_write(),
// and stops the program.
_Noreturn void stage_draw_graph(const char *stage, const Tensor *loss,
                                const Parameters *names);

// The end of main(): draws the figures of build/STAGE/ with
// stages/STAGE/STAGE.gp and says where they are, unless --no-plot; gives back
// the tape's memory; makes sure that all output has arrived. Returns the exit
// status: 0, or 1 if something could not be written. gnuplot missing is a fault
// only if --png or --show ask for it.
int stage_end(const char *stage, const CliCommon *settings);

#endif
