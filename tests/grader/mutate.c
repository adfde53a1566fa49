// Makes the mistakes that rules describe: mutate SOLUTION WORDS OUT writes
// OUT/rule-1.c and so on, each SOLUTION with one of them, and says on stdout
// which it is: name, tab, sentence. A sentence names the place by what is
// computed there. WORDS, which need not exist, says so of what has no telling
// name, in lines "v: the running average of the squares".
//
// What is written need not compile: mistakes.sh leaves out what does not.
#include "tokens.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { EDITS_MOST = 4, SENTENCE_MOST = 400 };

// The tokens from … to - 1 give way to this text.
typedef struct Edit {
    int from, to;
    char text[SENTENCE_MOST];
} Edit;

static Edit edit[EDITS_MOST];
static int edits, written;
static const char *out_folder;
static char *words_text;

// ---- words ------------------------------------------------------------------

// What the file of words says of a name; else the name itself, _ as a blank.
static const char *words(const char *name)
{
    static char found[4][100];
    static int next;
    char *result = found[next++ % 4];
    size_t length = strlen(name);
    for (const char *line = words_text; line; line = strchr(line, '\n')) {
        line += *line == '\n';
        if (strncmp(line, name, length) == 0 && line[length] == ':') {
            snprintf(result, 100, "%.*s",
                     (int)strcspn(line, "\n") - (int)length - 2,
                     line + length + 2);
            return result;
        }
        if (*line == '\0')
            break;
    }
    snprintf(result, 100, "%s", name);
    return result;
}

static bool is_local(int i)
{
    int v = variable_of(i);
    return v >= 0 && !variable[v].parameter;
}

// Would nobody know what is meant, because a local name of the solution is no
// word?
static bool is_cryptic(int i)
{
    const char *name = token[i].text;
    return token[i].kind == NAME && is_local(i) && strlen(name) < 3 &&
           strcmp(words(name), name) == 0;
}

// [i], and i only counts?
static bool is_counted(int i)
{
    return strcmp(token[i].text, "[") == 0 && token[i].partner == i + 2 &&
           is_cryptic(i + 1);
}

// What is set, with its index if that is a number: "gradient[1]".
static const char *target(int set)
{
    static char text[4][120];
    static int next;
    char *result = text[next++ % 4];
    const char *word = is_local(set) ? words(token[set].text) : token[set].text;
    if (strcmp(token[set + 1].text, "[") == 0 && token[set + 2].kind == NUMBER)
        snprintf(result, 120, "%s[%s]", word, token[set + 2].text);
    else
        snprintf(result, 120, "%s", word);
    return result;
}

// A single name, perhaps with the index of a loop behind it.
static bool is_single(int from, int to)
{
    return token[from].kind == NAME &&
           (to == from + 1 || (is_counted(from + 1) && to == from + 4));
}

// The tokens from … to - 1 as they are read aloud; NULL if that tells nothing.
static const char *phrase(int from, int to)
{
    static char text[4][SENTENCE_MOST];
    static int next;
    char *result = text[next++ % 4];
    size_t length = 0;
    *result = '\0';
    while (is_cast(from)) // (float)n is n
        from = token[from].partner + 1;
    if (is_single(from, to) && is_local(from))
        return is_cryptic(from) ? NULL : words(token[from].text);
    for (int i = from; i < to && length < 60; i++) {
        if (is_cast(i) || is_counted(i)) { // input[i] is input
            i = token[i].partner;
            continue;
        }
        if (token[i].kind == NAME && is_local(i) && strlen(token[i].text) < 3)
            return NULL;
        bool blank =
            length > 0 &&
            token[i].at > token[i - 1].at + (int)strlen(token[i - 1].text);
        length += (size_t)snprintf(result + length, SENTENCE_MOST - length,
                                   "%s%s", blank ? " " : "", token[i].text);
    }
    return length < 60 && length > 0 ? result : NULL;
}

// "the factor 2", or only "a factor".
static const char *thing(const char *kind, int from, int to)
{
    static char text[4][SENTENCE_MOST];
    static int next;
    char *result = text[next++ % 4];
    const char *what = phrase(from, to);
    if (what)
        snprintf(result, SENTENCE_MOST, "the %s %s", kind, what);
    else
        snprintf(result, SENTENCE_MOST, "a %s", kind);
    return result;
}

// Where that is: "in mse, where sum is computed".
static const char *place(int at)
{
    static char text[SENTENCE_MOST];
    int begin = statement_begin(at), f = token[at].function;
    char in[120] = "";
    if (f >= 0)
        snprintf(in, sizeof in, "in %s",
                 function[f].is_static ? words(function[f].name)
                                       : function[f].name);
    int set = assigned(begin);
    if (strcmp(token[begin].text, "return") == 0)
        snprintf(text, sizeof text, "%s, in what it gives", in);
    else if (set >= 0 && !is_cryptic(set))
        snprintf(text, sizeof text, "%s%swhere %s is computed", in,
                 *in ? ", " : "", target(set));
    else if (strcmp(token[begin].text, "if") == 0)
        snprintf(text, sizeof text, "%s, in a condition", in);
    else if (strcmp(token[begin].text, "for") == 0)
        snprintf(text, sizeof text, "%s, in a loop", in);
    else
        snprintf(text, sizeof text, "%s", in);
    return text;
}

