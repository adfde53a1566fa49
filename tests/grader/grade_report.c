// The report as text, for the learner.
#define _POSIX_C_SOURCE 200809L // isatty, fileno, open_memstream
#include "grader.h"

#include <dirent.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char GREEN[] = "\033[32m", RED[] = "\033[31m", DIM[] = "\033[2m",
                  BOLD[] = "\033[1m", PLAIN[] = "\033[0m";

// Where what is written into memory is shown in the end.
static FILE *shown_on;

// The code if out is a terminal that shows colours, else nothing.
static const char *colour(const char *code, FILE *out)
{
    const char *term = getenv("TERM"), *no = getenv("NO_COLOR");
    bool shown = isatty(fileno(shown_on ? shown_on : out)) && !(no && *no) &&
                 term && strcmp(term, "dumb") != 0;
    return shown ? code : "";
}

void report_awaited(const Exercise *e, const char *what, FILE *out)
{
    if (!e->awaited || !isatty(fileno(out)))
        return;
    fprintf(out, "\r\033[K");
    if (what)
        fprintf(out, "Grading %s: %.60s …", e->number, what);
    fflush(out);
}

char *points_text(double points)
{
    return text_format("%g", round(points * 100) / 100);
}

// A name is there twice, which the note that follows tells: is it the function
// of the exercise with another type, or a name of somebody else's?
static const char *clash_words(const char *log)
{
    while (strncmp(log, "In file", 7) == 0 || strncmp(log, "     ", 5) == 0)
        log += strcspn(log, "\n") + (strchr(log, '\n') != NULL);
    char *note = text_format("%.*s", (int)strcspn(log, "\n"), log);
    const char *type = strstr(note, "with type");
    if (!strstr(note, " note: previous") && !strstr(note, " note: originally"))
        return NULL;
    if (strstr(note, "/run.c:") && strstr(note, "previous declaration") &&
        !(type && !strchr(type, '(')))
        return "Keep the name, the parameters and the type of the exercise.";
    note[strcspn(note, ":")] = '\0';
    return text_format("%s has that name already: give yours another one.",
                       strncmp(note, "tests/", 6) == 0 ? "The grader"
                       : *note == '/'                  ? "Standard C"
                                                       : note);
}

// The function that a message of a linker misses; NULL: it is another message.
static char *missing_function(const char *line)
{
    static const char *const words[] = {"undefined reference to `", // GNU's ld,
                                        "undefined reference to '", // gold,
                                        "undefined symbol: "};      // LLVM's
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        const char *found = strstr(line, words[i]);
        if (found) {
            found += strlen(words[i]);
            return text_format("%.*s", (int)strcspn(found, "' \n"), found);
        }
    }
    return NULL;
}

// Of a message, and of a line of code, which is not wrapped.
enum { WIDE = 160, CODE_WIDE = 74 };

// A message of the compiler or the linker, with the line of code it shows.
static void message_text(char *line, char **log, const char *indent, FILE *out)
{
    const char *missing = missing_function(line);
    if (missing) {
        fprintf(out, "%sThe function %.*s is not there.\n", indent,
                shown_bytes(missing, WIDE), missing);
        return;
    }
    if (strncmp(line, "tests/exercises/", 16) == 0) { // behind the learner's
        fprintf(out,
                "%sSomething is missing at the end of your file, a } or "
                "a ;, or stands there without belonging there.\n",
                indent);
        return;
    }
    line += strncmp(line, "./", 2) == 0 ? 2 : 0;
    fprintf(out, "%s%.*s\n", indent, shown_bytes(line, WIDE), line);
    for (int k = 0; k < 2 && **log == ' '; k++) {
        const char *code = next_line(log);
        fprintf(out, "%s%.*s\n", indent, shown_bytes(code, CODE_WIDE), code);
    }
    const char *advice = clash_words(*log);
    if (!advice && strstr(line, "No such file or directory"))
        advice = "Only the headers of standard C and of common/ are there.";
    if (advice)
        fprintf(out, "%s%.*s\n", indent, shown_bytes(advice, WIDE), advice);
}

// The first three messages that have one of the words; how many there are.
static int messages_text(const Exercise *e, const char *word, const char *other,
                         const char *indent, FILE *out)
{
    enum { SHOWN = 3 };
    int count = 0;
    char *copy = text_format("%s", e->log);
    for (char *line; (line = next_line(&copy));)
        if ((strstr(line, word) && !strstr(line, "ld returned")) ||
            strstr(line, other))
            if (count++ < SHOWN)
                message_text(line, &copy, indent, out);
    if (count > SHOWN)
        fprintf(out, "%sand %d more like that.\n", indent, count - SHOWN);
    return count;
}

void trouble_text(const Exercise *e, const char *indent, FILE *out)
{
    if (*e->trouble && !*e->log) {
        fprintf(out, "%s%s\n", indent, e->trouble);
        return;
    }
    fprintf(out, "%sIt could not be built:\n", indent);
    if (messages_text(e, "error: ", "undefined reference to `", indent, out) ==
        0)
        fprintf(out, "%sthe compiler was stopped.\n", indent);
}

// The next exercise in the folder; NULL behind the last.
static const char *next_number(const Exercise *e)
{
    struct dirent **entry;
    const char *next = NULL;
    int count = scandir("tests/exercises", &entry, NULL, alphasort);
    for (int i = 0; i < count; i++) {
        const char *name = entry[i]->d_name, *minus = strchr(name, '-');
        if (!next && minus && strcmp(name, e->name) > 0 && *name <= '9')
            next = text_format("%.*s", (int)(minus - name), name);
        free(entry[i]);
    }
    free(count >= 0 ? entry : NULL);
    return next;
}

