// Runs a stage program in a fresh folder and keeps what it printed.
#ifndef RUN_H
#define RUN_H

#include <check.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { WORDS = 40, TEXT = 1 << 16 };

static char top[4096];    // the project's folder
static char folder[4096]; // the fresh one, which the programs run in

typedef struct Run {
    int code; // the exit status; -1: ended by a signal
    char out[TEXT], err[TEXT];
} Run;

static Run run;

static inline void read_text(const char *path, char *text)
{
    FILE *file = fopen(path, "r");
    ck_assert_msg(file != NULL, "%s is missing", path);
    size_t length = fread(text, 1, TEXT - 1, file);
    text[length] = '\0';
    fclose(file);
}

static inline void write_text(const char *name, const char *text, size_t length)
{
    char path[5000];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(text, 1, length, file), length);
    ck_assert_int_eq(fclose(file), 0);
}

static inline void make_folder(void)
{
    ck_assert_ptr_nonnull(getcwd(top, sizeof top));
    strcpy(folder, "/tmp/kindling-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
}

static inline void remove_folder(void)
{
    char command[5000];
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    ck_assert_int_eq(system(command), 0);
}

// In the child, which works in another folder than the project's: so a program
// (make says where the PROGRAMS are) and an option that names a file of the
// project get the whole path. Options are cut at blanks.
static inline void execute(const char *program, const char *options)
{
    static char path[5000], words[8192], data[5000];
    char *arguments[WORDS] = {path};
    int count = 1;
    snprintf(path, sizeof path, "%s/" PROGRAMS "/%s",
             PROGRAMS[0] == '/' ? "" : top, program);
    snprintf(words, sizeof words, "%s", options);
    for (char *w = strtok(words, " "); w && count < WORDS - 1;
         w = strtok(NULL, " ")) {
        arguments[count] = strcmp(w, "''") == 0 ? w + 2 : w;
        if (strncmp(w, "tests/", 6) == 0) {
            snprintf(data, sizeof data, "%s/%s", top, w);
            arguments[count] = data;
        }
        count++;
    }
    if (chdir(folder) == 0)
        execv(path, arguments);
    _exit(127);
}

// Runs the program with these options. out: where its stdout goes, NULL:
// run.out.
static inline void start(const char *program, const char *options,
                         const char *out)
{
    char out_path[5000], err_path[5000];
    snprintf(out_path, sizeof out_path, "%s/stdout", folder);
    snprintf(err_path, sizeof err_path, "%s/stderr", folder);
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        int to = open(out ? out : out_path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
        int err = open(err_path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
        dup2(to, STDOUT_FILENO);
        dup2(err, STDERR_FILENO);
        alarm(1000);
        execute(program, options);
    }
    int status;
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    run.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    run.out[0] = '\0';
    if (out == NULL)
        read_text(out_path, run.out);
    read_text(err_path, run.err);
}

static inline void expect_success(const char *program, const char *options)
{
    ck_assert_msg(run.code == 0, "%s %s: exit status %d: %s", program, options,
                  run.code, run.err);
}

// A failure is one line on stderr, of printable characters.
static inline void expect_failure(const char *program, const char *options,
                                  int code, const char *word)
{
    start(program, options, NULL);
    size_t length = strlen(run.err);
    ck_assert_msg(run.code == code, "%s %s: exit status %d, not %d: %s%s",
                  program, options, run.code, code, run.out, run.err);
    ck_assert_msg(length > 1 && strcspn(run.err, "\n") == length - 1,
                  "%s %s: not one line: %s", program, options, run.err);
    ck_assert_msg(strncmp(run.err, program, strlen(program)) == 0,
                  "%s %s: does not begin with its name: %s", program, options,
                  run.err);
    ck_assert_msg(strstr(run.err, word), "%s %s: no \"%s\" in: %s", program,
                  options, word, run.err);
    for (size_t i = 0; i + 1 < length; i++)
        ck_assert_msg((unsigned char)run.err[i] >= ' ', "%s %s: byte %#x",
                      program, options, (unsigned char)run.err[i]);
}

#endif
