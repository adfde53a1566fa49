// Cuts a file of C into its tokens, and finds its functions and variables.
#include "tokens.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

Token token[TOKENS_MOST];
Function function[FUNCTIONS_MOST];
Variable variable[VARIABLES_MOST];
int tokens, functions, variables;
char *source;

static void stop(const char *what, const char *path)
{
    fprintf(stderr, "mutate: %s: %s\n", path, what);
    exit(1);
}

char *text_of(const char *path)
{
    FILE *file = fopen(path, "rb");
    size_t room = 1 << 17;
    if (!file)
        return NULL;
    char *text = calloc(room + 1, 1);
    if (!text)
        stop("out of memory", path);
    if (fread(text, 1, room, file) == room)
        stop("too large", path);
    fclose(file);
    return text;
}

bool is(int i, const char *text)
{
    return i >= 0 && i < tokens && strcmp(token[i].text, text) == 0;
}

bool is_one_of(int i, const char *list)
{
    char word[40];
    if (i < 0 || i >= tokens)
        return false;
    snprintf(word, sizeof word, " %.30s ", token[i].text);
    return strstr(list, word) != NULL;
}

// ---- cutting ----------------------------------------------------------------

// Behind comments, blanks and lines for the preprocessor.
static int skip(int at)
{
    for (;;) {
        while (isspace((unsigned char)source[at]))
            at++;
        if (strncmp(source + at, "//", 2) == 0 || source[at] == '#')
            at += (int)strcspn(source + at, "\n");
        else if (strncmp(source + at, "/*", 2) == 0)
            at = (int)(strstr(source + at, "*/") + 2 - source);
        else
            return at;
    }
}

static int sign_length(int at)
{
    static const char *const longer[] = {
        "<<=", ">>=", "...", "->", "++", "--", "<<", ">>", "<=", ">=", "==",
        "!=",  "&&",  "||",  "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^="};
    for (size_t k = 0; k < sizeof longer / sizeof *longer; k++)
        if (strncmp(source + at, longer[k], strlen(longer[k])) == 0)
            return (int)strlen(longer[k]);
    return 1;
}

static int text_length(int at)
{
    int end = at + 1;
    while (source[end] && source[end] != source[at])
        end += source[end] == '\\' ? 2 : 1;
    return end + 1 - at;
}

static int number_length(int at)
{
    int end = at;
    while (isalnum((unsigned char)source[end]) || source[end] == '.' ||
           ((source[end] == '-' || source[end] == '+') &&
            strchr("ep", source[end - 1]) && source[at + 1] != 'x'))
        end++;
    return end - at;
}

static Token cut(int at)
{
    Token t = {.at = at, .partner = -1, .function = -1};
    int length = 0;
    unsigned char c = (unsigned char)source[at];
    if (isalpha(c) || c == '_') {
        t.kind = NAME;
        while (isalnum((unsigned char)source[at + length]) ||
               source[at + length] == '_')
            length++;
    } else if (isdigit(c) ||
               (c == '.' && isdigit((unsigned char)source[at + 1]))) {
        t.kind = NUMBER;
        length = number_length(at);
    } else {
        t.kind = c == '"' || c == '\'' ? TEXT : SIGN;
        length = t.kind == TEXT ? text_length(at) : sign_length(at);
    }
    t.text = calloc((size_t)length + 1, 1);
    if (!t.text)
        stop("out of memory", "tokens");
    memcpy(t.text, source + at, (size_t)length);
    return t;
}

static void match_brackets(const char *path)
{
    int open[200], count = 0, depth = 0;
    for (int i = 0; i < tokens; i++) {
        if (is_one_of(i, " ( [ { "))
            open[count++] = i;
        depth -= is(i, "}");
        token[i].depth = depth;
        depth += is(i, "{");
        if (is_one_of(i, " ) ] } ")) {
            if (count == 0)
                stop("a bracket has no partner", path);
            token[i].partner = open[--count];
            token[open[count]].partner = i;
        }
    }
    if (count > 0)
        stop("a bracket has no partner", path);
}

