// What a wrong answer is like: the parts of grade_symptom.c.
#ifndef SYMPTOM_H
#define SYMPTOM_H

#include "grader.h"

// The answers of one name, case by case: what came and what should have come.
typedef struct Pairs {
    int count;
    const Answer *got[CASES_MOST], *expected[CASES_MOST];
    double tolerance;
} Pairs;

// A sentence if all pairs have the property; else NULL.
typedef const char *Property(const Pairs *p);

// grade_symptom_scale.c
Property like_a_float, like_a_multiple, like_a_plain_multiple;
Property like_a_function, like_an_offset;
// grade_symptom_place.c
Property like_a_permutation, like_a_shift, like_a_part;

#endif
