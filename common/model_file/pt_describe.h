// A file that was read, in words.
#ifndef PT_DESCRIBE_H
#define PT_DESCRIBE_H

#include <stdio.h>

#include "model_file/pt_file.h"

void pt_describe(FILE *out, const PtFile *file);

#endif
