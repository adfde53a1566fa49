/*: # What an option's argument may be

`--lr 0.01` sets a number, `--epochs 5` a whole one, `--activation relu` takes
one of three words. Nothing is worse than a program that takes `--lr 0,1` for 0
and trains for an hour: an argument is what it must be, to the last character,
or it is refused.

## Kinds of options

Each kind has a function that makes an option of it, so that the compiler sees
whether the variable is of the right type. */
#include "program/option.h"

#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base.h"

Option option_flag(const char *name, bool *target, const char *help)
{
    return (Option){name, help, OPTION_FLAG, .target.flag = target};
}

/*: Where no largest number is given, it is the largest that an `int` holds. */
Option option_count(const char *name, int *target, int min, int max,
                    const char *help)
{
    Option option = {name, help, OPTION_COUNT, .target.count = target};
    option.min = min;
    option.max = max > 0 ? max : INT_MAX;
    return option;
}

Option option_number(const char *name, double *target, double max,
                     const char *help)
{
    Option option = {name, help, OPTION_NUMBER, .target.number = target};
    option.max = max;
    return option;
}

/*: A rate or a share is a number with a point. A share is neither nothing nor
all: nobody can train on no rows, or be examined on none. */
Option option_share(const char *name, double *target, const char *help)
{
    return (Option){name, help, OPTION_SHARE, .target.number = target};
}

Option option_seed(const char *name, uint64_t *target, double max,
                   const char *help)
{
    Option option = {name, help, OPTION_SEED, .target.seed = target};
    option.max = max;
    return option;
}

/*: Words and names. Behind the last word of a choice stands `NULL`. */
Option option_choice(const char *name, int *target, const char *const *words,
                     const char *help)
{
    Option option = {name, help, OPTION_CHOICE, .target.count = target};
    option.words = words;
    return option;
}

Option option_file(const char *name, const char **target, const char *help)
{
    return (Option){name, help, OPTION_FILE, .target.file = target};
}

/*: ## Numbers

[A plain decimal number](base.c#def-number_read), and in its range. What is too
large becomes infinite, and the range refuses that. */
static bool made_of(const char *text, const char *characters)
{
    return *text && text[strspn(text, characters)] == '\0';
}

static bool read_count(const Option *o, const char *text)
{
    char *end = NULL;
    if (!made_of(text, "0123456789+-"))
        return false;
    long long value = strtoll(text, &end, 10); // too large: the largest one
    if (*end || (double)value < o->min || (double)value > o->max)
        return false;
    *o->target.count = (int)value;
    return true;
}

/*: A seed has 64 bits. PyTorch takes them with a sign or without: −1 is the
same seed as $2^{64} - 1$. */
static bool read_seed(const Option *o, const char *text)
{
    char *end = NULL;
    if (!made_of(text, "0123456789+-"))
        return false;
    bool negative = *text == '-';
    errno = 0; // ERANGE tells that it has more than 64 bits
    uint64_t seed =
        negative ? (uint64_t)strtoll(text, &end, 10) : strtoull(text, &end, 10);
    *o->target.seed = seed;
    return *end == '\0' && errno == 0 &&
           (o->max == 0 || (double)seed <= o->max);
}

/*: ## From text to variable

Each kind of option reads its argument into a variable of the program. Of a
choice the program gets the index of the word. */
static bool read_choice(const Option *o, const char *text)
{
    for (int i = 0; o->words[i]; i++)
        if (strcmp(o->words[i], text) == 0) {
            *o->target.count = i;
            return true;
        }
    return false;
}

/*: What else may be wrong with an argument is said here, once for each kind. */
bool option_read(const Option *o, const char *text)
{
    double *number = o->target.number;
    switch (o->kind) {
    case OPTION_FLAG:
        return *o->target.flag = true;
    case OPTION_COUNT:
        return read_count(o, text);
    case OPTION_NUMBER:
        return number_read(text, number) && *number >= 0 && *number <= o->max;
    case OPTION_SHARE:
        return number_read(text, number) && *number > 0 && *number < 1;
    case OPTION_SEED:
        return read_seed(o, text);
    case OPTION_CHOICE:
        return read_choice(o, text);
    case OPTION_FILE:
        *o->target.file = text;
        return *text != '\0';
    }
    return false;
}

/*: The same rules in words, for the message that refuses an argument. */
OptionText option_words(const Option *o)
{
    OptionText text = {""};
    size_t length = 0;
    for (int i = 0; o->words && o->words[i] && length < sizeof text; i++)
        length += (size_t)snprintf(text.chars + length, sizeof text - length,
                                   "%s%s", i ? "|" : "", o->words[i]);
    return text;
}

/*: A message ends with "… is expected". */
OptionText option_expected(const Option *o)
{
    OptionText text = {"the name of a file"};
    char *to = text.chars;
    size_t size = sizeof text;
    if (o->kind == OPTION_COUNT)
        snprintf(to, size, "a whole number from %.0f to %.0f", o->min, o->max);
    else if (o->kind == OPTION_NUMBER)
        snprintf(to, size, "a number from 0 to %g", o->max);
    else if (o->kind == OPTION_SHARE)
        snprintf(to, size, "a number above 0 and below 1");
    else if (o->kind == OPTION_SEED && o->max > 0)
        snprintf(to, size, "a whole number from 0 to %.0f", o->max);
    else if (o->kind == OPTION_SEED)
        snprintf(to, size, "a whole number from %" PRId64 " to %" PRIu64,
                 INT64_MIN, UINT64_MAX);
    else if (o->kind == OPTION_CHOICE)
        snprintf(to, size, "one of %.400s", option_words(o).chars);
    return text;
}

/*: ## For the help

The default of an option is what its variable holds before it is read. A file
that is `NULL` and a seed that is 0 stand for no default at all. */
const char *option_argument(const Option *o)
{
    static const char *const NAME[] = {
        [OPTION_FLAG] = "",     [OPTION_COUNT] = " N",
        [OPTION_NUMBER] = " X", [OPTION_SHARE] = " X",
        [OPTION_SEED] = " N",   [OPTION_CHOICE] = " WORD",
        [OPTION_FILE] = " FILE"};
    return NAME[o->kind];
}

/*: And the default itself, as one would type it. */
OptionText option_default(const Option *o)
{
    OptionText text = {""};
    char *to = text.chars;
    size_t size = sizeof text;
    if (o->kind == OPTION_COUNT)
        snprintf(to, size, "%d", *o->target.count);
    else if (o->kind == OPTION_NUMBER || o->kind == OPTION_SHARE)
        snprintf(to, size, "%g", *o->target.number);
    else if (o->kind == OPTION_SEED && *o->target.seed != 0)
        snprintf(to, size, "%" PRIu64, *o->target.seed);
    else if (o->kind == OPTION_FILE && *o->target.file)
        snprintf(to, size, "%s", *o->target.file);
    else if (o->kind == OPTION_CHOICE)
        snprintf(to, size, "%s", o->words[*o->target.count]);
    return text;
}
