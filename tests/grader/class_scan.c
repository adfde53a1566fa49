// A folder of submissions: each folder in it is one; files and archives belong to
// the one whose name stands before that of the exercise.
#define _POSIX_C_SOURCE 200809L
#include "class.h"

#include "base.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

enum { NAME_MOST = 100, SAID_MOST = 10 };

static char *printable(const char *name)
{
    char *text = text_clean(text_new_copy(name));
    for (char *end; (end = strpbrk(text, "\n\t"));)
        *end = ' ';
    size_t length = strlen(text);
    while (length > 0 && text[length - 1] == ' ')
        text[--length] = '\0';
    return length > 0 ? text : text_new_copy("?");
}

static Submission *submission_of(Class *c, const char *name, const char *id)
{
    for (int i = 0; i < c->count; i++) {
        Submission *s = &c->submission[i];
        if (*id ? strcmp(s->id, id) == 0 : strcmp(s->name, name) == 0)
            return s;
    }
    return NULL;
}

static Submission *submission_add(Class *c, char *name, char *id)
{
    c->submission = memory_resize(c->submission, (size_t)c->count + 1,
                                  sizeof *c->submission);
    Submission *s = &c->submission[c->count++];
    *s = (Submission){.name = name, .id = id};
    return s;
}

static void root_add(Submission *s, const char *name)
{
    s->root = memory_resize(s->root, (size_t)s->roots + 1, sizeof *s->root);
    s->root[s->roots++] = text_new_copy(name);
}

static const char *add_file(Class *c, const char *file)
{
    NameMatch match;
    char *id = "";
    bool late = false;
    if (archive_length(file) == 0 && !name_match(&c->course, file, &match))
        return "is of no exercise that is graded";
    char *name = name_owner(&c->course, file, &id, &late);
    if (!name)
        return "has nobody's name before that of the exercise";
    name = printable(name);
    Submission *s = submission_of(c, name, id);
    if (!s)
        s = submission_add(c, name, id);
    s->late = s->late || late;
    root_add(s, file);
    return NULL;
}

// Folders first: a file may belong to one.
static const char *add(Class *c, const char *name, bool folders)
{
    struct stat s;
    if (lstat(text_format("%s/%s", c->dir, name), &s) != 0)
        return folders ? NULL : "cannot be read";
    if (folders && S_ISDIR(s.st_mode))
        root_add(submission_add(c, printable(name), ""), name);
    if (folders || S_ISDIR(s.st_mode))
        return NULL;
    return S_ISREG(s.st_mode) ? add_file(c, name) : "is a link or the like";
}

static int by_name(const void *left, const void *right)
{
    const Submission *a = left, *b = right;
    int order = strcmp(a->name, b->name);
    return order != 0 ? order : strcmp(a->root[0], b->root[0]);
}

// No two of one name: "Doe (99)", or else "Doe (2)".
static void name_apart(Class *c)
{
    for (int i = 1; i < c->count; i++) {
        Submission *s = &c->submission[i];
        char *name = s->name;
        int number = 1;
        for (int k = 0; k < i; k++)
            if (strcasecmp(s->name, c->submission[k].name) == 0) {
                s->name = *s->id && number == 1
                              ? text_format("%s (%s)", name, s->id)
                              : text_format("%s (%d)", name, number + 1);
                number++;
                k = -1; // from the beginning
            }
    }
}

// The name without what a file's name cannot hold, or should not begin with.
static char *file_name(const char *name)
{
    char *file = text_format("%.*s", NAME_MOST, name);
    text_clean(file); // a letter may be cut in two
    for (char *c = file; *c; c++)
        if (strchr("/\\:*?\"<>|", *c))
            *c = '_';
    if (*file == '.' || *file == '-')
        *file = '_';
    return file;
}

static void file_names(Class *c)
{
    for (int i = 0; i < c->count; i++) {
        char *file = file_name(c->submission[i].name);
        c->submission[i].file = file;
        for (int k = 0, number = 2; k < i; k++)
            if (strcasecmp(c->submission[i].file, c->submission[k].file) == 0) {
                c->submission[i].file = text_format("%s-%d", file, number++);
                k = -1;
            }
    }
}

void class_scan(Class *c)
{
    struct dirent **entry;
    int passed_over = 0, count = scandir(c->dir, &entry, NULL, alphasort);
    for (int i = 0; i < 2 * count; i++) {
        const char *name = entry[i % count]->d_name;
        if (*name == '.' || strcmp(name, "__MACOSX") == 0)
            continue;
        const char *trouble = add(c, name, i < count);
        if (trouble && ++passed_over <= SAID_MOST)
            fprintf(stderr, "%s/%s %s: passed over.\n", c->dir, printable(name),
                    trouble);
    }
    if (passed_over > SAID_MOST)
        fprintf(stderr, "and %d more in %s.\n", passed_over - SAID_MOST,
                c->dir);
    if (c->count > 0)
        qsort(c->submission, (size_t)c->count, sizeof *c->submission, by_name);
    name_apart(c);
    file_names(c);
}
