// grader --build DIR [--seed N] --record EXERCISE
//     plays the solution and the wrong solutions and keeps their answers;
// grader --build DIR [--seed N] --check EXERCISE…
//     looks at the exercises themselves: is every mistake caught and named?
// grader --build DIR --results DIR --work DIR [--seed N] [--progress]
//        [--json FILE --junit FILE --tap FILE --points FILE] EXERCISE…
//     grades what is in the work folder, whose programs are in the results
//     folder. Status 0: full marks everywhere; 1: not; 2: it could not grade.
#define _POSIX_C_SOURCE 200809L
#include "grader.h"

#include "base.h"

#include <getopt.h>
#include <stdlib.h>

typedef struct Wish {
    Places places;
    const char *record, *json, *junit, *tap, *points;
    bool progress, check;
} Wish;

static void usage(void)
{
    fputs("usage: grader --build DIR --results DIR --work DIR EXERCISE…\n",
          stderr);
    exit(2);
}

static Wish wish_read(int argc, char **argv)
{
    static const struct option options[] = {
        {"build", required_argument, 0, 'b'},
        {"results", required_argument, 0, 'r'},
        {"work", required_argument, 0, 'w'},
        {"seed", required_argument, 0, 's'},
        {"json", required_argument, 0, 'j'},
        {"junit", required_argument, 0, 'u'},
        {"tap", required_argument, 0, 't'},
        {"points", required_argument, 0, 'P'},
        {"record", required_argument, 0, 'R'},
        {"progress", no_argument, 0, 'p'},
        {"check", no_argument, 0, 'c'},
        {0}};
    Wish w = {.places = {"", "", "", 1}};
    for (int o; (o = getopt_long(argc, argv, "", options, NULL)) != -1;)
        switch (o) {
        case 'b':
            w.places.build = optarg;
            break;
        case 'r':
            w.places.results = optarg;
            break;
        case 'w':
            w.places.work = optarg;
            break;
        case 's':
            w.places.seed = strtoull(optarg, NULL, 10);
            break;
        case 'j':
            w.json = optarg;
            break;
        case 'u':
            w.junit = optarg;
            break;
        case 't':
            w.tap = optarg;
            break;
        case 'P':
            w.points = optarg;
            break;
        case 'R':
            w.record = optarg;
            break;
        case 'p':
            w.progress = true;
            break;
        case 'c':
            w.check = true;
            break;
        default:
            usage();
        }
    return w;
}

static int grade(const Wish *w, int count, char **names)
{
    Exercise *e = memory_new((size_t)count, sizeof *e);
    bool full = true;
    for (int i = 0; i < count; i++) {
        e[i] = exercise_read(&w->places, names[i]);
        exercise_grade(&w->places, &e[i]);
        full = full && exercise_points(&e[i]) == exercise_points_most(&e[i]);
        if (e[i].started && !w->progress)
            report(&e[i], stdout);
        fflush(stdout);
    }
    if (w->progress)
        report_progress(e, count, stdout);
    else
        report_total(e, count, stdout);
    if (w->json)
        write_json(w->json, e, count);
    if (w->junit)
        write_junit(w->junit, e, count);
    if (w->tap)
        write_tap(w->tap, e, count);
    if (w->points)
        write_points(w->points, e, count);
    return full ? 0 : 1;
}

int main(int argc, char **argv)
{
    Wish w = wish_read(argc, argv);
    int count = argc - optind;
    if (w.record && count == 0) {
        record(&w.places, w.record);
        return 0;
    }
    if (count == 0)
        usage();
    if (w.check)
        return check_exercises(&w.places, count, argv + optind) ? 0 : 1;
    return grade(&w, count, argv + optind);
}
