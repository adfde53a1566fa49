// Many wrong solutions in one program: join SOLUTION FOLDER NAME… > all.c.
// all.c is included by run.c in the place of a solution. In it every wrong one
// has names of its own, mse__3 for mse, and exercise_choose says which of them
// run.c calls. For that run.c is compiled with SOLUTION's names made pointers:
// join SOLUTION > chosen.h.
#include "tokens.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool is(int i, const char *text)
{
    return i >= 0 && i < tokens && strcmp(token[i].text, text) == 0;
}

// Is it a name that the file gives to something of its own?
static bool is_given_here(int i)
{
    static const char behind[] = " ( = , ; [ { } ";
    char word[40];
    if (token[i].kind != NAME || i + 1 >= tokens || is(i - 1, "."))
        return false;
    snprintf(word, sizeof word, " %.30s ", token[i + 1].text);
    return strstr(behind, word) != NULL;
}

// Outside of functions and of the lists of parameters; the constants of an
// enum.
static void each_name(void (*use)(const char *name, int number), int number)
{
    for (int i = 0; i < tokens; i++) {
        if (is(i, "(") && token[i].depth == 0 && is_given_here(i - 1))
            use(token[i - 1].text, number);
        bool listed = is(i, "{") && (is(i - 1, "enum") || is(i - 2, "enum"));
        if (is(i, "(") || is(i, "[") || (is(i, "{") && !listed))
            i = token[i].partner;
        else if (is(i, "=")) // its value
            while (!is(i + 1, ",") && !is(i + 1, ";") && !is(i + 1, "}"))
                i = is(i + 1, "(") || is(i + 1, "{") ? token[i + 1].partner
                                                     : i + 1;
        else if (is_given_here(i) && !is(i + 1, "("))
            use(token[i].text, number);
    }
}

static void define(const char *name, int number)
{
    printf("#define %s %s__%d\n", name, name, number);
}

static void undefine(const char *name, int number)
{
    (void)number;
    printf("#undef %s\n", name);
}

static void define_pointer(const char *name, int number)
{
    (void)number;
    printf("#define %s (*%s__now)\n", name, name);
}

// The functions that run.c calls.
static void each_function(void (*use)(const char *name, int number))
{
    for (int f = 0; f < functions; f++)
        if (!function[f].is_static)
            use(function[f].name, 0);
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

// Those that no rule of mutate.c has made.
static int listed_of(int count, char **names)
{
    int listed = 0;
    while (listed < count && strncmp(names[listed], "rule-", 5) != 0)
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
        each_name(define, k);
        printf("#include \"%s.c\"\n", names[k]);
        printf("static void choose__%d(void)\n{\n", k);
        for (int f = 0; f < functions; f++)
            if (!function[f].is_static)
                printf("    %s__now = (void *)%s;\n", function[f].name,
                       function[f].name);
        printf("}\n");
        each_name(undefine, k);
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
