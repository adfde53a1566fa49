// Runs a function in a child process, as if it were the main() of a program,
// and keeps what it printed and how it ended.
#ifndef CHILD_H
#define CHILD_H

#include <check.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct Child {
    int status; // of exit(), or -1
    char out[8192], err[8192];
} Child;

static inline void child_read_back(FILE *file, char *text, size_t size)
{
    rewind(file);
    text[fread(text, 1, size - 1, file)] = '\0';
    fclose(file);
}

// Calls the function in a child; it gets these words as argc and argv.
static inline Child in_child(void (*function)(int, char **),
                             const char *const *words, const char *stdout_path)
{
    Child result;
    int status, argc = 0;
    char *argv[16] = {NULL};
    FILE *out = tmpfile(), *err = tmpfile();
    for (; words[argc]; argc++)
        argv[argc] = (char *)words[argc];
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        dup2(stdout_path ? open(stdout_path, O_WRONLY) : fileno(out), 1);
        dup2(fileno(err), 2);
        function(argc, argv);
        fflush(stdout);
        _exit(0);
    }
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    result.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    child_read_back(out, result.out, sizeof result.out);
    child_read_back(err, result.err, sizeof result.err);
    return result;
}

#endif
