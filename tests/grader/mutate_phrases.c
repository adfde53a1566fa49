// What mutate.c says: names, phrases and places in the learner's terms.
#include "mutate.h"

#include <stdio.h>
#include <string.h>

static const char *words_text;

void words_read(const char *path)
{
    words_text = text_of(path);
}

// What the file of words says of a name; else the name itself, _ as a blank.
const char *words(const char *name)
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
bool is_cryptic(int i)
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
const char *target(int set)
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
const char *phrase(int from, int to)
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
const char *thing(const char *kind, int from, int to)
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
const char *place(int at)
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