// ---- functions and variables ------------------------------------------------

bool is_type(int i)
{
    static const char list[] =
        " int float double char long short unsigned signed void bool size_t "
        "uint8_t uint16_t uint32_t uint64_t int64_t const static struct ";
    return is_one_of(i, list) || (i < tokens && token[i].kind == NAME &&
                                  isupper((unsigned char)token[i].text[0]) &&
                                  islower((unsigned char)token[i].text[1]));
}

static void variable_add(int i, int type, int stars, int owner, bool parameter)
{
    if (variables == VARIABLES_MOST)
        stop("too many variables", "tokens");
    variable[variables++] =
        (Variable){.name = token[i].text,
                   .type = token[type].text,
                   .stars = stars + is(i + 1, "["),
                   .function = owner,
                   .token = i,
                   .parameter = parameter,
                   .zero = is(i + 1, "=") && is(i + 2, "0") && stars == 0};
}

// "double sum = 0, *p, a[3];" from its type on; "int n)" of a parameter.
static void read_declaration(int i, int owner, bool parameter)
{
    int type = i;
    while (is_type(i)) {
        type = is_one_of(i, " const static struct ") ? type : i;
        i++;
    }
    for (;;) {
        int stars = 0;
        for (; is_one_of(i, " * const "); i++)
            stars += is(i, "*");
        if (i >= tokens || token[i].kind != NAME)
            return;
        variable_add(i, type, stars, owner, parameter);
        if (parameter)
            return;
        while (i < tokens && !is_one_of(i, " , ; ")) {
            if (is_one_of(i, " ( [ { "))
                i = token[i].partner;
            i++;
        }
        if (!is(i, ","))
            return;
        i++;
    }
}

static void read_function(int open)
{
    int body = token[open].partner + 1, begin = open - 1;
    Function *f = &function[functions];
    while (begin > 0 && !is_one_of(begin - 1, " ; } "))
        begin--;
    f->name = token[open - 1].text;
    f->first = open - 1;
    f->last = token[body].partner;
    f->is_static = is(begin, "static");
    f->type = token[open - 2].text;
    for (int i = body; i <= f->last; i++)
        token[i].function = functions;
    for (int i = open; i < body - 1; i++)
        if ((is(i, "(") || is(i, ",")) && is_type(i + 1))
            read_declaration(i + 1, functions, true);
    functions++;
}

static void read_functions(void)
{
    for (int i = 1; i < tokens; i++)
        if (is(i, "(") && token[i].depth == 0 && token[i - 1].kind == NAME &&
            is(token[i].partner + 1, "{"))
            read_function(i);
    for (int i = 0; i < tokens; i++) {
        bool begins = i == 0 || is_one_of(i - 1, " ; { } ( ");
        if (begins && is_type(i) && !is_one_of(i, " struct ") &&
            (token[i].function >= 0 || is(i, "static")) &&
            !(is_cast(i - 1) && is(i - 1, "(")))
            read_declaration(i, token[i].function, false);
    }
}

void tokens_read(const char *path)
{
    source = text_of(path);
    if (!source)
        stop("cannot be read", path);
    tokens = functions = variables = 0;
    for (int at = skip(0); source[at]; at = skip(at)) {
        if (tokens == TOKENS_MOST)
            stop("too many tokens", path);
        token[tokens] = cut(at);
        at += (int)strlen(token[tokens++].text);
    }
    match_brackets(path);
    read_functions();
}

int variable_of(int i)
{
    int found = -1;
    if (token[i].kind != NAME || is_one_of(i - 1, " . -> "))
        return -1;
    for (int v = 0; v < variables; v++)
        if (strcmp(variable[v].name, token[i].text) == 0 &&
            (variable[v].function == token[i].function ||
             (variable[v].function < 0 && found < 0)) &&
            variable[v].token <= i)
            found = v;
    return found;
}

bool is_declared_here(int i)
{
    for (int v = 0; v < variables; v++)
        if (variable[v].token == i)
            return true;
    return false;
}
