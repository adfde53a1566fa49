// Points that are no whole numbers: what the table, the report and Gradescope
// say of them, and what is left where only whole ones count.
#define _POSIX_C_SOURCE 200809L
#include "golden.h"
#include "grader/grader.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// Two exercises: of 2.5 and 1.5 points all is right; of 2.5 points three cases
// of four, of 1 point none.
static const Exercise course[] = {{.name = "1.1-a",
                                   .number = "1.1",
                                   .title = "A",
                                   .items = 2,
                                   .item = {{"x", "the x", 4, 2.5, 0, "", ""},
                                            {"y", "the y", 2, 1.5, 0, "", ""}},
                                   .started = true,
                                   .passed = {4, 2}},
                                  {.name = "1.2-b",
                                   .number = "1.2",
                                   .title = "B",
                                   .items = 2,
                                   .item = {{"x", "the x", 4, 2.5, 0, "", ""},
                                            {"z", "the z", 3, 1, 0, "", ""}},
                                   .started = true,
                                   .trouble = "",
                                   .log = "",
                                   .passed = {3, 0}}};

static char path[] = "/tmp/check_points.XXXXXX";

// What is in the file that one of them has written.
static const char *written(void)
{
    char *text = file_read(path);
    ck_assert_ptr_nonnull(text);
    return text;
}

static int times(const char *text, const char *part)
{
    int count = 0;
    for (; (text = strstr(text, part)); text++)
        count++;
    return count;
}

START_TEST(test_the_table_keeps_halves)
{
    write_points(path, course, 2);
    ck_assert_str_eq(written(), "4,1.88,5.88\n");
}
END_TEST

START_TEST(test_the_report_keeps_halves)
{
    FILE *out = fopen(path, "w");
    report(&course[0], out);
    fclose(out);
    ck_assert_ptr_nonnull(strstr(written(), "2.5 of 2.5 "));
    ck_assert_ptr_nonnull(strstr(written(), "1.5 of 1.5 "));
    ck_assert_ptr_nonnull(strstr(written(), "4 of 4 points"));
}
END_TEST

START_TEST(test_gradescope_keeps_halves)
{
    write_json(path, course, 2, "", "visible");
    const char *text = written();
    ck_assert_ptr_nonnull(strstr(text, "\"score\": 5.875,"));
    ck_assert_int_eq(times(text, "\"score\": 2.5, \"max_score\": 2.5,"), 1);
    ck_assert_int_eq(times(text, "\"score\": 1.875, \"max_score\": 2.5,"), 1);
}
END_TEST

// Each item by itself is rounded down, and the sum is that of what is left.
START_TEST(test_classroom50_rounds_down)
{
    write_classroom50(path, course, 2);
    const char *text = written();
    ck_assert_int_eq(times(text, "\"score\": 2, \"max-score\": 2}"), 1);
    ck_assert_int_eq(times(text, "\"score\": 1, \"max-score\": 1}"), 1);
    ck_assert_int_eq(times(text, "\"score\": 1, \"max-score\": 2}"), 1);
    ck_assert_int_eq(times(text, "\"score\": 0, \"max-score\": 1}"), 1);
    ck_assert_ptr_nonnull(strstr(text, "\"score\": 4,\n  \"max-score\": 6\n}"));
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("points");
    int file = mkstemp(path);
    if (file < 0 || close(file) != 0)
        return 1;
    tcase_add_test(tests, test_the_table_keeps_halves);
    tcase_add_test(tests, test_the_report_keeps_halves);
    tcase_add_test(tests, test_gradescope_keeps_halves);
    tcase_add_test(tests, test_classroom50_rounds_down);
    int status = run_tests("points", tests);
    unlink(path);
    return status;
}
