// The grader: plays each item of an exercise with the learner's program, in a
// process of its own, and compares what it answers, case by case, with the
// recorded answers of the solution; then looks among the recorded answers of
// known mistakes for the one that answers the same.
//
// grade.c                main: what is asked for
// grade_play.c           the learner's program is played, item by item
// grade_run.c            a program in its own process, its limits, its end
// grade_sandbox.c        what such a process can see and do: bubblewrap, or
// grade_landlock.c       Landlock,
// grade_seccomp.c        and the system calls of both
// grade_compile.c        the learner's program is made
// grade_item_seed.c      the seed, made unrecognisable
// grade_asan.c           what AddressSanitizer says, in words
// grade_lines.c          and in which line
// grade_answers.c        answers: read, written, compared
// grade_text.c           texts
// grade_exercise.c       exercises: their items, the answers recorded for them
// grade_record.c         which are recorded here
// grade_calls.c          which functions call which, by their names
// grade_points.c         which cases are right; points
// grade_score.c          the cases as tests of the library Check
// grade_diagnose.c       which known mistake is it, and if none:
// grade_follows.c        does it follow from another item?
// grade_symptom.c        what is the wrong answer like; with
// grade_symptom_scale.c  right up to a factor, and
// grade_symptom_place.c  right in the wrong place,
// grade_symptom_cases.c  right but in special cases
// grade_failure.c        what went wrong with an item
// grade_report.c         the report as text
// grade_wrap.c           and its long lines
// grade_formats.c        as JUnit and TAP
// grade_json.c           as JSON
// grade_selfcheck.c      are the exercises themselves right?
// grade_coverage.c       is there a case for each sentence of a statement?
// grade_survivors.c      what does nothing tell from the solution?
//
// What knows no process is in the site's pages, too (docs/site/judge.c).
//
// Nothing is freed before the end: the program lives for seconds.
#ifndef GRADER_H
#define GRADER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

enum { ITEMS_MOST = 8, CASES_MOST = 1000, PATH_MOST = 1024, SIGHT_MOST = 120 };
enum { SIGNALLED = 128, CANNOT_ENCLOSE = 125 };

// How an item's process came to its end.
typedef enum Ending {
    RETURNED,  // as it should, all cases answered
    EXITED,    // by exit() or the like, or its answers are none
    CRASHED,   // by a signal
    TIMED_OUT, // stopped by the grader or by the limit of its time
    FORBIDDEN, // it tried to start a program, to reach another …
    NOT_RUN    // there is no program
} Ending;

typedef struct Answer {
    char *name, *shape; // shape "-": just one number
    int count;          // -1: "nothing"
    double *number;
} Answer;

typedef struct Case {
    char *given, *about; // parts with tabs between them
    int count;
    Answer *answer;
    bool changed; // its input, which was to be left alone
} Case;

// What a program did with one item.
typedef struct Run {
    Ending ending;
    int signal; // of CRASHED
    int count;  // cases begun
    Case *cases;
    char *complaints; // its stderr
    char *memory; // the error that AddressSanitizer found, in words; or NULL
    const char *memory_given; // in which case
} Run;

// One thing that is graded; as in exercise.h.
typedef struct Item {
    char *name, *title;
    int cases;
    double points, tolerance;
    char *uses;  // names of other items, with blanks between them
    char *calls; // and of the learner's functions
} Item;

// The solution, a wrong solution, or the learner's program.
typedef struct Program {
    char *name;    // "solution", "factor-2-twice"
    char *mistake; // the sentence of a wrong one
    Run run[ITEMS_MOST];
} Program;

typedef struct Exercise {
    char *name;   // "3.2-cross-entropy"
    char *number; // "3.2"
    char *title;  // "Exercise 3.2: cross entropy and its gradient"
    int items;
    Item item[ITEMS_MOST];
    int programs;      // 0: its answers have not been read
    Program *program;  // [0] is the solution
    bool started;      // there is a file in work/
    bool awaited;      // somebody sits at a terminal
    bool has_solution; // to be shown
    char *source;      // the learner's file, if it is known
    char *log;         // what the compiler says
    char *trouble;     // why there is no learner's program; or NULL
    Program learner;
    int passed[ITEMS_MOST];
    const char *diagnosis[ITEMS_MOST]; // a sentence or NULL
} Exercise;

