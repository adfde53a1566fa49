// What AddressSanitizer writes is for people who know it. Here it becomes one
// sentence, with the line of the learner's file.
#define _POSIX_C_SOURCE 200809L // popen
#include "grader.h"

#include "base.h"

#include <stdlib.h>
#include <string.h>

// The first kind whose name stands behind "AddressSanitizer: ". The words go on
// after "it reads" or "it writes to".
static const struct {
    const char *name, *words;
} kinds[] = {
    {"heap-buffer-overflow", "memory just outside a block"},
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

// " 0x4f3a 0x4f10 …": the addresses of the first stack in the report.
static char *addresses(const char *error)
{
    char *list = text_new_copy("");
    for (const char *frame = strstr(error, "    #0 "); frame;) {
        const char *x = strstr(frame, " 0x");
        if (!x)
            break;
        list = text_format("%s 0x%llx", list, strtoull(x, NULL, 16));
        frame = strchr(x, '\n');
        if (frame && strncmp(frame + 1, "    #", 5) != 0)
            break; // the end of this stack
    }
    return list;
}

// " (work/1.1-mse-gradient.c, line 23, in mse)"; "" if it is not known.
static char *place(const char *error, const char *program, const char *file)
{
    const char *base = strrchr(file, '/') ? strrchr(file, '/') + 1 : file;
    FILE *lines = popen(text_format("addr2line -f -e '%s'%s 2>/dev/null",
                                    program, addresses(error)),
                        "r");
    char name[256], where[PATH_MOST];
    while (lines && fgets(name, sizeof name, lines) &&
           fgets(where, sizeof where, lines)) {
        const char *found = strstr(where, base);
        name[strcspn(name, "\n")] = '\0';
        if (found && found[strlen(base)] == ':') {
            pclose(lines);
            return text_format(" (%s, line %d, in %s)", file,
                               atoi(found + strlen(base) + 1), name);
        }
    }
    if (lines)
        pclose(lines);
    return "";
}

char *memory_words(const char *complaints, const char *program,
                   const char *file)
{
    const char *error = strstr(complaints, "AddressSanitizer: ");
    if (!error)
        return NULL;
    error += strlen("AddressSanitizer: ");
    return text_format("%s%s.", sentence(error), place(error, program, file));
}
