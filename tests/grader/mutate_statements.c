// The rules of mutate.c for statements, conditions and loops.
#include "mutate.h"

#include <string.h>

void rule_choice(int i)
{
    if (is(i, "if") && is(i + 1, "(")) {
        int end = token[i + 1].partner;
        const char *what = thing("condition", i + 2, end);
        change(i + 2, end, "1");
        mistake(i, "%s is not asked", what);
        change(i + 2, end, "0");
        mistake(i, "what belongs to %s is never done", what);
        change(i + 2, end, "!(%s)", code(i + 2, end));
        mistake(i, "%s is turned", what);
    }
    if (is(i, "?")) {
        int colon = colon_of(i), end = choice_end(colon);
        int begin = choice_begin(i);
        change(begin, i + 1, "1 ?");
        mistake(i, "%s is not asked", thing("condition", begin, i));
        change(begin, i + 1, "0 ?");
        mistake(i, "the case of %s is missing", thing("condition", begin, i));
        change(i + 1, end, "(%s) : (%s)", code(colon + 1, end),
               code(i + 1, colon));
        mistake(i, "the two cases of %s are exchanged",
                thing("condition", begin, i));
    }
}

void rule_result(int i)
{
    int end = i + 1;
    if (!is(i, "return") || is(i + 1, ";") || token[i].function < 0 ||
        !strstr(" double float ", function[token[i].function].type))
        return;
    while (!is(end, ";"))
        end++;
    const char *all = code(i + 1, end);
    change(i + 1, end, "-(%s)", all);
    mistake(i, "the sign is turned");
    change(i + 1, end, "(%s) * (%s)", all, all);
    mistake(i, "it is squared");
    change(i + 1, end, "sqrt(fabs(%s))", all);
    mistake(i, "a square root is taken");
    change(i + 1, end, "1 - (%s)", all);
    mistake(i, "it is 1 minus what is wanted");
    change(i + 1, end, "fabs(%s)", all);
    mistake(i, "only the size is given, without the sign");
}

void rule_statement(int i)
{
    int end = statement_end(i), next = end + 1;
    if (!is_statement(i) || is(i, "return"))
        return;
    int set = assigned(i);
    const char *what = set >= 0 && !is_cryptic(set) ? words(token[set].text)
                       : token[i].kind == NAME && is(i + 1, "(") ? token[i].text
                                                                 : "something";
    if (!is_declaration(i)) {
        change(i, end, "%s", "");
        mistake(i,
                set >= 0 ? "%s is not changed at all"
                         : "the call of %s is missing",
                what);
    }
    if (next < tokens && is_statement(next) && !is(next, "return") &&
        !is_declaration(next)) {
        int after = statement_end(next), other = assigned(next);
        const char *second = other >= 0 && !is_cryptic(other)
                                 ? words(token[other].text)
                             : is(next + 1, "(") ? token[next].text
                                                 : "something";
        if (is_declaration(i) && is(i + 1, "*"))
            return;
        change(i, after, "%s; %s", code(next, after), code(i, end));
        mistake(i, "%s comes before %s, which belongs first", second, what);
    }
}

// A sum that is not set to 0 anew, or too often; a loop that ends too early.
void rule_loop(int i)
{
    if (is_declaration(i) && is_statement(i) && loop_around(i) >= 0) {
        int loop = loop_around(i), end = statement_end(i);
        int set = assigned(i);
        change(i, end, "%s", "");
        change(loop, loop, "%s;", code(i, end));
        mistake(i, "%s is not set anew in each round of the loop",
                set >= 0 && !is_cryptic(set) ? words(token[set].text)
                                             : "something");
    }
    if (!is(i, "for"))
        return;
    int body = token[i + 1].partner + 1, end = body_end(body);
    change(body, body, "{");
    change(end, end, "break; }");
    mistake(body, "only the first round of a loop is made");
    for (int v = 0; v < variables; v++) {
        if (variable[v].function != token[i].function ||
            variable[v].token > i || !variable[v].zero)
            continue;
        change(body, body, "{ %s = 0;", variable[v].name);
        change(end, end, "}");
        mistake(body, "%s is set to 0 anew in each round",
                words(variable[v].name));
    }
}
