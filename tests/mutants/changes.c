// Small mistakes for make mutants: changes FILE OUT writes OUT/1.c, OUT/2.c and
// so on, each FILE with one operator, constant or index changed, and on stdout
// a line for each: number, FILE, line, function, what stood in that line, what
// stands there now, between tabs. The same FILE gives the same list.
#include "tests/grader/tokens.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_MOST = 400 };

static const char *path, *out_folder;
static int written;

// What an operator becomes. Two lines: it becomes one, then the other.
static const char *const turned[][2] = {
    {"+", "-"},   {"-", "+"},   {"*", "/"},   {"/", "*"},   {"%", "*"},
    {"<<", ">>"}, {">>", "<<"}, {"&", "|"},   {"|", "&"},   {"^", "&"},
    {"<", "<="},  {"<", ">"},   {"<=", "<"},  {">", ">="},  {">", "<"},
    {">=", ">"},  {"==", "!="}, {"!=", "=="}, {"&&", "||"}, {"||", "&&"},
    {"+=", "="},  {"+=", "-="}, {"-=", "+="}, {"*=", "="},  {"*=", "/="},
    {"/=", "*="}, {"|=", "="},  {"^=", "="},  {"&=", "="},  {">>=", "="}};

static int line_of(int at)
{
    int line = 1;
    for (int i = 0; i < at; i++)
        line += source[i] == '\n';
    return line;
}

// The line around this place, without the blanks at its ends, in which length
// characters at the place give way to the text.
static void changed_line(char *line, int at, int length, const char *text)
{
    int begin = at, end = at;
    while (begin > 0 && source[begin - 1] != '\n')
        begin--;
    begin += (int)strspn(source + begin, " ");
    end += (int)strcspn(source + at, "\n");
    snprintf(line, LINE_MOST, "%.*s%s%.*s", at - begin, source + begin, text,
             end - at - length, source + at + length);
}

// Writes the file with this text in the place of length characters.
static void change(int token_at, int length, const char *text)
{
    char name[1000], before[LINE_MOST], after[LINE_MOST];
    int at = token[token_at].at, f = token[token_at].function;
    snprintf(name, sizeof name, "%s/%d.c", out_folder, ++written);
    FILE *file = fopen(name, "w");
    if (!file) {
        fprintf(stderr, "changes: %s: cannot be written\n", name);
        exit(1);
    }
    // for messages and debuggers it is the file itself
    fprintf(file, "#line 1 \"%s\"\n%.*s%s%s", path, at, source, text,
            source + at + length);
    fclose(file);
    changed_line(before, at, 0, "");
    changed_line(after, at, length, text);
    printf("%d\t%s\t%d\t%s\t%s\t%s\n", written, path, line_of(at),
           f < 0 ? "-" : function[f].name, before, after);
}

static void change_operator(int i)
{
    int length = (int)strlen(token[i].text);
    bool head = is(statement_begin(i), "for"); // there < and > never end
    for (size_t k = 0; is_binary(i) && k < sizeof turned / sizeof *turned; k++)
        if (is(i, turned[k][0]) && !(head && is_one_of(i, " > ")) &&
            !(head && strcmp(turned[k][1], ">") == 0))
            change(i, length, turned[k][1]);
    if (is_one_of(i, " ! - ") && !is_binary(i))
        change(i, 1, "");
    if (!head && is_one_of(i, " ++ -- "))
        change(i, 2, is(i, "++") ? "--" : "++");
}

static void change_constant(int i)
{
    char text[100];
    bool size = is(i - 1, "[") && is(i + 1, "]") && is_declared_here(i - 2);
    snprintf(text, sizeof text, "(%.80s + 1)", token[i].text);
    if (token[i].kind == NUMBER && !size)
        change(i, (int)strlen(token[i].text), text);
    if (is(i, "true"))
        change(i, 4, "false");
    if (is(i, "false"))
        change(i, 5, "true");
}

// x[i] becomes x[i + 1].
static void change_index(int i)
{
    int open = token[i].partner;
    bool number = open == i - 2 && token[i - 1].kind == NUMBER;
    if (is(i, "]") && open < i - 1 && !number && !is_declared_here(open - 1))
        change(i, 0, " + 1");
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        fprintf(stderr, "usage: changes FILE OUT\n");
        return 2;
    }
    path = argv[1];
    out_folder = argv[2];
    tokens_read(path);
    for (int i = 0; i < tokens; i++) {
        change_operator(i);
        change_constant(i);
        change_index(i);
    }
    return 0;
}
