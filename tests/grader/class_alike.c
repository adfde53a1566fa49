// Which files are alike? A file is seen as runs of GRAM tokens without comments
// and blanks, and without the names that the learner chose. What the statement
// and the solution have, or more than a quarter of the class, is nobody's own.
// Two files are alike if they share most of what is their own.
#define _POSIX_C_SOURCE 200809L
#include "class.h"

#include "base.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { GRAM = 6, OWN_LEAST = 25, COMMON = 4, SHARED_PERCENT = 80 };

// Sorted hashes, each once.
typedef struct Set {
    int count;
    uint64_t *hash;
} Set;

typedef struct File {
    char *path;
    uint64_t content; // its hash, comments and all
    Set all, own;
    int group; // the number of another file that is like it, or its own
} File;

static uint64_t hash_more(uint64_t hash, const char *text, size_t length)
{
    while (length-- > 0)
        hash = (hash ^ (unsigned char)*text++) * 0x100000001b3u;
    return hash;
}

static int compare(const void *left, const void *right)
{
    uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;
    return (a > b) - (a < b);
}

static bool has(const Set *s, uint64_t hash)
{
    return s->count > 0 && bsearch(&hash, s->hash, (size_t)s->count,
                                   sizeof hash, compare) != NULL;
}

static void sort(Set *s)
{
    int kept = 0;
    if (s->count > 0)
        qsort(s->hash, (size_t)s->count, sizeof *s->hash, compare);
    for (int i = 0; i < s->count; i++)
        if (i == 0 || s->hash[i] != s->hash[kept - 1])
            s->hash[kept++] = s->hash[i];
    s->count = kept;
}

static bool is_word(char c)
{
    return isalnum((unsigned char)c) || c == '_' || (unsigned char)c >= 0x80;
}

// Behind blanks and comments.
static const char *skip(const char *c)
{
    for (;;) {
        c += strspn(c, " \t\r\n\\");
        if (c[0] == '/' && c[1] == '/') {
            c += strcspn(c, "\n");
        } else if (c[0] == '/' && c[1] == '*') {
            const char *end = strstr(c + 2, "*/");
            c = end ? end + 2 : c + strlen(c);
        } else {
            return c;
        }
    }
}

// Behind the token that begins here.
static const char *token_end(const char *c)
{
    char quote = *c;
    if (is_word(*c)) {
        while (is_word(*c) || (*c == '.' && isdigit((unsigned char)quote)))
            c++;
        return c;
    }
    if (quote != '"' && quote != '\'')
        return c + 1;
    for (c++; *c && *c != quote && *c != '\n'; c++)
        c += *c == '\\' && c[1];
    return *c ? c + 1 : c;
}

// The learner's own names all look alike, and so do all of one letter; words:
// those that are not.
static Set tokens(const char *text, const Set *words)
{
    Set s = {0, memory_new(strlen(text) + 1, sizeof *s.hash)};
    for (const char *c = skip(text); *c;) {
        const char *end = token_end(c);
        uint64_t hash = hash_more(0xcbf29ce484222325u, c, (size_t)(end - c));
        bool name = is_word(*c) && !isdigit((unsigned char)*c);
        bool own = name && words && (end - c < 2 || !has(words, hash));
        s.hash[s.count++] = own ? 1 : hash;
        c = skip(end);
    }
    return s;
}

static Set grams(const char *text, const Set *words)
{
    Set s = tokens(text, words);
    for (int i = 0; i + GRAM <= s.count; i++)
        s.hash[i] =
            hash_more(0, (const char *)&s.hash[i], GRAM * sizeof *s.hash);
    s.count = s.count < GRAM ? 0 : s.count - GRAM + 1;
    sort(&s);
    return s;
}

static int shared(const Set *a, const Set *b)
{
    int count = 0;
    for (int i = 0; i < a->count; i++)
        count += has(b, a->hash[i]);
    return count;
}

// What more than so many files have.
static Set find_common(const File *file, int files, int most)
{
    Set s = {0, NULL};
    for (int i = 0; i < files; i++) {
        const Set *all = &file[i].all;
        s.hash = memory_resize(s.hash, (size_t)(s.count + all->count) + 1,
                               sizeof *s.hash);
        for (int k = 0; k < all->count; k++)
            s.hash[s.count++] = all->hash[k];
    }
    if (s.count > 0)
        qsort(s.hash, (size_t)s.count, sizeof *s.hash, compare);
    int kept = 0;
    for (int i = most; i < s.count; i++)
        if (s.hash[i] == s.hash[i - most])
            s.hash[kept++] = s.hash[i];
    s.count = kept;
    return s;
}

