// Finds the mistakes of memory that AddressSanitizer finds, in a program that
// runs in a page. The compiler puts a call before each access (clang's pass is
// the same for WebAssembly), and what is called is here; malloc and free are in
// heap.c, strlen and the like in strings.c.
//
// For every 8 bytes of memory there is one of shadow: 0, all may be used; 1 to
// 7, the first so many; else why not. Of the heap 0 means UNUSED: so what
// nobody has asked for needs no shadow to be written.
#include "memory.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

// toolchain.mjs tells compiler and linker the same numbers.
enum {
    SHADOW = 24 << 20,
    MEMORY = 512 << 20,
    STACK = 8 << 20, // at the bottom; the program's data begin at DATA
    DATA = 96 << 20,
    NOTHING = 1024 // what a NULL pointer leads to
};

extern unsigned char __heap_base;

static uint8_t *shadow(uintptr_t at)
{
    return (uint8_t *)(SHADOW + (at >> 3));
}

static uint8_t flip(uintptr_t at)
{
    return at >= (uintptr_t)&__heap_base ? UNUSED : 0;
}

static uint8_t look(uintptr_t at)
{
    if (at < NOTHING || (at >= STACK && at < DATA) || at >= MEMORY)
        return NOT_ITS_OWN;
    return *shadow(at) ^ flip(at);
}

void memory_mark(uintptr_t from, uintptr_t to, uint8_t why)
{
    if (to > from)
        memset(shadow(from), why ^ flip(from), ((to - from) + 7) >> 3);
}

void memory_open(uintptr_t from, size_t size, uintptr_t end, uint8_t why)
{
    uintptr_t whole = from + size / 8 * 8;
    memory_mark(from, whole, 0);
    if (size % 8)
        memory_mark(whole, whole + 8, (uint8_t)(size % 8));
    memory_mark(from + (size + 7) / 8 * 8, end, why);
}

static bool is_bad(uintptr_t at)
{
    uint8_t why = look(at);
    return why != 0 && (why > 7 || (at & 7) >= why);
}

// ---- what is said -----------------------------------------------------------

static const char *name_of(uintptr_t at)
{
    uint8_t why = look(at);
    if (why < 8)
        why = look(at + 8);
    switch (why) {
    case UNUSED:
        return "heap-buffer-overflow";
    case FREED:
        return "heap-use-after-free";
    case 0xf1: // the compiler writes these three itself
        return "stack-buffer-underflow";
    case 0xf2:
    case 0xf3:
        return "stack-buffer-overflow";
    case OUT_OF_SCOPE:
        return "stack-use-after-scope";
    case GLOBAL:
        return "global-buffer-overflow";
    case BEFORE_ARRAY:
    case AFTER_ARRAY:
        return "dynamic-stack-buffer-overflow";
    default:
        return "SEGV";
    }
}

// The page finds the line from where this stops.
_Noreturn void memory_report(const char *name, const char *what, size_t size)
{
    char text[120];
    int length = snprintf(text, sizeof text, "AddressSanitizer: %s\n%s %zu\n",
                          name, what, size);
    write(STDERR_FILENO, text, (size_t)length);
    __builtin_trap();
}

void memory_check(uintptr_t at, size_t size, bool writes)
{
    const char *what = writes ? "WRITE of size" : "READ of size";
    for (uintptr_t k = at; k < at + size; k = (k | 7) + 1)
        if (is_bad(k))
            memory_report(name_of(k), what, size);
    if (size > 0 && is_bad(at + size - 1))
        memory_report(name_of(at + size - 1), what, size);
    if (at + size < at)
        memory_report("negative-size-param", what, size);
}

// ---- what the compiler calls ------------------------------------------------

#define ACCESS(SIZE)                                                           \
    void __asan_load##SIZE(uintptr_t at);                                      \
    void __asan_load##SIZE(uintptr_t at)                                       \
    {                                                                          \
        memory_check(at, SIZE, false);                                         \
    }                                                                          \
    void __asan_store##SIZE(uintptr_t at);                                     \
    void __asan_store##SIZE(uintptr_t at)                                      \
    {                                                                          \
        memory_check(at, SIZE, true);                                          \
    }

