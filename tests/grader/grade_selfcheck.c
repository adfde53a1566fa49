// Are the exercises themselves right? The stub must compile and pass no item,
// the solution must get full marks, every wrong solution must lose points and
// be named by its own sentence, with more than one seed; and no trick may earn
// more than its first line says.
#define _POSIX_C_SOURCE 200809L
#include "grader.h"

#include "base.h"

#include <dirent.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

// Of a hundred wrong items so many may be taken for another mistake, were their
// own not known: many a mistake is listed twice, once for each place.
enum { WRONG_LEAST = 4, SEEDS = 2, TAKEN_MOST = 6, ITEMS_LEAST = 1000 };

typedef struct Sum {
    int faults, exercises, wrong, caught, named, described, rules;
    int wrong_items, taken;
    double points;
} Sum;

static void fault(Sum *sum, const char *where, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
static void fault(Sum *sum, const char *where, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    fprintf(stderr, "%s: ", where);
    vfprintf(stderr, format, list);
    fputc('\n', stderr);
    va_end(list);
    sum->faults++;
}

static void check_texts(const char *name, Sum *sum)
{
    static const char *const wanted[][2] = {
        {"about.txt", "minutes: "},       {"about.txt", "\ndifficulty: "},
        {"about.txt", "\npractises: "},   {"about.txt", "\nneeds: "},
        {"about.txt", "\ncompare: "},     {"hints.md", "## 1\n"},
        {"hints.md", "\n## 2\n"},         {"hints.md", "\n## 3\n"},
        {"solution.c", "/*: # Solution "}};
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        char *path = text_format("tests/exercises/%s/%s", name, wanted[i][0]);
        char *text = file_read(path);
        if (!text || !strstr(text, wanted[i][1]))
            fault(sum, path, "there is no \"%s\"",
                  wanted[i][1] + strspn(wanted[i][1], "\n"));
    }
    char *book = file_read("docs/book.txt");
    if (!book || !strstr(book, text_format("/exercises/%s.c\n", name)))
        fault(sum, name, "docs/book.txt does not list it");
}

static bool compiled(const char *program, Sum *sum)
{
    char *log = file_read(text_format("%s.log", program));
    if (log && *log)
        fault(sum, program, "the compiler says something:\n%s", log);
    if (access(program, X_OK) != 0)
        fault(sum, program, "does not compile");
    return access(program, X_OK) == 0;
}

static void check_stub(Exercise *e, const char *folder, Sum *sum)
{
    char *program = text_format("%s/as-stub/learner", folder);
    if (!compiled(program, sum))
        return;
    program_grade(e, "stub", program, 1);
    for (int i = 0; i < e->items; i++)
        if (item_passed(e, i))
            fault(sum, e->name, "the stub passes %s", e->item[i].name);
}

static void check_solution(Exercise *e, const char *folder, Sum *sum)
{
    char *program = text_format("%s/as-solution/learner", folder);
    if (!compiled(program, sum))
        return;
    program_grade(e, "solution.c", program, 1);
    for (int i = 0; i < e->items; i++)
        if (!item_passed(e, i)) {
            fault(sum, e->name, "the solution fails in %s", e->item[i].name);
            failure_text(e, i, "    ", stderr);
        }
}

// Is it said of every item that is wrong, and is it this mistake?
static bool named(const Exercise *e, const char *mistake)
{
    for (int i = 0; i < e->items; i++)
        if (!item_passed(e, i) &&
            (!e->diagnosis[i] || strcmp(e->diagnosis[i], mistake) != 0))
            return false;
    return true;
}

static const char *first_diagnosis(const Exercise *e)
{
    for (int i = 0; i < e->items; i++)
        if (!item_passed(e, i))
            return e->diagnosis[i] ? e->diagnosis[i] : "nothing known";
    return "no mistake";
}

static bool something_said(const Exercise *e)
{
    for (int i = 0; i < e->items; i++)
        if (!item_passed(e, i) && !e->diagnosis[i] &&
            e->learner.run[i].ending == RETURNED)
            return false;
    return true;
}

// Is what is said of the item the sentence of another mistake?
static bool taken_for_another(const Exercise *e, int item)
{
    const char *words = e->diagnosis[item];
    for (int p = 1; words && p < e->programs; p++)
        if (strncmp(words, e->program[p].mistake,
                    strlen(e->program[p].mistake)) == 0)
            return true;
    return false;
}

