// Many wrong solutions in one program: join SOLUTION FOLDER NAME… > all.c.
// all.c is included by run.c in the place of a solution. In it every wrong one
// has names of its own, mse__3 for mse, and exercise_choose says which of them
// run.c calls. For that run.c is compiled with SOLUTION's names made pointers:
// join SOLUTION > chosen.h.
//
// A wrong one differs from the solution in one function, or a few. All the rest
// it has from the solution, whose names end in 0: that is compiled once.
#define _POSIX_C_SOURCE 200809L // strndup
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

// ---- what differs from the solution ----------------------------------------

static char *right_text[FUNCTIONS_MOST], *right_rest;
static int right_functions;

// Of the file that is read: the functions that it does not have from the
// solution.
static bool differs[FUNCTIONS_MOST];

static int begin_of(int f)
{
    int i = function[f].first;
    while (i > 0 && !is_one_of(i - 1, " ; } "))
        i--;
    return token[i].at;
}

static int end_of(int f)
{
    return token[function[f].last].at + 1;
}

// What stands around the functions.
static char *rest_text(void)
{
    char *rest = calloc(strlen(source) + 1, 1);
    int at = 0;
    for (int f = 0; rest && f < functions; at = end_of(f++))
        strncat(rest, source + at, (size_t)(begin_of(f) - at));
    return rest ? strcat(rest, source + at) : "";
}

static void remember_right(void)
{
    right_functions = functions;
    right_rest = rest_text();
    for (int f = 0; f < functions; f++)
        right_text[f] =
            strndup(source + begin_of(f), (size_t)(end_of(f) - begin_of(f)));
}

static bool mentions(int first, int last, int f)
{
    for (int i = first; i <= last; i++)
        if (is(i, function[f].name) && !is_one_of(i - 1, " . -> "))
            return true;
    return false;
}

// Whoever calls a function that differs, differs. True: one more is found.
static bool follow_calls(void)
{
    bool found = false;
    for (int f = 0; f < functions; f++)
        for (int g = 0; g < functions && !differs[f]; g++)
            if (differs[g] && mentions(function[f].first, function[f].last, g))
                found = differs[f] = true;
    return found;
}

// Is a function that differs named outside of functions, as in a declaration?
static bool named_outside(void)
{
    for (int f = 0; f < functions; f++)
        for (int i = 0; differs[f] && i < tokens; i++)
            if (token[i].function < 0 && i != function[f].first &&
                mentions(i, i, f))
                return true;
    return false;
}

// False: the whole file does.
static bool compare(void)
{
    if (functions != right_functions || strcmp(rest_text(), right_rest) != 0)
        return false;
    for (int f = 0; f < functions; f++) {
        size_t size = (size_t)(end_of(f) - begin_of(f));
        differs[f] = strlen(right_text[f]) != size ||
                     memcmp(right_text[f], source + begin_of(f), size) != 0;
    }
    while (follow_calls())
        continue;
    return !named_outside();
}

// ---- printing ---------------------------------------------------------------

static bool is_shared(const char *name)
{
    for (int f = 0; f < functions; f++)
        if (differs[f] && strcmp(function[f].name, name) == 0)
            return false;
    return true;
}

// A part of the file, with its own names made names of this number, or of 0.
static void print_as(int number, bool whole, int begin, int end)
{
    int at = begin;
    for (int i = 0; i < tokens && token[i].at < end; i++)
        if (token[i].at >= begin && is_own(i)) {
            int behind = token[i].at + (int)strlen(token[i].text);
            printf("%.*s__%d", behind - at, source + at,
                   whole || !is_shared(token[i].text) ? number : 0);
            at = behind;
        }
    printf("%.*s\n", end - at, source + at);
}

// Which functions are called.
static void print_choice(int number, bool whole)
{
    printf("static void choose__%d(void)\n{\n", number);
    for (int f = 0; f < functions; f++)
        if (!function[f].is_static)
            printf("    %s__now = (void *)%s__%d;\n", function[f].name,
                   function[f].name, whole || differs[f] ? number : 0);
    printf("}\n");
}

// What the file that is read has of its own.
static void print_file(const char *path, int number)
{
    bool whole = !compare();
    owns = 0;
    each_name(own_add);
    printf("#line 1 \"%s\"\n", path);
    if (whole)
        print_as(number, true, 0, (int)strlen(source));
    for (int f = 0; f < functions && !whole; f++)
        if (differs[f])
            print_as(number, false, begin_of(f), end_of(f));
    print_choice(number, whole);
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

static void join(const char *solution, const char *folder, int count,
                 char **names)
{
    char path[1000];
    for (int k = 0; k < count; k++) {
        snprintf(path, sizeof path, "%s/%s.c", folder, names[k]);
        tokens_read(path);
        print_headers();
    }
    tokens_read(solution);
    print_headers();
    remember_right();
    each_name(own_add);
    print_as(0, true, 0, (int)strlen(source));
    for (int k = 0; k < count; k++) {
        snprintf(path, sizeof path, "%s/%s.c", folder, names[k]);
        tokens_read(path);
        print_file(path, k + 1);
    }
    printf("void exercise_choose(int number)\n{\n");
    for (int k = 0; k < count; k++)
        printf("    if (number == %d)\n        choose__%d();\n", k, k + 1);
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
    join(argv[1], argv[2], argc - 3, argv + 3);
    return 0;
}
