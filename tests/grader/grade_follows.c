// An item that builds on another one, which is wrong: what follows from that,
// and what is wrong in the item itself?
#include "diagnose.h"

#include <string.h>

// Does the learner's function for the first item call that for the second one?
static bool calls[ITEMS_MOST][ITEMS_MOST];

// The listed mistake that each item is known to have so far, or NULL.
static const Program *found[ITEMS_MOST];

void follows_begin(const Exercise *e)
{
    memset(found, 0, sizeof found);
    for (int i = 0; i < e->items; i++)
        for (int k = 0; k < e->items; k++)
            calls[i][k] =
                calls_reach(e->source, e->item[i].calls, e->item[k].calls);
}

void follows_from(int item, const Program *mistake)
{
    found[item] = mistake;
}

// A learner who has not called it has written it anew.
bool depends(const Exercise *e, int item, int from)
{
    const char *uses = e->item[item].uses;
    return calls[item][from] && uses &&
           strstr(text_format(" %s ", uses),
                  text_format(" %s ", e->item[from].name));
}

// Can item be wrong because from is? Not if the mistake known there is right
// here.
static bool may_follow(const Exercise *e, int item, int from)
{
    return item != from && !item_passed(e, from) && depends(e, item, from) &&
           !(found[from] && right_in(e, found[from], item));
}

// Where the mistake of the other item is known, what it makes of this one is
// known, too: then p, which fits this one, is a mistake of its own.
bool only_follows(const Exercise *e, const Program *p, int item)
{
    for (int i = 0; i < e->items; i++)
        if (!found[i] && right_in(e, p, i) && may_follow(e, item, i))
            return true;
    return false;
}

// In the cases that the mistake of another item leaves right: how many wrong
// numbers does p explain? 0 if not all.
static int explained_besides(const Exercise *e, const Program *other,
                             const Program *p, int item)
{
    const Run *got = &e->learner.run[item], *right = &e->program[0].run[item];
    int count = 0;
    for (int c = 0; c < got->count; c++) {
        if (other->run[item].ending != RETURNED ||
            !case_equal(&other->run[item].cases[c], &right->cases[c],
                        e->item[item].tolerance))
            continue;
        if (!same_case(e, p, item, c))
            return 0;
        count += telling_numbers(&got->cases[c], &right->cases[c],
                                 e->item[item].tolerance);
    }
    return count;
}

// The only listed mistake that explains them; NULL also if there are two.
static const Program *own_mistake(const Exercise *e, int item, int from,
                                  const Program *left_out)
{
    const Program *own = NULL;
    for (int k = 1; k < e->programs; k++) {
        const Program *p = &e->program[k];
        if (p == left_out || program_is_rule(p) || !right_in(e, p, from) ||
            explained_besides(e, found[from], p, item) < 2)
            continue;
        if (own && strcmp(own->mistake, p->mistake) != 0)
            return NULL;
        own = p;
    }
    return own;
}

const char *besides(const Exercise *e, int item, const Program *left_out)
{
    for (int i = 0; i < e->items; i++) {
        const Program *own = found[i] && may_follow(e, item, i)
                                 ? own_mistake(e, item, i, left_out)
                                 : NULL;
        if (own)
            return text_format("%s This also uses what is asked for in "
                               "\"%s\", which is not right yet.",
                               own->mistake, e->item[i].title);
    }
    return NULL;
}

const char *follows(const Exercise *e, int item)
{
    for (int i = 0; i < e->items; i++)
        if (may_follow(e, item, i))
            return text_format("This uses what is asked for in \"%s\", which "
                               "is not right yet: mend that first, then look "
                               "here again.",
                               e->item[i].title);
    return NULL;
}
