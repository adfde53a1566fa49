// Between memory.c, heap.c and strings.c: bytes of memory that may not be used,
// and why.
#ifndef MEMORY_H
#define MEMORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    UNUSED = 0xfa, // AddressSanitizer has the same numbers
    FREED = 0xfd,
    OUT_OF_SCOPE = 0xf8,
    GLOBAL = 0xf9,
    BEFORE_ARRAY = 0xca,
    AFTER_ARRAY = 0xcb,
    NOT_ITS_OWN = 0xfe
};

void memory_mark(uintptr_t from, uintptr_t to, uint8_t why);
// So many bytes may be used, and what follows them up to end may not.
void memory_open(uintptr_t from, size_t size, uintptr_t end, uint8_t why);
// Stops the program if not all of these bytes may be used.
void memory_check(uintptr_t at, size_t size, bool writes);
// Says what is wrong, and stops the program.
_Noreturn void memory_report(const char *name, const char *what, size_t size);

#endif
