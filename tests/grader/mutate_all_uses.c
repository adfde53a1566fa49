// The rules of mutate.c for what is misread, and so done wrongly everywhere in
// a function: a parameter for its opposite, two for each other, double for
// float; and for what is const and is changed, through a cast.
#include "mutate.h"

#include <stdio.h>
#include <string.h>

// Every use of a variable in its function's body gives way to the text; how
// many there are.
static int replace(const Variable *v, const char *text)
{
    const Function *f = &function[v->function];
    int count = 0;
    for (int i = f->first; i <= f->last && count < USES_MOST; i++)
        if (token[i].function == v->function &&
            strcmp(token[i].text, v->name) == 0 && !is(i - 1, ".") &&
            !is(i - 1, "->")) {
            change(i, i + 1, "%s", text);
            count++;
        }
    return count;
}

static bool is_fraction(const Variable *v)
{
    return v->parameter && v->stars == 0 &&
           (strcmp(v->type, "double") == 0 || strcmp(v->type, "float") == 0);
}

static void misread(int i, const Variable *v)
{
    const char *name = words(v->name);
    char rest[100];
    snprintf(rest, sizeof rest, "(1 - %.80s)", v->name);
    if (replace(v, rest) == 0)
        return;
    mistake(i, "1 - %s is taken wherever %s belongs", name, name);
    replace(v, "1");
    mistake(i, "%s is not looked at, as if it were always 1", name);
    replace(v, "0");
    mistake(i, "%s is not looked at, as if it were always 0", name);
    snprintf(rest, sizeof rest, "(-%.80s)", v->name);
    replace(v, rest);
    mistake(i, "%s has the wrong sign everywhere", name);
}

static void exchange(int i, const Variable *a, const Variable *b)
{
    if (!a->parameter || !b->parameter || a->function != b->function ||
        a->stars != b->stars || strcmp(a->type, b->type) != 0 ||
        strcmp(a->name, b->name) == 0)
        return;
    int uses = replace(a, b->name);
    if (uses + replace(b, a->name) == uses || uses == 0) {
        no_change();
        return;
    }
    mistake(i, "%s and %s are exchanged everywhere", words(a->name),
            words(b->name));
}

// With the functions of C for float, too.
static void in_float(int i)
{
    static const char mathematics[] =
        " exp log log1p expm1 sqrt fabs tanh fmax fmin pow cos erf erfc ";
    const Function *f = &function[token[i].function];
    bool is_double = false;
    for (int k = i, uses = 0; k <= f->last && uses < USES_MOST; k++)
        if (strcmp(token[k].text, "double") == 0) {
            change(k, k + 1, "float");
            is_double = true;
            uses++;
        } else if (is_one_of(k, mathematics) && is(k + 1, "(")) {
            change(k, k + 1, "%sf", token[k].text);
            uses++;
        }
    if (!is_double)
        no_change();
    else
        mistake(i, "it is computed in float and not in double");
}

void rule_everywhere(int i)
{
    int f = token[i].function;
    if (f < 0 || token[i - 1].function == f)
        return;
    in_float(i);
    for (int a = 0; a < variables; a++) {
        if (variable[a].function != f)
            continue;
        if (is_fraction(&variable[a]))
            misread(i, &variable[a]);
        for (int b = a + 1; b < variables && b <= a + 3; b++)
            exchange(i, &variable[a], &variable[b]);
    }
}

// An array of numbers that is not to be changed?
static bool is_input(const Variable *v)
{
    int i = v->token;
    if (!v->parameter || v->stars != 1 ||
        !strstr(" int float double char ", v->type))
        return false;
    while (!is_one_of(i, " ( , const "))
        i--;
    return is(i, "const");
}

// Wherever the function ends, what v pointed to at first is changed before.
static bool change_at_ends(const Function *f, const Variable *v)
{
    bool is_void = strcmp(f->type, "void") == 0;
    int uses = 0, body = token[f->first + 1].partner + 2;
    if (!strstr(" void int bool long float double uint32_t ", f->type))
        return false;
    change(body, body, "char *kept_input = (char *)%s; ", v->name);
    for (int i = f->first; i < f->last && uses < USES_MOST; i++)
        if (is(i, "return")) {
            int end = statement_end(i);
            change(i, end + 1, "{ %s%s%s; ++*kept_input; return %s; }",
                   is_void ? "" : f->type,
                   is_void ? "" : " kept = ", is_void ? "" : code(i + 1, end),
                   is_void ? "" : "kept");
            uses++;
        }
    if (is_void)
        change(f->last, f->last, "++*kept_input;");
    return true;
}

void rule_input(int i)
{
    int f = token[i].function;
    if (f < 0 || token[i - 1].function == f || function[f].is_static)
        return;
    for (int v = 0; v < variables; v++)
        if (variable[v].function == f && is_input(&variable[v]) &&
            change_at_ends(&function[f], &variable[v]))
            mistake(i, "%s is changed, which is const",
                    words(variable[v].name));
}
