// An exercise: its title from its statement, its items from its run.c, and the
// answers of the solution and of the wrong ones, which are played once and kept
// in a file (grade_record.c):
//
//     item     gradient  4  8  1e-06  its gradient  loss
//     calls    mse_gradient
//     program  solution
//     run      0  0            then its cases, for each item one run
//     program  no-mean  Is the division by the number of rows missing?
//     whole    47b1…    a checksum of all that
//
// A copy for students has these files instead of the solutions.
#define _POSIX_C_SOURCE 200809L
#include "grader.h"

#include "base.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void stop(const char *what, const char *path)
{
    fprintf(stderr, "grader: %s: %s\n", path, what);
    exit(2);
}

static void item_add(Exercise *e, char *line)
{
    if (e->items == ITEMS_MOST)
        stop("too many items", e->name);
    Item *item = &e->item[e->items++];
    item->name = next_part(&line);
    item->points = strtod(next_part(&line), NULL);
    item->cases = atoi(next_part(&line));
    item->tolerance = strtod(next_part(&line), NULL);
    item->title = next_part(&line);
    item->uses = next_part(&line);
    item->calls = "";
}

Program *program_add(Exercise *e, char *name, char *mistake)
{
    e->program =
        memory_resize(e->program, (size_t)e->programs + 1, sizeof(Program));
    Program *p = &e->program[e->programs++];
    *p = (Program){.name = name, .mistake = mistake};
    return p;
}

// The statement's first line: /*: # Exercise 3.2: cross entropy {#ex-3-2}
static char *title_of(const char *name)
{
    char *path = text_format("stages/stage%.1s/exercises/%s.c", name, name);
    char *text = file_read(path), *title = text ? strstr(text, "# ") : NULL;
    if (!title)
        stop("no statement with a title is there", path);
    title += 2;
    title[strcspn(title, "\n")] = '\0';
    char *end = strstr(title, " {#");
    if (end)
        *end = '\0';
    return title;
}

Exercise exercise_new(const char *name)
{
    Exercise e = {
        .name = text_new_copy(name), .title = title_of(name), .log = ""};
    e.has_solution =
        access(text_format("tests/exercises/%s/solution.c", name), R_OK) == 0;
    e.number = text_format("%.*s", (int)strcspn(name, "-"), name);
    return e;
}

void items_read(Exercise *e, char *text)
{
    for (char *line; (line = next_line(&text));)
        if (strcmp(next_part(&line), "item") == 0)
            item_add(e, line);
}

Exercise exercise_of(const char *name, char *text)
{
    Exercise e = exercise_new(name);
    for (char *line; (line = next_line(&text));) {
        const char *word = next_part(&line);
        if (strcmp(word, "whole") == 0)
            break;
        if (strcmp(word, "item") == 0) {
            item_add(&e, line);
        } else if (strcmp(word, "calls") == 0 && e.items > 0) {
            e.item[e.items - 1].calls = line;
        } else {
            char *program = next_part(&line);
            Program *p = program_add(&e, program, line);
            for (int i = 0; i < e.items; i++)
                run_read(&text, &p->run[i], &e.program[0].run[i]);
        }
    }
    return e;
}
