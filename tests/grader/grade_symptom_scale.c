// Wrong answers that are right up to a factor, a power, a constant.
#include "symptom.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

// Are there two different right numbers? Of one number alone anything is true.
static bool varied(const Pairs *p)
{
    double first = NAN;
    for (int i = 0; i < p->count; i++)
        for (int n = 0; n < p->got[i]->count; n++) {
            double right = p->expected[i]->number[n];
            if (isnan(first))
                first = right;
            if (!pair_right(p, right, first))
                return true;
        }
    return false;
}

// Does got = factor * expected hold for all, and is that more than 0 = 0?
static bool scaled(const Pairs *p, double factor)
{
    bool told = false;
    for (int i = 0; i < p->count; i++)
        for (int n = 0; n < p->got[i]->count; n++) {
            double right = p->expected[i]->number[n];
            if (!pair_near(p, p->got[i]->number[n], factor * right,
                           1 + fabs(factor)))
                return false;
            told = told || fabs(right) > 1e-3 || p->relative;
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
        Pairs one = {
            1, {p->got[i]}, {p->expected[i]}, p->tolerance, p->relative};
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
        Pairs one = {
            1, {p->got[i]}, {p->expected[i]}, p->tolerance, p->relative};
        double factor = factor_of(&one);
        if (!isfinite(factor) || fabs(factor) < 1e-6 || !scaled(&one, factor))
            return false;
        several += p->got[i]->count > 1;
        varies = varies || fabs(factor - first) > 1e-3 * fabs(first);
        first = i == 0 ? factor : first;
    }
    return several > 1 && varies;
}

const char *like_a_plain_multiple(const Pairs *p)
{
    double factor = factor_of(p);
    if (!isfinite(factor) || factor == 0 || !varied(p) || !scaled(p, factor))
        return NULL;
    if (fabs(factor + 1) < 1e-3)
        return "The sign is the wrong way round everywhere.";
    if (fabs(factor - 2) < 1e-3)
        return "Exactly twice the right answer: is there a factor 2 too many?";
    if (fabs(factor - 0.5) < 1e-3)
        return "Exactly half of the right answer: is a factor 2 missing?";
    return NULL;
}

const char *like_a_multiple(const Pairs *p)
{
    double factor = factor_of(p);
    const char *words = like_a_plain_multiple(p);
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
    if (words || !(fabs(factor) > 1e-6) || !varied(p) || !scaled(p, factor))
        return words;
    const char *number = text_format("%.4g", factor);
    if (strcmp(number, "1") == 0)
        return NULL;
    return text_format("Always %s times the right answer: which factor is "
                       "missing, or there twice?",
                       number);
}

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
            if (!pair_near(p, got, f(right), 10))
                return false;
            differ += !pair_right(p, got, right) &&
                      !pair_near(p, f(right), right, 10) && fabs(got) > 1e-6 &&
                      isfinite(got);
        }
    return differ >= 2;
}

const char *like_a_function(const Pairs *p)
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
        if (varied(p) && is_function(p, known[k].f))
            return known[k].words;
    return NULL;
}

// Always too large or too small by the same number?
const char *like_an_offset(const Pairs *p)
{
    double offset = NAN;
    int count = 0;
    for (int i = 0; i < p->count; i++)
        for (int n = 0; n < p->got[i]->count; n++, count++) {
            double right = p->expected[i]->number[n];
            if (count == 0)
                offset = p->got[i]->number[n] - right;
            if (!pair_near(p, p->got[i]->number[n], right + offset, 10))
                return NULL;
        }
    if (count < 3 || !isfinite(offset) || fabs(offset) < 1e-6)
        return NULL;
    return text_format("It is always too %s by %.4g: which term is %s?",
                       offset > 0 ? "large" : "small", fabs(offset),
                       offset > 0 ? "one too many" : "missing");
}

// How many of the first digits of the wrong numbers are right, at least; how
// many numbers there are, and how many are wrong.
static int right_digits(const Pairs *p, int *numbers, int *wrong)
{
    double worst = 0;
    for (int i = 0; i < p->count; i++)
        for (int n = 0; n < p->got[i]->count; n++, ++*numbers) {
            double got = p->got[i]->number[n],
                   right = p->expected[i]->number[n];
            if (pair_right(p, got, right))
                continue;
            ++*wrong;
            if (!isfinite(got) || !isfinite(right) || right == 0)
                return 0;
            worst = fmax(worst, fabs(got / right - 1));
        }
    return worst > 0 && worst < 1 ? (int)floor(-log10(worst)) : 0;
}

// Where more digits are compared than a float has.
const char *like_few_digits(const Pairs *p)
{
    int numbers = 0, wrong = 0, digits = right_digits(p, &numbers, &wrong);
    if (p->tolerance > 1e-7 || digits < 3)
        return NULL;
    if (2 * wrong > numbers)
        return text_format(
            "Only the first %d digits are right: is a float used somewhere, or "
            "expf or logf, has a constant too few digits, or is a small number "
            "added where none belongs?",
            digits);
    return text_format(
        "Where it is wrong, the first %d digits are right: is a formula taken "
        "there that is only nearly right, or do digits get lost, because "
        "nearly "
        "equal numbers are subtracted, or a tiny one is added to 1?",
        digits);
}