// After full marks: what to compare it with, and what is next.
static void report_full(const Exercise *e, FILE *out)
{
    const char *bold = colour(BOLD, out), *plain = colour(PLAIN, out);
    char *about =
        file_read(text_format("tests/exercises/%s/about.txt", e->name));
    const char *compare = about ? strstr(about, "\ncompare: ") : NULL;
    if (compare)
        fprintf(out, " Compare it with %.*s.", (int)strcspn(compare + 10, "\n"),
                compare + 10);
    fprintf(out, "\n ");
    if (e->has_solution)
        fprintf(out, " Why it works: %smake solution EX=%s%s.", bold, e->number,
                plain);
    const char *next = next_number(e);
    if (next)
        fprintf(out, " Next: %smake start EX=%s%s", bold, next, plain);
}

static void report_end(const Exercise *e, FILE *out)
{
    const char *bold = colour(BOLD, out), *plain = colour(PLAIN, out);
    bool full = exercise_points(e) == exercise_points_most(e);
    if (!full && !e->trouble && strstr(e->log, " warning: ")) {
        fprintf(out, "  The compiler warns:\n");
        messages_text(e, " warning: ", " warning: ", "      ", out);
    }
    fprintf(out, "  %s%s of %s points.%s", bold,
            points_text(exercise_points(e)),
            points_text(exercise_points_most(e)), plain);
    if (!full)
        fprintf(out, " Stuck? %smake hint EX=%s%s", bold, e->number, plain);
    else
        report_full(e, out);
    fprintf(out, "\n\n");
}

// Of the same mistake in several items it is said once what it is, and then
// which item is meant, if it is not the last one of which something is said.
static const char *likely(const Exercise *e, int item)
{
    bool last = true;
    for (int i = item - 1; i >= 0; i--) {
        if (!e->diagnosis[i])
            continue;
        if (strcmp(e->diagnosis[i], e->diagnosis[item]) == 0)
            return last ? "the same."
                        : text_format("the same as in \"%s\".",
                                      e->item[i].title);
        last = false;
    }
    return e->diagnosis[item];
}

static void report_items(const Exercise *e, FILE *out)
{
    const char *plain = colour(PLAIN, out);
    fprintf(out, "%s%s%s\n", colour(BOLD, out), e->title, plain);
    if (e->trouble)
        trouble_text(e, "    ", out);
    for (int i = 0; i < e->items && !e->trouble; i++) {
        bool passed = item_passed(e, i);
        fprintf(out, "  %s%s%s %5s of %-2s  %s",
                colour(passed ? GREEN : RED, out), passed ? "✓" : "✗", plain,
                points_text(item_points(e, i)), points_text(e->item[i].points),
                e->item[i].title);
        if (passed) {
            fprintf(out, "\n");
            continue;
        }
        fprintf(out, " (%d of %d cases)\n", e->passed[i], e->item[i].cases);
        failure_text(e, i, "      ", out);
        if (e->diagnosis[i])
            fprintf(out, "      Likely:   %s\n", likely(e, i));
    }
    report_end(e, out);
}

void report(const Exercise *e, FILE *out)
{
    char *text = NULL;
    size_t size = 0;
    FILE *memory = open_memstream(&text, &size);
    shown_on = out;
    report_items(e, memory);
    fclose(memory);
    shown_on = NULL;
    wrap_text(text, out);
    free(text);
}

void report_total(const Exercise *e, int count, FILE *out)
{
    double points = 0, most = 0;
    int started = 0;
    for (int i = 0; i < count; i++) {
        points += exercise_points(&e[i]);
        most += exercise_points_most(&e[i]);
        started += e[i].started;
    }
    fprintf(out, "%sTotal: %s of %s points%s", colour(BOLD, out),
            points_text(points), points_text(most), colour(PLAIN, out));
    if (started < count && count > 1)
        fprintf(out, "; %d of %d exercises started", started, count);
    fprintf(out, ".\n");
}

void report_start(const Exercise *e, int count, FILE *out)
{
    for (int i = 0; i < count; i++)
        if (e[i].started)
            return;
    fprintf(out, "%s started: %smake start EX=%s%s\n",
            count == 1 ? "It is not" : "None is", colour(BOLD, out), e->number,
            colour(PLAIN, out));
}

static const char *name_of(const Exercise *e)
{
    const char *colon = strstr(e->title, ": ");
    return colon ? colon + 2 : e->title;
}

void report_progress(const Exercise *e, int count, FILE *out)
{
    const Exercise *next = NULL;
    const char *plain = colour(PLAIN, out);
    for (int i = 0; i < count; i++) {
        double points = exercise_points(&e[i]);
        bool full = points == exercise_points_most(&e[i]);
        if (i == 0 || *e[i].number != *e[i - 1].number)
            fprintf(out, "%sStage %c%s\n", colour(BOLD, out), *e[i].number,
                    plain);
        fprintf(out, "  %s%s %s  %-42s %5s of %-2s%s\n",
                colour(full           ? GREEN
                       : e[i].started ? BOLD
                                      : DIM,
                       out),
                full           ? "✓"
                : e[i].started ? "◐"
                               : "·",
                e[i].number, name_of(&e[i]), points_text(points),
                points_text(exercise_points_most(&e[i])), plain);
        if (!full && (!next || (!next->started && e[i].started)))
            next = &e[i];
    }
    report_total(e, count, out);
    if (next)
        fprintf(out, "Next: %smake %s EX=%s%s\n", colour(BOLD, out),
                next->started ? "grade" : "start", next->number, plain);
    else
        fprintf(out, "All of this is done.\n");
}