// ---- writing ----------------------------------------------------------------

static void change(int from, int to, const char *format, ...)
{
    va_list list;
    Edit *e = &edit[edits++];
    e->from = from;
    e->to = to;
    va_start(list, format);
    vsnprintf(e->text, sizeof e->text, format, list);
    va_end(list);
}

static void write_changed(FILE *file)
{
    int at = 0;
    for (int i = 0; i <= tokens; i++) {
        for (int e = 0; e < edits; e++)
            if (edit[e].from == i) {
                int end = i < tokens ? token[i].at : (int)strlen(source);
                fwrite(source + at, 1, (size_t)(end - at), file);
                fprintf(file, " %s ", edit[e].text);
                at = edit[e].to < tokens ? token[edit[e].to].at : end;
                if (edit[e].to > i)
                    i = edit[e].to - 1;
                break;
            }
    }
    fputs(source + at, file);
}

// Writes the solution with what was changed, and what mistake that is.
static void mistake(int at, const char *format, ...)
{
    char path[1000], sentence[SENTENCE_MOST];
    va_list list;
    va_start(list, format);
    vsnprintf(sentence, sizeof sentence, format, list);
    va_end(list);
    snprintf(path, sizeof path, "%s/rule-%d.c", out_folder, ++written);
    FILE *file = fopen(path, "w");
    if (!file) {
        fprintf(stderr, "mutate: %s: cannot be written\n", path);
        exit(1);
    }
    write_changed(file);
    fclose(file);
    const char *where = place(at);
    printf("rule-%d\tIt looks as if %s%s%s%s.\n", written, sentence,
           *where ? " (" : "", where, *where ? ")" : "");
    edits = 0;
}

static bool is(int i, const char *text)
{
    return i >= 0 && i < tokens && strcmp(token[i].text, text) == 0;
}

static bool is_one_of(int i, const char *list)
{
    char word[40];
    snprintf(word, sizeof word, " %.30s ", token[i].text);
    return strstr(list, word) != NULL;
}

static const char *code(int from, int to)
{
    static char text[4][SENTENCE_MOST];
    static int next;
    char *result = text[next++ % 4];
    int begin = token[from].at,
        end = token[to - 1].at + (int)strlen(token[to - 1].text);
    snprintf(result, SENTENCE_MOST, "%.*s", end - begin, source + begin);
    return result;
}

// ---- rules ------------------------------------------------------------------

static void rule_product(int i)
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

static void rule_sum(int i)
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

static void rule_compare(int i)
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
                    mistake(i, "a loop makes one round too many or too few");
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

static void rule_bits(int i)
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

static void rule_assign(int i)
{
    static const char *const turned[][2] = {
        {"+=", "="},  {"+=", "-="}, {"-=", "+="}, {"-=", "="},
        {"*=", "/="}, {"*=", "="},  {"/=", "*="}, {"/=", "="},
        {"|=", "="},  {"^=", "="},  {"=", "+="}};
    int begin = statement_begin(i), set = assigned(begin);
    if (set < 0 || is_declaration(begin))
        return;
    const char *name = is_cryptic(set) ? "it" : target(set);
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

// Called by its name from the library of C.
static void rule_call(int i)
{
    static const char drop[] = " fabs sqrt sqrtf exp log log1p tanh cos pow "
                               "erfc erf isfinite ";
    static const char *const turned[][2] = {{"exp", "exp2"},
                                            {"log", "log10"},
                                            {"log", "log2"},
                                            {"log1p", "log"},
                                            {"fmin", "fmax"},
                                            {"fmax", "fmin"},
                                            {"cos", "sin"},
                                            {"erfc", "erf"},
                                            {"tanh", "tan"},
                                            {"exp", "exp(-1 * "},
                                            {"REDUCTION_MEAN", "REDUCTION_SUM"},
                                            {"REDUCTION_SUM", "REDUCTION_MEAN"},
                                            {"true", "false"},
                                            {"false", "true"},
                                            {"tensor_rows", "tensor_cols"},
                                            {"tensor_cols", "tensor_rows"},
                                            {"log", "-log"},
                                            {"sqrt", "fabs"}};
    for (size_t k = 0; k < sizeof turned / sizeof *turned; k++)
        if (is(i, turned[k][0])) {
            change(i, i + 1, "%s", turned[k][1]);
            if (strchr(turned[k][1], '('))
                change(token[i + 1].partner, token[i + 1].partner, ")");
            mistake(i, "there is %s%s where %s belongs", turned[k][1],
                    strchr(turned[k][1], '(') ? "…)" : "", turned[k][0]);
        }
    if (!is(i + 1, "(") || !is_one_of(i, drop))
        return;
    int end = token[i + 1].partner, comma = argument_end(i + 2);
    change(i, end + 1, "(%s)", code(i + 2, comma));
    mistake(i, "%s is missing", token[i].text);
    if (comma < end) {
        change(i, end + 1, "((%s) * (%s))", code(i + 2, comma),
               code(comma + 1, end));
        mistake(i, "there is a product where %s belongs", token[i].text);
    }
}

static void rule_arguments(int i)
{
    int comma = is(i + 1, "(") ? argument_end(i + 2) : tokens;
    int end = comma < tokens ? argument_end(comma + 1) : tokens;
    if (comma >= tokens || !is(comma, ",") || end >= tokens ||
        token[i].function < 0)
        return;
    change(i + 2, end, "%s, %s", code(comma + 1, end), code(i + 2, comma));
    mistake(i, "the first two arguments of %s are exchanged", token[i].text);
}

static void rule_number(int i)
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
    for (int by = -1; by <= 1; by += 2) {
        change(i, i + 1, "(%s %+d)", text, by);
        if (is(begin, "for") && is(i, "0") && by == 1)
            mistake(i, "the first one is left out");
        else
            mistake(i, "%d stands where %s belongs", atoi(text) + by, text);
    }
}

