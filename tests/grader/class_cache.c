// What the program made of a file answered is kept, so that the same content,
// from whomever, is built and run once for a seed:
//
//     log      a line of the compiler
//     program  1, or 0 if there is none; then for each item
//     memory   what AddressSanitizer found, and in which case
//     said     the first line of its stderr
//     run …    as in the recorded answers of the solution
#define _POSIX_C_SOURCE 200809L
#include "class.h"

#include "base.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LOG_LINES = 60, LINE_MOST = 250 };

// FNV-1a.
static uint64_t hash_of(const char *text, uint64_t seed)
{
    uint64_t hash = 0xcbf29ce484222325u ^ seed;
    for (; *text; text++)
        hash = (hash ^ (unsigned char)*text) * 0x100000001b3u;
    return hash;
}

// The file lies beside its record: two contents with one hash stay apart.
char *record_path(const Class *c, const Exercise *e, const char *file)
{
    char *text = file_read(file);
    uint64_t hash = hash_of(text ? text : "", c->places.seed);
    free(text);
    char *folder = text_format("%s/records/%s", c->scratch, e->name);
    folder_make(folder);
    for (;; hash++) {
        char *path =
            text_format("%s/%016llx-%llu.c", folder, (unsigned long long)hash,
                        (unsigned long long)c->places.seed);
        if (access(path, F_OK) != 0)
            file_copy(file, path, 1 << 30);
        if (file_equal(path, file))
            return path;
    }
}

// Somewhat more than what is right, by which a known mistake can be recognised,
// and no more, whatever somebody sends.
static void trim(Run *run, const Run *right)
{
    enum { MORE_ANSWERS = 8, MORE_NUMBERS = 100 };
    if (run->count > right->count + 1)
        run->count = right->count + 1;
    for (int i = 0; i < run->count; i++) {
        const Case *other = i < right->count ? &right->cases[i] : NULL;
        Case *mine = &run->cases[i];
        int most = (other ? other->count : 0) + MORE_ANSWERS;
        mine->count = mine->count > most ? most : mine->count;
        for (int k = 0; k < mine->count; k++) {
            bool both = other && k < other->count && other->answer[k].count > 0;
            int numbers = (both ? other->answer[k].count : 0) + MORE_NUMBERS;
            if (mine->answer[k].count > numbers)
                mine->answer[k].count = numbers;
        }
    }
}

static void log_write(const char *log, FILE *file)
{
    char *copy = text_new_copy(log);
    int lines = 0;
    for (char *line; (line = next_line(&copy)) && lines < LOG_LINES; lines++)
        fprintf(file, "log\t%.*s\n", LINE_MOST, line);
}

void record_write(const char *path, const Exercise *e)
{
    char *new = text_format("%s.new", path);
    FILE *file = fopen(new, "w");
    if (!file)
        return; // it will be graded again next time
    log_write(e->log, file);
    fprintf(file, "program\t%d\n", !e->trouble);
    for (int i = 0; i < e->items && !e->trouble; i++) {
        Run run = e->learner.run[i];
        trim(&run, &e->program[0].run[i]);
        fprintf(file, "memory\t%s\t%s\n", run.memory ? run.memory : "",
                run.memory ? run.memory_given : "");
        fprintf(file, "said\t%.*s\n",
                (int)strcspn(run.complaints ? run.complaints : "", "\n"),
                run.complaints ? run.complaints : "");
        run_write(&run, false, file);
    }
    if (fclose(file) == 0)
        rename(new, path);
}

static void run_of(Exercise *e, int item, char **text)
{
    Run *run = &e->learner.run[item];
    char *memory = next_line(text), *said = next_line(text);
    run_read(text, run, NULL);
    if (!memory || !said)
        return;
    next_part(&memory);
    next_part(&said);
    char *words = next_part(&memory);
    run->memory = *words ? words : NULL;
    run->memory_given = memory;
    run->complaints = said;
}

bool record_read(const char *path, Exercise *e)
{
    char *text = file_read(path), *word = "", *line = NULL;
    e->log = "";
    e->trouble = NULL;
    e->learner = (Program){.name = "learner"};
    while (text && (line = next_line(&text))) {
        word = next_part(&line);
        if (strcmp(word, "log") != 0)
            break;
        e->log = text_format("%s%s\n", e->log, line);
    }
    if (!text || !line || strcmp(word, "program") != 0)
        return false;
    if (*line == '0')
        e->trouble = e->log;
    for (int i = 0; i < e->items && !e->trouble; i++)
        run_of(e, i, &text);
    return true;
}
