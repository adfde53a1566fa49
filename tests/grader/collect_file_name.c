// Which exercise is a file? Learning platforms, browsers and file managers give
// the files names of their own; what they do to 1.1-mse-gradient.c:
//
//     Doe_99_88_1.1-mse-gradient.c, Doe_LATE_99_88_…          Canvas
//     1-2.1-mse-gradient.c           Canvas: the second time, at the first
// point
//     Jane Doe_99_assignsubmission_file_1.1-mse-gradient.c    Moodle
//     Sheet 1_doe_attempt_2026-05-01-12-00-00_1.1-…           Blackboard
//     1.1-mse-gradient (2).c, 1.1-mse-gradient-2.c            browsers
//     1.1-mse-gradient - Copy.c, Copy of 1.1-mse-gradient.c   file managers
//     1.1_mse_gradient.c, 1.1-MSE-Gradient.C, 1.1-mse-gradient.c.txt
#define _POSIX_C_SOURCE 200809L
#include "collect.h"

#include "grader.h"

#include "base.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_separator(char c)
{
    return c == '-' || c == '_' || c == ' ' || c == '+';
}

// Letters, digits, and the bytes of letters outside ASCII.
static bool is_letter(char c)
{
    return isalnum((unsigned char)c) || (unsigned char)c >= 0x80;
}

bool name_ends(const char *name, const char *end)
{
    size_t length = strlen(name), tail = strlen(end);
    return length >= tail && strcasecmp(name + length - tail, end) == 0;
}

// The number that stands here, at most a billion; *text goes behind it.
static int number_take(const char **text)
{
    int number = 0;
    for (; is_digit(**text); ++*text)
        number = number < 100000000 ? 10 * number + **text - '0' : 1000000000;
    return number;
}

// What stands behind the exercise's name, if the text begins with it, else
// NULL.
static const char *behind(const char *text, const char *name, int *number)
{
    *number = 0;
    for (; *name; name++, text++) {
        if (*name == '.' && *text == '-' && is_digit(text[1])) {
            text++;
            *number = number_take(&text);
        }
        if (tolower((unsigned char)*text) != *name &&
            !(is_separator(*text) && is_separator(*name)))
            return NULL;
    }
    return text;
}

static bool says_copy(const char *text, size_t length)
{
    for (size_t i = 0; i + 4 <= length; i++)
        if (strncasecmp(text + i, "copy", 4) == 0)
            return true;
    return false;
}

// "-2", " (2)": only a number, which is added; or words.
static int kind_of(const char *rest, size_t length, int *number)
{
    const char *c = rest;
    while (is_separator(*c))
        c++;
    c += *c == '(';
    if (is_digit(*c)) {
        int n = number_take(&c);
        c += *c == ')';
        if (c == rest + length) {
            *number += n;
            return PLAIN;
        }
    }
    return length == 0 ? PLAIN : says_copy(rest, length) ? A_COPY : NAMED_ANEW;
}

// The exercise's name may begin where no letter stands before it, and the first
// place counts: 1-1.1-mse-gradient is the exercise's name with a number.
static bool match_one(const char *file, size_t length, const char *name,
                      NameMatch *match)
{
    for (size_t i = 0; i < length; i++) {
        const char *rest = behind(file + i, name, &match->number);
        if (!rest || (i > 0 && is_letter(file[i - 1])) ||
            rest > file + length || (rest < file + length && is_letter(*rest)))
            continue;
        match->start = (int)i;
        match->kind =
            kind_of(rest, (size_t)(file + length - rest), &match->number);
        if (match->kind == PLAIN && says_copy(file, i))
            match->kind = A_COPY;
        return true;
    }
    return false;
}

bool name_match(const Course *course, const char *file, NameMatch *match)
{
    size_t length = strlen(file);
    if (name_ends(file, ".c.txt"))
        length -= 6;
    else if (name_ends(file, ".c"))
        length -= 2;
    else
        return false;
    for (int e = 0; e < course->count; e++)
        if (match_one(file, length, course->name[e], match)) {
            match->exercise = e;
            return true;
        }
    return false;
}

size_t archive_length(const char *name)
{
    static const char *const ends[] = {".zip", ".tar", ".tar.gz", ".tgz"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (name_ends(name, ends[i]))
            return strlen(ends[i]);
    return 0;
}

static char *part(const char *from, const char *to)
{
    return text_format("%.*s", (int)(to - from), from);
}

// Where "_99_88_" or "_99_assignsubmission" stands.
static const char *find_numbers(const char *file)
{
    for (const char *c = file; (c = strchr(c, '_')); c++) {
        const char *next = c + 1;
        if (!is_digit(*next))
            continue;
        number_take(&next);
        if (strncmp(next, "_assignsubmission", 17) == 0)
            return c;
        if (*next == '_' && is_digit(*++next)) {
            number_take(&next);
            if (*next == '_')
                return c;
        }
    }
    return NULL;
}

// What a learning platform has put before the name, or NULL.
static char *platform_owner(const char *file, char **id, bool *late)
{
    const char *numbers = find_numbers(file),
               *attempt = strstr(file, "_attempt_");
    if (numbers) {
        char *owner = part(file, numbers);
        *id =
            part(numbers + 1, numbers + 1 + strspn(numbers + 1, "0123456789"));
        *late = name_ends(owner, "_LATE");
        if (*late)
            owner[strlen(owner) - 5] = '\0';
        return owner;
    }
    if (!attempt)
        return NULL;
    char *owner = part(file, attempt), *last = strrchr(owner, '_');
    return last ? last + 1 : owner;
}

char *name_owner(const Course *course, const char *file, char **id, bool *late)
{
    NameMatch match;
    *id = "";
    *late = false;
    char *owner = platform_owner(file, id, late);
    if (!owner && name_match(course, file, &match)) {
        owner = part(file, file + match.start);
        if (match.kind == A_COPY && strncasecmp(owner, "copy of ", 8) == 0)
            owner += 8;
    } else if (!owner && archive_length(file) > 0) {
        owner = part(file, file + strlen(file) - archive_length(file));
    }
    size_t length = owner ? strlen(owner) : 0;
    while (length > 0 && !is_letter(owner[length - 1]) &&
           owner[length - 1] != ')' && owner[length - 1] != '.')
        owner[--length] = '\0';
    return length > 0 ? owner : NULL;
}
