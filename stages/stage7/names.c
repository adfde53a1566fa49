/*: # Names as numbers

A list of names is a text, one name a line. The program's own, `data/names.txt`,
has the 2,000 names that most girls and the 2,000 that most boys were given in
the United States in 2018, 3,802 together, since some are among both. A name has
at most 15 letters from `a` to `z`; what is none is the world's mistake and
stops the program with file and line.

## Reading */
#include "gpt.h"

#include <errno.h>

static bool is_name(const char *line)
{
    size_t length = strspn(line, "abcdefghijklmnopqrstuvwxyz");
    return length >= 1 && length <= NAME_MAX && line[length] == '\0';
}

// One name more; the ends of lines of all systems are none of its letters.
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

// All lines of the file.
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

/*: ## The order

PyTorch's `randperm` says in which order the names are trained with. The last
tenth of this order is kept for the examination. */
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

/*: Is a name that was made on the list? For twenty names it may be looked for
from the top. */
bool names_have(const Names *names, const char *name)
{
    for (int i = 0; i < names->count; i++)
        if (strcmp(names->name[i], name) == 0)
            return true;
    return false;
}

/*: ## Letters as numbers

What has no order needs no clever numbers: `a` is 1, `z` is 26, and 0 is the
**edge**. It stands before the first letter, so that the first letter has one
before it, and after the last, so that the end of a name can be learned like a
letter. Large models call it *BOS*, beginning of sequence, and have a word for
the end, *EOS*; one is enough, since a name begins where another has ended. */
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
