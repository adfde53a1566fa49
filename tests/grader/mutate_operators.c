// The rules of mutate.c for operators and numbers.
#include "mutate.h"

#include <stdlib.h>
#include <string.h>

void rule_product(int i)
{
    int left = operand_begin(i), right = operand_end(i);
    bool divides = is(i, "/");
    const char *kind = divides ? "division by" : "factor";
    if (!is(i, "*") && !divides)
        return;
    change(i, right, "%s", "");
    mistake(i, "%s is missing", thing(kind, i + 1, right));
    change(right, right, "%s %s", token[i].text, code(i + 1, right));
    mistake(i, "%s is there twice", thing(kind, i + 1, right));
    change(i, i + 1, divides ? "*" : "/");
    mistake(i,
            divides ? "it is multiplied by %s instead of divided"
                    : "it is divided by %s instead of multiplied",
            phrase(i + 1, right) ? phrase(i + 1, right) : "something");
    if (strcmp(code(left, i), code(i + 1, right)) == 0) {
        change(left, right, "fabs(%s)", code(left, i));
        mistake(i, "the size of %s stands where its square belongs",
                phrase(left, i) ? phrase(left, i) : "something");
    }
    if (!divides && !is_one_of(left - 1, " * / % ")) {
        change(left, i + 1, "%s", "");
        mistake(i, "%s is missing", thing("factor", left, i));
    }
    if (divides && !is_one_of(left - 1, " * / % ")) {
        change(left, i, "1.0");
        mistake(i, "1 is divided, and not %s",
                phrase(left, i) ? phrase(left, i) : "what belongs there");
        change(left, right, "(%s) / (%s)", code(i + 1, right), code(left, i));
        mistake(i, "numerator and denominator are exchanged");
    }
    if (divides) {
        change(i + 1, right, "((%s) - 1)", code(i + 1, right));
        mistake(i, "the divisor is one too small");
    }
}

void rule_sum(int i)
{
    int left = operand_begin(i), right = operand_end(i);
    bool minus = is(i, "-"), first = !is_one_of(left - 1, " + - ");
    if (!is(i, "+") && !minus)
        return;
    change(i, right, "%s", "");
    mistake(i, "%s is missing", thing("term", i + 1, right));
    change(i, i + 1, minus ? "+" : "-");
    mistake(i,
            minus ? "%s is added and not subtracted"
                  : "%s is subtracted and not added",
            thing("term", i + 1, right));
    if (!first)
        return;
    change(left, i + 1, minus ? "-" : "");
    mistake(i, "%s is missing", thing("term", left, i));
    if (minus) {
        change(left, right, "%s - (%s)", code(i + 1, right), code(left, i));
        mistake(i, "it is subtracted the wrong way round");
    }
}

void rule_compare(int i)
{
    static const char *const turned[][3] = {
        {"<", "<=", ">"},   {"<=", "<", ">"},   {">", ">=", "<"},
        {">=", ">", "<"},   {"==", "!=", NULL}, {"!=", "==", NULL},
        {"&&", "||", NULL}, {"||", "&&", NULL}};
    bool loop = is(statement_begin(i), "for");
    for (size_t k = 0; k < sizeof turned / sizeof *turned; k++)
        for (int n = 1; n < 3 && is(i, turned[k][0]); n++)
            if (turned[k][n] && !(loop && n == 2)) {
                change(i, i + 1, "%s", turned[k][n]);
                if (loop)
                    mistake(i, "a loop makes one round too %s",
                            is(i, "<") || is(i, ">") ? "many" : "few");
                else
                    mistake(i, "there is %s where %s belongs", turned[k][n],
                            turned[k][0]);
            }
    if (loop && is_one_of(i, " < <= ")) {
        change(operand_end(i), operand_end(i), "- 1");
        mistake(i, "the last one is left out");
    }
    if (is_one_of(i, " && || ")) {
        int left = operand_begin(i), right = operand_end(i);
        change(i, right, "%s", "");
        mistake(i, "%s is not looked at", thing("condition", i + 1, right));
        change(left, i + 1, "%s", "");
        mistake(i, "%s is not looked at", thing("condition", left, i));
    }
}

