// What AddressSanitizer writes is for people who know it. Here it becomes one
// sentence, with the line of the learner's file.
#include "grader.h"

#include "base.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

// The first kind whose name stands behind "AddressSanitizer: ". The words go on
// after "it reads" or "it writes to".
static const struct {
    const char *name, *words;
} kinds[] = {
    {"heap-buffer-overflow", "memory just outside an array"},
    {"stack-buffer-overflow", "memory just outside an array or a variable"},
    {"stack-buffer-underflow", "memory just before an array"},
    {"global-buffer-overflow", "memory just outside a global array"},
    {"dynamic-stack-buffer-overflow", "memory just outside an array"},
    {"heap-use-after-free", "memory that has been freed already"},
    {"stack-use-after-return", "a local variable of a function that has ended"},
    {"stack-use-after-scope", "a local variable of a block that has ended"},
    {0}};

// Those that are no reading or writing.
static const struct {
    const char *name, *sentence;
} others[] = {
    {"attempting double-free", "It frees the same block twice"},
    {"attempting free on address", "It frees what malloc did not give it"},
    {"SEGV", "It uses memory that is not its own: a NULL pointer, or an index "
             "far out of range"},
    {"BUS", "It uses memory that is not its own"},
    {"stack-overflow", "It calls itself without end"},
    {"FPE", "It divides a whole number by zero"},
    {"negative-size-param", "It copies a negative number of bytes"},
    {"calloc-overflow", "It asks for more memory than there is"},
    {"allocation-size-too-big", "It asks for more memory than there is"},
    {"requested allocation size", "It asks for more memory than there is"},
    {0}};

static char *sentence(const char *error)
{
    for (int i = 0; others[i].name; i++)
        if (strncmp(error, others[i].name, strlen(others[i].name)) == 0)
            return text_new_copy(others[i].sentence);
    bool writes =
        strstr(error, "\nWRITE of size") || strstr(error, "caused by a WRITE");
    for (int i = 0; kinds[i].name; i++)
        if (strncmp(error, kinds[i].name, strlen(kinds[i].name)) == 0)
            return text_format("A memory error: it %s %s",
                               writes ? "writes to" : "reads", kinds[i].words);
    return text_new_copy("A memory error: it uses memory wrongly");
}

// "line 23, in mse"; "" if it is not known.
static char *place(const char *file, char *lines)
{
    const char *base = strrchr(file, '/') ? strrchr(file, '/') + 1 : file;
    char *name, *where;
    while ((name = next_line(&lines)) && (where = next_line(&lines))) {
        const char *found = strstr(where, base);
        if (found && found[strlen(base)] == ':')
            return text_format("line %d, in %.60s",
                               atoi(found + strlen(base) + 1), name);
    }
    return "";
}

// " The array has 12 bytes; line 40, in state_new, makes it.": of one that
// malloc has given, when something beside it was used.
static char *array_of(const char *error, const char *file, char *made)
{
    const char *size = strstr(error, "-byte region");
    while (size && size > error && isdigit((unsigned char)size[-1]))
        size--;
    if (!size || strncmp(error, "heap-buffer", strlen("heap-buffer")) != 0)
        return "";
    int bytes = atoi(size);
    char *where = place(file, made);
    return text_format(" The array has %d byte%s%s%s.", bytes,
                       bytes == 1 ? "" : "s", *where ? ", and is made in " : "",
                       where);
}

void run_memory(Run *run, const char *file, char *lines, char *made)
{
    const char *error = strstr(run->complaints, "AddressSanitizer: ");
    run->memory = NULL;
    if (error) {
        char *where = place(file, lines);
        error += strlen("AddressSanitizer: ");
        run->memory =
            text_format("%s%s.%s", sentence(error),
                        *where ? text_format(" (%s, %s)", file, where) : "",
                        array_of(error, file, made));
    }
    run->memory_given = run->count > 0 ? run->cases[run->count - 1].given : "";
}
