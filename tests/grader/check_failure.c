// What is said of an item that is wrong, beside the numbers.
#define _POSIX_C_SOURCE 200809L // open_memstream
#include "golden.h"
#include "grader/grader.h"

#include <signal.h>
#include <string.h>

enum { CASES = 3, NUMBERS = 4 };

static const double right[NUMBERS] = {1, 2, 3, 4};

// Each case answers with several numbers of one name.
static Run run_new(void)
{
    Case *cases = calloc(CASES, sizeof *cases);
    for (int i = 0; i < CASES; i++) {
        Answer *a = calloc(NUMBERS, sizeof *a);
        for (int k = 0; k < NUMBERS; k++) {
            a[k] = (Answer){"share of row", "-", 1, calloc(1, sizeof(double))};
            a[k].number[0] = right[k];
        }
        cases[i] = (Case){"rows = 4", "", NUMBERS, a, false};
    }
    return (Run){
        .ending = RETURNED, .count = CASES, .cases = cases, .complaints = ""};
}

static char *said(Run run)
{
    static Program solution;
    char *text = NULL;
    size_t size = 0;
    solution = (Program){"solution", "", {run_new()}};
    Exercise e = {.items = 1,
                  .item = {{"x", "the x", CASES, 1, 1e-6, "", ""}},
                  .programs = 1,
                  .program = &solution,
                  .learner = {"learner", "", {run}}};
    FILE *out = open_memstream(&text, &size);
    failure_text(&e, 0, "", out);
    fclose(out);
    return text;
}

START_TEST(test_which_of_several_answers)
{
    Run run = run_new();
    run.cases[1].answer[2].number[0] = 7;
    ck_assert_str_eq(said(run), "case      2\n"
                                "given     rows = 4\n"
                                "expected  share of row[2] = 3\n"
                                "got       share of row[2] = 7\n");
}
END_TEST

START_TEST(test_what_is_const_has_changed)
{
    Run run = run_new();
    run.cases[0].changed = true;
    ck_assert_str_eq(said(run), "case      1\n"
                                "given     rows = 4\n"
                                "It has changed what is given here: that is "
                                "const, and must stay as it is.\n");
}
END_TEST

// The lines of addr2line: within abort, within the library, in the file.
static char *lines(void)
{
    static char text[] = "abort\n??:0\n"
                         "mse_loss\n/course/common/ops_loss.c:93\n"
                         "clip\n/course/work/2.5-x.c:41\n";
    return text_format("%s", text);
}

static Run stopped_by(const char *complaints, bool sanitized)
{
    Run run = run_new();
    run.count = 2;
    run.cases[1].count = 0;
    run.ending = sanitized ? EXITED : CRASHED;
    run.signal = sanitized ? 0 : SIGABRT;
    run.complaints = text_format("%s", complaints);
    run_memory(&run, "work/2.5-x.c", lines(), "");
    return run;
}

START_TEST(test_a_check_of_the_library_names_the_line)
{
    static const char *const complaints[] = {
        "common/ops_loss.c:93: mse_loss: no.\n",
        "common/ops_loss.c:93: mse_loss: no.\nAddressSanitizer:DEADLYSIGNAL\n"
        "==1==ERROR: AddressSanitizer: ABRT on unknown address\n    #0 0x1\n"};
    ck_assert_str_eq(said(stopped_by(complaints[_i], _i == 1)),
                     "case      2\n"
                     "given     rows = 4\n"
                     "A check of the library has stopped it:\n"
                     "common/ops_loss.c:93: mse_loss: no. (work/2.5-x.c, line "
                     "41, in clip)\n"
                     "The cases before that are right, but an item that is "
                     "stopped counts as 0.\n");
}
END_TEST

START_TEST(test_abort_names_the_line)
{
    ck_assert_str_eq(
        said(stopped_by("AddressSanitizer:DEADLYSIGNAL\n"
                        "==1==ERROR: AddressSanitizer: ABRT on unknown\n",
                        true)),
        "case      2\n"
        "given     rows = 4\n"
        "It was stopped by abort, or its memory was damaged.\n"
        "(work/2.5-x.c, line 41, in clip)\n"
        "The cases before that are right, but an item that is stopped counts "
        "as 0.\n");
}
END_TEST

// Of an array that malloc has given: how long it is, and where it was made.
START_TEST(test_beside_an_array)
{
    static const char report[] = "==1==ERROR: AddressSanitizer: heap-buffer-"
                                 "overflow on address 0x1\n"
                                 "READ of size 4 at 0x1\n"
                                 "0x3 is located 0 bytes after 3-byte region\n";
    Run run = run_new();
    char made[] = "memory_new\n/course/common/base.c:9\n"
                  "clip_new\n/course/work/2.5-x.c:60\n";
    run.complaints = text_format("%s", report);
    run_memory(&run, "work/2.5-x.c", lines(), text_format("%s", made));
    ck_assert_str_eq(run.memory,
                     "A memory error: it reads memory just outside an array "
                     "(work/2.5-x.c, line 41, in clip). The array was made "
                     "with 3 bytes (work/2.5-x.c, line 60, in clip_new).");
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("failure");
    tcase_add_test(tests, test_which_of_several_answers);
    tcase_add_test(tests, test_what_is_const_has_changed);
    tcase_add_loop_test(tests, test_a_check_of_the_library_names_the_line, 0,
                        2);
    tcase_add_test(tests, test_abort_names_the_line);
    tcase_add_test(tests, test_beside_an_array);
    return run_tests("failure", tests);
}
