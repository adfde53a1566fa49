// Which mistake is named, and when none is: rather nothing than another one.
#include "golden.h"
#include "grader/grader.h"

#include <signal.h>
#include <string.h>

enum { CASES = 4 };

// The answers of one item, one number in each case, until it ended.
static Run run_of(const double *numbers, int count, int number)
{
    Case *cases = calloc(CASES, sizeof *cases);
    for (int i = 0; i < count; i++) {
        Answer *a = calloc(1, sizeof *a);
        double *copy = calloc(1, sizeof *copy);
        *copy = numbers[i];
        *a = (Answer){"y", "-", 1, copy};
        bool last = number != 0 && i == count - 1; // it has not answered
        cases[i] = (Case){"", "", !last, a};
    }
    return (Run){.ending = number == 0         ? RETURNED
                           : number == SIGKILL ? TIMED_OUT
                                               : CRASHED,
                 .signal = number == SIGKILL ? 0 : number,
                 .count = count,
                 .cases = cases,
                 .complaints = ""};
}

static const double right[CASES] = {1.5, 2.5, 3.5, 4.5},
                    twice[CASES] = {3, 5, 7, 9};

// What is said of this run, where a mistake ends like that one.
static const char *said(Run mistake, Run learner)
{
    Program programs[] = {{"solution", "", {run_of(right, CASES, 0)}},
                          {"listed", "It is listed.", {mistake}}};
    Exercise e = {.items = 1,
                  .item = {{"y", "the y", CASES, 1, 1e-6}},
                  .programs = 2,
                  .program = programs,
                  .learner = {.run = {learner}}};
    exercise_count(&e);
    diagnose(&e, NULL);
    return e.diagnosis[0] ? e.diagnosis[0] : "";
}

// It crashes at once, and so does a mistake: that may be anything.
START_TEST(test_a_crash_alone_names_nothing)
{
    Run crash = run_of(right, 1, SIGSEGV), later = run_of(right, 3, SIGSEGV);
    ck_assert_str_eq(said(crash, crash), "");
    ck_assert_str_eq(said(later, later), "");
    ck_assert_str_eq(said(run_of(right, 1, SIGKILL), run_of(right, 1, SIGKILL)),
                     "");
}
END_TEST

START_TEST(test_wrong_numbers_before_a_crash)
{
    Run crash = run_of(twice, 3, SIGSEGV), found = crash;
    ck_assert_str_eq(said(crash, crash), "It is listed.");
    found.ending = EXITED; // by AddressSanitizer
    found.signal = 0;
    found.memory = "A memory error.";
    ck_assert_str_eq(said(crash, found), "It is listed.");
}
END_TEST

START_TEST(test_another_end_or_place)
{
    Run crash = run_of(twice, 3, SIGSEGV);
    ck_assert_str_eq(said(crash, run_of(twice, 2, SIGSEGV)), "");
    ck_assert_str_eq(said(crash, run_of(twice, 3, SIGABRT)), "");
    ck_assert_str_eq(said(crash, run_of(twice, 3, SIGKILL)), "");
    ck_assert_str_eq(said(crash, run_of(right, 3, SIGSEGV)), "");
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("diagnose");
    tcase_add_test(tests, test_a_crash_alone_names_nothing);
    tcase_add_test(tests, test_wrong_numbers_before_a_crash);
    tcase_add_test(tests, test_another_end_or_place);
    return run_tests("diagnose", tests);
}
