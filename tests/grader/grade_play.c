// One item of an exercise, played by a program in its own process; and the
// learner's program, played and judged.
#define _POSIX_C_SOURCE 200809L
#include "grader.h"

#include <unistd.h>

// No solution computes for longer than 0.02 seconds (a second is the limit of
// sandbox.c). If one item never ends, the others may not either.
static const double HURRY = 0.25, PATIENCE = 6;

void play(const char *path, const Item *item, uint64_t seed, bool enclosed,
          bool hurry, Run *run)
{
    static const char *const environment[] = {NULL};
    unsigned long long key = key_of(seed, item->name);
    const char *const arguments[] = {path, item->name, text_format("%llu", key),
                                     NULL};
    Command c = {.arguments = arguments,
                 .environment = environment,
                 .enclosed = enclosed,
                 .seconds = hurry ? 8 * HURRY : PATIENCE,
                 .computing = hurry ? HURRY : 0};
    char *sent, *said;
    see_libraries(&c.sight);
    see(&c.sight, path);
    int status = run_command(&c, &sent, &said);
    run_take(status, sent, said, item, run);
}

void program_grade(Exercise *e, const char *file, const char *program,
                   uint64_t seed)
{
    e->learner = (Program){.name = "learner"};
    e->source = file_read(file);
    bool endless = false;
    for (int i = 0; i < e->items; i++) {
        Run *run = &e->learner.run[i];
        report_awaited(e, e->item[i].title, stdout);
        play(program, &e->item[i], seed, true, endless, run);
        endless = endless || run->ending == TIMED_OUT;
        char *lines =
            memory_lines(run->complaints, "AddressSanitizer: ", program);
        char *made = memory_lines(run->complaints, "\nallocated by ", program);
        run_memory(run, file, lines, made);
    }
    report_awaited(e, NULL, stdout);
    exercise_count(e);
    diagnose(e, NULL);
}

void exercise_grade(const Places *places, Exercise *e)
{
    char *file = text_format("%s/%s.c", places->work, e->name);
    char *program = text_format("%s/%s/learner", places->results, e->name);
    e->started = access(file, R_OK) == 0;
    if (!e->started)
        return;
    char *log = file_read(text_format("%s.log", program));
    e->log = log ? text_clean(log) : "";
    if (access(program, X_OK) == 0)
        program_grade(e, file, program, places->seed);
    else
        e->trouble = e->log;
}
