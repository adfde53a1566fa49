// Which mistake it is: the parts of grade_diagnose.c.
#ifndef DIAGNOSE_H
#define DIAGNOSE_H

#include "grader.h"

// What an item says of a mistake.
typedef enum Fit { SILENT, AGREES, CONTRADICTS } Fit;

// Is the item right with this mistake?
bool right_in(const Exercise *e, const Program *p, int item);
// Is one case of the learner's as with this mistake, or right?
bool same_case(const Exercise *e, const Program *p, int item, int c);
bool case_right(const Exercise *e, int item, int c);
// How many numbers of the case are wrong and not so by chance.
int telling_numbers(const Case *got, const Case *right, double tolerance);

// grade_follows.c: what follows from another item. Before all: who calls whom;
// then the listed mistake that an item is known to have, or NULL.
void follows_begin(const Exercise *e);
void follows_from(int item, const Program *mistake);
// Is item about a function that builds on what from is about?
bool depends(const Exercise *e, int item, int from);
// Is another item wrong which this one uses, and would the mistake spoil only
// this one? Then it looks like the mistake by chance.
bool only_follows(const Exercise *e, const Program *p, int item);
// A sentence, or NULL: the item has a listed mistake besides; it may follow.
const char *besides(const Exercise *e, int item, const Program *left_out);
const char *follows(const Exercise *e, int item);

#endif
