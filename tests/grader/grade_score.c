// The learner's program is played, item by item; then every case is a test of
// the library Check, and an item's points are shared out among its cases. What
// is decided here is decided far from the learner's code.
#define _POSIX_C_SOURCE 200809L
#include "grader.h"

#include "base.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const Exercise *graded;

// Test number item * CASES_MOST + case.
START_TEST(case_is_right)
{
    int item = _i / CASES_MOST, number = _i % CASES_MOST;
    const Run *got = &graded->learner.run[item];
    const Run *expected = &graded->program[0].run[item];
    ck_assert_int_lt(number, got->count);
    ck_assert(case_equal(&got->cases[number], &expected->cases[number],
                         graded->item[item].tolerance));
}
END_TEST

static Suite *suite_of(const Exercise *e)
{
    Suite *suite = suite_create(e->name);
    for (int i = 0; i < e->items; i++) {
        TCase *tcase = tcase_create(e->item[i].name);
        int first = i * CASES_MOST;
        tcase_add_loop_test(tcase, case_is_right, first,
                            first + e->item[i].cases);
        suite_add_tcase(suite, tcase);
    }
    return suite;
}

// An item whose process did not end as it should, or used memory that is not
// its own, earns nothing: what it answered may be luck.
static bool ended_well(const Run *run)
{
    return run->ending == RETURNED && !run->memory;
}

void exercise_count(Exercise *e)
{
    graded = e;
    SRunner *runner = srunner_create(suite_of(e));
    srunner_set_fork_status(runner, CK_NOFORK);
    srunner_run_all(runner, CK_SILENT);
    TestResult **results = srunner_results(runner);
    memset(e->passed, 0, sizeof e->passed);
    for (int t = 0; t < srunner_ntests_run(runner); t++)
        for (int i = 0; i < e->items; i++)
            if (strcmp(tr_tcname(results[t]), e->item[i].name) == 0 &&
                tr_rtype(results[t]) == CK_PASS &&
                ended_well(&e->learner.run[i]))
                e->passed[i]++;
    free(results);
    srunner_free(runner);
}

void program_grade(Exercise *e, const char *file, const char *program,
                   uint64_t seed)
{
    e->learner = (Program){.name = "learner"};
    for (int i = 0; i < e->items; i++) {
        Run *run = &e->learner.run[i];
        play(program, &e->item[i], seed, true, run);
        run->memory = memory_words(run->complaints, program, file);
        run->memory_given =
            run->count > 0 ? run->cases[run->count - 1].given : "";
    }
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

bool item_passed(const Exercise *e, int item)
{
    return e->passed[item] == e->item[item].cases;
}

double item_points(const Exercise *e, int item)
{
    return e->item[item].points * e->passed[item] / e->item[item].cases;
}

double exercise_points(const Exercise *e)
{
    double points = 0;
    for (int i = 0; i < e->items; i++)
        points += item_points(e, i);
    return points;
}

double exercise_points_most(const Exercise *e)
{
    double points = 0;
    for (int i = 0; i < e->items; i++)
        points += e->item[i].points;
    return points;
}
