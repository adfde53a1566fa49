/*: # Names as numbers */
#include "stage7.h"

#include <errno.h>

static bool is_name(const char *line)
{
    size_t length = strspn(line, "abcdefghijklmnopqrstuvwxyz");
    return length >= 1 && length <= NAME_MAX && line[length] == '\0';
}

static void add_line(Names *names, const char *path, char *line)
{
    line[strcspn(line, "\r\n")] = '\0';
    if (!is_name(line))
        cli_stop("%s:%d: a name of 1 to %d letters from a to z is expected",
                 path, names->count + 1, NAME_MAX);
    names->name = memory_resize(names->name, (size_t)names->count + 1,
                                sizeof *names->name);
    strcpy(names->name[names->count++], line);
}

static Names names_read(const char *path)
{
    Names names = {0};
    char line[80];
    errno = 0;
    FILE *file = fopen(path, "r");
    while (file && fgets(line, sizeof line, file))
        add_line(&names, path, line);
    if (!file || ferror(file))
        cli_stop("%s: %s", path, strerror(errno));
    fclose(file);
    if (names.count < 2)
        cli_stop("%s: two names at least are expected", path);
    return names;
}

Names names_read_shuffled(const char *path)
{
    Names read = names_read(path), names = read;
    size_t count = (size_t)read.count;
    int *order = memory_new(count, sizeof *order);
    randperm(default_generator(), read.count, order);
    names.name = memory_new(count, sizeof *names.name);
    for (int i = 0; i < read.count; i++)
        strcpy(names.name[i], read.name[order[i]]);
    names.tests = (read.count + 9) / 10;
    free(order);
    names_free(&read);
    return names;
}

void names_free(Names *names)
{
    free(names->name);
    *names = (Names){0};
}

bool names_have(const Names *names, const char *name)
{
    for (int i = 0; i < names->count; i++)
        if (strcmp(names->name[i], name) == 0)
            return true;
    return false;
}

int name_encode(const char *name, float number[NAME_MAX + 2])
{
    int n = 0;
    number[n++] = EDGE;
    for (; *name; name++)
        number[n++] = (float)(*name - 'a' + 1);
    number[n] = EDGE;
    return n;
}

char letter_of(int number)
{
    return number == EDGE ? '.' : (char)('a' + number - 1);
}
