/*: # What an option's argument may be

`--lr 0.01` sets a number, `--epochs 5` a whole one, `--activation relu` takes
one of three words. Nothing is worse than a program that takes `--lr 0,1` for 0
and trains for an hour: an argument is what it must be, to the last character,
or it is refused.

For each kind of option there is a function that reads its argument, and one
that makes such an option. The latter knows the type of the variable, says in
words what is expected, and writes down the default, which is what the variable
holds before anything is read. */
#include "program/option.h"

#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base.h"

static bool made_of(const char *text, const char *characters)
{
    return *text && text[strspn(text, characters)] == '\0';
}

/*: ## Yes or no

A flag has no argument: it is given or not. */
static bool read_flag(const Option *o, const char *text)
{
    (void)text;
    return *o->target.flag = true;
}

Option option_flag(const char *name, bool *target, const char *help)
{
    return (Option){name, help, "", .read = read_flag, .target.flag = target};
}

/*: ## Whole numbers */
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

Option option_count(const char *name, int *target, int min, int max,
                    const char *help)
{
    Option o = {name, help, " N", .read = read_count, .target.count = target};
    o.min = min;
    o.max = max > 0 ? max : INT_MAX;
    snprintf(o.expected, sizeof o.expected, "a whole number from %.0f to %.0f",
             o.min, o.max);
    snprintf(o.standard, sizeof o.standard, "%d", *target);
    return o;
}

/*: ## Numbers

[A plain decimal number](base.c#def-number_read), and in its range. What is too
large becomes infinite, and the range refuses that. */
static bool read_number(const Option *o, const char *text)
{
    double *number = o->target.number;
    return number_read(text, number) && *number >= 0 && *number <= o->max;
}

Option option_number(const char *name, double *target, double max,
                     const char *help)
{
    Option o = {name, help, " X", .read = read_number, .target.number = target};
    o.max = max;
    snprintf(o.expected, sizeof o.expected, "a number from 0 to %g", max);
    snprintf(o.standard, sizeof o.standard, "%g", *target);
    return o;
}

/*: A share is neither nothing nor all: nobody can train on no rows, or be
examined on none. */
static bool read_share(const Option *o, const char *text)
{
    double *number = o->target.number;
    return number_read(text, number) && *number > 0 && *number < 1;
}

Option option_share(const char *name, double *target, const char *help)
{
    Option o = {name, help, " X", "a number above 0 and below 1",
                .read = read_share};
    o.target.number = target;
    snprintf(o.standard, sizeof o.standard, "%g", *target);
    return o;
}

/*: ## Seeds

A seed has 64 bits. PyTorch takes them with a sign or without: −1 is the same
seed as $2^{64} - 1$. */
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

/*: A default of 0 stands for no default: such a program goes on with whatever
the generator gives. */
Option option_seed(const char *name, uint64_t *target, double max,
                   const char *help)
{
    Option o = {name, help, " N", .read = read_seed, .target.seed = target};
    o.max = max;
    if (max > 0)
        snprintf(o.expected, sizeof o.expected, "a whole number from 0 to %.0f",
                 max);
    else
        snprintf(o.expected, sizeof o.expected,
                 "a whole number from %" PRId64 " to %" PRIu64, INT64_MIN,
                 UINT64_MAX);
    if (*target != 0)
        snprintf(o.standard, sizeof o.standard, "%" PRIu64, *target);
    return o;
}

/*: ## Words

Of a choice the program gets the index of the word. */
static bool read_choice(const Option *o, const char *text)
{
    int i = 0;
    while (o->words[i] && strcmp(o->words[i], text) != 0)
        i++;
    *o->target.count = i;
    return o->words[i] != NULL;
}

Option option_choice(const char *name, int *target, const char *const *words,
                     const char *help)
{
    Option o = {name, help, " WORD", "one of ", .read = read_choice};
    o.target.count = target;
    o.words = words;
    for (int i = 0; words[i]; i++) {
        size_t length = strlen(o.expected);
        snprintf(o.expected + length, sizeof o.expected - length, "%s%s",
                 i ? "|" : "", words[i]);
    }
    snprintf(o.standard, sizeof o.standard, "%s", words[*target]);
    return o;
}

/*: ## Files

Any name is good, but not none. */
static bool read_file(const Option *o, const char *text)
{
    *o->target.file = text;
    return *text != '\0';
}

Option option_file(const char *name, const char **target, const char *help)
{
    Option o = {name, help, " FILE", "the name of a file", .read = read_file};
    o.target.file = target;
    snprintf(o.standard, sizeof o.standard, "%s", *target ? *target : "");
    return o;
}
