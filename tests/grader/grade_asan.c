// What AddressSanitizer writes is for people who know it. Here it becomes one
// sentence, with the line of the learner's file.
#include "grader.h"

#include "base.h"

#include <ctype.h>
#include <signal.h>
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

// " (work/1.1-mse-gradient.c, line 23, in mse)"; "" if it is not known.
static char *place(const char *file, char *lines)
{
    const char *base = strrchr(file, '/') ? strrchr(file, '/') + 1 : file;
    char *name, *where;
    while ((name = next_line(&lines)) && (where = next_line(&lines))) {
        const char *found = strstr(where, base);
        if (found && found[strlen(base)] == ':')
            return text_format(" (%s, line %d, in %.60s)", file,
                               atoi(found + strlen(base) + 1), name);
    }
    return "";
}

// How long the array is beside which it reads or writes, and where it was made.
static char *array_of(const char *error, const char *where)
{
    const char *size = strstr(error, "-byte region");
    while (size && size > error && isdigit((unsigned char)size[-1]))
        size--;
    if (!*where || !size ||
        strncmp(error, "heap-buffer", strlen("heap-buffer")) != 0)
        return "";
    return text_format(" The array was made with %d byte%s%s.", atoi(size),
                       atoi(size) == 1 ? "" : "s", where);
}

// Somebody has called abort, a check of the library maybe: its words, and where
// in the learner's file that was.
static void run_aborted(Run *run, const char *where)
{
    char *words = text_new_copy(run->complaints);
    char *report = strstr(words, "AddressSanitizer:");
    if (report)
        *report = '\0';
    words[strcspn(words, "\n")] = '\0';
    run->ending = CRASHED;
    run->signal = SIGABRT;
    run->complaints =
        text_format("%s%s", words, *words ? where : where + (*where == ' '));
}

void run_memory(Run *run, const char *file, char *lines, char *made)
{
    const char *error = strstr(run->complaints, "AddressSanitizer: ");
    run->memory = NULL;
    if (run->signal == SIGABRT ||
        (error && strncmp(strchr(error, ' '), " ABRT", 5) == 0)) {
        run_aborted(run, place(file, lines));
    } else if (error) {
        error += strlen("AddressSanitizer: ");
        run->memory =
            text_format("%s%s.%s", sentence(error), place(file, lines),
                        array_of(error, place(file, made)));
    }
    run->memory_given = run->count > 0 ? run->cases[run->count - 1].given : "";
}
