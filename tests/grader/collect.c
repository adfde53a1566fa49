// Of several files for one exercise a file in a folder work/ goes first, then
// one whose name is not that of a copy, then the newest, then the highest
// number.
#define _POSIX_C_SOURCE 200809L
#include "collect.h"

#include "grader.h"

#include "base.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

enum { LARGEST = 256 << 10, LINE_MOST = 300, NAMED = 3 };

void note(Collection *c, const char *format, ...)
{
    char line[LINE_MOST];
    va_list list;
    va_start(list, format);
    int length = vsnprintf(line, sizeof line, format, list);
    va_end(list);
    for (char *end; (end = strpbrk(line, "\n\t"));)
        *end = '?'; // of a file's name
    fprintf(c->notes, "%s%s\n", text_clean(line),
            length >= LINE_MOST ? "…" : "");
}

// By exercise, the best one first.
static int compare(const void *left, const void *right)
{
    const Candidate *a = left, *b = right;
    if (a->match.exercise != b->match.exercise)
        return a->match.exercise - b->match.exercise;
    if (a->place != b->place)
        return (int)a->place - (int)b->place;
    if (a->match.kind != b->match.kind)
        return (int)a->match.kind - (int)b->match.kind;
    if (a->time != b->time)
        return a->time > b->time ? -1 : 1;
    if (a->match.number != b->match.number)
        return b->match.number - a->match.number;
    return strcmp(a->shown, b->shown);
}

bool file_equal(const char *left, const char *right)
{
    FILE *a = fopen(left, "rb"), *b = fopen(right, "rb");
    int x = 0, y = a && b ? 0 : EOF;
    while (x == y && x != EOF) {
        x = getc(a);
        y = getc(b);
    }
    if (a)
        fclose(a);
    if (b)
        fclose(b);
    return x == y;
}

// The statement of the course, as everybody has it.
static bool is_untouched(const Candidate *k, const char *name)
{
    char *statement =
        text_format("stages/stage%.1s/exercises/%s.c", name, name);
    return k->place == A_STATEMENT && file_equal(k->path, statement);
}

static void say_which(Collection *c, const Candidate *taken,
                      const Candidate *all, int count, const char *name)
{
    const char *slash = strrchr(taken->shown, '/');
    const char *file = slash ? slash + 1 : taken->shown;
    char *others = "";
    int named = 0;
    for (int i = 0; i < count; i++)
        if (&all[i] != taken && named++ < NAMED)
            others = text_format("%s%s%s", others, *others ? ", " : "",
                                 all[i].shown);
    if (named > 0)
        note(c, "Several files for %s: graded is %s, not %s%s.", name,
             taken->shown, others, named > NAMED ? " and more" : "");
    else if (strcmp(file, text_format("%s.c", name)) != 0)
        note(c, "%s is taken for %s.", taken->shown, name);
    else if (taken->place == A_STATEMENT)
        note(c, "%s is graded, though it does not lie in work/.", taken->shown);
}

// Takes the first that can be had; false if there is none.
static bool take(Collection *c, const Candidate *all, int count,
                 const char *name, const char *work)
{
    for (int i = 0; i < count; i++) {
        if (is_untouched(&all[i], name))
            continue;
        const char *trouble =
            file_copy(all[i].path, text_format("%s/%s.c", work, name), LARGEST);
        if (!trouble) {
            // An untouched statement is nobody's hand-in.
            while (count > 1 && is_untouched(&all[count - 1], name))
                count--;
            say_which(c, &all[i], all, count, name);
            return true;
        }
        note(c, "%s %s: not graded.", all[i].shown, trouble);
    }
    return false;
}

static void say_others(Collection *c, int taken)
{
    int shown = 0, c_files = 0;
    if (taken == 0)
        note(c,
             "There is no file of an exercise that is graded. What is there:");
    for (int i = 0; i < c->others && i < SHOWN; i++) {
        bool is_c = name_ends(c->other[i], ".c");
        c_files += is_c;
        if (taken == 0)
            note(c, "    %s", c->other[i]);
        else if (is_c)
            note(c, "%s is of no exercise that is graded.", c->other[i]);
        shown++;
    }
    if (taken == 0 && c->others == 0)
        note(c, "    nothing");
    else if (c->others > shown && (taken == 0 || c_files > 0))
        note(c, "    and %d more.", c->others - shown);
}

int collect(Collection *c, const char *work)
{
    int taken = 0;
    folder_make(work);
    if (c->found > 0)
        qsort(c->candidate, (size_t)c->found, sizeof *c->candidate, compare);
    for (int i = 0, next; i < c->found; i = next) {
        int exercise = c->candidate[i].match.exercise;
        for (next = i;
             next < c->found && c->candidate[next].match.exercise == exercise;)
            next++;
        taken += take(c, c->candidate + i, next - i, c->course->name[exercise],
                      work);
    }
    say_others(c, taken);
    if (c->archives > 0)
        folder_remove(c->scratch);
    return taken;
}
