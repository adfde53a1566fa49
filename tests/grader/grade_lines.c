// Where in the learner's file it was that AddressSanitizer found an error.
#include "grader.h"

#include <stdlib.h>
#include <string.h>

// Says where the addresses of the first stack behind these words of the report
// lie: two lines for each, the function and the place. The program is the
// learner's, and so may be what is read in it: this is done in the sandbox too.
char *memory_lines(const char *complaints, const char *words,
                   const char *program)
{
    const char *error = strstr(complaints, words);
    if (!error)
        return "";
    enum { FRAMES_MOST = 30 };
    const char *arguments[FRAMES_MOST + 7] = {
        "/bin/sh", "-c", "exec addr2line -f -e \"$@\" >&3", "sh", program};
    int count = 5;
    for (const char *frame = strstr(error, "    #0 "); frame;) {
        const char *x = strstr(frame, " 0x");
        if (!x || count == FRAMES_MOST + 5)
            break;
        arguments[count++] = text_format("0x%llx", strtoull(x, NULL, 16));
        frame = strchr(x, '\n');
        if (frame && strncmp(frame + 1, "    #", 5) != 0)
            break; // the end of this stack
    }
    Command c = {.arguments = arguments,
                 .environment = compiler_environment("/tmp"),
                 .enclosed = true,
                 .compiles = true,
                 .seconds = 5};
    char *lines = "", *said;
    see_tools(&c.sight);
    see(&c.sight, program);
    if (count > 5)
        run_command(&c, &lines, &said);
    return text_clean(lines);
}
