// In which cases an answer is wrong, by what run.c says about each of them.
#include "symptom.h"

#include <string.h>

enum { WORDS_MOST = 40, NAMED_MOST = 3 };

// What is said about some cases: how many of them are wrong, how many right.
typedef struct Kind {
    const char *words;
    int count[2]; // [1]: right
} Kind;

static Kind *kind_of(Kind *kinds, int *count, const char *words)
{
    for (int k = 0; k < *count; k++)
        if (strcmp(kinds[k].words, words) == 0)
            return &kinds[k];
    if (*count == WORDS_MOST)
        return NULL;
    kinds[*count] = (Kind){words, {0}};
    return &kinds[(*count)++];
}

static int kinds_of(const Run *run, const bool *right, Kind *kinds)
{
    int count = 0;
    for (int i = 0; i < run->count; i++)
        for (char *parts = text_format("%s", run->cases[i].about); *parts;) {
            Kind *kind = kind_of(kinds, &count, next_part(&parts));
            if (kind)
                kind->count[right[i]]++;
        }
    return count;
}

static bool has(const Case *c, const char *words)
{
    for (char *parts = text_format("%s", c->about); *parts;)
        if (strcmp(next_part(&parts), words) == 0)
            return true;
    return false;
}

// The words that are said about all cases of one side, and about none of the
// other, parted by semicolons: at most so many of them.
static const char *just_these(const Run *run, const bool *right, bool side,
                              const Kind *kinds, int count, int most)
{
    const char *words = NULL;
    int named = 0, left = 0;
    bool covered[CASES_MOST] = {false};
    for (int i = 0; i < run->count; i++)
        left += right[i] == side;
    while (left > 0 && named++ < most) {
        int best = 0, best_adds = 0;
        for (int k = 0; k < count; k++) {
            int adds = 0;
            for (int i = 0; i < run->count && kinds[k].count[!side] == 0; i++)
                adds += !covered[i] && has(&run->cases[i], kinds[k].words);
            if (adds > best_adds)
                best = k, best_adds = adds;
        }
        if (best_adds == 0)
            return NULL;
        for (int i = 0; i < run->count; i++)
            covered[i] = covered[i] || has(&run->cases[i], kinds[best].words);
        left -= best_adds;
        words = text_format("%s%s%s", words ? words : "", words ? "; " : "",
                            kinds[best].words);
    }
    return left > 0 ? NULL : words;
}

// What is said about all wrong cases, but also about some that are right.
static const char *only_there(const Kind *kinds, int count, const int *cases)
{
    const Kind *best = NULL;
    for (int k = 0; k < count; k++)
        if (kinds[k].count[0] == cases[0] && kinds[k].count[1] < cases[1] &&
            (!best || kinds[k].count[1] < best->count[1]))
            best = &kinds[k];
    return best ? best->words : NULL;
}

const char *in_which_cases(const Run *run, const bool *right)
{
    Kind kinds[WORDS_MOST];
    int count = kinds_of(run, right, kinds), cases[2] = {0};
    for (int i = 0; i < run->count; i++)
        cases[right[i]]++;
    if (cases[0] == 0 || cases[1] == 0)
        return NULL;
    for (int k = 0; k < 4; k++) { // rather one thing than several
        bool side = k % 2;
        const char *words =
            just_these(run, right, side, kinds, count, k < 2 ? 1 : NAMED_MOST);
        if (words)
            return text_format("Of %d cases it is %s in just these: %s.",
                               run->count, side ? "right" : "wrong", words);
    }
    const char *words = only_there(kinds, count, cases);
    return words ? text_format("Right in %d of %d cases; all that are wrong "
                               "are like this: %s.",
                               cases[1], run->count, words)
                 : NULL;
}
