/*: # What an option's argument may be

`--lr 0.01` sets a number, `--epochs 5` a whole one, `--activation relu` takes
one of three words. Nothing is worse than a program that takes `--lr 0,1` for 0
and trains for an hour: an argument is what it must be, to the last character,
or it is refused.

## Numbers

[A plain decimal number](base.c#def-number_read), and in its range. What is too
large becomes infinite, and the range refuses that. */
#include "program/cli_argument.h"

#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

static bool made_of(const char *text, const char *characters)
{
    return *text && text[strspn(text, characters)] == '\0';
}

static bool read_whole(const char *text, double min, double max, int *number)
{
    char *end = NULL;
    if (!made_of(text, "0123456789+-"))
        return false;
    long long value = strtoll(text, &end, 10); // too large: the largest one
    if (*end || (double)value < min || (double)value > max)
        return false;
    *number = (int)value;
    return true;
}

/*: A seed has 64 bits. PyTorch takes them with a sign or without: −1 is the
same seed as $2^{64} - 1$. */
static bool read_seed(const char *text, double max, uint64_t *seed)
{
    char *end = NULL;
    if (!made_of(text, "0123456789+-"))
        return false;
    bool negative = *text == '-';
    errno = 0; // ERANGE tells that it has more than 64 bits
    *seed =
        negative ? (uint64_t)strtoll(text, &end, 10) : strtoull(text, &end, 10);
    return *end == '\0' && errno == 0 && (max == 0 || (double)*seed <= max);
}

/*: ## Words

The words to choose from stand in one text, `sigmoid|tanh|relu`. The program
gets the index of the one that was chosen. */
static int find_choice(const char *choices, const char *word)
{
    for (int i = 0;; i++) {
        size_t length = strcspn(choices, "|");
        if (strlen(word) == length && strncmp(choices, word, length) == 0)
            return i;
        if (choices[length] == '\0')
            return -1;
        choices += length + 1;
    }
}

/*: ## From text to variable

Each kind of option reads its argument into a variable of the program. */
static double largest(const CliOption *o)
{
    return o->max > 0 ? o->max : INT_MAX;
}

bool argument_read(const CliOption *o, const char *text)
{
    double *number = o->target;
    int *count = o->target;
    switch (o->kind) {
    case CLI_FLAG:
        return *(bool *)o->target = true;
    case CLI_COUNT:
        return read_whole(text, o->min, largest(o), count);
    case CLI_NUMBER:
        return number_read(text, number) && *number >= o->min &&
               *number <= o->max;
    case CLI_SHARE:
        return number_read(text, number) && *number > 0 && *number < 1;
    case CLI_SEED:
        return read_seed(text, o->max, o->target);
    case CLI_CHOICE:
        return (*count = find_choice(o->choices, text)) >= 0;
    case CLI_TEXT:
        *(const char **)o->target = text;
        return *text != '\0';
    }
    return false;
}

/*: The same rules in words, for the message that refuses an argument. */
Error argument_expected(const CliOption *o)
{
    Error text = {"the name of a file"};
    if (o->kind == CLI_COUNT)
        error_set(&text, "a whole number from %.0f to %.0f", o->min,
                  largest(o));
    else if (o->kind == CLI_NUMBER)
        error_set(&text, "a number from %g to %g", o->min, o->max);
    else if (o->kind == CLI_SHARE)
        error_set(&text, "a number above 0 and below 1");
    else if (o->kind == CLI_SEED && o->max > 0)
        error_set(&text, "a whole number from 0 to %.0f", o->max);
    else if (o->kind == CLI_SEED)
        error_set(&text, "a whole number from %" PRId64 " to %" PRIu64,
                  INT64_MIN, UINT64_MAX);
    else if (o->kind == CLI_CHOICE)
        error_set(&text, "one of %s", o->choices);
    return text;
}

/*: ## For the help

The default of an option is what its variable holds before it is read. A file
that is `NULL` and a seed that is 0 stand for no default at all. */
const char *argument_name(const CliOption *o)
{
    static const char *const NAME[] = {
        [CLI_FLAG] = "",     [CLI_COUNT] = " N", [CLI_NUMBER] = " X",
        [CLI_SHARE] = " X",  [CLI_SEED] = " N",  [CLI_CHOICE] = " WORD",
        [CLI_TEXT] = " FILE"};
    return NAME[o->kind];
}

Error argument_default(const CliOption *o)
{
    Error text = {""};
    const char *word = o->choices, *file = NULL;
    if (o->kind == CLI_COUNT)
        error_set(&text, "%d", *(int *)o->target);
    else if (o->kind == CLI_NUMBER || o->kind == CLI_SHARE)
        error_set(&text, "%g", *(double *)o->target);
    else if (o->kind == CLI_SEED && *(uint64_t *)o->target != 0)
        error_set(&text, "%" PRIu64, *(uint64_t *)o->target);
    else if (o->kind == CLI_TEXT && (file = *(const char **)o->target))
        error_set(&text, "%s", file);
    else if (o->kind == CLI_CHOICE) {
        for (int i = 0; i < *(int *)o->target; i++)
            word += strcspn(word, "|") + 1;
        error_set(&text, "%.*s", (int)strcspn(word, "|"), word);
    }
    return text;
}
