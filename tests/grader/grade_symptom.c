// What a wrong answer is like: twice the right one, the negative of it,
// transposed, always the same. The first answer that is wrong says which name
// is looked at; all answers of that name, in all cases, must have the property.
//
// grade_symptom_scale.c   right up to a factor, a power, a constant
// grade_symptom_place.c  right numbers in wrong places, right only in part
#include "symptom.h"

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

static Pairs pairs_of(const Run *got, const Run *expected, const Item *item)
{
    Pairs p = {.tolerance = item->tolerance};
    const char *name = first_wrong(got, expected, item->tolerance);
    for (int i = 0; name && i < expected->count; i++)
        for (int k = 0; k < expected->cases[i].count; k++) {
            const Answer *answer = &expected->cases[i].answer[k];
            if (strcmp(answer->name, name) == 0 && p.count < CASES_MOST &&
                k < got->cases[i].count) {
                p.got[p.count] = &got->cases[i].answer[k];
                p.expected[p.count++] = answer;
            }
        }
    return p;
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

// Is the right answer never negative, and always below 1?
static bool all_fractions(const Pairs *p)
{
    for (int i = 0; i < p->count; i++)
        for (int n = 0; n < p->expected[i]->count; n++) {
            double right = p->expected[i]->number[n];
            if (!(right >= 0 && right < 1))
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
        return "It is always 0, where fractions are wanted: are whole numbers "
               "divided?";
    if (number == 0)
        return "It is always 0.";
    return "It is always the same number, whatever the input is.";
}

// In the first answer that is wrong, which is the one that is shown.
static const char *not_a_number(const Pairs *p)
{
    int i = 0;
    while (i + 1 < p->count &&
           answer_equal(p->got[i], p->expected[i], p->tolerance))
        i++;
    for (int n = 0; n < p->got[i]->count; n++) {
        bool right = isfinite(p->expected[i]->number[n]);
        if (isnan(p->got[i]->number[n]) && right)
            return "It gives nan (not a number) where a number is wanted: "
                   "0 / 0, infinity minus infinity, or the logarithm or root "
                   "of a negative number.";
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

static const char *mostly_right(const Run *got, const Run *expected,
                                const Item *item)
{
    int right = 0;
    for (int i = 0; i < expected->count; i++)
        right +=
            case_equal(&got->cases[i], &expected->cases[i], item->tolerance);
    if (2 * right < expected->count)
        return NULL;
    return text_format("It is right in %d of %d cases: what is special in the "
                       "one shown here?",
                       right, expected->count);
}

// ---- all of them ------------------------------------------------------------

const char *plain_property(const Run *got, const Run *expected,
                           const Item *item)
{
    static Pairs p;
    p = pairs_of(got, expected, item);
    if (p.count == 0)
        return NULL;
    if (!shapes_equal(&p))
        return wrong_shape(&p);
    const char *words = not_a_number(&p);
    return words ? words : like_a_constant(&p);
}

// Of the answers that are twice or half the right ones, or have the other sign,
// many a rule makes a mistake that has the same effect at some other place.
const char *simple_multiple(const Run *got, const Run *expected,
                            const Item *item)
{
    static Pairs p;
    p = pairs_of(got, expected, item);
    return p.count > 0 && shapes_equal(&p) ? like_a_plain_multiple(&p) : NULL;
}

const char *property(const Run *got, const Run *expected, const Item *item)
{
    static Property *const likes[] = {
        like_a_float,       like_a_multiple, like_a_function, like_an_offset,
        like_a_permutation, like_a_shift,    like_a_part};
    static Pairs p;
    p = pairs_of(got, expected, item);
    const char *words = like_another(got, expected, item->tolerance);
    for (size_t k = 0; k < sizeof likes / sizeof *likes && !words; k++)
        if (p.count > 0 && shapes_equal(&p))
            words = likes[k](&p);
    return words ? words : mostly_right(got, expected, item);
}