void rule_bits(int i)
{
    static const char *const turned[][2] = {
        {"<<", ">>"}, {">>", "<<"}, {"%", "/"}, {"&", "|"}, {"^", "|"}};
    for (size_t k = 0; k < sizeof turned / sizeof *turned; k++)
        if (is(i, turned[k][0])) {
            change(i, i + 1, "%s", turned[k][1]);
            mistake(i, "there is %s where %s belongs", turned[k][1],
                    turned[k][0]);
            change(i, operand_end(i), "%s", "");
            mistake(i, "%s %s is missing", turned[k][0],
                    phrase(i + 1, operand_end(i))
                        ? phrase(i + 1, operand_end(i))
                        : "something");
        }
}

// = for +=, and a factor behind it is missing: two mistakes of one line.
static void set_without_factor(int i, const char *name)
{
    for (int k = i + 1; k < statement_end(i); k++)
        if ((is(k, "*") || is(k, "/")) && is_binary(k)) {
            change(i, i + 1, "=");
            change(k, operand_end(k), "%s", "");
            mistake(i,
                    "two things are amiss: %s is set and not added to, and "
                    "%s is missing",
                    name,
                    thing(is(k, "*") ? "factor" : "division by", k + 1,
                          operand_end(k)));
        }
}

void rule_assign(int i)
{
    static const char *const turned[][2] = {
        {"+=", "="},  {"+=", "-="}, {"-=", "+="}, {"-=", "="},
        {"*=", "/="}, {"*=", "="},  {"/=", "*="}, {"/=", "="},
        {"|=", "="},  {"^=", "="},  {"=", "+="}};
    int begin = statement_begin(i), set = assigned(begin);
    if (set < 0 || is_declaration(begin))
        return;
    const char *name = is_cryptic(set) ? "it" : target(set);
    if (is(i, "+="))
        set_without_factor(i, name);
    for (size_t k = 0; k < sizeof turned / sizeof *turned; k++) {
        if (!is(i, turned[k][0]))
            continue;
        change(i, i + 1, "%s", turned[k][1]);
        if (is(i, "="))
            mistake(i, "%s is added to what was there before", name);
        else if (strcmp(turned[k][1], "=") == 0)
            mistake(i, "%s is set to the new value: %s is wanted", name,
                    turned[k][0]);
        else
            mistake(i, "%s is changed with %s, and not with %s", name,
                    turned[k][1], turned[k][0]);
    }
}

void rule_number(int i)
{
    char *text = token[i].text;
    bool whole = strlen(text) == strspn(text, "0123456789");
    if (token[i].kind != NUMBER || strncmp(text, "0x", 2) == 0)
        return;
    if (!whole) {
        change(i, i + 1, "(10 * %s)", text);
        mistake(i, "%s is ten times too large", text);
        change(i, i + 1, "(0.1 * %s)", text);
        mistake(i, "%s is ten times too small", text);
        change(i, i + 1, "(1 - %s)", text);
        mistake(i, "1 - %s stands where %s belongs", text, text);
        return;
    }
    int begin = statement_begin(i);
    bool first = is(begin, "for") && is(i, "0");
    for (int by = first ? 1 : -1; by <= 1; by += 2) {
        change(i, i + 1, "(%s %+d)", text, by);
        if (first)
            mistake(i, "the first one is left out");
        else
            mistake(i, "%d stands where %s belongs", atoi(text) + by, text);
    }
}

void rule_sign(int i)
{
    if (is(i, "-") && !is_binary(i)) {
        change(i, i + 1, "%s", "");
        mistake(i, "a minus is missing before %s",
                phrase(i + 1, operand_end(i)) ? phrase(i + 1, operand_end(i))
                                              : "a term");
    }
    if (is(i, "!")) {
        change(i, i + 1, "%s", "");
        mistake(i, "a condition is turned");
    }
    if (is_one_of(i, " ++ -- ") && token[i + 1].kind == NAME) {
        change(i, i + 2, "%s%s", token[i + 1].text, token[i].text);
        mistake(i, "it is counted after the comparison, and not before");
    }
}
