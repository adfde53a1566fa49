// Between mutate.c and its rules.
#ifndef MUTATE_H
#define MUTATE_H

#include "tokens.h"

enum { SENTENCE_MOST = 400, USES_MOST = 40 };

// mutate_phrases.c. What a pointer leads to is good for three more calls.
void words_read(const char *path);
const char *words(const char *name); // what the file of words says, or the name
bool is_cryptic(int i);      // is it a name that says nothing to others?
const char *target(int set); // what is set, with its index: "gradient[1]"
// The tokens from … to - 1 as they are read aloud; NULL if that tells nothing.
const char *phrase(int from, int to);
// "the factor 2", or only "a factor".
const char *thing(const char *kind, int from, int to);
const char *place(int at); // "in mse, where sum is computed"

// mutate.c
const char *code(int from, int to);
// The tokens from … to - 1 give way to a text, in the next mistake.
void change(int from, int to, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void no_change(void); // what was to change stays
// Writes the solution with what was changed, and what mistake that is.
void mistake(int at, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

// Each makes all mistakes of its kind that are possible at token i.
typedef void Rule(int i);
// mutate_operators.c
Rule rule_product, rule_sum, rule_compare, rule_bits, rule_assign;
Rule rule_number, rule_sign;
// mutate_calls.c
Rule rule_call, rule_arguments, rule_cast, rule_type, rule_index, rule_name;
// mutate_statements.c
Rule rule_choice, rule_result, rule_statement, rule_loop;
// mutate_all_uses.c: of a whole function, at its first brace
Rule rule_everywhere, rule_input;

#endif
