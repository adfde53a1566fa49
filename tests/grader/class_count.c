// What became of each item, as lines of results/NAME.txt, and counted:
//
//     0,6,2.5,8.5                                  the points, as in the table
//     3.2-cross-entropy  0  4  4  right
//     3.2-cross-entropy  1  0  4  named   Is the division by … missing?
//
// Item -1 is the exercise itself: "built", or "trouble" with the reason.
#define _POSIX_C_SOURCE 200809L
#include "class.h"

#include "base.h"

#include <stdlib.h>
#include <string.h>

static bool is_named(const Exercise *e, const char *sentence)
{
    for (int p = 1; p < e->programs; p++)
        if (strcmp(e->program[p].mistake, sentence) == 0)
            return true;
    return false;
}

static const char *what_of(const Exercise *e, int item)
{
    const Run *run = &e->learner.run[item];
    const char *sentence = e->diagnosis[item];
    if (item_passed(e, item))
        return "right";
    if (run->memory)
        return "memory";
    if (sentence)
        return is_named(e, sentence) ? "named" : "described";
    return run->ending == CRASHED     ? "crashed"
           : run->ending == TIMED_OUT ? "endless"
           : run->ending == FORBIDDEN ? "forbidden"
           : run->ending == RETURNED  ? "wrong"
                                      : "ended";
}

// A memory error without its place, so that equal ones can be counted.
static char *sentence_of(const Exercise *e, int item)
{
    const char *memory = e->learner.run[item].memory;
    if (memory && !item_passed(e, item))
        return text_format("%.*s", (int)strcspn(memory, "(."), memory);
    return e->diagnosis[item] ? text_new_copy(e->diagnosis[item])
                              : text_new_copy("");
}

static char *first_error(const Exercise *e)
{
    char *log = text_new_copy(e->log);
    for (char *line; (line = next_line(&log));) {
        char *error = strstr(line, "error: ");
        if (error)
            return text_format("%.120s", error + strlen("error: "));
    }
    return text_new_copy(*e->log ? "It could not be linked" : e->trouble);
}

void results_write(const char *path, const Exercise *e, int count)
{
    write_points(path, e, count);
    FILE *file = fopen(path, "a");
    for (int k = 0; file && k < count; k++) {
        if (!e[k].started)
            continue;
        fprintf(file, "%s\t-1\t%.10g\t%.10g\t%s\t%s\n", e[k].name,
                exercise_points(&e[k]), exercise_points_most(&e[k]),
                e[k].trouble ? "trouble" : "built",
                e[k].trouble ? text_clean(first_error(&e[k])) : "");
        for (int i = 0; i < e[k].items && !e[k].trouble; i++)
            fprintf(file, "%s\t%d\t%.10g\t%.10g\t%s\t%s\n", e[k].name, i,
                    item_points(&e[k], i), e[k].item[i].points,
                    what_of(&e[k], i), sentence_of(&e[k], i));
    }
    if (file)
        close_or_stop(file, path);
}

int results_read(const char *path, const Course *course, Result **results)
{
    char *text = file_read(path), *line = text ? next_line(&text) : NULL;
    int count = 0;
    *results = NULL;
    while (line && (line = next_line(&text))) {
        Result r = {.exercise = -1};
        const char *name = next_part(&line);
        for (int e = 0; e < course->count; e++)
            if (strcmp(course->name[e], name) == 0)
                r.exercise = e;
        r.item = atoi(next_part(&line));
        r.points = strtod(next_part(&line), NULL);
        r.most = strtod(next_part(&line), NULL);
        r.what = next_part(&line);
        r.sentence = line;
        *results = memory_resize(*results, (size_t)count + 1, sizeof r);
        if (r.exercise >= 0)
            (*results)[count++] = r;
    }
    return text ? count : -1;
}

// The same mistake in several items of one submission counts once.
static void mistake_count(Tally *t, const Result *r, int submission)
{
    Mistake *m = NULL;
    for (int i = 0; i < t->mistakes && !m; i++)
        if (t->mistake[i].exercise == r->exercise &&
            strcmp(t->mistake[i].what, r->what) == 0 &&
            strcmp(t->mistake[i].sentence, r->sentence) == 0)
            m = &t->mistake[i];
    if (!m) {
        t->mistake =
            memory_resize(t->mistake, (size_t)t->mistakes + 1, sizeof *m);
        m = &t->mistake[t->mistakes++];
        *m = (Mistake){r->exercise, r->item, r->what, r->sentence, 0, NULL};
    }
    if (m->count > 0 && m->submission[m->count - 1] == submission)
        return;
    m->submission = memory_resize(m->submission, (size_t)m->count + 1,
                                  sizeof *m->submission);
    m->submission[m->count++] = submission;
}

static void result_count(Tally *t, const Result *r, int submission)
{
    ExerciseTally *e = &t->exercise[r->exercise];
    if (r->item < 0) {
        e->handed_in++;
        e->full += r->points == r->most;
        e->points += r->points;
        t->total[t->graded] += r->points;
    } else if (r->item < ITEMS_MOST) {
        e->right[r->item] += r->points == r->most;
        e->partly[r->item] += r->points > 0 && r->points < r->most;
    }
    if (strcmp(r->what, "right") != 0 && strcmp(r->what, "built") != 0)
        mistake_count(t, r, submission);
}

static int by_total(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

static int by_count(const void *left, const void *right)
{
    const Mistake *a = left, *b = right;
    return a->count != b->count         ? b->count - a->count
           : a->exercise != b->exercise ? a->exercise - b->exercise
                                        : strcmp(a->sentence, b->sentence);
}

Tally tally(const Class *c)
{
    Tally t = {0};
    t.total = memory_new((size_t)c->count + 1, sizeof *t.total);
    t.exercise = memory_new((size_t)c->course.count + 1, sizeof *t.exercise);
    for (int i = 0; i < c->count; i++) {
        Result *result;
        int count =
            results_read(class_path(c, "results", &c->submission[i], ".txt"),
                         &c->course, &result);
        for (int k = 0; k < count; k++)
            result_count(&t, &result[k], i);
        t.graded += count >= 0;
    }
    qsort(t.total, (size_t)t.graded, sizeof *t.total, by_total);
    if (t.mistakes > 0)
        qsort(t.mistake, (size_t)t.mistakes, sizeof *t.mistake, by_count);
    return t;
}
