#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>

#include "parallel.h"

static void mark(void *context, int first, int past)
{
    char *units = context;
    for (int i = first; i < past; i++)
        units[i] = (char)('a' + first);
}

int main(void)
{
    char units[13] = "";
    in_threads(12, 1, mark, units);
    printf("%s\n", units);
    setenv("KINDLING_THREADS", "3", 1);
    in_threads(12, 1, mark, units);
    printf("%s\n", units);
}
