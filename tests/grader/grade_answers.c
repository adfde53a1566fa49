// Answers: the lines that a program sends become a Run, and Runs are compared.
#define _POSIX_C_SOURCE 200809L
#include "grader.h"

#include "base.h"

#include <math.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

static Case *case_add(Run *run)
{
    run->cases =
        memory_resize(run->cases, (size_t)run->count + 1, sizeof(Case));
    run->cases[run->count] = (Case){.given = "", .about = ""};
    return &run->cases[run->count++];
}

// No longer than so many bytes: what run.c sends is never cut.
static char *clip(char *text, size_t most)
{
    if (strlen(text) > most)
        text[most] = '\0';
    return text_clean(text); // a letter may be cut in two
}

// "answer name shape numbers": false if that is none.
static bool answer_add(Case *c, char *line)
{
    Answer a = {.name = clip(next_part(&line), 100)};
    a.shape = clip(next_part(&line), 100);
    char *numbers = next_part(&line), *end = numbers;
    size_t room = strlen(numbers) / 2 + 1;
    if (strcmp(numbers, "nothing") == 0)
        a.count = -1;
    else
        a.number = memory_new(room, sizeof *a.number);
    for (; a.number && *numbers; numbers = end) {
        a.number[a.count++] = strtod(numbers, &end);
        if (end == numbers || (*end != ' ' && *end != '\0')) {
            free(a.number);
            return false;
        }
    }
    c->answer = memory_resize(c->answer, (size_t)c->count + 1, sizeof(Answer));
    c->answer[c->count++] = a;
    return true;
}

// Reads cases up to "end"; false if that is missing or something is amiss.
static bool cases_read(char **text, Run *run)
{
    Case *c = NULL;
    for (char *line; (line = next_line(text));) {
        const char *word = next_part(&line);
        if (strcmp(word, "end") == 0)
            return true;
        if (strcmp(word, "case") == 0 && run->count < CASES_MOST &&
            atoi(line) == run->count)
            c = case_add(run);
        else if (strcmp(word, "given") == 0 && c)
            c->given = clip(line, 1700);
        else if (strcmp(word, "about") == 0 && c)
            c->about = clip(line, 1700);
        else if (strcmp(word, "changed") == 0 && c)
            c->changed = true;
        else if (strcmp(word, "answer") != 0 || !c || !answer_add(c, line))
            return false;
    }
    return false;
}

bool answers_read(char *text, const Item *item, Run *run)
{
    text_clean(text);
    return cases_read(&text, run) && run->count == item->cases;
}

Ending ending_of(int status, int *number)
{
    *number = status > SIGNALLED ? status - SIGNALLED : 0;
    if (status < 0 || *number == SIGKILL || *number == SIGXCPU)
        return TIMED_OUT;
    if (*number == SIGSYS)
        return FORBIDDEN;
    if (*number > 0)
        return CRASHED;
    return status == 0 ? RETURNED : EXITED;
}

void run_take(int status, char *sent, char *complaints, const Item *item,
              Run *run)
{
    run->ending = ending_of(status, &run->signal);
    run->complaints = text_clean(complaints);
    if (!answers_read(sent, item, run) && run->ending == RETURNED)
        run->ending = EXITED;
}

void run_read(char **text, Run *run, const Run *right)
{
    char *line = next_line(text);
    run->complaints = "";
    run->ending = NOT_RUN;
    if (!line)
        return;
    next_part(&line); // "run"
    if (strcmp(line, "right") == 0) {
        *run = *right;
        return;
    }
    run->ending = (Ending)atoi(next_part(&line));
    run->signal = atoi(next_part(&line));
    cases_read(text, run);
}

void run_write(const Run *run, bool wrong, FILE *file)
{
    const char *format = wrong ? "%s%.15g" : "%s%.17g";
    fprintf(file, "run\t%d\t%d\n", (int)run->ending, run->signal);
    for (int i = 0; i < run->count; i++) {
        const Case *c = &run->cases[i];
        fprintf(file, "case\t%d\n", i);
        if (!wrong)
            fprintf(file, "given\t%s\nabout\t%s\n", c->given, c->about);
        if (c->changed)
            fprintf(file, "changed\n");
        for (int k = 0; k < c->count; k++) {
            const Answer *a = &c->answer[k];
            fprintf(file, "answer\t%s\t%s\t%s", a->name, a->shape,
                    a->count < 0 ? "nothing" : "");
            for (int n = 0; n < a->count; n++)
                fprintf(file, format, n == 0 ? "" : " ", a->number[n]);
            fputc('\n', file);
        }
    }
    fputs("end\n", file);
}

bool number_equal(double got, double expected, double tolerance)
{
    if (isnan(got) || isnan(expected))
        return isnan(got) && isnan(expected);
    if (isinf(got) || isinf(expected))
        return got == expected;
    return fabs(got - expected) <= tolerance * (1 + fabs(expected));
}

bool answer_equal(const Answer *a, const Answer *b, double tolerance)
{
    if (strcmp(a->name, b->name) != 0 || strcmp(a->shape, b->shape) != 0 ||
        a->count != b->count)
        return false;
    for (int n = 0; n < a->count; n++)
        if (!number_equal(a->number[n], b->number[n], tolerance))
            return false;
    return true;
}

bool case_equal(const Case *a, const Case *b, double tolerance)
{
    if (a->count != b->count || a->changed != b->changed)
        return false;
    for (int k = 0; k < a->count; k++)
        if (!answer_equal(&a->answer[k], &b->answer[k], tolerance))
            return false;
    return true;
}

bool run_equal(const Run *a, const Run *b, double tolerance)
{
    if (a->ending != b->ending || a->signal != b->signal ||
        a->count != b->count)
        return false;
    for (int i = 0; i < a->count; i++)
        if (!case_equal(&a->cases[i], &b->cases[i], tolerance))
            return false;
    return true;
}
