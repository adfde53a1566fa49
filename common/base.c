/*: # Errors and memory

Every program has two kinds of trouble, and mixing them up makes both worse.

A number in a text may be none, and then somebody has to say so:

```{.c example="base"}
```

![Two kinds of trouble](base.svg){#fig-base alt="Two chains of boxes: your
mistake goes to check(), which stops at the place; the world's mistake becomes
an Error that is returned up to main"}

The first kind is **your mistake**: a matrix of five columns meets a weight that
wants four. No program can go on sensibly from there, and the sooner it stops
the easier the mistake is to find. `check()` prints the place and the reason and
aborts, so that a debugger stands right where it happened. It is a macro, since
only a macro knows the place where it is used:

```{.c include="common/mistake.h" function="check"}
```

The second kind is **the world's mistake**: the file is not there, line 17 has
three fields instead of five. That must never stop a program from inside; it is
returned, with a sentence about it in an `Error`, up to `main`, which alone
decides what to do and prints it:

```{.output of="stage4-hidden8"}
``` */
#define _DEFAULT_SOURCE // madvise
#include "base.h"

#include <float.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#ifdef __linux__
#include <sys/mman.h>
#endif

#include "mistake.h"

void kindling_check_failed(const char *file, int line, const char *format, ...)
{
    va_list arguments;
    fflush(stdout);
    fprintf(stderr, "%s:%d: ", file, line);
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
    abort();
}

bool error_set(Error *error, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(error->message, sizeof error->message, format, arguments);
    va_end(arguments);
    return false;
}

/*: ## Memory

A course about neural networks should not have a failed `malloc` on every second
line. When the memory of the machine is used up there is nothing sensible left
to do, so these functions either succeed or end the program. It is the world's
error all the same: somebody wanted a network that is too large, and gets one
line and the exit status 1. */
static void end_program(const Error *error)
{
    fflush(stdout);
    fprintf(stderr, "%s\n", error->message);
    exit(EXIT_FAILURE);
}

void (*memory_failed)(const Error *error) = end_program;

void kindling_no_memory(const char *format, ...)
{
    Error error;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(error.message, sizeof error.message, format, arguments);
    va_end(arguments);
    memory_failed(&error);
    abort(); // it must not return
}

/*: A product that does not fit counts as no memory: `count * size` wraps around
in C without a word, and the block would be too small for what it is meant to
hold. */
static void *memory_got(void *memory, size_t count, size_t size)
{
    if (!memory)
        kindling_no_memory("out of memory: %zu times %zu bytes are wanted",
                           count, size);
    return memory;
}

void *memory_resize(void *block, size_t count, size_t size)
{
    bool fits = size == 0 || count <= PTRDIFF_MAX / size;
    size_t bytes = count == 0 || size == 0 ? 1 : count * size;
    void *memory = fits ? realloc(block, bytes) : NULL;
    return memory_got(memory, count, size);
}

void *memory_new(size_t count, size_t size)
{
    bool none = count == 0 || size == 0; // calloc may answer that with NULL
    void *memory = none ? calloc(1, 1) : calloc(count, size);
    return memory_got(memory, count, size);
}

/*: The system gives memory in pages, of 4 to 64 kB, and takes back whole ones,
also from within a block. */
void memory_release(const void *part, size_t size)
{
#ifdef MADV_DONTNEED
    const uintptr_t page = 1 << 16;
    uintptr_t first = ((uintptr_t)part + page - 1) / page * page;
    uintptr_t past = ((uintptr_t)part + size) / page * page;
    if (first < past)
        madvise((void *)first, past - first, MADV_DONTNEED);
#else
    (void)part, (void)size;
#endif
}

/*: `snprintf` says how long a text will be before there is room for it: so
it is called twice, to measure and to write. */
char *text_new(const char *format, ...)
{
    va_list measure, write;
    va_start(measure, format);
    va_copy(write, measure);
    int length = vsnprintf(NULL, 0, format, measure);
    va_end(measure);
    check(length >= 0, "text_new: %s cannot be written", format);
    char *text = memory_new((size_t)length + 1, 1);
    vsnprintf(text, (size_t)length + 1, format, write);
    va_end(write);
    return text;
}

char *text_new_copy(const char *text)
{
    return text_new("%s", text);
}

/*: ## Numbers in texts

`strtod` finds the nearest double to a text, which is hard to do right. But it
accepts too much: blanks in front, `nan`, `inf`, `0x10`, and anything behind. So
the characters are looked at first. Where there are only digits, signs, points
and `e`, and `strtod` uses all of them, there stands a plain decimal number.

A program that has called `setlocale` may have made the point a comma. Then
`strtod` reads 5 from `5.1`, and the program is stopped: half a number would be
worse.

It is also slow, and a table may hold many millions of numbers. Most of them are
short, and for those there is an exact way (Clinger, 1990). The digits of `5.1`
without the point are a whole number, 51. It is exact in a double if it is at
most $2^{53}$, and so are the powers of ten up to $10^{22}$. One division of the
one by the other, 51 / 10, is rounded once, to the nearest: no more is asked
of `strtod`. All that is longer, has an exponent, or is no number goes to
`strtod`.

Some processors compute with more digits than a float or a double has and round
twice, and then the last digit is another one: there the program would not be
the one of this book, and is not compiled without a flag that cures it. (The
method 16 is that of a processor that has floats of 16 bits too: all others are
rounded as by method 0.) */
#define ROUNDS_ONCE (FLT_EVAL_METHOD == 0 || FLT_EVAL_METHOD == 16)

#if !defined(KINDLING_OTHER_DIGITS) && !ROUNDS_ONCE
#error this compiler computes with excess precision (FLT_EVAL_METHOD is not 0) \
and prints other digits. On x86 add -msse2 -mfpmath=sse to CFLAGS, elsewhere \
-fexcess-precision=fast or -ffp-eval-method=source; to take what comes, \
-DKINDLING_OTHER_DIGITS
#endif

static const char *read_digits(const char *text, uint64_t *digits)
{
    for (; *text >= '0' && *text <= '9'; text++)
        *digits = 10 * *digits + (uint64_t)(*text - '0');
    return text;
}

// False: that is one for strtod.
static bool number_read_short(const char *text, double *number)
{
    static const double power[] = {1,    1e1,  1e2,  1e3,  1e4,  1e5,  1e6,
                                   1e7,  1e8,  1e9,  1e10, 1e11, 1e12, 1e13,
                                   1e14, 1e15, 1e16, 1e17, 1e18};
    uint64_t digits = 0;
    const char *first = text + (*text == '-');
    const char *end = read_digits(first, &digits);
    long length = end - first, behind = 0;
    if (*end == '.') {
        const char *point = end++;
        end = read_digits(end, &digits);
        behind = end - point - 1;
        length += behind;
    }
    if (!ROUNDS_ONCE || *end || length == 0 || length > 18 ||
        digits > (uint64_t)1 << 53)
        return false;
    double value = (double)digits / power[behind];
    *number = *text == '-' ? -value : value;
    return true;
}

// The short way, else the long one.
bool number_read(const char *text, double *number)
{
    if (number_read_short(text, number))
        return true;
    char *end = NULL;
    if (!*text || text[strspn(text, "0123456789+-.eE")] != '\0')
        return false;
    *number = strtod(text, &end);
    check(
        *end != '.' || strtod("0.5", NULL) == 0.5,
        "number_read: strtod stops at \"%s\": did the program call setlocale?",
        end);
    return *end == '\0';
}