ACCESS(1)
ACCESS(2)
ACCESS(4)
ACCESS(8)
ACCESS(16)

void __asan_loadN(uintptr_t at, size_t size);
void __asan_loadN(uintptr_t at, size_t size)
{
    memory_check(at, size, false);
}

void __asan_storeN(uintptr_t at, size_t size);
void __asan_storeN(uintptr_t at, size_t size)
{
    memory_check(at, size, true);
}

void *__asan_memmove(void *to, const void *from, size_t size);
void *__asan_memmove(void *to, const void *from, size_t size)
{
    if ((ptrdiff_t)size < 0)
        memory_report("negative-size-param", "size", size);
    memory_check((uintptr_t)from, size, false);
    memory_check((uintptr_t)to, size, true);
    return memmove(to, from, size);
}

void *__asan_memcpy(void *to, const void *from, size_t size);
void *__asan_memcpy(void *to, const void *from, size_t size)
{
    uintptr_t a = (uintptr_t)to, b = (uintptr_t)from;
    if (a != b && a < b + size && b < a + size)
        memory_report("memcpy-param-overlap", "size", size);
    return __asan_memmove(to, from, size);
}

void *__asan_memset(void *to, int byte, size_t size);
void *__asan_memset(void *to, int byte, size_t size)
{
    if ((ptrdiff_t)size < 0)
        memory_report("negative-size-param", "size", size);
    memory_check((uintptr_t)to, size, true);
    return memset(to, byte, size);
}

void __asan_init(void);
void __asan_init(void)
{
}

void __asan_version_mismatch_check_v8(void);
void __asan_version_mismatch_check_v8(void)
{
}

#define SHADOW_OF(BYTE)                                                        \
    void __asan_set_shadow_##BYTE(uint8_t *at, size_t size);                   \
    void __asan_set_shadow_##BYTE(uint8_t *at, size_t size)                    \
    {                                                                          \
        memset(at, 0x##BYTE, size);                                            \
    }

SHADOW_OF(00)
SHADOW_OF(01)
SHADOW_OF(02)
SHADOW_OF(03)
SHADOW_OF(04)
SHADOW_OF(05)
SHADOW_OF(06)
SHADOW_OF(07)
SHADOW_OF(f1)
SHADOW_OF(f2)
SHADOW_OF(f3)
SHADOW_OF(f5)
SHADOW_OF(f8)

// A global: where, how large, with how much room behind; five more words.
typedef struct Global {
    uintptr_t at, size, room, rest[5];
} Global;

void __asan_register_globals(const Global *global, size_t count);
void __asan_register_globals(const Global *global, size_t count)
{
    for (size_t i = 0; i < count; i++)
        memory_open(global[i].at, global[i].size, global[i].at + global[i].room,
                    GLOBAL);
}

void __asan_unregister_globals(const Global *global, size_t count);
void __asan_unregister_globals(const Global *global, size_t count)
{
    (void)global, (void)count;
}

void __asan_poison_stack_memory(uintptr_t at, size_t size);
void __asan_poison_stack_memory(uintptr_t at, size_t size)
{
    memory_mark(at, at + size, OUT_OF_SCOPE);
}

void __asan_unpoison_stack_memory(uintptr_t at, size_t size);
void __asan_unpoison_stack_memory(uintptr_t at, size_t size)
{
    memory_open(at, size, 0, 0);
}

// An array whose length the program computes.
void __asan_alloca_poison(uintptr_t at, size_t size);
void __asan_alloca_poison(uintptr_t at, size_t size)
{
    uintptr_t end = (at + size + 31) / 32 * 32;
    memory_mark(at - 32, at, BEFORE_ARRAY);
    memory_open(at, size, end + 32, AFTER_ARRAY);
}

void __asan_allocas_unpoison(uintptr_t top, uintptr_t bottom);
void __asan_allocas_unpoison(uintptr_t top, uintptr_t bottom)
{
    if (top)
        memory_mark(top, bottom, 0);
}

// Before a call that does not come back, by longjmp for instance.
void __asan_handle_no_return(void);
void __asan_handle_no_return(void)
{
    char here;
    memory_mark((uintptr_t)&here & ~(uintptr_t)7, STACK, 0);
}
