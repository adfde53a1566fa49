// collector SUBMISSION WORK EXERCISE…: copies what is handed in, a folder or an
// archive, to the folder WORK and says what it did with the rest. Status 0: there
// is something to grade; 1: nothing; 2: wrong usage.
#define _POSIX_C_SOURCE 200809L
#include "collect.h"

#include "grader.h"

#include <unistd.h>

int main(int argc, char **argv)
{
    if (argc < 4 || access(argv[1], R_OK) != 0) {
        fprintf(stderr, "usage: collector SUBMISSION WORK EXERCISE…%s%s\n",
                argc < 4 ? "" : "; cannot be read: ", argc < 4 ? "" : argv[1]);
        return 2;
    }
    Course course = {argc - 3, argv + 3};
    Collection c = {.course = &course,
                    .notes = stdout,
                    .scratch = text_format("%s/.unpacked", argv[2])};
    collect_look(&c, argv[1], "");
    return collect(&c, argv[2]) > 0 ? 0 : 1;
}
