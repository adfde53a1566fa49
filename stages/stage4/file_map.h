// A picture of a model file, byte by byte.
#ifndef FILE_MAP_H
#define FILE_MAP_H

#include "base.h"

// Writes folder/name: rectangles "x0 x1 byte0 byte1 part" for gnuplot. A row
// is 64 bytes; part is 1 pickle, 2 parameters, 3 headers, 4 padding,
// 5 directory.
bool file_map_write(const char *folder, const char *name, const char *path,
                    Error *error);

#endif