// No line of the report may be wider than a terminal.
static void check_width(const Exercise *e, const char *name, Sum *sum)
{
    enum { WIDTH = 80 };
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    report(e, out);
    fclose(out);
    for (char *rest = text, *line; (line = next_line(&rest));)
        if (text_columns(line) > WIDTH)
            fault(sum, name, "a line is too long: %s", line);
    free(text);
}

// "The sum is taken: the mean is asked for" reads as if both had been done.
static bool misread(const char *sentence)
{
    static const char wish[] = " is asked for.";
    const char *last = NULL;
    for (const char *at = sentence; (at = strstr(at, ": ")); at++)
        last = at;
    size_t length = last ? strlen(last) : 0;
    return length > strlen(wish) &&
           strcmp(last + length - strlen(wish), wish) == 0 &&
           strcspn(last, ".;") == length - 1 &&
           (last - sentence < 5 || strncmp(last - 5, "Right", 5) != 0);
}

static void check_wrong(Exercise *e, const Program *wrong, Sum *sum)
{
    e->learner = *wrong;
    for (int i = 0; i < e->items; i++)
        e->learner.run[i].memory = NULL;
    exercise_count(e);
    diagnose(e, NULL);
    check_width(e, wrong->name, sum);
    if (misread(wrong->mistake))
        fault(sum, wrong->name, "\"Right: \" is missing: %s", wrong->mistake);
    bool caught = exercise_points(e) < exercise_points_most(e);
    bool right = caught && named(e, wrong->mistake);
    if (!caught)
        fault(sum, e->name, "%s loses no points", wrong->name);
    else if (!right)
        fault(sum, e->name, "%s is taken for: %s", wrong->name,
              first_diagnosis(e));
    sum->wrong++;
    sum->caught += caught;
    sum->named += right;
    diagnose(e, wrong);
    sum->described += caught && something_said(e);
    for (int i = 0; i < e->items; i++)
        if (!item_passed(e, i)) {
            sum->wrong_items++;
            sum->taken += taken_for_another(e, i);
        }
}

static void check_exercise(const Places *places, const char *name, Sum *sum)
{
    char *folder = text_format("%s/%s", places->build, name);
    check_texts(name, sum);
    for (int seed = 1; seed <= SEEDS; seed++) {
        Places p = *places;
        p.seed = (uint64_t)seed;
        bool made = p.seed == places->seed; // make has recorded its answers
        if (!made)
            record(&p, name, false);
        Exercise e = exercise_read(&p, name);
        if (!made) // they are not whole
            remove(text_format("%s/answers-%d.txt", folder, seed));
        if (seed == 1) {
            check_stub(&e, folder, sum);
            check_solution(&e, folder, sum);
            sum->exercises++;
            sum->points += exercise_points_most(&e);
            if (e.programs - 1 < WRONG_LEAST)
                fault(sum, name, "%d wrong solutions", e.programs - 1);
        }
        for (int k = 1; k < e.programs; k++)
            if (program_is_rule(&e.program[k]))
                sum->rules += seed == 1;
            else
                check_wrong(&e, &e.program[k], sum);
        sum->faults += sentences_check(&e, stderr);
        if (made)
            sum->faults += survivors_check(places, &e, stderr);
    }
}

// The exercise that most tricks are for.
static const char TRICKED[] = "1.1-mse-gradient";

// Nothing that the compiler says may come from a file of somebody else: the
// passwords of the machine, the solution, the recorded answers.
static bool leaks(const char *log)
{
    static const char *const secrets[] = {"root:", "{#sol-1-1}", "The loss is",
                                          "program\tsolution", "SANDBOX="};
    for (size_t i = 0; log && i < sizeof secrets / sizeof *secrets; i++)
        if (strstr(log, secrets[i]))
            return true;
    return false;
}

// What the learner and the instructor are told.
static void check_report(const Exercise *e, const char *name, Sum *sum)
{
    enum { REPORT_MOST = 8000 };
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    report(e, out);
    fclose(out);
    if (leaks(e->log) || leaks(text))
        fault(sum, name, "the compiler says what it must not know");
    if (size > REPORT_MOST)
        fault(sum, name, "the report has %zu bytes", size);
    free(text);
}

