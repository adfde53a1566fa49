// Who calls whom, as the names in a file of C tell. Of run.c: which functions
// of the learner does an item call? And of the learner's file: does one of
// these come to another one? What cannot be seen by names alone is a call.
#include "grader.h"

#include "base.h"

#include <ctype.h>
#include <string.h>

// More than an exercise needs: what is longer is not looked through.
enum { TEXT_LONGEST = 1 << 16, PIECES_MOST = 100 };

// A function: its name and its body.
typedef struct Piece {
    char *name, *body;
    bool seen;
} Piece;

typedef struct Pieces {
    int count;
    Piece piece[PIECES_MOST];
} Pieces;

static bool is_letter(char c)
{
    return isalnum((unsigned char)c) || c == '_';
}

// Where the word stands; NULL: nowhere.
static const char *word_in(const char *text, const char *word)
{
    size_t length = strlen(word);
    for (const char *at = text; (at = strstr(at, word)); at++)
        if (!is_letter(at[length]) && (at == text || !is_letter(at[-1])))
            return at;
    return NULL;
}

// Behind the comment or the literal that begins here; the same place if none
// does.
static char *skip(char *at)
{
    char *end = NULL;
    if (strncmp(at, "//", 2) == 0)
        return at + strcspn(at, "\n");
    if (strncmp(at, "/*", 2) == 0)
        return (end = strstr(at + 2, "*/")) ? end + 2 : at + strlen(at);
    if (*at != '"' && *at != '\'')
        return at;
    for (end = at + 1; *end && *end != *at; end++)
        end += *end == '\\' && end[1] != '\0';
    return *end ? end + 1 : end;
}

// The text with blanks for comments, literals and, if wanted, the lines for the
// preprocessor.
static char *bare_text(const char *text, bool lines)
{
    char *copy = text_new_copy(text);
    for (char *at = copy; *at;) {
        char *end = skip(at);
        if (lines && *at == '#')
            for (end = at; *end && (*end != '\n' || end[-1] == '\\');)
                end++;
        if (end == at)
            at++;
        while (at < end)
            *at++ = ' ';
    }
    return copy;
}

// The name before the brackets that end before this place; NULL: there is none.
static char *name_before(const char *text, const char *behind)
{
    int depth = 0;
    const char *at = behind, *end;
    while (at > text && isspace((unsigned char)at[-1]))
        at--;
    for (at--; at > text; at--) {
        depth += (*at == ')') - (*at == '(');
        if (depth == 0)
            break;
    }
    while (at > text && isspace((unsigned char)at[-1]))
        at--;
    for (end = at; at > text && is_letter(at[-1]);)
        at--;
    return at < end ? text_format("%.*s", (int)(end - at), at) : NULL;
}

// Takes the functions out of the bare text, but for their heads; false if that
// is too much.
static bool pieces_take(char *text, Pieces *p)
{
    char *close = NULL, *begin = NULL; // the last thing before was this bracket
    int depth = 0;
    p->count = 0;
    for (char *at = text; *at; at++) {
        if (*at == '{' && depth++ == 0)
            begin = close ? at : NULL;
        else if (*at == '}' && --depth == 0 && begin) {
            char *name = name_before(text, begin);
            if (p->count == PIECES_MOST || !name)
                return false;
            p->piece[p->count++] = (Piece){
                name, text_format("%.*s", (int)(at - begin), begin), false};
            memset(begin, ' ', (size_t)(at - begin));
            *at = ';';
        }
        if (!isspace((unsigned char)*at))
            close = *at == ')' ? at : NULL;
    }
    return true;
}

static bool is_defined(const Pieces *p, const char *name)
{
    for (int i = 0; i < p->count; i++)
        if (strcmp(p->piece[i].name, name) == 0)
            return true;
    return false;
}

// Marks the function of this name and those that it comes to.
static void mark(Pieces *p, const char *name)
{
    for (int i = 0; i < p->count; i++) {
        Piece *f = &p->piece[i];
        if (f->seen || strcmp(f->name, name) != 0)
            continue;
        f->seen = true;
        for (int k = 0; k < p->count; k++)
            if (!p->piece[k].seen && word_in(f->body, p->piece[k].name))
                mark(p, p->piece[k].name);
    }
}

static bool marked_has(const Pieces *p, const char *word)
{
    for (int i = 0; i < p->count; i++)
        if (p->piece[i].seen && word_in(p->piece[i].body, word))
            return true;
    return false;
}

// The next word up to a blank; "" behind the last.
static char *next_word(char **text)
{
    char *word = *text + strspn(*text, " ");
    *text = word + strcspn(word, " ");
    if (**text)
        *(*text)++ = '\0';
    return word;
}

// ---- run.c -----------------------------------------------------------------

// The function of an item: {"each", 1, "its title", run_each, …
static char *run_of(const char *run_c, const char *item)
{
    const char *at = strstr(run_c, text_format("{\"%s\",", item));
    at = at ? strchr(at + strlen(item) + 4, '"') : NULL;
    if (!at)
        return "";
    while (*at == '"')
        for (at = skip((char *)at); isspace((unsigned char)*at);)
            at++;
    while (*at && !is_letter(*at))
        at++;
    int length = 0;
    while (is_letter(at[length]))
        length++;
    return text_format("%.*s", length, at);
}

// Does the declaration that ends here declare a type?
static bool is_typedef(const char *text, const char *end)
{
    const char *begin = end;
    while (begin > text && begin[-1] != ';')
        begin--;
    return word_in(text_format("%.*s", (int)(end - begin), begin), "typedef");
}

// The functions of the learner that an item of run.c calls: their names, with
// blanks between them. It declares them all; what it defines is its own.
char *calls_of_item(const char *run_c, const char *item)
{
    static Pieces p;
    char *text = bare_text(run_c, true), *calls = "";
    if (!pieces_take(text, &p))
        return "";
    mark(&p, run_of(run_c, item));
    for (char *at = text; (at = strchr(at, ')')); at++) {
        char *name = at[1 + strspn(at + 1, " \n")] == ';'
                         ? name_before(text, at + 1)
                         : NULL;
        if (name && !is_typedef(text, at) && !is_defined(&p, name) &&
            marked_has(&p, name))
            calls = text_format("%s%s%s", calls, *calls ? " " : "", name);
    }
    return calls;
}

// ---- the learner's file ----------------------------------------------------

// Is it named outside the functions, where it is not declared: in a macro, in a
// table of functions?
static bool named_outside(const char *source, const char *outside,
                          const char *name)
{
    for (const char *at = outside; (at = word_in(at, name)); at++)
        if (at[strlen(name) + strspn(at + strlen(name), " \n")] != '(')
            return true;
    for (const char *line = source; (line = strchr(line, '#')); line++) {
        char *words = text_format("%.*s", (int)strcspn(line, "\n"), line);
        if (word_in(words, name))
            return true;
    }
    return false;
}

bool calls_reach(const char *source, const char *from, const char *to)
{
    static Pieces p;
    if (!source || !*from || !*to || strlen(source) > TEXT_LONGEST)
        return true;
    char *text = bare_text(source, true), *rest = text_new_copy(from);
    if (!pieces_take(text, &p))
        return true;
    for (char *name; *(name = next_word(&rest)); mark(&p, name))
        if (!is_defined(&p, name) || word_in(to, name))
            return true;
    rest = text_new_copy(to);
    for (char *name; *(name = next_word(&rest));)
        if (marked_has(&p, name) || named_outside(source, text, name))
            return true;
    return false;
}
