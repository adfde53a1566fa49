// What is said of answers that are like no known mistake: what they are like,
// and in which cases. Nothing of it may be said where it is not so.
#include "golden.h"
#include "grader/grader.h"

#include <math.h>
#include <string.h>

enum { CASES = 4 };
static double wrong[CASES], right[CASES];
static const char *about[CASES];
static const char *shape = "-";

static Answer answers[2][CASES];
static Case cases[2][CASES];
static double parts[2][CASES][3];

static Run run_of(int side, double *numbers)
{
    for (int i = 0; i < CASES; i++) {
        bool digits = strcmp(shape, "digits") == 0; // then three numbers
        parts[side][i][0] = numbers[i];
        parts[side][i][1] = log(numbers[i]);
        parts[side][i][2] = 1;
        answers[side][i] =
            (Answer){"y", (char *)shape, digits ? 3 : 1, parts[side][i]};
        cases[side][i] =
            (Case){"", (char *)about[i], 1, &answers[side][i], false};
    }
    return (Run){.count = CASES, .cases = cases[side], .complaints = ""};
}

static const char *said(double tolerance)
{
    Run got = run_of(0, wrong), expected = run_of(1, right);
    Item item = {"y", "the y", CASES, 1, tolerance, "", ""};
    const char *words = property(&got, &expected, &item);
    return words ? words : "";
}

static void set(const double *got, const double *expected,
                const char *const *words)
{
    memcpy(wrong, got, sizeof wrong);
    memcpy(right, expected, sizeof right);
    memcpy(about, words, sizeof about);
}

static void check_has(const char *text, const char *part)
{
    ck_assert_msg(strstr(text, part) != NULL, "no \"%s\" in \"%s\"", part,
                  text);
}

static void check_lacks(const char *text, const char *part)
{
    ck_assert_msg(strstr(text, part) == NULL, "\"%s\" in \"%s\"", part, text);
}

static const double numbers[CASES] = {1.5, 2.25, 3.5, 7.75};

START_TEST(test_cases_that_have_something_in_common)
{
    const char *const words[CASES] = {"", "one\ttwo", "two", "three"};
    set((double[]){1.5, 9, 8, 7.75}, numbers, words);
    check_has(said(1e-6), "Of 4 cases it is wrong in just these: two.");
    set((double[]){0.5, 2.25, 3.5, 7.25}, numbers, words);
    check_has(said(1e-6), "Of 4 cases it is right in just these: two.");
    check_lacks(said(1e-6), "wrong in just");
    set((double[]){1.5, 9, 3.5, 1.25}, numbers, words);
    check_has(said(1e-6), "wrong in just these: one; three.");
}
END_TEST

START_TEST(test_cases_that_have_not)
{
    const char *const words[CASES] = {"", "odd", "odd", ""};
    set((double[]){0.5, 9, 3.5, 7.75}, numbers, words);
    check_lacks(said(1e-6), "odd");
    set((double[]){1.5, 9, 3.5, 7.75}, numbers, words);
    check_has(said(1e-6),
              "3 of 4 cases; all that are wrong are like this: odd.");
}
END_TEST

START_TEST(test_digits)
{
    const char *const words[CASES] = {"", "", "", ""};
    set((double[]){1.500001, 2.250002, 3.500001, 7.75}, numbers, words);
    check_has(said(1e-9), "first 6 digits are right");
    check_lacks(said(1e-4), "digits");
    set((double[]){1.5, 2.25, 3.500001, 7.75}, numbers, words);
    check_has(said(1e-9), "Where it is wrong, the first 6 digits");
}
END_TEST

// A single number has no number 1.
START_TEST(test_no_places_in_one_number)
{
    const char *const words[CASES] = {"", "", "", ""};
    set((double[]){1.5, 9, 8, 1}, numbers, words);
    check_lacks(said(1e-6), "number");
    set((double[]){1e-9, 9e-9, 3e-9, 4e-9}, (double[]){1e-9, 2e-9, 5e-9, 7e-9},
        words);
    shape = "digits"; // its logarithm is sent as well
    check_lacks(said(1e-6), "number");
    shape = "-";
}
END_TEST

// Of one right number alone much is true.
START_TEST(test_one_number_is_no_pattern)
{
    const char *const words[CASES] = {"", "", "", ""};
    set((double[]){1, 4.5, 1, 3.5}, (double[]){2, 4.5, 2, 3.5}, words);
    check_lacks(said(1e-6), "half");
    check_lacks(said(1e-6), "too few");
    set((double[]){1, 4.5, 1.5, 3.5}, (double[]){2, 4.5, 3, 3.5}, words);
    check_has(said(1e-6), "Where it is wrong: Exactly half");
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("symptom");
    tcase_add_test(tests, test_cases_that_have_something_in_common);
    tcase_add_test(tests, test_cases_that_have_not);
    tcase_add_test(tests, test_digits);
    tcase_add_test(tests, test_no_places_in_one_number);
    tcase_add_test(tests, test_one_number_is_no_pattern);
    return run_tests("symptom", tests);
}
