// Grading a class: finds the submissions, takes their files, and grades every
// file that it has not seen before, several submissions at once.
//
// class.c         main: what is asked for
// class_scan.c    the submissions in a folder, whatever shape it has
// class_state.c   they and the exercises, written down
// class_grade.c   one submission, in a process of its own, with its reports
// class_cache.c   what a file's program answered, kept for the next time
// class_run.c     all of them: jobs, progress, the table
// class_count.c   what the class got right and wrong, counted
// class_alike.c   which files are alike
// class_report.c  both as one HTML page
//
// Below the folder scratch:
//     work/NAME/            the files that were taken
//     feedback/NAME.txt     the report, for the learner
//     results/NAME.json …   the same for programs
//     results/NAME.txt      its points, then what became of each item (Result)
//     records/EXERCISE/     the answers of each file, by its content and seed
//     building/             is there while it is graded
//     class.txt             the course, then the submissions
#ifndef CLASS_H
#define CLASS_H

#include "collect.h"
#include "grader.h"

typedef struct Submission {
    char *name; // of whoever handed it in; it may hold anything printable
    char *file; // the same as a file's name
    char *id;   // of a learning platform, or ""
    bool late;  // says the learning platform
    int roots;
    char **root;  // what belongs to it
    bool wanted;  // it is to be graded in this run
    int status;   // of its process: GRADED …
    char *points; // its row of the table; NULL as long as there is none
} Submission;

enum { JOBS_MOST = 64 };
enum { GRADED, NOTHING_THERE, OUT_OF_TIME, NOT_GRADED };

typedef struct Class {
    const char *dir, *out, *scratch, *only;
    Places places;
    Course course;
    Exercise *exercise;
    int jobs;
    double limit; // seconds for a submission
    int count;
    Submission *submission;
} Class;

// class_scan.c: fills the list; what is passed over is said on stderr.
void class_scan(Class *c);

// class_state.c: the list as the last grading has left it; false if there is
// none.
bool class_read(Class *c);
bool class_is_free(const Class *c);    // nobody else is grading it
bool class_is_another(const Class *c); // the seed or the exercises are
void class_write(const Class *c);

// class_grade.c: grades a submission anew or from the records; its status.
int submission_grade(const Class *c, const Submission *s);
char *class_path(const Class *c, const char *folder, const Submission *s,
                 const char *end);

// class_cache.c: e->learner, e->log and e->trouble, as they were.
bool record_read(const char *path, Exercise *e);
void record_write(const char *path, const Exercise *e);
// Where the record of this file is or would be.
char *record_path(const Class *c, const Exercise *e, const char *file);

// class_run.c: grades all that are wanted; the worst status, or -1 if it was
// interrupted.
int class_run(Class *c);

// class_count.c: the lines of results/NAME.txt behind the first.
typedef struct Result {
    int exercise, item; // item -1: the exercise
    double points, most;
    const char *what;     // "right", "named", "memory", …
    const char *sentence; // the mistake
} Result;
void results_write(const char *path, const Exercise *e, int count);
// How many; -1: it has not been graded.
int results_read(const char *path, const Course *course, Result **results);

// Something that went wrong, and with whom.
typedef struct Mistake {
    int exercise, item; // the first item in which it shows, or -1
    const char *what, *sentence;
    int count;
    int *submission;
} Mistake;

typedef struct ExerciseTally {
    int handed_in, full;
    double points;
    int right[ITEMS_MOST], partly[ITEMS_MOST];
} ExerciseTally;

typedef struct Tally {
    int graded;
    double *total; // of each graded submission, rising
    ExerciseTally *exercise;
    int mistakes;
    Mistake *mistake; // the most frequent first
} Tally;
Tally tally(const Class *c);

// class_alike.c
typedef struct Alike {
    int exercise, count;
    int *submission;
    bool identical; // to the byte; else but for names, spaces and comments
    bool solution;  // and to the solution of the course
    int tokens;     // of their own, in the smallest of them
} Alike;
int alike_find(const Class *c, Alike **groups);

// class_report.c
// Of the last grading; false if there was none.
bool class_report(Class *c, const char *path);

#endif
