// An exercise: its title from its statement, its items from its run.c, and the
// answers of the solution and of the wrong ones, which are played once and kept
// in a file:
//
//     item     gradient  4  8  1e-06  its gradient
//     program  solution
//     run      0  0            then its cases, for each item one run
//     program  no-mean  Is the division by the number of rows missing?
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

// The answers of a seed; in a copy for students, those of the seed 1.
static char *answers_path(const Places *places, const char *name)
{
    return text_format("%s/%s/answers-%llu.txt", places->build, name,
                       (unsigned long long)places->seed);
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
}

static Program *program_add(Exercise *e, char *name, char *mistake)
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

// What the solution says of its items.
static char *list_items(const Places *places, const char *name)
{
    char *command = text_format("%s/%s/solution --list", places->build, name);
    FILE *list = popen(command, "r");
    char *text = memory_new(4096, 1);
    size_t size = list ? fread(text, 1, 4095, list) : 0;
    if (!list || pclose(list) != 0 || size == 0)
        stop("cannot be run", command);
    return text;
}

static Exercise exercise_new(const char *name)
{
    Exercise e = {.name = text_new_copy(name), .title = title_of(name)};
    e.has_solution =
        access(text_format("tests/exercises/%s/solution.c", name), R_OK) == 0;
    e.number = text_format("%.*s", (int)strcspn(name, "-"), name);
    return e;
}

static void read_items(Exercise *e, char *text)
{
    for (char *line; (line = next_line(&text));)
        if (strcmp(next_part(&line), "item") == 0)
            item_add(e, line);
}

Exercise exercise_read(const Places *places, const char *name)
{
    Exercise e = exercise_new(name);
    char *text = file_read(answers_path(places, name));
    if (!text) { // nobody has needed its answers yet
        read_items(&e, list_items(places, name));
        return e;
    }
    for (char *line; (line = next_line(&text));) {
        const char *word = next_part(&line);
        if (strcmp(word, "item") == 0) {
            item_add(&e, line);
        } else {
            char *program = next_part(&line);
            Program *p = program_add(&e, program, line);
            for (int i = 0; i < e.items; i++)
                run_read(&text, &p->run[i]);
        }
    }
    return e;
}

static void record_program(const Places *places, const Exercise *e,
                           const char *program, FILE *file)
{
    char *path = text_format("%s/%s/%s", places->build, e->name, program);
    for (int i = 0; i < e->items; i++) {
        Run run = {.ending = NOT_RUN};
        play(path, &e->item[i], places->seed, false, &run);
        run_write(&run, file);
    }
}

// mistakes.sh has listed them: name, tab, sentence.
static void record_mistakes(const Places *places, const Exercise *e, FILE *file)
{
    char *path = text_format("%s/%s/mistakes.txt", places->build, e->name);
    char *list = file_read(path);
    if (!list)
        stop("cannot be read", path);
    for (char *line; (line = next_line(&list));) {
        const char *name = next_part(&line);
        fprintf(file, "program\t%s\t%s\n", name, line);
        record_program(places, e, text_format("mistakes/%s", name), file);
    }
}

void record(const Places *places, const char *name)
{
    Exercise e = exercise_new(name);
    char *items = list_items(places, name), *path = answers_path(places, name);
    FILE *file = fopen(path, "w");
    if (!file)
        stop("cannot be written", path);
    fputs(items, file);
    read_items(&e, items);
    fputs("program\tsolution\t\n", file);
    record_program(places, &e, "solution", file);
    record_mistakes(places, &e, file);
    if (fclose(file) != 0)
        stop("cannot be written", path);
}
