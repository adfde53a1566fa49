// Functions of the C library that go through memory themselves, and so would
// walk out of a block unseen: here they look at each byte before they use it.
// The linker gives them to all who call strlen and the like (--wrap).
#include "memory.h"

size_t __wrap_strlen(const char *text);
char *__wrap_strcpy(char *to, const char *from);
char *__wrap_strcat(char *to, const char *from);
int __wrap_strcmp(const char *a, const char *b);
int __wrap_memcmp(const void *a, const void *b, size_t size);

static unsigned char byte_at(const char *text)
{
    memory_check((uintptr_t)text, 1, false);
    return (unsigned char)*text;
}

size_t __wrap_strlen(const char *text)
{
    size_t length = 0;
    while (byte_at(text + length))
        length++;
    return length;
}

char *__wrap_strcpy(char *to, const char *from)
{
    size_t size = __wrap_strlen(from) + 1;
    memory_check((uintptr_t)to, size, true);
    return __builtin_memcpy(to, from, size);
}

char *__wrap_strcat(char *to, const char *from)
{
    __wrap_strcpy(to + __wrap_strlen(to), from);
    return to;
}

int __wrap_strcmp(const char *a, const char *b)
{
    while (byte_at(a) && byte_at(a) == byte_at(b))
        a++, b++;
    return byte_at(a) - byte_at(b);
}

int __wrap_memcmp(const void *a, const void *b, size_t size)
{
    const unsigned char *x = a, *y = b;
    memory_check((uintptr_t)a, size, false);
    memory_check((uintptr_t)b, size, false);
    while (size > 0 && *x == *y)
        x++, y++, size--;
    return size == 0 ? 0 : *x - *y;
}
