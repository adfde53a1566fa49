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

// Is each answer right up to a factor of its own, and not always the same?
static bool scaled_by_case(const Pairs *p)
{
    double first = NAN;
    bool varies = false;
    int several = 0;
    for (int i = 0; i < p->count; i++) {
        Pairs one = {1, {p->got[i]}, {p->expected[i]}, p->tolerance};
        double factor = factor_of(&one);
        if (!isfinite(factor) || factor == 0 || !scaled(&one, factor))
            return false;
        several += p->got[i]->count > 1;
        varies = varies || fabs(factor - first) > 1e-3 * fabs(first);
        first = i == 0 ? factor : first;
    }
    return several > 1 && varies;
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
    if (scaled_by_case(p))
        return "In each case all numbers are right up to a factor, which is "
               "another one in each: what is it divided by, or multiplied "
               "with, and does that belong there?";
    if (!isfinite(factor) || factor == 0 || !scaled(p, factor))
        return NULL;
    if (fabs(factor + 1) < 1e-3)
        return "The sign is the wrong way round everywhere.";
    if (fabs(factor - 2) < 1e-3)
        return "Exactly twice the right answer: is there a factor 2 too many?";
    if (fabs(factor - 0.5) < 1e-3)
        return "Exactly half of the right answer: is a factor 2 missing?";
    const char *number = text_format("%.4g", factor);
    if (strcmp(number, "1") == 0)
        return NULL;
    return text_format("Always %s times the right answer: which factor is "
                       "missing, or there twice?",
                       number);
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
    if (!always(p, number))
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

static const char *like_a_shift(const Pairs *p)
{
    if (shifted(p, 1))
        return "All numbers are one place too late.";
    if (shifted(p, -1))
        return "All numbers are one place too early.";
    return NULL;
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

// ---- right up to a function -------------------------------------------------

static double square(double x)
{
    return x * x;
}

static double inverse(double x)
{
    return 1 / x;
}

static double negative_inverse(double x)
{
    return -1 / x;
}

static double rest(double x)
{
    return 1 - x;
}

static double one_more(double x)
{
    return x + 1;
}

static double one_less(double x)
{
    return x - 1;
}

// The numbers that differ by it are counted: with two it is no chance.
static bool is_function(const Pairs *p, double (*f)(double))
{
    int differ = 0;
    for (int i = 0; i < p->count; i++)
        for (int n = 0; n < p->got[i]->count; n++) {
            double got = p->got[i]->number[n],
                   right = p->expected[i]->number[n];
            if (!number_equal(got, f(right), 10 * p->tolerance))
                return false;
            differ += !number_equal(got, right, p->tolerance) &&
                      fabs(got) > 1e-6 && isfinite(got);
        }
    return differ >= 2;
}

static const char *like_a_function(const Pairs *p)
{
    static const struct {
        double (*f)(double);
        const char *words;
    } known[] = {
        {square, "It is the square of the right answer: is a root missing, or "
                 "is something squared twice?"},
        {sqrt, "It is the square root of the right answer: is a square "
               "missing, or a root one too many?"},
        {fabs, "The size is right, but never the sign: what is negative comes "
               "out positive."},
        {inverse, "It is 1 divided by the right answer: are numerator and "
                  "denominator exchanged?"},
        {negative_inverse, "It is -1 divided by the right answer."},
        {rest, "It is 1 minus the right answer."},
        {one_more, "It is always one too many."},
        {one_less, "It is always one too few."},
        {trunc, "The fraction is cut off: are whole numbers divided, or is "
                "something kept as an int?"},
        {round, "It is rounded to whole numbers."},
        {exp, "It is exp of the right answer: is a logarithm missing?"},
        {log, "It is the logarithm of the right answer."}};
    for (size_t k = 0; k < sizeof known / sizeof *known; k++)
        if (is_function(p, known[k].f))
            return known[k].words;
    return NULL;
}

// Always too large or too small by the same number?
static const char *like_an_offset(const Pairs *p)
{
    double offset = NAN;
    int count = 0;
    for (int i = 0; i < p->count; i++)
        for (int n = 0; n < p->got[i]->count; n++, count++) {
            double right = p->expected[i]->number[n];
            if (count == 0)
                offset = p->got[i]->number[n] - right;
            if (!number_equal(p->got[i]->number[n], right + offset,
                              10 * p->tolerance))
                return NULL;
        }
    if (count < 3 || !isfinite(offset) || fabs(offset) < 1e-6)
        return NULL;
    return text_format("It is always too %s by %.4g: which term is %s?",
                       offset > 0 ? "large" : "small", fabs(offset),
                       offset > 0 ? "one too many" : "missing");
}

// ---- right only in part -----------------------------------------------------

// The one index where numbers are wrong; -1: there are several.
static int only_wrong_at(const Pairs *p)
{
    int only = -1, shortest = 1 << 30;
    for (int i = 0; i < p->count; i++) {
        shortest = p->got[i]->count < shortest ? p->got[i]->count : shortest;
        for (int n = 0; n < p->got[i]->count; n++)
            if (!number_equal(p->got[i]->number[n], p->expected[i]->number[n],
                              p->tolerance)) {
                if (only >= 0 && only != n)
                    return -1;
                only = n;
            }
    }
    return shortest >= 2 ? only : -1;
}

static bool is_wrong(const Pairs *p, int i, int n)
{
    return !number_equal(p->got[i]->number[n], p->expected[i]->number[n],
                         p->tolerance);
}

// Of tables of more than one row: is all right in the first row, or column, and
// nothing else?
static bool right_only_in(const Pairs *p, bool row)
{
    bool told = false;
    for (int i = 0; i < p->count; i++) {
        int rows, cols;
        if (sscanf(p->expected[i]->shape, "[%d, %d]", &rows, &cols) != 2)
            return false;
        bool several = rows > 1 && cols > 1, right = true;
        for (int n = 0; n < p->got[i]->count; n++) {
            bool first = row ? n < cols : n % cols == 0;
            if (first && is_wrong(p, i, n))
                return false;
            right = right && (first || !is_wrong(p, i, n));
        }
        told = told || (several && !right);
        if (several && right)
            return false;
    }
    return told;
}

static const char *like_a_part(const Pairs *p)
{
    int only = only_wrong_at(p);
    if (right_only_at(p, true))
        return "Only the first number is right.";
    if (right_only_at(p, false))
        return "Only the last number is right.";
    if (right_only_in(p, true))
        return "Only the first row is right.";
    if (right_only_in(p, false))
        return "Only the first column is right.";
    if (only >= 0)
        return text_format("Only number %d, counted from 0, is wrong; the "
                           "others are right.",
                           only);
    return NULL;
}

// ---- several answers of one case --------------------------------------------

// Does every case answer as its number k what is expected as its number m?
static bool stands_for(const Run *got, const Run *expected, int k, int m,
                       double tolerance)
{
    bool differ = false;
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
    }
    return differ && expected->count > 1;
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

const char *property(const Run *got, const Run *expected, const Item *item)
{
    static const char *(*const likes[])(const Pairs *) = {
        like_a_multiple,    like_a_function, like_an_offset,
        like_a_permutation, like_a_shift,    like_a_part};
    static Pairs p;
    p = pairs_of(got, expected, item);
    const char *words = like_another(got, expected, item->tolerance);
    for (size_t k = 0; k < sizeof likes / sizeof *likes && !words; k++)
        if (p.count > 0 && shapes_equal(&p))
            words = likes[k](&p);
    return words ? words : mostly_right(got, expected, item);
}
