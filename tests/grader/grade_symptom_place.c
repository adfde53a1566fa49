// Wrong answers that have the right numbers in the wrong places, or are right
// in some places only.
#include "symptom.h"

#include "base.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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
            if (!pair_right(p, p->got[i]->number[n],
                            p->expected[i]->number[from]))
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
            if (!pair_right(p, got[n], right[n]))
                return false;
    }
    return true;
}

const char *like_a_permutation(const Pairs *p)
{
    if (mapped(p, true))
        return "The right numbers, transposed: are row and column exchanged?";
    if (mapped(p, false))
        return "The right numbers in reverse order.";
    if (same_numbers(p))
        return "The right numbers in the wrong places: is an index wrong?";
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
                !pair_right(p, p->got[i]->number[n],
                            p->expected[i]->number[n - by]))
                return false;
        longer = longer || count > 2;
    }
    return longer;
}

const char *like_a_shift(const Pairs *p)
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
            if (end !=
                pair_right(p, p->got[i]->number[n], p->expected[i]->number[n]))
                return false;
        }
        longer = longer || count > 1;
    }
    return longer;
}

// The one index where numbers are wrong; -1: there are several.
static int only_wrong_at(const Pairs *p)
{
    int only = -1, shortest = 1 << 30;
    for (int i = 0; i < p->count; i++) {
        shortest = p->got[i]->count < shortest ? p->got[i]->count : shortest;
        for (int n = 0; n < p->got[i]->count; n++)
            if (!pair_right(p, p->got[i]->number[n],
                            p->expected[i]->number[n])) {
                if (only >= 0 && only != n)
                    return -1;
                only = n;
            }
    }
    return shortest >= 2 && shortest < 1 << 30 ? only : -1;
}

static bool is_wrong(const Pairs *p, int i, int n)
{
    return !pair_right(p, p->got[i]->number[n], p->expected[i]->number[n]);
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

const char *like_a_part(const Pairs *p)
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
