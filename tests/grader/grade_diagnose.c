// Names the likely mistake of every item that is not right: the known mistake
// that answers exactly what the learner's program answers, or else a property
// of the wrong answers.
#include "grader.h"

#include <string.h>

static bool same(const Exercise *e, const Program *p, int item)
{
    return run_equal(&e->learner.run[item], &p->run[item],
                     e->item[item].tolerance);
}

// Of several mistakes that look the same in one item, the likelier one is that
// which looks the same in more of the others.
static const char *known_mistake(const Exercise *e, int item,
                                 const Program *left_out)
{
    const Program *best = NULL;
    int best_alike = 0;
    for (int p = 1; p < e->programs; p++) {
        const Program *wrong = &e->program[p];
        int alike = 0;
        if (wrong == left_out || !same(e, wrong, item) ||
            run_equal(&wrong->run[item], &e->program[0].run[item],
                      e->item[item].tolerance))
            continue;
        for (int i = 0; i < e->items; i++)
            alike += same(e, wrong, i);
        if (alike > best_alike) {
            best = wrong;
            best_alike = alike;
        }
    }
    return best ? best->mistake : NULL;
}

void diagnose(Exercise *e, const Program *left_out)
{
    for (int i = 0; i < e->items; i++) {
        const Run *run = &e->learner.run[i];
        e->diagnosis[i] = NULL;
        if (item_passed(e, i) || run->memory)
            continue;
        e->diagnosis[i] = known_mistake(e, i, left_out);
        if (!e->diagnosis[i] && run->ending == RETURNED)
            e->diagnosis[i] = property(run, &e->program[0].run[i], &e->item[i]);
    }
}
