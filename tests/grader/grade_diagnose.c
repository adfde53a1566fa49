// Names the likely mistake of every item that is not right: the known mistake
// that answers exactly what the learner's program answers, and that no other
// item speaks against; or two of them, each in some of the cases; or a property
// of the wrong answers; or that the item follows from another one.
#include "diagnose.h"

#include <math.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

bool program_is_rule(const Program *p)
{
    return strncmp(p->name, "rule-", 5) == 0 ||
           strncmp(p->name, "pair-", 5) == 0;
}

bool right_in(const Exercise *e, const Program *p, int item)
{
    return run_equal(&p->run[item], &e->program[0].run[item],
                     e->item[item].tolerance);
}

// A check that stops a program, an endless loop and memory that is not its own
// are three kinds of bad ends; what AddressSanitizer stops is of the last.
static int kind_of_end(const Run *run)
{
    return run->memory              ? SIGNALLED
           : run->ending != CRASHED ? (int)run->ending
           : run->signal == SIGABRT ? SIGNALLED + SIGABRT
                                    : SIGNALLED;
}

// Did both come to the same bad end in the same case, with the same answers
// before?
static bool end_alike(const Run *got, const Run *wrong, double tolerance)
{
    if (kind_of_end(got) != kind_of_end(wrong) || got->count != wrong->count)
        return false;
    for (int c = 0; c < got->count; c++)
        if (!case_equal(&got->cases[c], &wrong->cases[c], tolerance))
            return false;
    return true;
}

static Fit fit(const Exercise *e, const Program *p, int item)
{
    const Run *got = &e->learner.run[item], *wrong = &p->run[item];
    if (right_in(e, p, item))
        return SILENT; // there may be another mistake
    if (!ended_well(got))
        return end_alike(got, wrong, e->item[item].tolerance) ? AGREES : SILENT;
    return run_equal(got, wrong, e->item[item].tolerance) ? AGREES
                                                          : CONTRADICTS;
}

// Does the number stand in the input? Given numbers have six digits. A whole
// number stands there by chance.
static bool is_given(const char *given, double number)
{
    while (floor(number) != number &&
           *(given += strcspn(given, "0123456789")) != '\0') {
        char *end;
        double one = strtod(given, &end);
        if (fabs(one - fabs(number)) <= 1e-5 * one)
            return true;
        given = end;
    }
    return false;
}

// Numbers that are wrong and that one does not come to by chance, as to 0, 1,
// infinity or what was there before; a number that comes again counts once.
int telling_numbers(const Case *got, const Case *right, double tolerance)
{
    int telling = 0;
    double last = 0;
    for (int k = 0; k < got->count && k < right->count; k++)
        for (int n = 0; n < got->answer[k].count && n < right->answer[k].count;
             n++) {
            double number = got->answer[k].number[n];
            if (number_equal(number, right->answer[k].number[n], tolerance) ||
                !isfinite(number) || fabs(number) <= 1e-6 ||
                fabs(number) == 1 || number == last ||
                is_given(right->given, number))
                continue;
            last = number;
            telling++;
        }
    return telling;
}

static int telling_of_item(const Exercise *e, int item)
{
    const Run *got = &e->learner.run[item], *right = &e->program[0].run[item];
    int telling = 0;
    for (int c = 0; c < got->count; c++)
        telling += telling_numbers(&got->cases[c], &right->cases[c],
                                   e->item[item].tolerance);
    return telling;
}

// A crash has many causes: where there is one, some wrong number must speak for
// the mistake as well. A mistake of a rule is one of very many, so one number
// is not enough, and less so if an item is right that the mistake would spoil.
// Then what somebody has listed needs more than a coincidence, too, and where
// much is tolerated no rule is believed.
static bool convincing(const Exercise *e, const Program *p)
{
    int telling = 0;
    bool spared = false, tolerant = false, crashed = false;
    for (int i = 0; i < e->items; i++) {
        Fit f = fit(e, p, i);
        spared = spared || f == CONTRADICTS;
        tolerant = tolerant || (f == AGREES && e->item[i].tolerance >= 1e-3);
        crashed = crashed || (f == AGREES && !ended_well(&e->learner.run[i]));
        telling += f == AGREES ? telling_of_item(e, i) : 0;
    }
    if (program_is_rule(p) && spared && tolerant)
        return false;
    return telling >= 2 * (program_is_rule(p) + spared) + crashed;
}

