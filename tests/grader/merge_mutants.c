// Many wrong solutions in one program: join SOLUTION FOLDER NAME… > all.c.
// all.c is included by run.c in the place of a solution. In it every wrong one
// has names of its own, mse__3 for mse, and exercise_choose says which of them
// run.c calls. For that run.c is compiled with SOLUTION's names made pointers:
// join SOLUTION > chosen.h.
#include "tokens.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// Is it a name that the file gives to something of its own?
static bool is_given_here(int i)
{
    static const char behind[] = " ( = , ; [ } ";
    char word[40];
    if (token[i].kind != NAME || i + 1 >= tokens || is(i, "enum"))
        return false;
    if (is(i - 1, "struct"))
        return true;
    snprintf(word, sizeof word, " %.30s ", token[i + 1].text);
    return strstr(behind, word) != NULL;
}

// Outside of functions and of lists of parameters; the constants of an enum.
static void each_name(void (*use)(const char *name))
{
    for (int i = 0; i < tokens; i++) {
        if (is(i, "(") && token[i].depth == 0 && is_given_here(i - 1))
            use(token[i - 1].text);
        bool listed = is(i, "{") && (is(i - 1, "enum") || is(i - 2, "enum"));
        if (is(i, "(") || is(i, "[") || (is(i, "{") && !listed))
            i = token[i].partner;
        else if (is(i, "=")) // its value
            while (!is(i + 1, ",") && !is(i + 1, ";") && !is(i + 1, "}"))
                i = is(i + 1, "(") || is(i + 1, "{") ? token[i + 1].partner
                                                     : i + 1;
        else if (is_given_here(i) && !is(i + 1, "("))
            use(token[i].text);
    }
}

enum { OWN_MOST = 200 };
static const char *own[OWN_MOST];
static int owns;

static void own_add(const char *name)
{
    if (owns < OWN_MOST)
        own[owns++] = name;
}

static bool is_own(int i)
{
    if (token[i].kind != NAME || is(i - 1, ".") || is(i - 1, "->"))
        return false;
    for (int k = 0; k < owns; k++)
        if (strcmp(own[k], token[i].text) == 0)
            return true;
    return false;
}

// The file, with its own names made names of this number.
static void print_as(int number)
{
    int at = 0;
    owns = 0;
    each_name(own_add);
    for (int i = 0; i < tokens; i++)
        if (is_own(i)) {
            int end = token[i].at + (int)strlen(token[i].text);
            printf("%.*s__%d", end - at, source + at, number);
            at = end;
        }
    printf("%s\n", source + at);
}

static void undefine(const char *name)
{
    printf("#undef %s\n", name);
}

static void define_pointer(const char *name)
{
    printf("#define %s (*%s__now)\n", name, name);
}

// The functions that run.c calls.
static void each_function(void (*use)(const char *name))
{
    for (int f = 0; f < functions; f++)
        if (!function[f].is_static)
            use(function[f].name);
}

// What a solution includes comes first, before any name is changed.
static void print_headers(void)
{
    const char *line = source;
    for (; line; line = strchr(line, '\n')) {
        line += *line == '\n';
        if (strncmp(line, "#include", 8) == 0)
            printf("%.*s\n", (int)strcspn(line, "\n"), line);
        if (*line == '\0')
            break;
    }
}

// Those that are neither made by a rule of mutate.c nor a pair.
static int listed_of(int count, char **names)
{
    int listed = 0;
    while (listed < count && strncmp(names[listed], "rule-", 5) != 0 &&
           strncmp(names[listed], "pair-", 5) != 0)
        listed++;
    return listed;
}

static void join(const char *folder, int count, char **names)
{
    for (int k = 0; k < count; k++) {
        char path[1000];
        snprintf(path, sizeof path, "%s/%s.c", folder, names[k]);
        tokens_read(path);
        print_headers();
    }
    for (int k = 0; k < count; k++) {
        char path[1000];
        snprintf(path, sizeof path, "%s/%s.c", folder, names[k]);
        tokens_read(path);
        printf("#line 1 \"%s\"\n", path);
        print_as(k);
        printf("static void choose__%d(void)\n{\n", k);
        for (int f = 0; f < functions; f++)
            if (!function[f].is_static)
                printf("    %s__now = (void *)%s__%d;\n", function[f].name,
                       function[f].name, k);
        printf("}\n");
    }
    printf("void exercise_choose(int number)\n{\n");
    for (int k = 0; k < count; k++)
        printf("    if (number == %d)\n        choose__%d();\n", k, k);
    printf("}\nconst int exercise_wrongs = %d, exercise_listed = %d;\n", count,
           listed_of(count, names));
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        fprintf(stderr, "usage: join SOLUTION [FOLDER NAME…]\n");
        return 2;
    }
    tokens_read(argv[1]);
    if (argc == 2) {
        each_function(define_pointer);
        return 0;
    }
    each_function(undefine);
    join(argv[2], argc - 3, argv + 3);
    return 0;
}
