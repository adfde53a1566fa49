// class.txt: the seed and the exercises, then a line for each submission: its
// file and its name. With another seed or other exercises the old points are
// void.
#define _XOPEN_SOURCE 700 // lockf
#include "class.h"

#include "base.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char *list_path(const Class *c)
{
    return text_format("%s/class.txt", c->scratch);
}

static char *course_line(const Class *c)
{
    char *line = text_format("%llu", (unsigned long long)c->places.seed);
    for (int i = 0; i < c->course.count; i++)
        line = text_format("%s\t%s", line, c->course.name[i]);
    return line;
}

bool class_is_free(const Class *c)
{
    folder_make(c->scratch);
    int lock = open(text_format("%s/lock", c->scratch), O_RDWR | O_CREAT, 0666);
    return lock >= 0 && lockf(lock, F_TLOCK, 0) == 0; // until the end
}

bool class_is_another(const Class *c)
{
    char *list = file_read(list_path(c)),
         *line = list ? next_line(&list) : NULL;
    return line && strcmp(line, course_line(c)) != 0;
}

void class_write(const Class *c)
{
    if (class_is_another(c))
        folder_remove(text_format("%s/results", c->scratch));
    folder_make(text_format("%s/results", c->scratch));
    folder_make(text_format("%s/feedback", c->scratch));
    FILE *file = open_or_stop(list_path(c));
    fprintf(file, "%s\n", course_line(c));
    for (int i = 0; i < c->count; i++)
        fprintf(file, "%s\t%s\n", c->submission[i].file, c->submission[i].name);
    close_or_stop(file, list_path(c));
}

bool class_read(Class *c)
{
    char *list = file_read(list_path(c));
    char *line = list ? next_line(&list) : NULL;
    if (!line)
        return false;
    c->places.seed = strtoull(next_part(&line), NULL, 10);
    c->course.name = memory_new(strlen(line) + 1, sizeof *c->course.name);
    for (c->course.count = 0; *line; c->course.count++)
        c->course.name[c->course.count] = next_part(&line);
    c->exercise = memory_new((size_t)c->course.count + 1, sizeof *c->exercise);
    for (int i = 0; i < c->course.count; i++)
        c->exercise[i] = exercise_read(&c->places, c->course.name[i]);
    while ((line = next_line(&list))) {
        c->submission = memory_resize(c->submission, (size_t)c->count + 1,
                                      sizeof *c->submission);
        Submission s = {.file = next_part(&line)};
        s.name = line;
        c->submission[c->count++] = s;
    }
    return true;
}
