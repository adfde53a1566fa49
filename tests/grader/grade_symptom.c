// What a wrong answer is like: twice the right one, the negative of it,
// transposed, always the same. The first answer that is wrong says which name
// is looked at; all answers of that name, in all cases, must have the property.
//
// grade_symptom_scale.c   right up to a factor, a power, a constant
// grade_symptom_place.c  right numbers in wrong places, right only in part
// grade_symptom_cases.c  right but in special cases
#include "symptom.h"

#include "base.h"

#include <math.h>
#include <string.h>

static const char *first_wrong(const Run *got, const Run *expected,
                               double tolerance)
{
    for (int i = 0; i < expected->count; i++)
        for (int k = 0; k < expected->cases[i].count; k++)
            if (k < got->cases[i].count &&
                !answer_equal(&got->cases[i].answer[k],
                              &expected->cases[i].answer[k], tolerance))
                return expected->cases[i].answer[k].name;
    return NULL;
}

// Of an answer that answer_digits has sent only the number itself.
static const Answer *number_itself(const Answer *a)
{
    if (strcmp(a->shape, "digits") != 0 || a->count < 1)
        return a;
    Answer *one = memory_new(1, sizeof *one);
    *one = *a;
    one->count = 1;
    return one;
}

// All answers of that name, or only those that are wrong.
static Pairs pairs_of(const Run *got, const Run *expected, const Item *item,
                      bool wrong)
{
    Pairs p = {.tolerance = item->tolerance};
    const char *name = first_wrong(got, expected, item->tolerance);
    for (int i = 0; name && i < expected->count; i++)
        for (int k = 0; k < expected->cases[i].count; k++) {
            const Answer *a = &got->cases[i].answer[k],
                         *answer = &expected->cases[i].answer[k];
            if (strcmp(answer->name, name) == 0 && p.count < CASES_MOST &&
                k < got->cases[i].count &&
                !(wrong && answer_equal(a, answer, item->tolerance))) {
                p.relative = strcmp(answer->shape, "digits") == 0;
                p.got[p.count] = number_itself(a);
                p.expected[p.count++] = number_itself(answer);
            }
        }
    return p;
}

bool pair_near(const Pairs *p, double got, double right, double times)
{
    double tolerance = times * p->tolerance;
    if (!p->relative || !isfinite(right) || right == 0)
        return number_equal(got, right, tolerance);
    tolerance *= 1 + fabs(log(fabs(right)));
    return fabs(got - right) <= tolerance * fabs(right);
}

bool pair_right(const Pairs *p, double got, double right)
{
    return pair_near(p, got, right, 1);
}

static bool shapes_equal(const Pairs *p)
{
    for (int i = 0; i < p->count; i++)
        if (strcmp(p->got[i]->shape, p->expected[i]->shape) != 0 ||
            p->got[i]->count != p->expected[i]->count)
            return false;
    return true;
}

// All that came, and is it always this number?
static bool always(const Pairs *p, double number)
{
    int several = 0;
    for (int i = 0; i < p->count; i++)
        for (int n = 0; n < p->got[i]->count; n++, several++)
            if (p->got[i]->number[n] != number)
                return false;
    return several > 1;
}

// Is the right answer always 0 or 1?
static bool yes_or_no(const Pairs *p)
{
    for (int i = 0; i < p->count; i++)
        for (int n = 0; n < p->expected[i]->count; n++)
            if (p->expected[i]->number[n] != 0 &&
                p->expected[i]->number[n] != 1)
                return false;
    return true;
}

// Is none of the right numbers whole, but for 0 and 1?
static bool all_fractions(const Pairs *p)
{
    for (int i = 0; i < p->count; i++)
        for (int n = 0; n < p->expected[i]->count; n++) {
            double right = p->expected[i]->number[n];
            if (floor(right) == right && right != 0 && right != 1)
                return false;
        }
    return true;
}

static const char *like_a_constant(const Pairs *p)
{
    if (p->got[0]->count < 1)
        return NULL;
    double number = p->got[0]->number[0];
    bool yes = number == 0 || number == 1;
    if (!always(p, number) || (yes_or_no(p) && !yes))
        return NULL;
    if (yes_or_no(p))
        return text_format("It answers %g (%s) in every case.", number,
                           number == 0 ? "no" : "yes");
    if (number == 0 && all_fractions(p))
        return "It is always 0, where fractions are wanted, as when whole "
               "numbers are divided (2 / 3 is 0) or nothing is written there.";
    if (number == 0)
        return "It is always 0.";
    return "It is always the same number, whatever the input is.";
}

static bool numbers_right(const Pairs *p, int i)
{
    for (int n = 0; n < p->got[i]->count; n++)
        if (!pair_right(p, p->got[i]->number[n], p->expected[i]->number[n]))
            return false;
    return true;
}

// In the first answer that is wrong, which is the one that is shown.
static const char *not_a_number(const Pairs *p)
{
    int i = 0;
    while (i + 1 < p->count && numbers_right(p, i))
        i++;
    for (int n = 0; n < p->got[i]->count; n++) {
        bool right = isfinite(p->expected[i]->number[n]);
        if (isnan(p->got[i]->number[n]) && right)
            return "It gives nan (not a number) where a number is wanted, as "
                   "comes of 0 / 0, infinity minus infinity, 0 times "
                   "infinity, the logarithm or root of a negative number, or "
                   "of a nan that was given.";
        if (isinf(p->got[i]->number[n]) && right)
            return "It becomes infinite: a division by 0, the logarithm of 0, "
                   "or exp of a large number.";
    }
    return NULL;
}

