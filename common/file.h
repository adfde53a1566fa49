// Whole files: read into memory, and replaced so that a crash loses nothing.
// The errors say what is wrong, without the path; the caller names the file.
// For common/ alone; the names in the archive have a prefix, as in bytes.h.
#ifndef FILE_H
#define FILE_H

#include "base.h"
#include "bytes.h"

#define file_read kindling_file_read
#define file_replace kindling_file_replace
#define file_replace_spliced kindling_file_replace_spliced
#define file_can_replace kindling_file_can_replace
#define signals_hold kindling_signals_hold
#define signals_release kindling_signals_release

// All bytes of a regular file, and a zero byte behind them, which does not
// count. The caller frees bytes->data, on a fault too. What is larger than
// most is not read.
bool file_read(const char *path, uint32_t most, Bytes *bytes, Error *error);

// Makes these bytes the content of the file. If that fails, or the program or
// the machine stops on the way, the old content is still there, whole.
bool file_replace(const char *path, const Bytes *bytes, Error *error);
// With some in between, in the order of their places.
bool file_replace_spliced(const char *path, const Bytes *bytes,
                          const Splice *splice, int count, Error *error);

// Between the two this thread is not ended by SIGINT, SIGTERM or SIGHUP: what
// has come meanwhile ends it then.
void signals_hold(void);
void signals_release(void);

// Could it, if the disk has room? Nothing is changed.
bool file_can_replace(const char *path, Error *error);

#endif
