// Texts: made, made printable, read, taken apart.
#define _POSIX_C_SOURCE 200809L
#include "grader.h"

#include "base.h"

#include <stdarg.h>
#include <string.h>

char *text_format(const char *format, ...)
{
    va_list list;
    va_start(list, format);
    int length = vsnprintf(NULL, 0, format, list);
    va_end(list);
    char *text = memory_new((size_t)length + 1, 1);
    va_start(list, format);
    vsnprintf(text, (size_t)length + 1, format, list);
    va_end(list);
    return text;
}

static unsigned code_point(const unsigned char *c, int more)
{
    unsigned code = *c & (0x3fu >> more);
    for (int k = 1; k <= more; k++)
        code = code << 6 | (c[k] & 0x3f);
    return code;
}

// Not what steers a terminal (C1), turns the direction of the writing round
// (bidi), ends a line, or is no character.
static bool printable(unsigned code)
{
    static const unsigned no[][2] = {
        {0x80, 0x9f},     {0x61c, 0x61c},   {0x200e, 0x200f},
        {0x2028, 0x202e}, {0x2066, 0x2069}, {0xfdd0, 0xfdef},
        {0xfeff, 0xfeff}, {0xfff9, 0xfffb}, {0xe0000, 0xe0fff}};
    for (size_t i = 0; i < sizeof no / sizeof *no; i++)
        if (code >= no[i][0] && code <= no[i][1])
            return false;
    return (code & 0xfffe) != 0xfffe;
}

// How many bytes the letter has that begins here; 0: it is none.
static int letter_size(const unsigned char *c)
{
    int more = *c >= 0xf0 && *c < 0xf5 ? 3
               : *c >= 0xe0            ? 2
               : *c >= 0xc2            ? 1
                                       : 0;
    if (*c == '\t' || *c == '\n' || (*c >= ' ' && *c < 0x7f))
        return 1;
    if (more == 0 || *c >= 0xf5)
        return 0;
    for (int k = 1; k <= more; k++)
        if ((c[k] & 0xc0) != 0x80)
            return 0;
    bool overlong = (*c == 0xe0 && c[1] < 0xa0) || (*c == 0xf0 && c[1] < 0x90);
    bool outside = (*c == 0xed && c[1] > 0x9f) || (*c == 0xf4 && c[1] > 0x8f);
    return overlong || outside || !printable(code_point(c, more)) ? 0
                                                                  : more + 1;
}

char *text_clean(char *text)
{
    for (char *c = text; *c;) {
        int size = letter_size((unsigned char *)c);
        if (size == 0)
            *c = '?';
        c += size == 0 ? 1 : size;
    }
    return text;
}

char *file_read(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return NULL;
    size_t size = 0, got = 0;
    char *text = NULL;
    do {
        text = memory_resize(text, size + 65536 + 1, 1);
        got = fread(text + size, 1, 65536, file);
        size += got;
    } while (got > 0);
    fclose(file);
    text[size] = '\0';
    return text;
}

char *next_line(char **text)
{
    char *line = *text, *end = line + strcspn(line, "\n");
    if (*line == '\0')
        return NULL;
    *text = *end ? end + 1 : end;
    *end = '\0';
    return line;
}

char *next_part(char **line)
{
    char *part = *line, *end = part + strcspn(part, "\t");
    *line = *end ? end + 1 : end;
    *end = '\0';
    return part;
}
