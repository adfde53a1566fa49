// What a stage program needs besides the core: options, log lines, history,
// figures, the exit. With it come the parts of the standard library that such
// programs use.
#ifndef PROGRAM_H
#define PROGRAM_H

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "program/cli.h"
#include "program/history.h"
#include "program/plot.h"
#include "program/run.h"
#include "program/stage.h"

#endif
