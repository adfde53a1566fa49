// One submission: its files are taken, each is built and run unless that is on
// record, and its reports are written. It has c->limit seconds; what is left
// then is not graded, and the report says so.
#define _XOPEN_SOURCE 700 // lockf
#include "class.h"

#include "base.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

char *class_path(const Class *c, const char *folder, const Submission *s,
                 const char *end)
{
    return text_format("%s/%s/%s%s", c->scratch, folder, s->file, end);
}

// A record is good as long as nothing of the grader is newer.
static bool on_record(const Class *c, const Exercise *e, const char *record)
{
    struct stat old, new;
    const char *const made_from[] = {
        text_format("%s/class-stamp", c->places.build),
        text_format("tests/exercises/%s/run.c", e->name)};
    if (c->only || stat(record, &old) != 0)
        return false;
    for (int i = 0; i < 2; i++)
        if (stat(made_from[i], &new) == 0 && new.st_mtime >= old.st_mtime)
            return false;
    return true;
}

// The learner knows his file as work/NAME, not where it was built.
static char *without_folder(char *text, const char *folder)
{
    char *result = text_new_copy("");
    for (char *place; text && (place = strstr(text, folder));
         text = place + strlen(folder))
        result = text_format("%s%.*swork", result, (int)(place - text), text);
    return text ? text_format("%s%s", result, text) : NULL;
}

static void build_and_play(const Class *c, Exercise *e, const char *file)
{
    char *folder = text_format("%s/building/%ld", c->scratch, (long)getpid());
    char *copy = text_format("%s/%s.c", folder, e->name);
    char *out = text_format("%s/%s", folder, e->name);
    Places here = c->places;
    here.work = here.results = folder;
    folder_make(folder);
    file_copy(file, copy, 1 << 30);
    compile(copy, text_format("tests/exercises/%s", e->name), out);
    exercise_grade(&here, e);
    e->log = without_folder(e->log, folder);
    if (e->trouble)
        e->trouble = e->log;
    for (int i = 0; i < e->items; i++) {
        Run *run = &e->learner.run[i];
        run->memory = without_folder(run->memory, folder);
        run->complaints = without_folder(run->complaints, folder);
    }
    folder_remove(folder);
}

// Not where the compiler was stopped without a word, of which another program
// may be guilty: that is tried again next time.
static bool worth_keeping(const Exercise *e)
{
    return !e->trouble || strstr(e->log, "error: ") ||
           strstr(e->log, "undefined reference");
}

// Of the same file in several submissions one is built, the others wait for it.
static bool file_grade(const Class *c, Exercise *e, const char *file)
{
    char *path = record_path(c, e, file);
    char *record = text_format("%s.txt", path);
    int lock = open(path, O_RDWR);
    if (lock < 0 || lockf(lock, F_LOCK, 0) != 0)
        return false;
    if (!on_record(c, e, record)) {
        build_and_play(c, e, file);
        record_write(record, e);
    }
    bool good = record_read(record, e);
    if (!worth_keeping(e))
        remove(record);
    close(lock);
    if (good && !e->trouble) {
        e->source = file_read(file);
        exercise_count(e);
        diagnose(e, NULL);
    }
    return good;
}

static int files_grade(const Class *c, const Submission *s, Exercise *e)
{
    double end = now() + c->limit;
    int status = GRADED;
    for (int i = 0; i < c->course.count; i++) {
        char *file = class_path(c, "work", s, text_format("/%s.c", e[i].name));
        e[i].log = "";
        e[i].has_solution = false; // in the learner's copy
        e[i].started = access(file, R_OK) == 0;
        if (!e[i].started)
            continue;
        if (now() > end) {
            e[i].trouble =
                "Not graded: the time of this submission is used up.";
            status = OUT_OF_TIME;
        } else if (!file_grade(c, &e[i], file)) {
            return NOT_GRADED;
        }
    }
    return status;
}

static bool feedback_write(const char *path, const Class *c,
                           const Submission *s, const Exercise *e,
                           const char *notes)
{
    FILE *file = fopen(path, "w");
    if (!file)
        return false;
    fprintf(file, "Submission: %s\n%s\n", s->name, notes);
    for (int i = 0; i < c->course.count; i++)
        if (e[i].started)
            report(&e[i], file);
    report_total(e, c->course.count, file);
    return fclose(file) == 0;
}

static int reports_write(const Class *c, const Submission *s, const Exercise *e,
                         const char *notes)
{
    int count = c->course.count;
    write_json(class_path(c, "results", s, ".json"), e, count, notes,
               "visible");
    write_junit(class_path(c, "results", s, ".xml"), e, count);
    write_tap(class_path(c, "results", s, ".tap"), e, count);
    if (!feedback_write(class_path(c, "feedback", s, ".txt"), c, s, e, notes))
        return NOT_GRADED;
    results_write(class_path(c, "results", s, ".txt"), e, count);
    return GRADED;
}

static int take_files(const Class *c, const Submission *s, FILE *notes)
{
    char *work = class_path(c, "work", s, "");
    Collection files = {.course = &c->course,
                        .notes = notes,
                        .scratch = text_format("%s/building/%ld-unpacked",
                                               c->scratch, (long)getpid())};
    folder_remove(work);
    for (int i = 0; i < s->roots; i++) {
        char *path = text_format("%s/%s", c->dir, s->root[i]);
        struct stat root;
        bool folder = lstat(path, &root) == 0 && S_ISDIR(root.st_mode);
        collect_look(&files, path, folder ? "" : s->root[i]);
    }
    if (s->late)
        note(&files, "The learning platform marks it as late.");
    return collect(&files, work);
}

int submission_grade(const Class *c, const Submission *s)
{
    char *text = NULL;
    size_t size = 0;
    FILE *notes = open_memstream(&text, &size);
    int taken = take_files(c, s, notes);
    fclose(notes);
    Exercise *e = memory_new((size_t)c->course.count, sizeof *e);
    memcpy(e, c->exercise, (size_t)c->course.count * sizeof *e);
    int status = files_grade(c, s, e);
    if (status == NOT_GRADED || reports_write(c, s, e, text) != GRADED)
        return NOT_GRADED;
    return taken == 0 ? NOTHING_THERE : status;
}
