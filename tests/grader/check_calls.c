// Who calls whom, as the names in a file tell.
#include "golden.h"
#include "grader/grader.h"

static char *calls(const char *exercise, const char *item)
{
    char *run_c = file_read(text_format("tests/exercises/%s/run.c", exercise));
    ck_assert_ptr_nonnull(run_c);
    return calls_of_item(run_c, item);
}

START_TEST(test_what_an_item_calls)
{
    ck_assert_str_eq(calls("8.2-share", "each"), "rows_each");
    ck_assert_str_eq(calls("8.2-share", "padded"), "deal");
    ck_assert_str_eq(calls("8.2-share", "holder"), "holder_of");
    ck_assert_str_eq(calls("3.6-k-fold", "validate"), "cross_validate");
    ck_assert_str_eq(calls("3.6-k-fold", "no such item"), "");
}
END_TEST

// Each with "f calls g": yes or no?
static const struct {
    const char *source;
    bool reaches;
} files[] = {
    {"int g(void) { return 1; } int f(void) { return g(); }", true},
    {"int g(void) { return 1; } int f(void) { return 2; }", false},
    {"int g(void); int f(void) { return 2; } int g(void) { return f(); }",
     false},
    {"int g(void) { return 1; } int h(void) { return g() + f(); }\n"
     "int f(void)\n{\n    if (h()) { return 2; }\n    return 3;\n}\n",
     true},
    {"int g(void) { return 1; } int f(void) { return 2; /* g() */ }", false},
    {"int g(void) { return 1; } int f(void) { return *\"\\\"g()\"; }", false},
    {"int g(void) { return 1; } int f(void) { return '{' + gg() + 2; }", false},
    {"#define G g()\nint g(void) { return 1; } int f(void) { return G; }",
     true},
    {"int g(void) { return 1; } int (*table[])(void) = {g};\n"
     "int f(void) { return table[0](); }",
     true},
    {"#define f(x) int f(void)\nint g(void) { return 1; } f(1) { return 2; }",
     false},
    {"int g(void) { return 1; } NAME(f) { return 2; }", true},
    {"int f(void) { /* no end", true},
    {"", true},
};

START_TEST(test_does_one_come_to_another)
{
    ck_assert_msg(calls_reach(files[_i].source, "f", "g") == files[_i].reaches,
                  "%s", files[_i].source);
}
END_TEST

START_TEST(test_what_cannot_be_seen_counts_as_yes)
{
    const char *apart = "int g(void) { return 1; } int f(void) { return 2; }";
    ck_assert(!calls_reach(apart, "f", "g"));
    ck_assert(calls_reach(apart, "f", "g f"));
    ck_assert(calls_reach(apart, "f h", "g"));
    ck_assert(calls_reach(apart, "", "g"));
    ck_assert(calls_reach(apart, "f", ""));
    ck_assert(calls_reach(NULL, "f", "g"));
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("calls");
    tcase_add_test(tests, test_what_an_item_calls);
    tcase_add_loop_test(tests, test_does_one_come_to_another, 0,
                        sizeof files / sizeof *files);
    tcase_add_test(tests, test_what_cannot_be_seen_counts_as_yes);
    return run_tests("calls", tests);
}
