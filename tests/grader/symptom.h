// What a wrong answer is like: the parts of grade_symptom.c.
#ifndef SYMPTOM_H
#define SYMPTOM_H

#include "grader.h"

// The answers of one name, case by case: what came and what should have come.
typedef struct Pairs {
    int count;
    const Answer *got[CASES_MOST], *expected[CASES_MOST];
    double tolerance;
    bool relative; // the first digits count, however small the number is
} Pairs;

// Is it right, or right within so many tolerances?
bool pair_near(const Pairs *p, double got, double right, double times);
bool pair_right(const Pairs *p, double got, double right);

// A sentence if all pairs have the property; else NULL.
typedef const char *Property(const Pairs *p);

// grade_symptom_scale.c
Property like_a_multiple, like_a_plain_multiple;
Property like_a_function, like_an_offset, like_few_digits;
// grade_symptom_place.c
Property like_a_permutation, like_a_shift, like_a_part;
// grade_symptom_cases.c: is it wrong, or right, in just those cases of which
// run.c says the same? right[i]: case i is.
const char *in_which_cases(const Run *run, const bool *right);

#endif
