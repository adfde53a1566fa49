/*: # What an option's argument may be

`--lr 0.01` sets a number, `--epochs 5` a whole one, `--activation relu` takes
one of three words. Nothing is worse than a program that takes `--lr 0,1` for 0
and trains for an hour: an argument is what it must be, to the last character,
or it is refused.

An option is a line in a table: its name, what it is for, and the address of a
variable. The type of the variable says what the argument may be, and what the
variable holds before anything is read is the default.

Two options are offered three arguments each:

```{.c example="option"}
```

![What becomes of an option](option.svg){#fig-option alt="A word on the command
line finds its row in the table; what is not a number within its limits ends the
program"} */
#include "program/program.h"

#include <errno.h>
#include <inttypes.h>
#include <limits.h>

/*: ## Whole numbers

All have 64 bits at first, and their bounds are looked at then. A seed may come
with a sign or without, as PyTorch takes it: −1 is the same seed as
$2^{64} - 1$. */
static uint64_t largest(const Option *o)
{
    return o->max ? o->max : o->count ? INT_MAX : UINT64_MAX;
}

static bool read_whole(const Option *o, const char *text, uint64_t *whole)
{
    char *end = NULL;
    bool negative = *text == '-';
    errno = 0; // ERANGE tells that it has more than 64 bits
    *whole =
        negative ? (uint64_t)strtoll(text, &end, 10) : strtoull(text, &end, 10);
    if (!*text || text[strspn(text, "0123456789+-")] || *end || errno)
        return false;
    return negative ? (int64_t)*whole >= o->min
                    : *whole <= largest(o) && (double)*whole >= (double)o->min;
}

/*: ## Words

Of a choice the program gets the index of the word. */
static bool read_word(const char *text, const char *const *words, int *word)
{
    for (*word = 0; words[*word]; ++*word)
        if (strcmp(words[*word], text) == 0)
            return true;
    return false;
}

/*: ## Each by its variable

A flag has no argument: it is given or not. A number is [a plain decimal
one](base.c#def-number_read) in its range; what is too large becomes infinite,
and the range refuses that. A *share* is neither nothing nor all: nobody can
train on no rows, or be examined on none. As a name anything is good, but not
nothing. */
bool option_read(const Option *o, const char *text)
{
    uint64_t whole;
    if (o->flag)
        return *o->flag = true;
    if (o->number)
        return number_read(text, o->number) && *o->number >= 0 &&
               *o->number <= 1e30;
    if (o->share)
        return number_read(text, o->share) && *o->share > 0 && *o->share < 1;
    if (o->word)
        return read_word(text, o->words, o->word);
    if (o->file || o->text) {
        *(o->file ? o->file : o->text) = text;
        return *text != '\0';
    }
    if (!read_whole(o, text, &whole))
        return false;
    if (o->count)
        *o->count = (int)whole;
    else
        *o->seed = whole;
    return true;
}

/*: ## In words

What is expected stands in a message, the default in the help. A seed of 0 is no
default: such a program goes on with whatever the generator gives. */
static void list_words(const char *const *words, char *text, size_t size)
{
    for (int i = 0; words[i]; i++) {
        size_t length = strlen(text);
        snprintf(text + length, size - length, "%s%s", i ? "|" : "one of ",
                 words[i]);
    }
}

// What --help and the messages say of an option.
OptionText option_text(const Option *o)
{
    OptionText t = {.argument = ""};
    if (o->count || o->seed) {
        t.argument = " N";
        snprintf(t.expected, sizeof t.expected,
                 "a whole number from %" PRId64 " to %" PRIu64, o->min,
                 largest(o));
    }
    if (o->count)
        snprintf(t.standard, sizeof t.standard, "%d", *o->count);
    if (o->seed && *o->seed)
        snprintf(t.standard, sizeof t.standard, "%" PRIu64, *o->seed);
    if (o->number || o->share) {
        t.argument = " X";
        strcpy(t.expected, o->number ? "a number from 0 to 1e+30"
                                     : "a number above 0 and below 1");
        snprintf(t.standard, sizeof t.standard, "%g",
                 o->number ? *o->number : *o->share);
    }
    if (o->file || o->text) {
        const char *standard = o->file ? *o->file : *o->text;
        t.argument = o->file ? " FILE" : " NAME";
        strcpy(t.expected, o->file ? "the name of a file" : "a name");
        snprintf(t.standard, sizeof t.standard, "%s", standard ? standard : "");
    }
    if (o->word) {
        t.argument = " WORD";
        list_words(o->words, t.expected, sizeof t.expected);
        snprintf(t.standard, sizeof t.standard, "%s", o->words[*o->word]);
    }
    return t;
}