static void rule_sign(int i)
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

static void rule_cast(int i)
{
    if (!is_cast(i))
        return;
    int end = token[i].partner + 1;
    if (is(i + 1, "float") || is(i + 1, "double")) {
        change(i, end, "%s", "");
        mistake(i, "whole numbers are divided, which cuts the fraction off");
    }
    if (is(i + 1, "long") || is(i + 1, "double") || is(i + 1, "size_t")) {
        change(i, end, "%s", "");
        mistake(i, "a product or sum is taken in too small a type");
    }
}

static void rule_type(int i)
{
    static const char *const turned[][2] = {
        {"double", "float"}, {"float", "int"}, {"double", "int"}};
    if (token[i].function < 0 || token[i + 1].kind != NAME ||
        is(i - 1, "sizeof"))
        return;
    const char *name =
        is_cryptic(i + 1) ? "a number" : words(token[i + 1].text);
    for (size_t k = 0; k < sizeof turned / sizeof *turned; k++)
        if (is(i, turned[k][0])) {
            change(i, i + 1, "%s", turned[k][1]);
            mistake(i, "%s is kept as %s and not as %s", name, turned[k][1],
                    turned[k][0]);
        }
}

static void rule_choice(int i)
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

static void rule_result(int i)
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

static void rule_index(int i)
{
    int end = token[i].partner;
    if (!is(i, "["))
        return;
    // [a * b + c]
    if (end == i + 6 && is(i + 2, "*") && is(i + 4, "+")) {
        change(i + 1, end, "%s * %s + %s", token[i + 5].text, token[i + 3].text,
               token[i + 1].text);
        mistake(i, "row and column of %s are exchanged",
                is_cryptic(i - 1) ? "an array" : words(token[i - 1].text));
    }
    if (token[i].function >= 0 && !is_declared_here(i - 1))
        for (int by = -1; by <= 1; by += 2) {
            change(end, end, "%+d", by);
            mistake(i, "an index of %s is one too %s",
                    is_cryptic(i - 1) ? "an array" : words(token[i - 1].text),
                    by > 0 ? "large" : "small");
        }
}

// Another name of the same type: both are single letters, or none is.
static void rule_name(int i)
{
    int v = variable_of(i), tried = 0;
    if (v < 0 || is_declared_here(i))
        return;
    for (int k = 0; k < variables && tried < 6; k++) {
        const Variable *a = &variable[v], *b = &variable[k];
        bool letters = strlen(a->name) == 1, letter = strlen(b->name) == 1;
        if (k == v || strcmp(a->type, b->type) != 0 || a->stars != b->stars ||
            (b->function >= 0 && b->function != token[i].function) ||
            b->token > i || letters != letter || strcmp(a->name, b->name) == 0)
            continue;
        tried++;
        change(i, i + 1, "%s", b->name);
        mistake(i, "%s stands where %s belongs",
                !b->parameter && letter ? "another one" : words(b->name),
                is_cryptic(i) ? "another" : words(a->name));
    }
}

static void rule_statement(int i)
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
static void rule_loop(int i)
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

static void all_rules(void)
{
    static void (*const rule[])(int) = {
        rule_assign,  rule_product, rule_sum,   rule_call,      rule_choice,
        rule_sign,    rule_cast,    rule_index, rule_statement, rule_loop,
        rule_compare, rule_number,  rule_name,  rule_bits,      rule_arguments,
        rule_result,  rule_type};
    for (size_t r = 0; r < sizeof rule / sizeof *rule; r++)
        for (int i = 0; i < tokens; i++) {
            bool binary = rule[r] == rule_product || rule[r] == rule_sum ||
                          rule[r] == rule_compare || rule[r] == rule_bits;
            bool inside = token[i].function >= 0 || rule[r] == rule_number;
            if (inside && (!binary || is_binary(i)))
                rule[r](i);
        }
}

int main(int argc, char **argv)
{
    if (argc != 4) {
        fprintf(stderr, "usage: mutate SOLUTION WORDS OUT\n");
        return 2;
    }
    tokens_read(argv[1]);
    words_text = text_of(argv[2]);
    out_folder = argv[3];
    all_rules();
    return 0;
}
