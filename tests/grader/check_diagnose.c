// Which mistake is named, and when none is: rather nothing than another one.
#include "golden.h"
#include "grader/grader.h"

#include <signal.h>
#include <string.h>

enum { CASES = 8 };

static const char USES_LOW[] = "This uses what is asked for in \"the low\", "
                               "which is not right yet: mend that first, then "
                               "look here again.";

static const double right[CASES] = {1.5, 2.5, 3.5, 4.5, 5.5, 6.5, 7.5, 8.5};

// The right answers times a factor, one number in each case, until the run
// ended; before each stood the numbers of the input.
static Run run_until(double factor, int count, int number)
{
    Case *cases = calloc(CASES, sizeof *cases);
    for (int i = 0; i < count; i++) {
        Answer *a = calloc(1, sizeof *a);
        a->number = calloc(1, sizeof *a->number);
        a->number[0] = factor * right[i];
        a->name = "y";
        a->shape = "-";
        a->count = 1;
        bool last = number != 0 && i == count - 1; // it has not answered
        cases[i] = (Case){"given 0.9, -1.05", "", !last, a, false};
    }
    return (Run){.ending = number == 0         ? RETURNED
                           : number == SIGKILL ? TIMED_OUT
                                               : CRASHED,
                 .signal = number == SIGKILL ? 0 : number,
                 .count = count,
                 .cases = cases,
                 .complaints = ""};
}

static Run whole(double factor)
{
    return run_until(factor, CASES, 0);
}

// The first cases as with one factor, the others as with another.
static Run mixed(double first, double second)
{
    Run a = whole(first), b = whole(second);
    memcpy(b.cases, a.cases, CASES / 2 * sizeof *a.cases);
    return b;
}

// What is known: two items, of which the second may build on the first.
static Exercise exercise(const char *uses, int programs, Program *program)
{
    program[0] = (Program){"solution", "", {whole(1), whole(1)}};
    Exercise e = {
        .items = 2,
        .item = {{"low", "the low", CASES, 1, 1e-6, "", ""},
                 {"high", "the high", CASES, 1, 1e-6, (char *)uses, ""}},
        .programs = programs,
        .program = program};
    return e;
}

// What is said of an item of the learner's.
static const char *said(Exercise *e, int item, Run low, Run high)
{
    e->learner = (Program){"learner", "", {low, high}};
    exercise_count(e);
    diagnose(e, NULL);
    return e->diagnosis[item] ? e->diagnosis[item] : "";
}

// What is said of a run, where a listed mistake ends like that one.
static const char *said_of_end(Run mistake, Run learner)
{
    Program known[2] = {[1] = {"listed", "It is listed.", {mistake, whole(1)}}};
    Exercise e = exercise("", 2, known);
    return said(&e, 0, learner, whole(1));
}

// It crashes at once, and so does a mistake: that may be anything.
START_TEST(test_a_crash_alone_names_nothing)
{
    Run crash = run_until(1, 1, SIGSEGV), later = run_until(1, 3, SIGSEGV),
        endless = run_until(1, 1, SIGKILL);
    ck_assert_str_eq(said_of_end(crash, crash), "");
    ck_assert_str_eq(said_of_end(later, later), "");
    ck_assert_str_eq(said_of_end(endless, endless), "");
}
END_TEST

START_TEST(test_wrong_numbers_before_a_crash)
{
    Run crash = run_until(2, 3, SIGSEGV), found = crash;
    ck_assert_str_eq(said_of_end(crash, crash), "It is listed.");
    found.ending = EXITED; // by AddressSanitizer
    found.signal = 0;
    found.memory = "A memory error.";
    ck_assert_str_eq(said_of_end(crash, found), "It is listed.");
}
END_TEST

START_TEST(test_another_end_or_place)
{
    Run crash = run_until(2, 3, SIGSEGV);
    ck_assert_str_eq(said_of_end(crash, run_until(2, 2, SIGSEGV)), "");
    ck_assert_str_eq(said_of_end(crash, run_until(2, 3, SIGABRT)), "");
    ck_assert_str_eq(said_of_end(crash, run_until(2, 3, SIGKILL)), "");
    ck_assert_str_eq(said_of_end(crash, run_until(1, 3, SIGSEGV)), "");
}
END_TEST

// A mistake spoils both items, and the learner has the first one right.
START_TEST(test_what_is_right_below_speaks_against_it)
{
    Program known[2] = {
        [1] = {"listed", "It is listed.", {whole(3), whole(3)}}};
    Exercise apart = exercise("", 2, known), built = exercise("low", 2, known);
    ck_assert_str_eq(said(&apart, 1, whole(1), whole(3)), "It is listed.");
    ck_assert_str_ne(said(&built, 1, whole(1), whole(3)), "It is listed.");
    known[1].name = "rule-1"; // it changes one place
    ck_assert_str_ne(said(&apart, 1, whole(1), whole(3)), "It is listed.");
}
END_TEST

