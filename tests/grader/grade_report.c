// The report as text, for the learner.
#define _POSIX_C_SOURCE 200809L // isatty, fileno
#include "grader.h"

#include <math.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char GREEN[] = "\033[32m", RED[] = "\033[31m", DIM[] = "\033[2m",
                  BOLD[] = "\033[1m", PLAIN[] = "\033[0m";

// The code if out is a terminal that shows colours, else nothing.
static const char *colour(const char *code, FILE *out)
{
    const char *term = getenv("TERM"), *no = getenv("NO_COLOR");
    bool shown = isatty(fileno(out)) && !(no && *no) && term &&
                 strcmp(term, "dumb") != 0;
    return shown ? code : "";
}

char *points_text(double points)
{
    return text_format("%g", round(points * 100) / 100);
}

// How many bytes of a long line are shown, without cutting a letter in two.
static int shown(const char *line)
{
    enum { WIDE = 160 };
    int length = (int)strcspn(line, "\n");
    if (length <= WIDE)
        return length;
    length = WIDE;
    while (((unsigned char)line[length] & 0xc0) == 0x80)
        length--;
    return length;
}

static const char *signal_words(int number)
{
    switch (number) {
    case SIGSEGV:
    case SIGBUS:
        return "It uses memory that is not its own: a NULL pointer, an index "
               "out of range, or a recursion without end.";
    case SIGFPE:
        return "It divides a whole number by zero.";
    case SIGABRT:
        return "It was stopped by a check, or its memory was damaged.";
    default:
        return "It was stopped by a signal.";
    }
}

static const char *ending_words(const Run *run)
{
    switch (run->ending) {
    case CRASHED:
        return signal_words(run->signal);
    case TIMED_OUT:
        return "It was not finished after 2 seconds: is there a loop that "
               "never ends?";
    case FORBIDDEN:
        return "It tried what an exercise must not do: start a program, reach "
               "another one, or the network.";
    default:
        return "It ended before it had answered: does it call exit?";
    }
}

// The numbers of an answer, or only number n if there are many.
static char *value_text(const Answer *a, int n, const char *format)
{
    enum { MANY = 9 };
    char *text = text_format("%s = ", a->name), *number = "";
    if (a->count < 0)
        return text_format("%snothing (NULL)", text);
    if (a->count > MANY && n >= 0)
        text = text_format("%s[%d] = ", a->name, n);
    for (int k = 0; k < a->count; k++)
        if (a->count <= MANY || k == n || (n < 0 && k < MANY)) {
            number = text_format(format, a->number[k]);
            text =
                text_format("%s%s%s", text,
                            text[strlen(text) - 2] == '=' ? "" : "  ", number);
        }
    return text_format("%s%s", text, a->count > MANY && n < 0 ? " …" : "");
}

// The first number that differs; -1 if that has no meaning.
static int first_difference(const Answer *a, const Answer *b, double tolerance)
{
    for (int n = 0; a->count == b->count && n < a->count; n++)
        if (!number_equal(a->number[n], b->number[n], tolerance))
            return n;
    return -1;
}

static void difference_text(const Case *got, const Case *right,
                            double tolerance, const char *indent, FILE *out)
{
    int k = 0;
    while (k < right->count && k < got->count &&
           answer_equal(&got->answer[k], &right->answer[k], tolerance))
        k++;
    fprintf(out, "%sgiven     %s\n", indent, got->given);
    if (k == right->count || k == got->count) {
        fprintf(out, "%sIt answers %d things, and %d are expected.\n", indent,
                got->count, right->count);
        return;
    }
    const Answer *a = &got->answer[k], *b = &right->answer[k];
    int n = first_difference(a, b, tolerance);
    const char *format = "%.7g";
    if (strcmp(value_text(a, n, format), value_text(b, n, format)) == 0)
        format = "%.17g"; // they differ further behind
    fprintf(out, "%sexpected  %s\n", indent, value_text(b, n, format));
    fprintf(out, "%sgot       %s\n", indent, value_text(a, n, format));
}

void failure_text(const Exercise *e, int item, const char *indent, FILE *out)
{
    const Run *got = &e->learner.run[item], *right = &e->program[0].run[item];
    if (got->memory || got->ending != RETURNED) {
        const char *given = got->memory      ? got->memory_given
                            : got->count > 0 ? got->cases[got->count - 1].given
                                             : "";
        if (*given)
            fprintf(out, "%sgiven     %s\n", indent, given);
        fprintf(out, "%s%s\n", indent,
                got->memory ? got->memory : ending_words(got));
        if (got->signal == SIGABRT && *got->complaints)
            fprintf(out, "%s%.*s\n", indent, shown(got->complaints),
                    got->complaints);
    } else {
        int i = 0;
        while (case_equal(&got->cases[i], &right->cases[i],
                          e->item[item].tolerance))
            i++;
        difference_text(&got->cases[i], &right->cases[i],
                        e->item[item].tolerance, indent, out);
    }
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

// A message of the compiler or the linker, with the line of code it shows.
static void message_text(char *line, char **log, const char *indent, FILE *out)
{
    char *missing = strstr(line, "undefined reference to `");
    if (missing) {
        missing += strlen("undefined reference to `");
        missing[strcspn(missing, "'")] = '\0';
        fprintf(out, "%sThe function %.*s is not there.\n", indent,
                shown(missing), missing);
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
    fprintf(out, "%s%.*s\n", indent, shown(line), line);
    for (int k = 0; k < 2 && **log == ' '; k++) {
        const char *code = next_line(log);
        fprintf(out, "%s%.*s\n", indent, shown(code), code);
    }
    const char *advice = clash_words(*log);
    if (!advice && strstr(line, "No such file or directory"))
        advice = "Only the headers of standard C and of common/ are there.";
    if (advice)
        fprintf(out, "%s%.*s\n", indent, shown(advice), advice);
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
    else if (e->has_solution)
        fprintf(out, " Why it works: %smake solution EX=%s%s", bold, e->number,
                plain);
    fprintf(out, "\n\n");
}

// Of the same mistake in several items it is said once what it is.
static bool said_before(const Exercise *e, int item)
{
    for (int i = 0; i < item; i++)
        if (e->diagnosis[i] && strcmp(e->diagnosis[i], e->diagnosis[item]) == 0)
            return true;
    return false;
}

void report(const Exercise *e, FILE *out)
{
    const char *plain = colour(PLAIN, out);
    fprintf(out, "%s%s%s\n", colour(BOLD, out), e->title, plain);
    if (e->trouble)
        trouble_text(e, "    ", out);
    for (int i = 0; i < e->items && !e->trouble; i++) {
        bool passed = item_passed(e, i);
        fprintf(out, "  %s%s%s %5s of %-2s  %s\n",
                colour(passed ? GREEN : RED, out), passed ? "✓" : "✗", plain,
                points_text(item_points(e, i)), points_text(e->item[i].points),
                e->item[i].title);
        if (passed)
            continue;
        failure_text(e, i, "      ", out);
        if (e->diagnosis[i])
            fprintf(out, "      Likely:   %s\n",
                    said_before(e, i) ? "the same." : e->diagnosis[i]);
    }
    report_end(e, out);
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
    if (started == 0 && count == 1)
        fprintf(out, "It is not started: %smake start EX=%s%s\n",
                colour(BOLD, out), e->number, colour(PLAIN, out));
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
