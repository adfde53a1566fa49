// Of the tokens of a file: where expressions and statements begin and end.
#include "tokens.h"

#include <stdio.h>
#include <string.h>

// ---- expressions ------------------------------------------------------------

bool is_cast(int i)
{
    if (i < 1 || !is(i, "(") || !is_type(i + 1))
        return false;
    for (int k = i + 1; k < token[i].partner; k++)
        if (!is_type(k) && !is(k, "*"))
            return false;
    return !is(i - 1, "sizeof") &&
           !(token[i - 1].kind == NAME && !is(i - 1, "return"));
}

static int rank(int i)
{
    static const char *const ranks[] = {" = += -= *= /= %= |= &= ^= <<= >>= ",
                                        " ? : ",
                                        " || ",
                                        " && ",
                                        " | ",
                                        " ^ ",
                                        " & ",
                                        " == != ",
                                        " < > <= >= ",
                                        " << >> ",
                                        " + - ",
                                        " * / % "};
    for (int r = 0; r < (int)(sizeof ranks / sizeof *ranks); r++)
        if (is_one_of(i, ranks[r]))
            return r;
    return -1;
}

bool is_binary(int i)
{
    if (i < 1 || token[i].kind != SIGN || rank(i) < 0)
        return false;
    const Token *before = &token[i - 1];
    if (is_one_of(i - 1, " return else case sizeof ") || is_type(i - 1))
        return false;
    if (is(i - 1, ")"))
        return !is_cast(before->partner);
    return before->kind != SIGN || is_one_of(i - 1, " ] ++ -- ");
}

int operand_begin(int i)
{
    int r = rank(i), k = i - 1;
    for (; k >= 0; k--) {
        if (is_one_of(k, " ) ] } "))
            k = token[k].partner;
        else if (is_one_of(k, " ( [ { ; , return else ") || is_type(k) ||
                 (is_binary(k) && rank(k) <= r))
            break;
    }
    return k + 1;
}

static int operand_stop(int k, int r)
{
    for (; k < tokens; k++) {
        if (is_one_of(k, " ( [ { "))
            k = token[k].partner;
        else if (is_one_of(k, " ) ] } ; , ") || (is_binary(k) && rank(k) <= r))
            break;
    }
    return k;
}

int operand_end(int i)
{
    return operand_stop(i + 1, is_binary(i) ? rank(i) : 11);
}

int colon_of(int question)
{
    int open = 0, k = question;
    for (; k < tokens; k++) {
        if (is_one_of(k, " ( [ { "))
            k = token[k].partner;
        open += is(k, "?");
        if (is(k, ":") && --open == 0)
            break;
    }
    return k;
}

int choice_begin(int question)
{
    return operand_begin(question);
}

int choice_end(int colon)
{
    int k = colon + 1;
    for (; k < tokens; k++) {
        if (is_one_of(k, " ( [ { "))
            k = token[k].partner;
        else if (is_one_of(k, " ) ] } ; , "))
            break;
    }
    return k;
}

int argument_end(int begin)
{
    return operand_stop(begin, -1);
}

// ---- statements -------------------------------------------------------------

static int head_end(int k) // is this ) the end of if (…), for (…), while (…)?
{
    return is(k, ")") && is_one_of(token[k].partner - 1, " if for while ");
}

// Is this { the beginning of a list of values?
static bool begins_list(int i)
{
    return is(i, "{") && (is_one_of(i - 1, " = , { ") ||
                          (is(i - 1, ")") && is_cast(token[i - 1].partner)));
}

bool is_statement(int i)
{
    return token[i].function >= 0 && !begins_list(i - 1) &&
           (is_one_of(i - 1, " ; { } else ") || head_end(i - 1)) &&
           !is_one_of(i, " if for while else do { } ; ") &&
           (i < 2 || !is(statement_begin(i), "for"));
}

int statement_begin(int i)
{
    int k = i;
    for (; k > 0; k--) {
        if (is_one_of(k, " ) ] ") && k < i && !head_end(k)) {
            k = token[k].partner;
            continue;
        }
        if (k < i && head_end(k))
            return k + 1;
        if (is_one_of(k, " if for while "))
            return k;
        if (is_one_of(k - 1, " { } else ") ||
            (is(k - 1, ";") && token[i].depth == token[k - 1].depth)) {
            int open = k - 1; // the ; of a for?
            while (open > 0 && !is_one_of(open, " ( { } "))
                open = is_one_of(open, " ) ] ") ? token[open].partner - 1
                                                : open - 1;
            if (is(open, "(") && is(open - 1, "for"))
                return open - 1;
            return k;
        }
    }
    return k;
}

int statement_end(int i)
{
    while (i < tokens && !is(i, ";"))
        i = is_one_of(i, " ( [ { ") ? token[i].partner + 1 : i + 1;
    return i;
}

int body_end(int i)
{
    if (is(i, "{"))
        return token[i].partner + 1;
    if (is_one_of(i, " if for while ")) {
        int end = body_end(token[i + 1].partner + 1);
        return is(end, "else") ? body_end(end + 1) : end;
    }
    return statement_end(i) + 1;
}

int loop_around(int i)
{
    int found = -1;
    for (int k = i; k > 0 && token[k].function == token[i].function; k--)
        if (is_one_of(k, " for while ") && token[k + 1].partner < i &&
            body_end(token[k + 1].partner + 1) > i) {
            found = k;
            break;
        }
    return found;
}

bool is_declaration(int i)
{
    return is_type(i);
}

int assigned(int begin)
{
    int name = -1;
    if (is_one_of(begin, " if for while return "))
        return -1;
    for (int k = begin; k >= 0 && k < tokens && !is_one_of(k, " ; { } "); k++) {
        if (rank(k) == 0)
            return name;
        if (is(k, "[")) {
            k = token[k].partner;
            continue;
        }
        if (is(k, "("))
            return -1;
        if (token[k].kind == NAME && !is_type(k))
            name = k;
        if (is_one_of(k, " ++ -- ") && name >= 0)
            return name;
    }
    return -1;
}