// ---- one mistake ------------------------------------------------------------

// Is there a second mistake, in yet another item, which explains that this one
// is not as the mistake of item would have it? Or in this one itself, which
// builds on item: what is wrong below makes it wrong in any case.
static bool second_cause(const Exercise *e, const Program *p, int item, int i)
{
    enum { MANY = 6 };
    if (!program_is_rule(p) && depends(e, i, item) &&
        ended_well(&e->learner.run[item]) && telling_of_item(e, item) >= MANY)
        return true;
    for (int k = 0; k < e->items; k++)
        if (k != i && k != item && !item_passed(e, k) && right_in(e, p, k) &&
            depends(e, i, k) && depends(e, i, item))
            return true;
    return false;
}

// Does an item that is right speak against it? Of what is listed it need not:
// the mistake may have been made at one place only. But then it is not made in
// what the item builds on, which is right; and a rule changes one place.
static bool refuted(const Exercise *e, const Program *p, int item)
{
    for (int i = 0; i < e->items; i++)
        if (item_passed(e, i) && fit(e, p, i) == CONTRADICTS &&
            (program_is_rule(p) || depends(e, item, i)))
            return true;
    return false;
}

// How well it fits all items: 0 if one speaks against it. A mistake that spoils
// nothing else is the likelier one.
static int agreement(const Exercise *e, const Program *p, int item)
{
    int agrees = 0, spared = 0;
    for (int i = 0; i < e->items; i++) {
        Fit f = fit(e, p, i);
        if (f == CONTRADICTS && !item_passed(e, i) &&
            !second_cause(e, p, item, i))
            return 0;
        agrees += f == AGREES;
        spared += f == CONTRADICTS;
    }
    return agrees > 0 && !refuted(e, p, item) ? 100 * agrees - spared : 0;
}

// Of several the likelier one is that which agrees in more items. Those that
// somebody has listed come first.
static const Program *known_mistake(const Exercise *e, int item, bool rules,
                                    const Program *left_out)
{
    const Program *best = NULL;
    int best_agrees = 0;
    for (int p = 1; p < e->programs; p++) {
        const Program *wrong = &e->program[p];
        int agrees;
        if (wrong == left_out || program_is_rule(wrong) != rules ||
            fit(e, wrong, item) != AGREES)
            continue;
        agrees = agreement(e, wrong, item);
        if (agrees > best_agrees && convincing(e, wrong) &&
            !only_follows(e, wrong, item)) {
            best = wrong;
            best_agrees = agrees;
        }
    }
    return best;
}

// Listed mistakes that give the same in this item, and that only an item speaks
// against where p is right: there may be a second mistake. How many there are,
// and one of them.
static int rivals(const Exercise *e, const Program *p, int item,
                  const Program *left_out, const Program **one)
{
    int count = 0;
    for (int k = 1; k < e->programs; k++) {
        const Program *q = &e->program[k];
        bool second = false;
        if (q == p || q == left_out || program_is_rule(q) ||
            strcmp(q->mistake, p->mistake) == 0 || fit(e, q, item) != AGREES)
            continue;
        for (int i = 0; i < e->items; i++)
            second = second || (!item_passed(e, i) && right_in(e, p, i) &&
                                fit(e, q, i) == CONTRADICTS);
        count += second;
        *one = second ? q : *one;
    }
    return count;
}

// What is said of it: of two that are as likely both, of more nothing; and what
// a rule has made gives way to what is listed.
static const char *sentence_of(const Exercise *e, const Program *p, int item,
                               const Program *left_out)
{
    const Program *other = NULL;
    int count = p ? rivals(e, p, item, left_out, &other) : 0;
    if (!p || count > 1)
        return NULL;
    if (count == 0)
        return p->mistake;
    return program_is_rule(p)
               ? other->mistake
               : text_format("%s Or: %s", p->mistake, other->mistake);
}