static const char *wrong_shape(const Pairs *p)
{
    for (int i = 0; i < p->count; i++) {
        const Answer *got = p->got[i], *right = p->expected[i];
        if (got->count < 0 && right->count >= 0)
            return "It gives nothing (NULL) where a result is wanted.";
        if (got->count >= 0 && right->count < 0)
            return "It gives a result where it should refuse.";
        if (strcmp(got->shape, right->shape) != 0)
            return text_format("The shape of the result is %s, and should be "
                               "%s.",
                               got->shape, right->shape);
    }
    return NULL;
}

// ---- several answers of one case --------------------------------------------

// Does every case answer as its number k what is expected as its number m? A
// yes or no is no telling number.
static bool stands_for(const Run *got, const Run *expected, int k, int m,
                       double tolerance)
{
    bool differ = false, telling = false;
    for (int i = 0; i < expected->count; i++) {
        const Case *a = &got->cases[i], *b = &expected->cases[i];
        if (k >= a->count || m >= b->count || k >= b->count)
            return false;
        Answer other = b->answer[m];
        other.name = a->answer[k].name;
        if (!answer_equal(&a->answer[k], &other, tolerance))
            return false;
        differ =
            differ || !answer_equal(&a->answer[k], &b->answer[k], tolerance);
        for (int n = 0; n < other.count; n++)
            telling = telling || (other.number[n] != 0 && other.number[n] != 1);
    }
    return differ && telling && expected->count > 1;
}

static const char *like_another(const Run *got, const Run *expected,
                                double tolerance)
{
    const Case *first = &expected->cases[0];
    for (int k = 0; k < first->count; k++)
        for (int m = 0; m < first->count; m++)
            if (strcmp(first->answer[k].name, first->answer[m].name) != 0 &&
                stands_for(got, expected, k, m, tolerance))
                return text_format("What is given as \"%s\" is \"%s\".",
                                   first->answer[k].name,
                                   first->answer[m].name);
    return NULL;
}

// ---- in which cases ---------------------------------------------------------

static const char *where_wrong(const Run *got, const Run *expected,
                               const Item *item)
{
    bool right[CASES_MOST];
    int count = 0;
    for (int i = 0; i < expected->count; i++)
        count += right[i] =
            case_equal(&got->cases[i], &expected->cases[i], item->tolerance);
    const char *words = in_which_cases(expected, right);
    if (words || 2 * count < expected->count)
        return words;
    return text_format("It is right in %d of %d cases: what is given in those, "
                       "and what in the one shown here (make run shows all)?",
                       count, expected->count);
}

// What the wrong answers are like, and in which cases there are any.
static const char *both(const char *words, const Run *got, const Run *expected,
                        const Item *item)
{
    const char *where = where_wrong(got, expected, item);
    return words && where ? text_format("%s %s", words, where)
           : words        ? words
                          : where;
}

// ---- all of them ------------------------------------------------------------

const char *plain_property(const Run *got, const Run *expected,
                           const Item *item)
{
    static Pairs p;
    p = pairs_of(got, expected, item, false);
    if (p.count == 0)
        return NULL;
    if (!shapes_equal(&p))
        return wrong_shape(&p);
    const char *words = not_a_number(&p);
    return words ? both(words, got, expected, item) : like_a_constant(&p);
}

// Of the answers that are twice or half the right ones, or have the other sign,
// many a rule makes a mistake that has the same effect at some other place.
const char *simple_multiple(const Run *got, const Run *expected,
                            const Item *item)
{
    static Pairs p;
    p = pairs_of(got, expected, item, false);
    return p.count > 0 && shapes_equal(&p) ? like_a_plain_multiple(&p) : NULL;
}

static const char *first_like(const Pairs *p, Property *const *likes, int count)
{
    const char *words = NULL;
    for (int k = 0; k < count && !words; k++)
        if (p->count > 0 && shapes_equal(p))
            words = likes[k](p);
    return words;
}

const char *property(const Run *got, const Run *expected, const Item *item)
{
    static Property *const of_all[] = {
        like_few_digits,    like_a_multiple, like_a_function, like_an_offset,
        like_a_permutation, like_a_shift,    like_a_part};
    static Property *const of_wrong[] = {like_a_plain_multiple,
                                         like_a_function};
    static Pairs p;
    p = pairs_of(got, expected, item, false);
    const char *words = like_another(got, expected, item->tolerance);
    if (!words)
        words = first_like(&p, of_all, sizeof of_all / sizeof *of_all);
    bool decision = p.count > 0 && shapes_equal(&p) && yes_or_no(&p);
    p = pairs_of(got, expected, item, true);
    if (words || p.count < 2 || decision)
        return both(words, got, expected, item);
    words = first_like(&p, of_wrong, sizeof of_wrong / sizeof *of_wrong);
    if (words)
        words = text_format("Where it is wrong: %s", words);
    return both(words, got, expected, item);
}
