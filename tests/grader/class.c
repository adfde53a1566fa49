// class --dir DIR --out FILE --scratch DIR --build DIR --seed N [--jobs N]
//       [--limit SECONDS] [--only NAME] EXERCISE…
//     grades the submissions in a folder. Status 0: all are graded; 1: some
//     not, or not wholly; 2: wrong usage, or something cannot be written; 3:
//     there is no submission; 130: interrupted.
// class --report FILE --scratch DIR --build DIR
//     writes what the class got right and wrong, of the last grading.
#define _POSIX_C_SOURCE 200809L
#include "class.h"

#include "base.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

enum { WRONG_USAGE = 2, NO_SUBMISSION = 3, INTERRUPTED = 130, NAMED_MOST = 20 };

enum Option {
    DIR,
    OUT,
    SCRATCH,
    BUILD,
    SEED,
    JOBS,
    LIMIT,
    ONLY,
    REPORT,
    OPTIONS
};

static const struct option options[] = {
    {"dir", required_argument, NULL, DIR},
    {"out", required_argument, NULL, OUT},
    {"scratch", required_argument, NULL, SCRATCH},
    {"build", required_argument, NULL, BUILD},
    {"seed", required_argument, NULL, SEED},
    {"jobs", required_argument, NULL, JOBS},
    {"limit", required_argument, NULL, LIMIT},
    {"only", required_argument, NULL, ONLY},
    {"report", required_argument, NULL, REPORT},
    {0}};

static int stop(int status, const char *what, const char *where)
{
    fprintf(stderr, "grader: %s%s\n", what, where);
    return status;
}

// The submission of that name, or the only one whose name holds that text.
static bool choose(Class *c)
{
    Submission *found = NULL;
    int count = 0;
    for (int i = 0; i < c->count; i++) {
        Submission *s = &c->submission[i];
        s->wanted = !c->only;
        if (c->only && strcmp(s->name, c->only) == 0) {
            s->wanted = true;
            return true;
        }
        if (c->only && strstr(s->name, c->only)) {
            found = s;
            count++;
        }
    }
    if (count == 1)
        found->wanted = true;
    return !c->only || count == 1;
}

static int no_such(const Class *c)
{
    fprintf(stderr,
            "grader: ONLY=%s is not the name of one submission;"
            " there are:\n",
            c->only);
    for (int i = 0; i < c->count && i < NAMED_MOST; i++)
        fprintf(stderr, "    %s\n", c->submission[i].name);
    return WRONG_USAGE;
}

static void say_what_is_wrong(const Class *c)
{
    static const char *const words[] = {
        [NOTHING_THERE] = "nothing to grade",
        [OUT_OF_TIME] = "not wholly graded, for its time is used up",
        [NOT_GRADED] = "not graded: an error of the grader"};
    for (int i = 0; i < c->count; i++) {
        const Submission *s = &c->submission[i];
        if (s->wanted && s->status != GRADED && s->status <= NOT_GRADED)
            fprintf(stderr, "%s: %s; see %s\n", s->name, words[s->status],
                    class_path(c, "feedback", s, ".txt"));
    }
}

static int grade_all(Class *c)
{
    struct stat s;
    if (stat(c->dir, &s) != 0 || !S_ISDIR(s.st_mode))
        return stop(WRONG_USAGE, "there is no folder ", c->dir);
    class_scan(c);
    if (c->count == 0)
        return stop(NO_SUBMISSION,
                    "a submission is a folder, an archive, or files that "
                    "begin with a name; there is none in ",
                    c->dir);
    if (!choose(c))
        return no_such(c);
    if (!class_is_free(c))
        return stop(WRONG_USAGE, "another grading is at work in ", c->scratch);
    if (c->only && class_is_another(c))
        return stop(WRONG_USAGE,
                    "the class was graded with another seed or "
                    "other exercises: grade it without ONLY",
                    "");
    c->exercise = memory_new((size_t)c->course.count, sizeof *c->exercise);
    for (int i = 0; i < c->course.count; i++)
        c->exercise[i] = exercise_read(&c->places, c->course.name[i]);
    int worst = class_run(c);
    if (worst < 0)
        return stop(INTERRUPTED,
                    "interrupted; the same command goes on from "
                    "here. What is graded stands in ",
                    c->out);
    say_what_is_wrong(c);
    if (c->count == 1)
        fprintf(stderr,
                "There is one submission only: if %s/%s holds those of "
                "the class, give that as DIR.\n",
                c->dir, c->submission[0].root[0]);
    printf("Submissions: %d. The table is %s, the report for each learner in "
           "%s/feedback/.\n",
           c->count, c->out, c->scratch);
    return worst == GRADED ? 0 : 1;
}

int main(int argc, char **argv)
{
    const char *given[OPTIONS] = {[SEED] = "1", [JOBS] = "2", [LIMIT] = "300"};
    for (int o; (o = getopt_long(argc, argv, "", options, NULL)) != -1;) {
        if (o >= OPTIONS)
            return WRONG_USAGE;
        given[o] = optarg;
    }
    Class c = {.dir = given[DIR],
               .out = given[OUT],
               .scratch = given[SCRATCH],
               .only = given[ONLY] && *given[ONLY] ? given[ONLY] : NULL,
               .places = {.build = given[BUILD],
                          .seed = strtoull(given[SEED], NULL, 10)},
               .course = {argc - optind, argv + optind},
               .jobs = atoi(given[JOBS]),
               .limit = strtod(given[LIMIT], NULL)};
    if (!c.scratch || !c.places.build)
        return stop(WRONG_USAGE, "wrong usage of ", argv[0]);
    if (given[REPORT] && !class_report(&c, given[REPORT]))
        return stop(NO_SUBMISSION, "first a class is graded: nothing is in ",
                    c.scratch);
    if (given[REPORT])
        return 0;
    if (!c.dir || !c.out || c.course.count == 0)
        return stop(WRONG_USAGE, "wrong usage of ", argv[0]);
    if (c.jobs < 1 || c.jobs > JOBS_MOST || !(c.limit > 0))
        return stop(WRONG_USAGE, "JOBS is 1 to 64, LIMIT a number of seconds",
                    "");
    return grade_all(&c);
}