// Where things are, and the seed of all cases.
typedef struct Places {
    const char *build, *results, *work;
    uint64_t seed;
} Places;

// grade_sandbox.c: files and folders that a program may read.
typedef struct Sight {
    int count;
    const char *path[SIGHT_MOST];
} Sight;

void see(Sight *sight, const char *path);
void see_libraries(Sight *sight); // of the system
void see_tools(Sight *sight);     // the same, the compiler and its headers

// A program to be run. Its arguments begin with its path.
typedef struct Command {
    const char *const *arguments, *const *environment;
    bool enclosed; // in the sandbox, if there is one
    bool compiles; // it may start programs, and write into scratch
    Sight sight;
    const char *scratch;
    double seconds;   // by the clock, after which it is killed
    double computing; // seconds of that, where Linux tells; 0: not asked
} Command;

// SANDBOX=bubblewrap, landlock or none; else what works here, which is tried
// the first time. False: there is none.
bool sandbox_choose(void);
// The same, but even what was named is tried.
bool sandbox_works(void);
// This process becomes the program; if it cannot, it ends with CANNOT_ENCLOSE.
void become(const Command *c);
// grade_landlock.c: false if the kernel cannot do it.
bool landlock_enter(const Command *c);
// grade_seccomp.c: self is the process itself; 0 if it has a world of its own.
struct Filter;
void filter_build(struct Filter *f, bool compiles, unsigned self);

// grade_run.c: runs it to its end, and gives its exit status, SIGNALLED and
// more for a signal, -1 if it had to be killed. *sent is what it wrote to
// descriptor 3, up to 4 MiB, *said what it wrote to 2, up to 64 KiB.
int run_command(const Command *c, char **sent, char **said);

// grade_compile.c
void compile(const char *file, const char *exercise, const char *out);
const char *const *compiler_environment(const char *scratch);

// grade_asan.c: fills run->memory if AddressSanitizer has complained, and says
// behind the complaint where abort was called. The lines say where it was, from
// within outwards: a function, then "file:line"; and made where the array was
// made that it is about.
void run_memory(Run *run, const char *file, char *lines, char *made);
// grade_lines.c: these lines, or "".
char *memory_lines(const char *complaints, const char *words,
                   const char *program);

// grade_item_seed.c
uint64_t key_of(uint64_t seed, const char *item);

// grade_text.c
char *text_format(const char *format, ...)
    __attribute__((format(printf, 1, 2)));
// Makes the text printable, in place: what is no letter in UTF-8, no tab and no
// end of a line becomes '?', and so does what steers a terminal. All that comes
// from a learner goes through here.
char *text_clean(char *text);
// The whole file, ended by '\0'; NULL if it cannot be read.
char *file_read(const char *path);
// The next line of the text, ended by '\0'; NULL at its end.
char *next_line(char **text);
char *next_part(char **line); // up to the next tab; "" behind the last

// grade_answers.c: what a program has sent becomes run->cases; false if not all
// cases were answered.
bool answers_read(char *text, const Item *item, Run *run);
// What such an end means: 0, an exit status, SIGNALLED and more for a signal,
// -1 if it had to be killed; and the number of the signal, or 0.
Ending ending_of(int status, int *number);
// What a program has sent and said until it came to such an end.
void run_take(int status, char *sent, char *complaints, const Item *item,
              Run *run);
// The next run in the text, as run_write writes it; or "right": as this one.
void run_read(char **text, Run *run, const Run *right);
// Of a wrong solution not more than it takes to recognise it.
void run_write(const Run *run, bool wrong, FILE *file);
bool number_equal(double got, double expected, double tolerance);
bool answer_equal(const Answer *a, const Answer *b, double tolerance);
bool case_equal(const Case *a, const Case *b, double tolerance);
bool run_equal(const Run *a, const Run *b, double tolerance);

// grade_exercise.c: without its answers; only its items; with its answers.
Exercise exercise_new(const char *name);
void items_read(Exercise *e, char *text);
Exercise exercise_of(const char *name, char *answers);
Program *program_add(Exercise *e, char *name, char *mistake);