// The second item has yet another mistake.
START_TEST(test_what_builds_on_it_need_not_agree)
{
    Program known[2] = {
        [1] = {"listed", "It is listed.", {whole(3), whole(3)}}};
    Exercise apart = exercise("", 2, known), built = exercise("low", 2, known);
    ck_assert_str_eq(said(&built, 0, whole(3), whole(7)), "It is listed.");
    ck_assert_str_eq(said(&built, 1, whole(3), whole(7)), USES_LOW);
    ck_assert_str_ne(said(&apart, 0, whole(3), whole(7)), "It is listed.");
}
END_TEST

// The same, but the function for the second item does not call the other one:
// what is wrong there is its own.
START_TEST(test_what_is_not_called_is_not_to_blame)
{
    Program known[2] = {
        [1] = {"listed", "It is listed.", {whole(1), whole(3)}}};
    Exercise e = exercise("low", 2, known);
    char *const called[] = {"double low(double x) { return 2 * x; }\n"
                            "double high(double x) { return low(x) + x; }\n",
                            "double low(double x) { return 2 * x; }\n"
                            "// not low(x)\n"
                            "double high(double x) { return 3 * x; }\n"};
    e.item[0].calls = "low";
    e.item[1].calls = "high";
    for (int apart = 0; apart < 2; apart++) {
        e.source = called[apart];
        ck_assert_str_eq(said(&e, 1, whole(7), whole(3)),
                         apart ? "It is listed." : USES_LOW);
    }
    known[1].mistake = "It is another.";
    ck_assert_str_eq(said(&e, 1, whole(7), whole(-1)),
                     "The sign is the wrong way round everywhere.");
}
END_TEST

// What is known of the first item leaves half of the cases of the second right.
START_TEST(test_a_mistake_of_its_own_besides)
{
    Program known[3] = {[1] = {"a", "A.", {whole(3), mixed(1, 3)}},
                        [2] = {"b", "B.", {whole(1), whole(5)}}};
    Exercise e = exercise("low", 3, known);
    ck_assert_str_eq(said(&e, 1, whole(3), mixed(5, 7)),
                     "B. This also uses what is asked for in \"the low\", "
                     "which is not right yet.");
    ck_assert_str_eq(said(&e, 1, whole(3), mixed(6, 7)), USES_LOW);
}
END_TEST

// What is known of the first item makes something else of the second.
START_TEST(test_a_mistake_of_its_own_alone)
{
    Program known[3] = {[1] = {"a", "A.", {whole(3), whole(5)}},
                        [2] = {"b", "B.", {whole(1), whole(7)}}};
    Exercise e = exercise("low", 3, known);
    ck_assert_str_eq(said(&e, 1, whole(3), whole(7)), "B.");
    ck_assert_str_eq(said(&e, 1, whole(3), whole(5)), "A.");
    ck_assert_str_eq(said(&e, 1, whole(2), whole(7)), USES_LOW);
}
END_TEST

// All that is wrong stands in the input: it proves no rule.
START_TEST(test_a_copy_of_the_input_tells_nothing)
{
    Program known[2] = {[1] = {"rule-1", "A rule.", {whole(1), whole(1)}}};
    Exercise e = exercise("", 2, known);
    for (int i = 0; i < 2; i++) {
        Run wrong = whole(1);
        wrong.cases[0].answer[0].number[0] = i == 0 ? 0.9 : 0.8;
        wrong.cases[1].answer[0].number[0] = i == 0 ? -1.05 : -1.5;
        known[1].run[0] = wrong;
        ck_assert_int_eq(strcmp(said(&e, 0, wrong, whole(1)), "A rule.") == 0,
                         i);
    }
}
END_TEST

START_TEST(test_two_mistakes)
{
    Program known[3] = {[1] = {"a", "A.", {mixed(1, 3), whole(1)}},
                        [2] = {"b", "B.", {mixed(5, 1), whole(1)}}};
    Exercise e = exercise("", 3, known);
    ck_assert_str_eq(said(&e, 0, mixed(5, 3), whole(1)),
                     "Two things: A. And: B.");
    known[1].run[0] = mixed(5, 3); // explains all but the first
    known[1].run[0].cases[0] = whole(9).cases[0];
    known[2].run[0] = mixed(1, 1);
    known[2].run[0].cases[0] = whole(5).cases[0];
    ck_assert_str_ne(said(&e, 0, mixed(5, 3), whole(1)),
                     "Two things: A. And: B.");
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("diagnose");
    tcase_add_test(tests, test_a_crash_alone_names_nothing);
    tcase_add_test(tests, test_wrong_numbers_before_a_crash);
    tcase_add_test(tests, test_another_end_or_place);
    tcase_add_test(tests, test_what_is_right_below_speaks_against_it);
    tcase_add_test(tests, test_what_builds_on_it_need_not_agree);
    tcase_add_test(tests, test_what_is_not_called_is_not_to_blame);
    tcase_add_test(tests, test_a_mistake_of_its_own_besides);
    tcase_add_test(tests, test_a_mistake_of_its_own_alone);
    tcase_add_test(tests, test_a_copy_of_the_input_tells_nothing);
    tcase_add_test(tests, test_two_mistakes);
    return run_tests("diagnose", tests);
}
