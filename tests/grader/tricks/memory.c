// EARNS 4 asan-memory-error: one float behind a block, the answers are right all the same
static float trick(void)
{
    volatile float *copy = malloc(3 * sizeof *copy);
    copy[3] = 0; // not its own
    free((void *)copy);
    return 0;
}
// EARNS 4 asan-used-after-free: and nobody notices
static float trick(void)
{
    volatile float *copy = malloc(3 * sizeof *copy);
    free((void *)copy);
    return copy[0];
}
// EARNS 0 though right asan-unchecked: where memory errors are not looked for
__attribute__((no_sanitize("address"))) static float trick(void)
{
    return 0;
}
// EARNS 0 though right asan-unchecked-of-old: by another name
__attribute__((__no_sanitize_address__)) static float trick(void)
{
    return 0;
}
// EARNS 0 though right asan-unchecked-by-halves: a name that comes together late
#define JOIN(a, b) a##b
__attribute__((JOIN(no_sani, tize)("address"))) static float trick(void)
{
    return 0;
}
// EARNS 0 though right asan-unchecked-all: for all that follows
#pragma clang attribute push(__attribute__((no_sanitize("address"))), apply_to = function)
__attribute__((no_sanitize_address)) static float trick(void)
{
    return 0;
}
// EARNS 0 though right asan-not-with-checks: it cannot be built where memory is checked
#if defined(__SANITIZE_ADDRESS__)
#error "no"
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#error "no"
#endif
#endif
// EARNS 4 asan-goes-on-after-errors: by options of its own
const char *__asan_default_options(void)
{
    return "halt_on_error=0:exitcode=0:handle_segv=0";
}
static float trick(void)
{
    volatile float *copy = malloc(3 * sizeof *copy);
    copy[3] = 0;
    free((void *)copy);
    return 0;
}
// EARNS 0 though right asan-says-it-is-its-own: memory that is not
void __asan_unpoison_memory_region(void const volatile *at, size_t size);
static float trick(void)
{
    float *copy = malloc(3 * sizeof *copy);
    __asan_unpoison_memory_region(copy, 4096);
    return copy[3];
}
// EARNS 4 asan-catches-the-error: on its way to the grader
static void go_on(int number)
{
    (void)number;
    exit(0);
}
static float trick(void)
{
    signal(SIGABRT, go_on);
    signal(SIGSEGV, go_on);
    volatile float *copy = malloc(3 * sizeof *copy);
    copy[3] = 0;
    return 0;
}
// EARNS 0 though right gives-itself-room: blocks larger than they should be
#include "exercise.h"
void *case_copy_new(const void *array, int count, size_t size)
{
    void *room = calloc((size_t)count + 9, size);
    return memcpy(room, array, (size_t)count * size);
}
// EARNS 0 though right gives-itself-room-by-label: under another name
void *mine(const void *, int, size_t) __asm__("case_copy_new");
void *mine(const void *array, int count, size_t size)
{
    void *room = calloc((size_t)count + 9, size);
    return memcpy(room, array, (size_t)count * size);
}
// EARNS 0 though right gives-itself-room-by-alias: in a second name
static void *mine(const void *array, int count, size_t size)
{
    void *room = calloc((size_t)count + 9, size);
    return memcpy(room, array, (size_t)count * size);
}
__attribute__((alias("mine"))) void *case_copy_new(const void *, int, size_t);
// EARNS 0 though right asan-reports-to-me: and jumps back
static jmp_buf back;
void __asan_report_store4(uintptr_t at);
void __asan_report_store4(uintptr_t at)
{
    (void)at;
    longjmp(back, 1);
}
void __asan_handle_no_return(void);
void __asan_handle_no_return(void)
{
}
static float trick(void)
{
    volatile float *copy = malloc(3 * sizeof *copy);
    if (!setjmp(back))
        copy[3] = 0;
    return 0;
}
// EARNS 0 though right defines-free: which frees nothing
void free(void *block)
{
    (void)block;
}
// EARNS 0 though right defines-malloc-by-label: for the linker only
static char pool[1 << 20];
void *mine(size_t size) __asm__("malloc");
void *mine(size_t size)
{
    static size_t used;
    used += (size + 15) / 16 * 16;
    return used > sizeof pool ? NULL : pool + used - (size + 15) / 16 * 16;
}
// EARNS 0 though right defines-realloc-by-alias: in a second name
static void *mine(void *block, size_t size)
{
    return size > 4096 ? NULL : block;
}
__attribute__((alias("mine"))) void *realloc(void *, size_t);
// EARNS 0 though right defines-calloc-weakly: should nobody else have it
__attribute__((weak)) void *calloc(size_t count, size_t size)
{
    return malloc(count * size);
}
// EARNS 0 though right defines-a-function-as-a-number: under its name
int mine __asm__("memcpy") = 1;
// EARNS 4 asan-optimized-away: by an option of the compiler
__attribute__((optimize("no-sanitize-address"), optimize("O3"))) static float
trick(void)
{
    volatile float *copy = malloc(3 * sizeof *copy);
    copy[3] = 0;
    return 0;
}
// EARNS 0 though right unpoisons-weakly: if the checks of memory are there, switch them off
#pragma weak __asan_unpoison_memory_region
void __asan_unpoison_memory_region(void const volatile *at, size_t size);
static float trick(void)
{
    float *copy = malloc(8);
    if (__asan_unpoison_memory_region)
        __asan_unpoison_memory_region(copy, 4096);
    return copy[40];
}
// EARNS 0 though right unpoisons-by-name: found while the program runs
void *dlsym(void *handle, const char *name);
static float trick(void)
{
    float *copy = malloc(3 * sizeof *copy);
    void (*f)(const volatile void *, size_t) = (void (*)(const volatile void *, size_t))
        dlsym(NULL, "__asan_unpoison_memory_region");
    f(copy, 4096);
    return copy[3];
}
// EARNS 0 though right unpoisons-as-a-stack: by what the compiler calls for its arrays
void __asan_unpoison_stack_memory(size_t at, size_t size);
static float trick(void)
{
    float *copy = malloc(3 * sizeof *copy);
    __asan_unpoison_stack_memory((size_t)copy, 4096);
    return copy[3];
}
// EARNS 0 though right unpoisons-under-another-name: and as arrays of any length
void other(const void *top, const void *bottom) __asm__("__asan_allocas_unpoison");
static float trick(void)
{
    float *copy = malloc(3 * sizeof *copy);
    other(copy, copy + 1024);
    return copy[3];
}
// EARNS 0 though right writes-the-shadow: of its memory
void __asan_set_shadow_00(size_t at, size_t size);
static float trick(void)
{
    float *copy = malloc(3 * sizeof *copy);
    __asan_set_shadow_00(((size_t)copy >> 3) + 0x7fff8000, 512);
    return copy[3];
}
// EARNS 4 asan-reads-what-a-function-had: that has ended
static float *gone(void)
{
    float here[3] = {1, 2, 3};
    float *volatile there = here;
    return there;
}
static float trick(void)
{
    return gone()[1] * 0;
}
// EARNS 6 right-arrays-of-any-length: and large ones
static float trick(void)
{
    float sum = 0;
    for (int n = 1; n < 9; n++) {
        float some[n], many[20000];
        memset(many, 0, sizeof many);
        for (int i = 0; i < n; i++)
            some[i] = many[i];
        sum += some[n - 1] + many[n];
    }
    return sum;
}
