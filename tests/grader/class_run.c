// Several submissions are graded at once, each in a process of its own, so that
// whatever happens to one costs the others nothing. After each the table is
// written anew.
#define _POSIX_C_SOURCE 200809L
#include "class.h"

#include "base.h"

#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { BAR = 30, WORKER = 16 }; // a worker's status is WORKER and more

static volatile sig_atomic_t interrupted;

static void interrupt(int number)
{
    (void)number;
    interrupted = 1;
}

static char *points_of(const Class *c, const Submission *s)
{
    char *text = file_read(class_path(c, "results", s, ".txt"));
    return text ? next_line(&text) : NULL;
}

// A name may hold commas and quotes, and must be no formula.
static void cell(FILE *file, const char *text)
{
    fputs(strchr("-=+@", *text) ? "\"'" : "\"", file);
    for (; *text; text++)
        fprintf(file, *text == '"' ? "\"\"" : "%c", *text);
    fputc('"', file);
}

static void row(FILE *file, const Class *c, const Submission *s)
{
    if (!s->points && s->status != NOT_GRADED)
        return;
    cell(file, s->name);
    if (s->points) {
        fprintf(file, ",%s,", s->points);
    } else {
        for (int i = 0; i < c->course.count; i++)
            fputc(',', file);
        fputs(",not graded,", file);
    }
    cell(file, class_path(c, "feedback", s, ".txt"));
    fputc('\n', file);
}

// Written beside it and then put in its place: at any time there is a table.
static void table_write(const Class *c)
{
    char *new = text_format("%s.new", c->out);
    FILE *file = open_or_stop(new);
    fputs("name", file);
    for (int i = 0; i < c->course.count; i++)
        fprintf(file, ",%s", c->exercise[i].number);
    fputs(",total,report\n", file);
    for (int i = 0; i < c->count; i++)
        row(file, c, &c->submission[i]);
    close_or_stop(file, new);
    if (rename(new, c->out) != 0) {
        perror(c->out);
        exit(2);
    }
}

static double seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void bar(int done, int all, double began)
{
    double left = done > 0 ? (seconds() - began) / done * (all - done) : 0;
    printf("\r[");
    for (int i = 0; i < BAR; i++)
        fputs(i * all < done * BAR ? "#" : ".", stdout);
    printf("] %d of %d", done, all);
    if (done > 0)
        printf(", %d:%02d left", (int)left / 60, (int)left % 60);
    printf("\033[K%s", done == all ? "\r\033[K" : "");
    fflush(stdout);
}

// On a terminal there is a bar, elsewhere a line for each submission.
static void progress(const Submission *s)
{
    const char *total = s->points ? strrchr(s->points, ',') : NULL;
    printf("%s: %s%s\n", s->name, total ? total + 1 : "not graded",
           total ? " points" : "");
    fflush(stdout);
}

typedef struct Job {
    pid_t pid;
    Submission *submission;
} Job;

static void begin(const Class *c, Job *job, Submission *s)
{
    fflush(NULL);
    remove(class_path(c, "results", s, ".txt"));
    *job = (Job){fork(), s};
    if (job->pid == 0) {
        signal(SIGINT, SIG_DFL);
        signal(SIGTERM, SIG_DFL);
        _exit(WORKER + submission_grade(c, s));
    }
    if (job->pid < 0) {
        perror("fork");
        exit(2);
    }
}

// Waits until one has ended: its slot; -1 if interrupted.
static int end(Job *job)
{
    int status = 0;
    pid_t pid = wait(&status);
    for (int i = 0; pid > 0 && i < JOBS_MOST; i++)
        if (job[i].pid == pid) {
            job[i].pid = 0;
            status = WIFEXITED(status) ? WEXITSTATUS(status) - WORKER : -1;
            job[i].submission->status = status < 0 ? NOT_GRADED : status;
            return i;
        }
    return -1;
}

static int free_slot(const Job *job, int jobs)
{
    for (int i = 0; i < jobs; i++)
        if (job[i].pid == 0)
            return i;
    return -1;
}

static void run_all(Class *c, int all)
{
    static Job job[JOBS_MOST];
    double began = seconds();
    bool terminal = isatty(STDOUT_FILENO);
    int done = 0;
    if (terminal)
        bar(0, all, began);
    for (int next = 0; !interrupted && done < all;) {
        int slot = free_slot(job, c->jobs);
        while (next < c->count && !c->submission[next].wanted)
            next++;
        if (slot >= 0 && next < c->count)
            begin(c, &job[slot], &c->submission[next++]);
        else if ((slot = end(job)) >= 0) {
            Submission *s = job[slot].submission;
            s->points = points_of(c, s);
            table_write(c);
            done++;
            if (terminal)
                bar(done, all, began);
            else
                progress(s);
        }
    }
    for (int i = 0; i < JOBS_MOST; i++)
        if (job[i].pid > 0)
            kill(job[i].pid, SIGTERM);
    while (wait(NULL) > 0 || errno == EINTR)
        ;
}

// What an earlier run left of submissions that are no more.
static void tidy(const Class *c, const char *folder)
{
    char *path = text_format("%s/%s", c->scratch, folder);
    struct dirent **entry;
    int count = scandir(path, &entry, NULL, NULL);
    for (int i = 0; i < count; i++) {
        const char *name = entry[i]->d_name;
        bool known = strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
        for (int k = 0; k < c->count && !known; k++) {
            size_t length = strlen(c->submission[k].file);
            known = strncmp(name, c->submission[k].file, length) == 0 &&
                    (name[length] == '\0' || name[length] == '.');
        }
        if (!known)
            folder_remove(text_format("%s/%s", path, name));
    }
}

int class_run(Class *c)
{
    struct sigaction action = {.sa_handler = interrupt};
    int all = 0, worst = GRADED;
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    folder_remove(text_format("%s/building", c->scratch));
    sandbox_choose(); // once for all workers
    close_or_stop(open_or_stop(text_format("%s.new", c->out)), c->out);
    class_write(c);
    for (int i = 0; i < c->count; i++)
        if (c->submission[i].wanted)
            all++;
        else
            c->submission[i].points = points_of(c, &c->submission[i]);
    run_all(c, all);
    if (interrupted)
        return -1;
    for (int i = 0; i < c->count; i++)
        if (c->submission[i].status > worst)
            worst = c->submission[i].status;
    if (!c->only) {
        tidy(c, "feedback");
        tidy(c, "results");
        tidy(c, "work");
    }
    folder_remove(text_format("%s/building", c->scratch));
    return worst;
}
