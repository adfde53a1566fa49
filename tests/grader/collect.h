// Takes the files of exercises out of what somebody has handed in: a folder, an
// archive, files. Only plain files are ever read; no link is followed.
//
// collect_file_name.c  which exercise is a file, and whose, by its name
// collect_walk.c       looks through a submission, also into zips
// collect.c            chooses among several files, copies, says what it did
#ifndef COLLECT_H
#define COLLECT_H

#include <stdbool.h>
#include <stdio.h>
#include <time.h>

typedef struct Course {
    int count;
    char **name; // of each exercise: "1.1-mse-gradient"
} Course;

// What a file's name says. The kinds are in the order in which they are taken.
typedef struct NameMatch {
    int exercise; // an index
    enum { PLAIN, A_COPY, NAMED_ANEW } kind;
    int number; // of 1.1-mse-gradient-2.c or 1-2.1-mse-gradient.c; else 0
    int start;  // so many bytes stand before the exercise's name
} NameMatch;

bool name_match(const Course *course, const char *file, NameMatch *match);

// "Doe" of Doe_LATE_99_88_1.1-mse-gradient.c, with "99" as the id, or "" where
// the name has none; *late if a learning platform says so. NULL: nobody's name.
char *name_owner(const Course *course, const char *file, char **id, bool *late);

bool name_ends(const char *name, const char *end); // in any letters

// How long the end of an archive's name is: 4 of work.zip; 0: it is none.
size_t archive_length(const char *name);

typedef struct Candidate {
    char *path, *shown; // shown: as the submission knows it
    NameMatch match;
    enum { IN_WORK, ELSEWHERE, A_STATEMENT } place;
    time_t time;
} Candidate;

typedef struct Collection {
    const Course *course;
    FILE *notes;         // what is to be said of this submission
    const char *scratch; // a folder for archives; it need not be there yet
    int entries, archives;
    int found;
    Candidate *candidate;
    int others; // files that are no exercise's, up to SHOWN of them in other
    char *other[20];
} Collection;

enum { SHOWN = sizeof((Collection){0}.other) / sizeof(char *) };

// One line about the submission: printable, and cut where it is long.
void note(Collection *c, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

// Adds what is at the path, a file or a folder, to the candidates.
void collect_look(Collection *c, const char *path, const char *shown);

// Copies a plain file of no more than so many bytes; the message says why not.
const char *file_copy(const char *from, const char *to, long most);
bool file_equal(const char *left, const char *right); // to the byte

// Copies the best candidate of each exercise into the folder work; how many.
int collect(Collection *c, const char *work);

void folder_make(const char *path); // and those above; stops if it cannot
void folder_remove(const char *path);

#endif
