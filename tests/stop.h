// For tests of the programmer's mistakes: runs a function in a child process
// and gives back how it ended and what it wrote on stderr.
#ifndef STOP_H
#define STOP_H

#include <check.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct Stop {
    int status;          // of waitpid()
    char message[16384]; // the beginning of stderr
} Stop;

static inline void stop_run(Stop *stop, void (*function)(void))
{
    int ends[2];
    ck_assert_int_eq(pipe(ends), 0);
    fflush(NULL);
    pid_t child = fork();
    ck_assert_int_ge(child, 0);
    if (child == 0) {
        setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
        dup2(ends[1], STDERR_FILENO);
        close(ends[0]);
        close(ends[1]);
        function();
        _exit(0);
    }
    close(ends[1]);
    size_t length = 0;
    char chunk[512];
    for (ssize_t n; (n = read(ends[0], chunk, sizeof chunk)) > 0;) {
        size_t room = sizeof stop->message - 1 - length;
        size_t used = (size_t)n < room ? (size_t)n : room;
        memcpy(stop->message + length, chunk, used);
        length += used;
    }
    stop->message[length] = '\0';
    close(ends[0]);
    ck_assert_int_eq(waitpid(child, &stop->status, 0), child);
}

// The function must stop the program (abort) with one line on stderr that
// names the place in common/ and holds all the words.
static inline void stops_with(const char *what, void (*function)(void),
                              const char *const words[3])
{
    Stop stop;
    stop_run(&stop, function);
    ck_assert_msg(WIFSIGNALED(stop.status) && WTERMSIG(stop.status) == SIGABRT,
                  "%s did not abort (status %#x): %s", what,
                  (unsigned)stop.status, stop.message);
    char *line_end = strchr(stop.message, '\n');
    ck_assert_msg(line_end && line_end[1] == '\0', "%s: not one line: %s", what,
                  stop.message);
    ck_assert_msg(strncmp(stop.message, "common/", 7) == 0, "%s: no place: %s",
                  what, stop.message);
    for (int i = 0; i < 3 && words[i]; i++)
        ck_assert_msg(strstr(stop.message, words[i]), "%s: no \"%s\" in: %s",
                      what, words[i], stop.message);
}

// The function must end the program with exit status 1 and this line on stderr.
static inline void fails_with(void (*function)(void), const char *line)
{
    Stop stop;
    stop_run(&stop, function);
    ck_assert_str_eq(stop.message, line);
    ck_assert(WIFEXITED(stop.status) && WEXITSTATUS(stop.status) == 1);
}

#define STOPS(function, ...)                                                   \
    stops_with(#function, function, (const char *const[3]){__VA_ARGS__})

#endif
