// grader --build DIR [--seed N] --record EXERCISE
//     plays the solution and the wrong solutions and keeps their answers;
// grader --build DIR [--seed N] --check EXERCISE…
//     looks at the exercises themselves: is every mistake caught and named?
// grader --compile FILE EXERCISE OUT
//     makes the learner's program of what he hands in (grade_compile.c)
// grader [--seed N] --key ITEM
//     prints the key from which the cases of an item are made
// grader --wrap
//     breaks the long lines of its input, for a terminal
// grader --sandbox
//     status 0 if there is a sandbox that works; else says what that means
// grader --build DIR --results DIR --work DIR [--seed N] [--progress] [--named]
//        [--json FILE --junit FILE --tap FILE --points FILE --classroom50 FILE]
//        [--notes FILE] [--visibility WORD] EXERCISE…
//     grades what is in the work folder, whose programs are in the results
//     folder. Status 0: full marks in all that is begun, or, if the exercises
//     were asked for by name, in all of them; 1: not; 2: it could not grade.
#define _POSIX_C_SOURCE 200809L
#include "grader.h"

#include "base.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

enum Option {
    BUILD,
    RESULTS,
    WORK,
    SEED,
    RECORD,
    CHECK,
    COMPILE,
    KEY,
    WRAP,
    SANDBOX,
    PROGRESS,
    NAMED,
    JSON,
    JUNIT,
    TAP,
    POINTS,
    CLASSROOM50,
    NOTES,
    VISIBILITY,
    OPTIONS
};

static const struct option options[] = {
    {"build", required_argument, NULL, BUILD},
    {"results", required_argument, NULL, RESULTS},
    {"work", required_argument, NULL, WORK},
    {"seed", required_argument, NULL, SEED},
    {"record", required_argument, NULL, RECORD},
    {"check", no_argument, NULL, CHECK},
    {"compile", no_argument, NULL, COMPILE},
    {"key", required_argument, NULL, KEY},
    {"wrap", no_argument, NULL, WRAP},
    {"sandbox", no_argument, NULL, SANDBOX},
    {"progress", no_argument, NULL, PROGRESS},
    {"named", no_argument, NULL, NAMED},
    {"json", required_argument, NULL, JSON},
    {"junit", required_argument, NULL, JUNIT},
    {"tap", required_argument, NULL, TAP},
    {"points", required_argument, NULL, POINTS},
    {"classroom50", required_argument, NULL, CLASSROOM50},
    {"notes", required_argument, NULL, NOTES},
    {"visibility", required_argument, NULL, VISIBILITY},
    {0}};

// What stands behind each option; "" if it takes nothing, NULL if it is absent.
static const char *given[OPTIONS];

static int usage(void)
{
    fputs("usage: grader --build DIR --results DIR --work DIR EXERCISE…\n",
          stderr);
    return 2;
}

static void write_reports(const Exercise *e, int count)
{
    char *notes = given[NOTES] ? file_read(given[NOTES]) : NULL;
    if (given[JSON])
        write_json(given[JSON], e, count, notes ? text_clean(notes) : "",
                   given[VISIBILITY] ? given[VISIBILITY] : "visible");
    if (given[CLASSROOM50])
        write_classroom50(given[CLASSROOM50], e, count);
    if (given[JUNIT])
        write_junit(given[JUNIT], e, count);
    if (given[TAP])
        write_tap(given[TAP], e, count);
    if (given[POINTS])
        write_points(given[POINTS], e, count);
}

static int grade(const Places *places, int count, char **names)
{
    Exercise *e = memory_new((size_t)count, sizeof *e);
    bool full = true;
    if (strcmp(places->work, "work") != 0 && !sandbox_choose())
        fputs(
            "warning: there is no sandbox here: what is graded could read and "
            "change whatever you can\n",
            stderr);
    for (int i = 0; i < count; i++) {
        e[i] = exercise_read(places, names[i]);
        e[i].awaited = true;
        exercise_grade(places, &e[i]);
        if (e[i].started || given[NAMED])
            full =
                full && exercise_points(&e[i]) == exercise_points_most(&e[i]);
        if (e[i].started && !given[PROGRESS])
            report(&e[i], stdout);
        fflush(stdout);
    }
    if (given[PROGRESS]) {
        report_progress(e, count, stdout);
    } else {
        report_total(e, count, stdout);
        report_start(e, count, stdout);
    }
    write_reports(e, count);
    return full ? 0 : 1;
}

static int demand_sandbox(void)
{
    if (sandbox_works())
        return 0;
    fputs(
        "There is no sandbox here, neither bubblewrap nor Landlock works: what "
        "is handed in\ncould read and change whatever you can. Install "
        "bubblewrap (./setup.sh), or take\na machine that holds nothing else "
        "and say UNSAFE=1.\n",
        stderr);
    return 2;
}

static int wrap_input(void)
{
    char *line = NULL;
    size_t room = 0;
    for (; getline(&line, &room, stdin) > 0; fflush(stdout))
        wrap_text(line, stdout);
    return 0;
}

int main(int argc, char **argv)
{
    for (int o; (o = getopt_long(argc, argv, "", options, NULL)) != -1;) {
        if (o >= OPTIONS)
            return usage();
        given[o] = optarg ? optarg : "";
    }
    Places places = {.build = given[BUILD],
                     .results = given[RESULTS],
                     .work = given[WORK],
                     .seed = given[SEED] ? strtoull(given[SEED], NULL, 10) : 1};
    int count = argc - optind;
    if (given[WRAP])
        return wrap_input();
    if (given[SANDBOX])
        return demand_sandbox();
    if (given[COMPILE] && count == 3) {
        compile(argv[optind], argv[optind + 1], argv[optind + 2]);
        return 0;
    }
    if (given[KEY]) {
        printf("%llu\n", (unsigned long long)key_of(places.seed, given[KEY]));
        return 0;
    }
    if (given[RECORD] && places.build) {
        record(&places, given[RECORD], true);
        return 0;
    }
    if (count == 0 || !places.build)
        return usage();
    if (given[CHECK])
        return check_exercises(&places, count, argv + optind) ? 0 : 1;
    if (!places.results || !places.work)
        return usage();
    return grade(&places, count, argv + optind);
}
