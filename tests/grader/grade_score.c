// Every case is a test of the library Check, and an item's points are shared
// out among its cases.
#include "grader.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static const Exercise *graded;

// Test number item * CASES_MOST + case.
START_TEST(case_is_right)
{
    ck_assert(case_passed(graded, _i / CASES_MOST, _i % CASES_MOST));
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
                tr_rtype(results[t]) == CK_PASS)
                e->passed[i]++;
    free(results);
    srunner_free(runner);
}
