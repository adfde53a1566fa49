// Stands between a program and the system (LD_PRELOAD, glibc): the n-th call
// of a kind fails, FAULT="kind errno n", and at the end the number of calls of
// that kind is written to the descriptor FAULT_TO. An errno of 0 makes a read
// or a write a short one, of one byte.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *block, size_t size);

#define REAL(name)                                                             \
    __typeof__(&name) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

static char kind[16];
static int error, which, count, end_to = -1;

__attribute__((constructor)) static void begin(void)
{
    const char *fault = getenv("FAULT"), *to = getenv("FAULT_TO");
    if (fault && to) {
        sscanf(fault, "%15s %d %d", kind, &error, &which);
        end_to = atoi(to);
    }
    unsetenv("LD_PRELOAD"); // gnuplot has faults of its own
    count = 0;
}

__attribute__((destructor)) static void end(void)
{
    REAL(write);
    char text[16];
    int length = snprintf(text, sizeof text, "%d\n", count);
    if (end_to >= 0 && real(end_to, text, (size_t)length) < 0)
        _exit(3);
}

// For make coverage: the program has ended, and nothing fails any more.
void fault_stop(void)
{
    kind[0] = '\0';
}

// Is this the call that fails?
static int fails(const char *name)
{
    if (strcmp(name, kind) != 0 || ++count != which)
        return 0;
    errno = error;
    return 1;
}

void *malloc(size_t size)
{
    return fails("alloc") ? NULL : __libc_malloc(size);
}

void *calloc(size_t number, size_t size)
{
    return fails("alloc") ? NULL : __libc_calloc(number, size);
}

void *realloc(void *block, size_t size)
{
    return fails("alloc") ? NULL : __libc_realloc(block, size);
}

int open(const char *path, int flags, ...)
{
    REAL(open);
    va_list more;
    va_start(more, flags);
    int mode = flags & O_CREAT ? va_arg(more, int) : 0;
    va_end(more);
    return fails("open") ? -1 : real(path, flags, mode);
}

ssize_t read(int file, void *data, size_t size)
{
    REAL(read);
    if (!fails("read"))
        return real(file, data, size);
    return error ? -1 : real(file, data, size > 0);
}

ssize_t write(int file, const void *data, size_t size)
{
    REAL(write);
    if (!fails("write"))
        return real(file, data, size);
    return error ? -1 : real(file, data, size > 0);
}

int fsync(int file)
{
    REAL(fsync);
    return fails("fsync") ? -1 : real(file);
}

int rename(const char *from, const char *to)
{
    REAL(rename);
    return fails("rename") ? -1 : real(from, to);
}

int close(int file)
{
    REAL(close);
    int result = real(file);
    return fails("close") ? -1 : result;
}
