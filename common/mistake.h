// check(condition, format, ...): your mistake stops the program. For the files
// of common/ alone: no public header includes this one, so that a program may
// have a check() of its own.
#ifndef MISTAKE_H
#define MISTAKE_H

#include "base.h"

// If the condition is false, prints "common/nn.c:35: …" on stderr and aborts,
// so a debugger stops right there.
#define check(condition, ...)                                                  \
    ((condition) ? (void)0                                                     \
                 : kindling_check_failed(__FILE__, __LINE__, __VA_ARGS__))

_Noreturn void kindling_check_failed(const char *file, int line,
                                     const char *format, ...)
    KINDLING_PRINTF(3, 4);

// Sets an Error and calls memory_failed.
_Noreturn void kindling_no_memory(const char *format, ...)
    KINDLING_PRINTF(1, 2);

#endif
