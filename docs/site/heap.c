// malloc and free of a program that runs in a page. Around each block is some
// room that nobody may use, and what is freed is kept for a while before it is
// handed out again, so that memory.c sees who goes too far or comes too late.
//
// The linker gives these functions to all who call malloc and free, and calls
// those of the C library __real_malloc and __real_free (--wrap).
#include "memory.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

// AddressSanitizer fills the beginning of new memory with 0xbe.
enum { AROUND = 32, FILLED = 4096, KEPT = 4096, KEPT_BYTES = 64 << 20 };
enum { LIVES = 0x600d600d, IS_FREE = 0x0badf4ee, MOST = 512 << 20 };

// Directly before a block.
typedef struct Head {
    void *base; // what the C library gave
    size_t size;
    uint32_t state, nothing;
} Head;

void *__real_malloc(size_t size);
void __real_free(void *block);
void *__wrap_malloc(size_t size);
void __wrap_free(void *block);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *block, size_t size);
void *__wrap_aligned_alloc(size_t alignment, size_t size);
int __wrap_posix_memalign(void **block, size_t alignment, size_t size);
size_t __sanitizer_get_current_allocated_bytes(void);

extern unsigned char __heap_base;
static size_t in_use, kept_bytes;
static Head *kept[KEPT]; // freed, the oldest at next
static int next;

size_t __sanitizer_get_current_allocated_bytes(void)
{
    return in_use;
}

static void *block_new(size_t alignment, size_t size)
{
    size_t room = AROUND + alignment + size + AROUND;
    uint8_t *base = size < MOST ? __real_malloc(room) : NULL;
    if (!base)
        return NULL;
    uintptr_t at = ((uintptr_t)base + AROUND + alignment - 1) & -alignment;
    Head *head = (Head *)at - 1;
    *head = (Head){.base = base, .size = size, .state = LIVES};
    memory_open(at, size, (at + size + AROUND) & ~(uintptr_t)7, UNUSED);
    memset((void *)at, 0xbe, size < FILLED ? size : FILLED);
    in_use += size;
    return (void *)at;
}

void *__wrap_malloc(size_t size)
{
    return block_new(16, size);
}

void *__wrap_aligned_alloc(size_t alignment, size_t size)
{
    return block_new(alignment < 16 ? 16 : alignment, size);
}

int __wrap_posix_memalign(void **block, size_t alignment, size_t size)
{
    void *made = __wrap_aligned_alloc(alignment, size);
    if (made)
        *block = made;
    return made ? 0 : ENOMEM;
}

void *__wrap_calloc(size_t count, size_t size)
{
    size_t bytes;
    if (__builtin_mul_overflow(count, size, &bytes))
        return NULL;
    void *block = block_new(16, bytes);
    return block ? memset(block, 0, bytes) : NULL;
}

// Of a block that malloc gave; stops at one that it did not.
static Head *head_of(void *block)
{
    Head *head = (Head *)block - 1;
    if ((uintptr_t)block % 16 || (uint8_t *)block < &__heap_base + AROUND ||
        (size_t)block > __builtin_wasm_memory_size(0) * 65536 ||
        (head->state != LIVES && head->state != IS_FREE))
        memory_report("attempting free on address", "of size", 0);
    if (head->state == IS_FREE)
        memory_report("attempting double-free", "of size", head->size);
    return head;
}

// The oldest one goes back to the C library.
static void let_go(void)
{
    Head *head = kept[next];
    if (head) {
        uintptr_t at = (uintptr_t)(head + 1);
        kept_bytes -= head->size;
        memory_mark(at, at + head->size, UNUSED);
        head->state = 0;
        __real_free(head->base);
    }
    kept[next] = NULL;
    next = (next + 1) % KEPT;
}

void __wrap_free(void *block)
{
    if (!block)
        return;
    Head *head = head_of(block);
    uintptr_t at = (uintptr_t)block;
    head->state = IS_FREE;
    in_use -= head->size;
    kept_bytes += head->size;
    memory_mark(at, at + head->size, FREED);
    let_go();
    kept[(next + KEPT - 1) % KEPT] = head;
    while (kept_bytes > KEPT_BYTES)
        let_go();
}

void *__wrap_realloc(void *block, size_t size)
{
    if (!block)
        return __wrap_malloc(size);
    Head *head = head_of(block);
    void *made = __wrap_malloc(size);
    if (made) {
        memcpy(made, block, head->size < size ? head->size : size);
        __wrap_free(block);
    }
    return made;
}