static void find_own(File *file, int files, const Set *given)
{
    int most = files / 4 > COMMON ? files / 4 : COMMON;
    Set common = find_common(file, files, most);
    for (int i = 0; i < files; i++) {
        const Set *all = &file[i].all;
        Set own = {0, memory_new((size_t)all->count + 1, sizeof *own.hash)};
        for (int k = 0; k < all->count; k++)
            if (!has(given, all->hash[k]) && !has(&common, all->hash[k]))
                own.hash[own.count++] = all->hash[k];
        file[i].own = own;
    }
}

static bool near(const File *a, const File *b)
{
    int larger = a->own.count > b->own.count ? a->own.count : b->own.count;
    return a->own.count >= OWN_LEAST && b->own.count >= OWN_LEAST &&
           100 * shared(&a->own, &b->own) >= SHARED_PERCENT * larger;
}

// The words of the statement and of C that are no name of the learner's.
static Set known_words(const char *statement)
{
    static const char c_words[] =
        "if else for while do return break continue switch case default goto "
        "sizeof static const void int long float double bool unsigned char "
        "size_t struct NULL true false malloc calloc free fabs sqrt exp log";
    Set s = tokens(text_format("%s %s", statement, c_words), NULL);
    sort(&s);
    return s;
}

static char *text_of(const char *path)
{
    char *text = file_read(path);
    return text ? text : text_new_copy("");
}

typedef struct Finding {
    const Class *class;
    int exercise, files;
    File *file;      // of each submission that has one
    int *submission; // whose it is
    Set statement;
    const char *solution; // its path
    Alike *groups;
    int count;
} Finding;

static void read_files(Finding *f)
{
    const char *name = f->class->course.name[f->exercise];
    char *statement =
        text_of(text_format("stages/stage%.1s/exercises/%s.c", name, name));
    f->solution = text_format("tests/exercises/%s/solution.c", name);
    Set words = known_words(statement), given;
    f->statement = grams(statement, &words);
    f->files = 0;
    for (int i = 0; i < f->class->count; i++) {
        char *path = class_path(f->class, "work", &f->class->submission[i],
                                text_format("/%s.c", name));
        char *text = file_read(path);
        if (!text)
            continue;
        f->file[f->files] = (File){.path = path,
                                   .content = hash_more(0, text, strlen(text)),
                                   .all = grams(text, &words),
                                   .group = f->files};
        f->submission[f->files++] = i;
        free(text);
    }
    given =
        grams(text_format("%s\n%s", statement, text_of(f->solution)), &words);
    find_own(f->file, f->files, &given);
}

// What is not the statement's, in tokens.
static int tokens_of(const Finding *f, const File *file)
{
    return file->all.count - shared(&file->all, &f->statement);
}

static void group_add(Finding *f, int first)
{
    Alike a = {.exercise = f->exercise, .identical = true};
    a.submission = memory_new((size_t)f->files, sizeof *a.submission);
    a.tokens = tokens_of(f, &f->file[first]);
    for (int i = first; i < f->files; i++)
        if (f->file[i].group == first) {
            int own = tokens_of(f, &f->file[i]);
            a.submission[a.count++] = f->submission[i];
            a.tokens = own < a.tokens ? own : a.tokens;
            a.identical =
                a.identical && file_equal(f->file[first].path, f->file[i].path);
        }
    a.solution = a.identical && file_equal(f->file[first].path, f->solution);
    if (!a.solution && (a.count < 2 || a.tokens == 0))
        return;
    f->groups = memory_resize(f->groups, (size_t)f->count + 1, sizeof a);
    f->groups[f->count++] = a;
}

static void find_groups(Finding *f)
{
    for (int i = 0; i < f->files; i++)
        for (int k = 0; k < i; k++) {
            File *a = &f->file[k], *b = &f->file[i];
            int one = a->group, other = b->group;
            if (one == other || !(near(a, b) || a->content == b->content))
                continue;
            for (int j = 0; j < f->files; j++)
                if (f->file[j].group == one || f->file[j].group == other)
                    f->file[j].group = one < other ? one : other;
        }
    for (int i = 0; i < f->files; i++)
        group_add(f, i);
}

static int by_size(const void *left, const void *right)
{
    const Alike *a = left, *b = right;
    return a->tokens != b->tokens ? b->tokens - a->tokens
                                  : a->exercise - b->exercise;
}

int alike_find(const Class *c, Alike **groups)
{
    Finding f = {.class = c};
    f.file = memory_new((size_t)c->count + 1, sizeof *f.file);
    f.submission = memory_new((size_t)c->count + 1, sizeof *f.submission);
    for (f.exercise = 0; f.exercise < c->course.count; f.exercise++) {
        read_files(&f);
        find_groups(&f);
    }
    if (f.count > 0)
        qsort(f.groups, (size_t)f.count, sizeof *f.groups, by_size);
    *groups = f.groups;
    return f.count;
}
