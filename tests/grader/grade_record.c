// The answers of the solution and of the wrong ones: played once, written down,
// found again.
#define _POSIX_C_SOURCE 200809L
#include "grader.h"

#include "base.h"

#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void stop(const char *what, const char *path)
{
    fprintf(stderr, "grader: %s: %s\n", path, what);
    exit(2);
}

// The items, each followed by the functions of the learner that it calls.
static void write_items(const Exercise *e, FILE *file)
{
    char *path = text_format("tests/exercises/%s/run.c", e->name);
    char *run_c = file_read(path);
    if (!run_c)
        stop("cannot be read", path);
    for (int i = 0; i < e->items; i++) {
        const Item *item = &e->item[i];
        fprintf(file, "item\t%s\t%g\t%d\t%g\t%s\t%s\ncalls\t%s\n", item->name,
                item->points, item->cases, item->tolerance, item->title,
                item->uses, calls_of_item(run_c, item->name));
    }
}

// The answers of a seed; in a copy for students, those of the seed 1.
static char *answers_path(const Places *places, const char *name)
{
    return text_format("%s/%s/answers-%llu.txt", places->build, name,
                       (unsigned long long)places->seed);
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

// FNV-1a of the first bytes.
static unsigned long long hash_of(const char *text, size_t size)
{
    unsigned long long hash = 0xcbf29ce484222325u;
    for (size_t i = 0; i < size; i++)
        hash = (hash ^ (unsigned char)text[i]) * 0x100000001b3u;
    return hash;
}

static char *last_line(const char *text, size_t size)
{
    return text_format("whole\t%016llx\n", hash_of(text, size));
}

// Does the text end with the line that was written then?
static bool is_whole(const char *text)
{
    size_t size = strlen(text), last = strlen(last_line("", 0));
    return size > last &&
           strcmp(text + size - last, last_line(text, size - last)) == 0;
}

// Of an exercise that is not begun the solution says all that is needed.
static bool is_needed(const Places *places, const char *name)
{
    char *solution = text_format("%s/%s/solution", places->build, name);
    return !places->work || access(solution, X_OK) != 0 ||
           access(text_format("%s/%s.c", places->work, name), F_OK) == 0;
}

Exercise exercise_read(const Places *places, const char *name)
{
    char *path = answers_path(places, name), *text = file_read(path);
    if (text && !is_whole(text) && !is_needed(places, name))
        text = NULL;
    if (text && !is_whole(text)) {
        fprintf(stderr,
                "grader: %s is damaged: delete it, then make grade makes it "
                "anew\n",
                path);
        exit(2);
    }
    if (text)
        return exercise_of(name, text);
    Exercise e = exercise_new(name); // nobody has needed its answers yet
    items_read(&e, list_items(places, name));
    return e;
}

static void play_solution(const Places *places, const Exercise *e)
{
    char *path = text_format("%s/%s/solution", places->build, e->name);
    for (int i = 0; i < e->items; i++)
        play(path, &e->item[i], places->seed, false, false,
             &e->program[0].run[i]);
}

// One item of all wrong solutions: wrong.c says what it sends.
static void play_wrong(const Places *places, const Exercise *e, int i)
{
    const Item *item = &e->item[i];
    char *path = text_format("%s/%s/wrong", places->build, e->name), *sent,
         *said;
    unsigned long long key = key_of(places->seed, item->name);
    const char *const arguments[] = {path, item->name, text_format("%llu", key),
                                     text_format("%d", e->programs - 1), NULL};
    static const char *const environment[] = {NULL};
    Command c = {
        .arguments = arguments, .environment = environment, .seconds = 600};
    int status = run_command(&c, &sent, &said);
    for (int p = 1; p < e->programs; p++) {
        Run *run = &e->program[p].run[i];
        char *end = strstr(sent, "\nended\t");
        if (status != 0 || !end)
            stop("not all of the wrong solutions have answered", path);
        *end = '\0';
        int ended = atoi(end + 7);
        run_take(WIFSIGNALED(ended) ? SIGNALLED + WTERMSIG(ended)
                                    : WEXITSTATUS(ended),
                 sent, "", item, run);
        sent = end + 7 + strcspn(end + 7, "\n") + 1;
    }
}

// Of a wrong solution, where it is not wrong, only that it is as the right one.
static void write_all(const Exercise *e, const Program *p, FILE *file)
{
    fprintf(file, "program\t%s\t%s\n", p->name, p->mistake);
    for (int i = 0; i < e->items; i++)
        if (p != e->program &&
            run_equal(&p->run[i], &e->program[0].run[i], e->item[i].tolerance))
            fputs("run\tright\n", file);
        else
            run_write(&p->run[i], p != e->program, file);
}

static bool programs_equal(const Exercise *e, const Program *a,
                           const Program *b)
{
    for (int i = 0; i < e->items; i++)
        if (!run_equal(&a->run[i], &b->run[i], e->item[i].tolerance))
            return false;
    return true;
}

// Is it made by a rule, and not to be told from one that is there already? Nor
// does it help if it crashes or never ends wherever it is wrong.
static bool superfluous(const Exercise *e, int number)
{
    const Program *p = &e->program[number];
    if (!program_is_rule(p))
        return false;
    for (int k = 0; k < number; k++)
        if (programs_equal(e, p, &e->program[k]))
            return true;
    for (int i = 0; i < e->items; i++)
        if (p->run[i].ending == RETURNED &&
            !run_equal(&p->run[i], &e->program[0].run[i], e->item[i].tolerance))
            return false;
    return true;
}

// build_mutants.sh has listed them: name, tab, sentence; those of rules last.
static void list_mistakes(const Places *places, Exercise *e, bool rules)
{
    char *path = text_format("%s/%s/mistakes.txt", places->build, e->name);
    char *list = file_read(path);
    if (!list)
        stop("cannot be read", path);
    for (char *line; (line = next_line(&list));) {
        char *name = next_part(&line);
        Program *p = program_add(e, name, line);
        e->programs -= !rules && program_is_rule(p);
    }
}

// Those of the rules that nothing tells from the solution: survivors.txt.
static void write_survivors(const Places *places, const Exercise *e)
{
    char *path = text_format("%s/%s/survivors.txt", places->build, e->name);
    FILE *file = fopen(path, "w");
    if (!file)
        stop("cannot be written", path);
    for (int p = 1; p < e->programs; p++)
        if (programs_equal(e, &e->program[p], &e->program[0]))
            fprintf(file, "%s\n", e->program[p].mistake);
    if (fclose(file) != 0)
        stop("cannot be written", path);
}

// Under another name until it is whole: somebody may grade meanwhile.
void record(const Places *places, const char *name, bool rules)
{
    Exercise e = exercise_new(name);
    char *items = list_items(places, name), *path = answers_path(places, name);
    char *new = text_format("%s.new", path);
    FILE *file = fopen(new, "w");
    if (!file)
        stop("cannot be written", path);
    items_read(&e, items);
    write_items(&e, file);
    program_add(&e, "solution", "");
    list_mistakes(places, &e, rules);
    play_solution(places, &e);
    for (int i = 0; i < e.items; i++)
        play_wrong(places, &e, i);
    write_all(&e, e.program, file);
    for (int p = 1; p < e.programs; p++)
        if (!superfluous(&e, p))
            write_all(&e, &e.program[p], file);
    fflush(file);
    const char *text = file_read(new);
    fputs(text ? last_line(text, strlen(text)) : "", file);
    if (fclose(file) != 0 || rename(new, path) != 0)
        stop("cannot be written", path);
    if (rules)
        write_survivors(places, &e);
}
