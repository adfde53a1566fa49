// The grader: plays each item of an exercise with the learner's program, in a
// process of its own, and compares what it answers, case by case, with the
// recorded answers of the solution; then looks among the recorded answers of
// known mistakes for the one that answers the same.
//
// grade_run.c       a program in its own process, its limits, its end
// grade_answers.c   answers: read, compared
// grade_record.c    the right and the wrong answers: recorded, read back
// grade_check.c     the cases as tests of the library Check; points
// grade_diagnose.c  which known mistake is it, and if none: what is it like
// grade_report.c    the report as text
// grade_formats.c   as JSON, JUnit and TAP
// grade_meta.c      are the exercises themselves right?
//
// Nothing is freed before the end: the program lives for seconds.
#ifndef GRADER_H
#define GRADER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

enum { ITEMS_MOST = 8, PATH_MOST = 1024 };

// How an item's process came to its end.
typedef enum Ending {
    RETURNED,  // as it should
    EXITED,    // by exit() or the like before the last case
    CRASHED,   // by a signal
    TIMED_OUT, // stopped by the grader or by the limit of its time
    FORBIDDEN, // it tried to open a file, start a process …
    SILENT,    // it sent something that is no answer
    NOT_RUN    // there is no program
} Ending;

typedef struct Answer {
    char *name, *shape; // shape "-": just one number
    int count;          // -1: "nothing"
    double *number;
} Answer;

typedef struct Case {
    char *given;
    int count;
    Answer *answer;
} Case;

// What a program did with one item.
typedef struct Run {
    Ending ending;
    int signal;         // of CRASHED
    int count;          // cases begun
    Case *cases;
    char complaint[400]; // the first line of its stderr
    char memory[500];    // what AddressSanitizer found, in words; or ""
} Run;

// One thing that is graded; as in exercise.h.
typedef struct Item {
    char *name, *title;
    int points, cases;
    double tolerance;
} Item;

// The solution, a wrong solution, or the learner's program.
typedef struct Program {
    char *name;    // "solution", "factor-2-twice"
    char *mistake; // the sentence of a wrong one
    Run run[ITEMS_MOST];
} Program;

typedef struct Exercise {
    char name[128];  // "3.2-cross-entropy"
    char title[200]; // "Exercise 3.2: cross entropy and its gradient"
    int items;
    Item item[ITEMS_MOST];
    int programs;
    Program *program; // [0] is the solution
    Program learner;
    const char *trouble; // why there is no learner's program; or NULL
    int passed[ITEMS_MOST];
    const char *diagnosis[ITEMS_MOST]; // a sentence or NULL
} Exercise;

// Where things are, and the seed of all cases.
typedef struct Places {
    const char *build, *results, *work;
    uint64_t seed;
} Places;

// grade_run.c: plays one item and keeps what it sent, up to 4 MiB, in text.
// run->ending says how it ended as far as the process goes.
char *run_program(const char *path, const char *item, uint64_t seed, Run *run);
// The number of the signal in words: "a segmentation fault: …".
const char *signal_words(int number);

// grade_answers.c: the next line of the text, ended by '\0'; NULL at its end.
char *next_line(char **text);
char *next_part(char **line); // up to the next tab; "" behind the last
// Reads cases up to "end"; false if that is missing or something is amiss.
bool run_read(char **text, Run *run);
bool number_equal(double got, double expected, double tolerance);
bool answer_equal(const Answer *a, const Answer *b, double tolerance);
bool case_equal(const Case *a, const Case *b, double tolerance);
bool run_equal(const Run *a, const Run *b, double tolerance);
// One item, played and read.
void play(const char *path, const Item *item, uint64_t seed, Run *run);

// grade_record.c
void record(const Places *places, const char *name, FILE *out);
// The answers of the solution and the wrong ones; false: there are none.
bool exercise_read(const Places *places, const char *name, Exercise *e);
// The whole file, ended by '\0'; NULL if it cannot be read.
char *file_read(const char *path);

// grade_check.c: plays the learner's program, if it is there, and counts.
void exercise_grade(const Places *places, Exercise *e);
bool item_passed(const Exercise *e, int item);
double item_points(const Exercise *e, int item);
double exercise_points(const Exercise *e);
int exercise_points_most(const Exercise *e);

// grade_diagnose.c: fills e->diagnosis.
void diagnose(Exercise *e);
const char *property(const Run *got, const Run *expected, const Item *item);

// grade_report.c
void report(const Places *places, const Exercise *e, bool colour, FILE *out);
void report_total(const Exercise *e, int count, bool colour, FILE *out);
// What went wrong with an item, in lines each begun with indent.
void failure_text(const Exercise *e, int item, const char *indent, FILE *out);
typedef struct PointsText {
    char chars[32];
} PointsText;
PointsText points_text(double points); // 3, 3.5, 1.33

// grade_formats.c: false if the file cannot be written.
bool write_json(const char *path, const Exercise *e, int count);
bool write_junit(const char *path, const Exercise *e, int count);
bool write_tap(const char *path, const Exercise *e, int count);

// grade_meta.c: looks at exercises as their author; 0 if all is well.
int check_exercises(const Places *places, int count, char **names);

#endif