// ---- two mistakes -----------------------------------------------------------

bool same_case(const Exercise *e, const Program *p, int item, int c)
{
    const Run *run = &p->run[item];
    return run->ending == RETURNED &&
           case_equal(&e->learner.run[item].cases[c], &run->cases[c],
                      e->item[item].tolerance);
}

bool case_right(const Exercise *e, int item, int c)
{
    return case_equal(&e->learner.run[item].cases[c],
                      &e->program[0].run[item].cases[c],
                      e->item[item].tolerance);
}

// Does any other item speak against it? Here one that is right does, too.
static bool possible(const Exercise *e, const Program *p, int item)
{
    for (int i = 0; i < e->items; i++)
        if (i != item && fit(e, p, i) == CONTRADICTS)
            return false;
    return !only_follows(e, p, item);
}

// How many wrong numbers that one does not come to by chance does the mistake
// explain, and q not? 0 also if it makes a case wrong that is right.
static int explained(const Exercise *e, const Program *p, const Program *q,
                     int item)
{
    int count = 0;
    for (int c = 0; c < e->learner.run[item].count; c++) {
        bool same = same_case(e, p, item, c);
        if (case_right(e, item, c) && !same)
            return 0;
        if (same && !(q && same_case(e, q, item, c)))
            count += telling_numbers(&e->learner.run[item].cases[c],
                                     &e->program[0].run[item].cases[c],
                                     e->item[item].tolerance);
    }
    return count;
}

static bool together(const Exercise *e, const Program *p, const Program *q,
                     int item)
{
    for (int c = 0; c < e->learner.run[item].count; c++)
        if (!same_case(e, p, item, c) && !same_case(e, q, item, c))
            return false;
    return true;
}

// Two listed mistakes, each of which explains some of the cases, and some that
// the other one does not.
static const char *two_mistakes(const Exercise *e, int item,
                                const Program *left_out)
{
    for (int p = 1; p < e->programs; p++) {
        const Program *a = &e->program[p];
        if (program_is_rule(a) || a == left_out ||
            explained(e, a, NULL, item) < 2 || !possible(e, a, item))
            continue;
        for (int q = p + 1; q < e->programs; q++) {
            const Program *b = &e->program[q];
            if (!program_is_rule(b) && b != left_out &&
                together(e, a, b, item) && explained(e, a, b, item) >= 2 &&
                explained(e, b, a, item) >= 2 && possible(e, b, item))
                return text_format("Two things: %s And: %s", a->mistake,
                                   b->mistake);
        }
    }
    return NULL;
}

// ---- all of them ------------------------------------------------------------

void diagnose(Exercise *e, const Program *left_out)
{
    follows_begin(e);
    for (int i = 0; i < e->items; i++)
        if (!item_passed(e, i))
            follows_from(i, known_mistake(e, i, false, left_out));
    for (int i = 0; i < e->items; i++) {
        const Run *run = &e->learner.run[i];
        const Run *right = &e->program[0].run[i];
        const char **words = &e->diagnosis[i];
        *words = NULL;
        if (item_passed(e, i))
            continue;
        const Program *known = known_mistake(e, i, false, left_out);
        *words = sentence_of(e, known, i, left_out);
        if (*words || !ended_well(run))
            continue;
        const char *cause = follows(e, i);
        *words = two_mistakes(e, i, left_out);
        if (!*words)
            *words = besides(e, i, left_out);
        if (!*words && !cause)
            *words = plain_property(run, right, &e->item[i]);
        if (!*words && !cause)
            *words = simple_multiple(run, right, &e->item[i]);
        if (!*words)
            *words = sentence_of(e, known_mistake(e, i, true, left_out), i,
                                 left_out);
        if (!*words)
            *words = cause;
        if (!*words)
            *words = property(run, right, &e->item[i]);
    }
}
