// What comes from a learner is made printable before anybody sees it, and long
// lines are wrapped.
#define _POSIX_C_SOURCE 200809L // fmemopen
#include "golden.h"
#include "grader/grader.h"

#include <stdlib.h>
#include <string.h>

static const char *cleaned(const char *text)
{
    static char copy[256];
    snprintf(copy, sizeof copy, "%s", text);
    return text_clean(copy);
}

START_TEST(test_letters_stay)
{
    static const char *const texts[] = {"a\tb\nc",          "Jürgen",
                                        "∂ β̄ Σ ≥ 0",        "日本",
                                        "\xf0\x9f\x99\x82", "~ !\"<>&'"};
    ck_assert_str_eq(cleaned(texts[_i]), texts[_i]);
}
END_TEST

// Text and what becomes of it; each byte is one '?'.
static const char *const steering[][2] = {
    {"\x1b[31m\r\x7f\b", "?[31m???"}, // C0
    {"\xc2\x9b"
     "31m",
     "??31m"},          // C1: one letter that begins a command
    {"\xc2\x85", "??"}, // the end of a line in XML 1.1
    {"\xe2\x80\xae"
     "c.exe",
     "???c.exe"}, // writes from right to left
    {"\xe2\x81\xa6x\xe2\x81\xa9", "???x???"},
    {"\xd8\x9c", "??"},
    {"\xe2\x80\xa8", "???"}, // the end of a line in JavaScript
    {"\xef\xbb\xbf"
     "a",
     "???a"},
    {"\xef\xbf\xbe", "???"},      // no character, and forbidden in XML
    {"\xf3\xa0\x81\x81", "????"}, // a tag, which nobody sees
    {"\xc0\xaf", "??"},           // overlong
    {"\xed\xa0\x80", "???"},      // half a pair
    {"\xf4\x90\x80\x80", "????"}, // beyond Unicode
    {"\xe2\x82", "??"},           // cut off
    {"\xff\xfe", "??"}};

START_TEST(test_what_steers_a_terminal_does_not_stay)
{
    ck_assert_str_eq(cleaned(steering[_i][0]), steering[_i][1]);
}
END_TEST

// Whatever the bytes: afterwards only what XML 1.0 allows, in whole letters.
START_TEST(test_any_bytes)
{
    char text[200];
    srand(7);
    for (int round = 0; round < 20000; round++) {
        size_t length = 1 + (size_t)(rand() % 199);
        for (size_t i = 0; i < length; i++)
            text[i] =
                (char)(rand() % 3 == 0 ? 0xc0 + rand() % 64 : 1 + rand() % 255);
        text[length - 1] = '\0';
        text_clean(text);
        for (const unsigned char *c = (unsigned char *)text; *c;) {
            int more = *c >= 0xf0 ? 3 : *c >= 0xe0 ? 2 : *c >= 0xc2 ? 1 : 0;
            ck_assert(*c >= 0xc2 || *c == '\t' || *c == '\n' ||
                      (*c >= ' ' && *c < 0x7f));
            ck_assert(!(*c == 0xc2 && c[1] < 0xa0));
            for (c++; more > 0; more--, c++)
                ck_assert_int_eq(*c & 0xc0, 0x80);
        }
    }
}
END_TEST

static const char *wrapped(const char *text)
{
    static char result[1000];
    FILE *out = fmemopen(result, sizeof result, "w");
    wrap_text(text, out);
    fclose(out);
    return result;
}

#define TEN "ten bytes "
#define TENS TEN TEN TEN TEN

static const char *const lines[][2] = {
    {"", ""},
    {"short\n\nlines", "short\n\nlines"},
    {TENS TEN TEN TEN "0123456789\n", TENS TEN TEN TEN "0123456789\n"},
    {TENS TENS "x\n", TENS TEN TEN TEN "ten bytes\nx\n"},
    // behind a label, and a letter of two bytes is one column
    {"      Likely:   " TENS TEN "é12345678é12 x\n",
     "      Likely:   " TENS TEN "é12345678é12 x\n"},
    {"      Likely:   " TENS TEN "é12345678é12  xy\n",
     "      Likely:   " TENS TEN "é12345678é12\n                xy\n"},
    // colours take no room
    {"\033[31m✗\033[0m  " TENS TEN TEN TEN "1234567\033[0m\n",
     "\033[31m✗\033[0m  " TENS TEN TEN TEN "1234567\033[0m\n"},
    {"\033[31m✗\033[0m  " TENS TEN TEN TEN "1234567 9\n",
     "\033[31m✗\033[0m  " TENS TEN TEN TEN "1234567\n   9\n"},
    // without a blank there is no place to break it
    {"0123456789012345678901234567890123456789"
     "01234567890123456789012345678901234567890 x",
     "0123456789012345678901234567890123456789"
     "01234567890123456789012345678901234567890\nx"}};

START_TEST(test_long_lines)
{
    ck_assert_str_eq(wrapped(lines[_i][0]), lines[_i][1]);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("text_clean");
    tcase_set_timeout(tests, 60); // a busy machine takes its time
    tcase_add_loop_test(tests, test_letters_stay, 0, 6);
    tcase_add_loop_test(tests, test_what_steers_a_terminal_does_not_stay, 0,
                        sizeof steering / sizeof *steering);
    tcase_add_test(tests, test_any_bytes);
    tcase_add_loop_test(tests, test_long_lines, 0,
                        sizeof lines / sizeof *lines);
    return run_tests("text", tests);
}
