// Two kinds of error, and memory.
//
// Your mistake (shapes that do not match, a tensor used wrongly) stops the
// program at once with the place and the reason: see mistake.h.
// The world's mistake (a file that is not there, a letter where a number is
// expected) is returned: such a function takes an Error, fills it and returns
// false or NULL. Only main() prints it. No function does both.
#ifndef KINDLING_BASE_H
#define KINDLING_BASE_H

#include <stdbool.h>
#include <stddef.h>

#if defined(__GNUC__)
#define KINDLING_PRINTF(text, first)                                           \
    __attribute__((format(printf, text, first), nonnull(text)))
#else
#define KINDLING_PRINTF(text, first)
#endif

// What went wrong in the world, in one line without a newline.
typedef struct Error {
    char message[1024];
} Error;

// Writes the message (cut to fit), as printf would, and returns false, so that
// a caller can return what it returns.
bool error_set(Error *error, const char *format, ...) KINDLING_PRINTF(2, 3);

// Where there is no memory left this is called: it prints the message on stderr
// and ends the program with exit status 1. A program may put a function of its
// own there, which must not return either.
extern void (*memory_failed)(const Error *error);

// count * size bytes, all zero. Never NULL: no memory left, or a product that
// overflows, calls memory_failed. Give it back with free().
void *memory_new(size_t count, size_t size);

// As realloc, to count * size bytes, with the same promise; new bytes are
// not cleared.
void *memory_resize(void *block, size_t count, size_t size);

// What stands in this part of a block will not be read again: its memory may go
// back to the system before the block does.
void memory_release(const void *part, size_t size);

// A text as printf would write it, and a copy of one; to be freed.
char *text_new(const char *format, ...) KINDLING_PRINTF(1, 2);
char *text_new_copy(const char *text);

// Reads a plain decimal number: digits with sign, point and exponent, nothing
// before or behind. False for anything else ("nan", "0x10", "1,5", " 1", "").
// What is too large becomes infinite.
bool number_read(const char *text, double *number);

#endif