// grade_record.c: the exercise, with the answers that are recorded for it.
Exercise exercise_read(const Places *places, const char *name);
// Plays the solution and all wrong ones, or of these only what is listed, and
// writes their answers down.
void record(const Places *places, const char *name, bool rules);

// grade_play.c: one item. What is not ours is enclosed, and in a hurry it has
// less time.
void play(const char *path, const Item *item, uint64_t seed, bool enclosed,
          bool hurry, Run *run);
// Plays the program that was made of a file, counts, diagnoses.
void program_grade(Exercise *e, const char *file, const char *program,
                   uint64_t seed);
// The same with what stands in the work folder, if there is anything.
void exercise_grade(const Places *places, Exercise *e);

// grade_calls.c: the functions of the learner that an item of run.c calls, with
// blanks between them; "" if that cannot be seen. And does one of some
// functions come to one of others? What cannot be seen counts as yes.
char *calls_of_item(const char *run_c, const char *item);
bool calls_reach(const char *source, const char *from, const char *to);

// grade_score.c: what e->learner has passed.
void exercise_count(Exercise *e);

// grade_points.c
bool ended_well(const Run *run);
bool case_passed(const Exercise *e, int item, int number);
bool item_passed(const Exercise *e, int item);
double item_points(const Exercise *e, int item);
double exercise_points(const Exercise *e);
double exercise_points_most(const Exercise *e);

// grade_diagnose.c: fills e->diagnosis. Leaving out one program shows what
// would be said if that mistake were not known; NULL leaves out none.
void diagnose(Exercise *e, const Program *left_out);
bool program_is_rule(const Program *p); // or a pair: listed by nobody

// grade_symptom.c: what a wrong answer is like, as a sentence; or NULL. The
// plain ones are told before any mistake is guessed: no number, always the
// same.
const char *plain_property(const Run *got, const Run *expected,
                           const Item *item);
const char *simple_multiple(const Run *got, const Run *expected,
                            const Item *item);
const char *property(const Run *got, const Run *expected, const Item *item);

// grade_failure.c: what went wrong with an item, in lines that each begin with
// indent.
void failure_text(const Exercise *e, int item, const char *indent, FILE *out);
int shown_bytes(const char *line,
                int most); // of a long line, no letter cut in two

// grade_report.c
// On a terminal one sees what is being done, until the report comes.
void report_awaited(const Exercise *e, const char *what, FILE *out);
void report(const Exercise *e, FILE *out);
void report_total(const Exercise *e, int count, FILE *out);
void report_start(const Exercise *e, int count, FILE *out); // if none is begun
void report_progress(const Exercise *e, int count, FILE *out);
// Why nothing could be graded, in lines that each begin with indent.
void trouble_text(const Exercise *e, const char *indent, FILE *out);
char *points_text(double points); // 3, 3.5, 1.33

// grade_wrap.c: the text with no line of more than 80 columns, where there are
// blanks; how many columns a line has.
void wrap_text(const char *text, FILE *out);
int text_columns(const char *text);

// grade_json.c
// notes: what is to be said of the whole; visibility: who sees the result of
// an item, "visible", "after_due_date", "after_published" or "hidden".
void write_json(const char *path, const Exercise *e, int count,
                const char *notes, const char *visibility);
void write_classroom50(const char *path, const Exercise *e, int count);

// grade_formats.c
FILE *open_or_stop(const char *path);
void close_or_stop(FILE *file, const char *path);
// What is to be said of an item that is not right; "" for one that is.
char *item_words(const Exercise *e, int item);
double total_of(const Exercise *e, int count);
void write_junit(const char *path, const Exercise *e, int count);
void write_tap(const char *path, const Exercise *e, int count);
// One line: the points of each exercise and of all, with commas.
void write_points(const char *path, const Exercise *e, int count);

// grade_coverage.c: how many lines of the file cases are wrong; it says which.
int sentences_check(const Exercise *e, FILE *out);

// grade_survivors.c: how many wrong solutions have full marks and no excuse, or
// excuses no use; it says which.
int survivors_check(const Places *places, const Exercise *e, FILE *out);

// grade_selfcheck.c: looks at exercises as their author; false if one is amiss.
bool check_exercises(const Places *places, int count, char **names);

#endif
