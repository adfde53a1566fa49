// What a wrong answer is like: twice the right one, the negative of it,
// transposed, always the same. The first answer that is wrong says which name
// is looked at; all answers of that name, in all cases, must have the property.
#include "grader.h"

#include "base.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

// The answers of one name, case by case: what came and what should have come.
typedef struct Pairs {
    int count;
    const Answer *got[CASES_MOST], *expected[CASES_MOST];
    double tolerance;
} Pairs;

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

// Does got = factor * expected hold for all, and is that more than 0 = 0?
static bool scaled(const Pairs *p, double factor)
{
    bool told = false;
    for (int i = 0; i < p->count; i++)
        for (int n = 0; n < p->got[i]->count; n++) {
            double right = p->expected[i]->number[n];
            if (!number_equal(p->got[i]->number[n], factor * right,
                              p->tolerance * (1 + fabs(factor))))
                return false;
            told = told || fabs(right) > 1e-3;
        }
    return told;
}

// The factor that the largest expected number suggests; NAN if there is none.
static double factor_of(const Pairs *p)
{
    double largest = 0, factor = NAN;
    for (int i = 0; i < p->count; i++)
        for (int n = 0; n < p->got[i]->count; n++) {
            double right = p->expected[i]->number[n];
            if (isfinite(right) && fabs(right) > largest) {
                largest = fabs(right);
                factor = p->got[i]->number[n] / right;
            }
        }
    return factor;
}

// In each case a factor of its own: how many numbers there are, or one by it.
static bool scaled_by_count(const Pairs *p, bool up)
{
    bool several = false;
    for (int i = 0; i < p->count; i++) {
        Pairs one = {1, {p->got[i]}, {p->expected[i]}, p->tolerance};
        int n = p->got[i]->count;
        if (n < 1 || !scaled(&one, up ? n : 1.0 / n))
            return false;
        several = several || n > 1;
    }
    return several;
}

static const char *like_a_multiple(const Pairs *p)
{
    double factor = factor_of(p);
    if (scaled_by_count(p, true))
        return "The right answer times how many numbers there are: should it "
               "be a mean?";
    if (scaled_by_count(p, false))
        return "The right answer divided by how many numbers there are: is "
               "the division there once too often?";
    if (!isfinite(factor) || factor == 0 || !scaled(p, factor))
        return NULL;
    if (fabs(factor + 1) < 1e-3)
        return "The sign is the wrong way round everywhere.";
    if (fabs(factor - 2) < 1e-3)
        return "Exactly twice the right answer: is there a factor 2 too many?";
    if (fabs(factor - 0.5) < 1e-3)
        return "Exactly half of the right answer: is a factor 2 missing?";
    return text_format("Always %.4g times the right answer: which factor is "
                       "missing, or there twice?",
                       factor);
}

// Is number n of got the number map(n) of expected, in all cases?
static bool mapped(const Pairs *p, bool transposed)
{
    for (int i = 0; i < p->count; i++) {
        int rows = 1, cols = 1, count = p->got[i]->count;
        if (sscanf(p->expected[i]->shape, "[%d, %d]", &rows, &cols) != 2 &&
            transposed)
            return false;
        for (int n = 0; n < count; n++) {
            int from = transposed ? n % rows * cols + n / rows : count - 1 - n;
            if (!number_equal(p->got[i]->number[n],
                              p->expected[i]->number[from], p->tolerance))
                return false;
        }
    }
    return true;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double *sorted(const Answer *a)
{
    size_t count = a->count > 0 ? (size_t)a->count : 0;
    double *copy = memory_new(count + 1, sizeof *copy);
    memcpy(copy, a->number, count * sizeof *copy);
    qsort(copy, count, sizeof *copy, by_size);
    return copy;
}

static bool same_numbers(const Pairs *p)
{
    for (int i = 0; i < p->count; i++) {
        double *got = sorted(p->got[i]), *right = sorted(p->expected[i]);
        for (int n = 0; n < p->got[i]->count; n++)
            if (!number_equal(got[n], right[n], p->tolerance))
                return false;
    }
    return true;
}

static const char *like_a_permutation(const Pairs *p)
{
    if (mapped(p, true))
        return "The right numbers, transposed: are row and column exchanged?";
    if (mapped(p, false))
        return "The right numbers in reverse order.";
    if (same_numbers(p))
        return "The right numbers in the wrong places: is an index wrong?";
    return NULL;
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

static const char *like_a_constant(const Pairs *p)
{
    if (p->got[0]->count < 1)
        return NULL;
    if (always(p, 0))
        return "It is always 0.";
    if (always(p, p->got[0]->number[0]))
        return "It is always the same number, whatever the input is.";
    return NULL;
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

// Every number stands one place further on, or one place earlier.
static bool shifted(const Pairs *p, int by)
{
    bool longer = false;
    for (int i = 0; i < p->count; i++) {
        int count = p->got[i]->count;
        for (int n = 0; n < count; n++)
            if (n - by >= 0 && n - by < count &&
                !number_equal(p->got[i]->number[n],
                              p->expected[i]->number[n - by], p->tolerance))
                return false;
        longer = longer || count > 2;
    }
    return longer;
}

// Only one end of each array is right.
static bool right_only_at(const Pairs *p, bool first)
{
    bool longer = false;
    for (int i = 0; i < p->count; i++) {
        int count = p->got[i]->count;
        for (int n = 0; n < count; n++) {
            bool end = n == (first ? 0 : count - 1);
            if (end != number_equal(p->got[i]->number[n],
                                    p->expected[i]->number[n], p->tolerance))
                return false;
        }
        longer = longer || count > 1;
    }
    return longer;
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

const char *property(const Run *got, const Run *expected, const Item *item)
{
    static Pairs p;
    p = pairs_of(got, expected, item);
    if (p.count == 0)
        return NULL;
    if (!shapes_equal(&p))
        return wrong_shape(&p);
    const char *words = not_a_number(&p);
    if (!words)
        words = like_a_constant(&p);
    if (!words)
        words = like_a_multiple(&p);
    if (!words)
        words = like_a_permutation(&p);
    if (!words && shifted(&p, 1))
        words = "All numbers are one place too late.";
    if (!words && shifted(&p, -1))
        words = "All numbers are one place too early.";
    if (!words && right_only_at(&p, true))
        words = "Only the first number is right.";
    if (!words && right_only_at(&p, false))
        words = "Only the last number is right.";
    return words;
}