// "name <tab> exercise <tab> points <tab> what it tries". Where there is no
// sandbox only what is right is tried.
static void check_trick(const Places *places, char *line, Sum *sum)
{
    char *name = next_part(&line), *exercise = next_part(&line);
    char *folder = text_format("%s/tricks", places->build);
    char *file = text_format("%s/%s.c", folder, name);
    char *program = text_format("%s/%s/learner", folder, name);
    char *log = file_read(text_format("%s.log", program));
    const char *checks = getenv("SANITIZE");
    if (strncmp(name, "asan-", 5) == 0 && !(checks && *checks))
        return; // this compiler has no AddressSanitizer
    if (strncmp(name, "right-", 6) != 0 && !sandbox_choose())
        return;
    Exercise e = exercise_read(places, exercise);
    e.log = log ? text_clean(log) : "";
    if (access(program, X_OK) == 0)
        program_grade(&e, file, program, 1);
    else
        e.trouble = e.log;
    if (strtod(next_part(&line), NULL) != exercise_points(&e))
        fault(sum, name, "earns %s points: %s\n%.500s",
              points_text(exercise_points(&e)), line, e.log);
    check_report(&e, name, sum);
}

// A program that a trick has left running, where /proc tells of them.
static bool lives_on(const Places *places)
{
    char *folder = text_format("%s/tricks/", places->build), place[PATH_MOST];
    struct dirent **process;
    int count = scandir("/proc", &process, NULL, NULL);
    for (int i = 0; i < count; i++) {
        char *link = text_format("/proc/%s/exe", process[i]->d_name);
        ssize_t length = readlink(link, place, sizeof place - 1);
        place[length > 0 ? length : 0] = '\0';
        if (strstr(place, folder))
            return true;
    }
    return false;
}

// The outer sandbox by itself: intruder.c in the place of a program, and of a
// compiler, in an empty folder.
static void check_sandbox(const Places *places, Sum *sum)
{
    char *program = text_format("%s/intruder", places->build);
    const char *const arguments[] = {program, NULL};
    char *scratch = text_format("%s/intruded", places->build), *sent, *said;
    if (!sandbox_works())
        return;
    mkdir(scratch, 0777);
    for (int compiles = 0; compiles < 2; compiles++) {
        Command c = {.arguments = arguments,
                     .environment = compiler_environment(scratch),
                     .enclosed = true,
                     .compiles = compiles,
                     .scratch = compiles ? scratch : NULL,
                     .seconds = 10};
        see_tools(&c.sight);
        see(&c.sight, program);
        int status = run_command(&c, &sent, &said);
        if (status != 0 || *said)
            fault(sum, compiles ? "as a compiler" : "as a program",
                  "an intruder ends with %d: %s", status, said);
    }
}

// The list was made by tricks.sh.
static int check_tricks(const Places *places, Sum *sum)
{
    char *list = file_read(text_format("%s/tricks/list.txt", places->build));
    int tricks = 0;
    for (char *line; list && (line = next_line(&list)); tricks++)
        check_trick(places, line, sum);
    check_sandbox(places, sum);
    if (lives_on(places))
        fault(sum, "tricks", "one of them has left a process");
    return tricks;
}

bool check_exercises(const Places *places, int count, char **names)
{
    Sum sum = {0};
    int tricks = 0;
    for (int i = 0; i < count; i++) {
        check_exercise(places, names[i], &sum);
        if (strcmp(names[i], TRICKED) == 0)
            tricks = check_tricks(places, &sum);
    }
    double taken = 100.0 * sum.taken / sum.wrong_items;
    if (taken > TAKEN_MOST && sum.wrong_items >= ITEMS_LEAST)
        fault(&sum, "check-exercises", "too many are taken for another");
    printf("%d exercises, %g points, %d wrong solutions with %d seeds each.\n"
           "Caught: %.1f %%. Named by their own sentence: %.1f %%.\n"
           "Were the mistake not known: something said of %.1f %%, taken for "
           "another in %.1f %% of the items.\n"
           "%d more that rules have made.\n"
           "%d tricks.\n",
           sum.exercises, sum.points, sum.wrong / SEEDS, SEEDS,
           100.0 * sum.caught / sum.wrong, 100.0 * sum.named / sum.wrong,
           100.0 * sum.described / sum.wrong, taken, sum.rules, tricks);
    if (sum.faults > 0)
        printf("FAILED: %d faults.\n", sum.faults);
    return sum.faults == 0;
}
