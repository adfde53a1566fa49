// A program in a process of its own: its answers come on descriptor 3, its
// complaints on 2, what it prints is thrown away. After 4 seconds (10 with
// AddressSanitizer), or with 1 GiB of memory, it and all it started is killed.
#define _POSIX_C_SOURCE 200809L
#include "grader.h"

#include "base.h"

#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    TEXT_MOST = 4 << 20,
    COMPLAINT_MOST = 16 << 10,
    PAGES_MOST = 1 << 18,
    SIGNALLED = 128
};

// What has come through a pipe so far.
typedef struct Stream {
    int fd; // -1: at its end
    size_t size, most;
    char *text;
} Stream;

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void stop(const char *what)
{
    perror(what);
    exit(2);
}

// The child: descriptors 0 to 3 and no other, no environment.
static void become(const char *path, const char *item, uint64_t seed,
                   int complaints, int answers)
{
    char number[24];
    snprintf(number, sizeof number, "%" PRIu64, seed);
    const char *arguments[] = {path, item, number, NULL};
    const char *environment[] = {
        "ASAN_OPTIONS=symbolize=0:detect_leaks=0:exitcode=99:"
        "allocator_may_return_null=1:max_allocation_size_mb=512",
        NULL};
    setsid();
    int nothing = open("/dev/null", O_RDWR);
    int sent = fcntl(answers, F_DUPFD, 10);
    if (dup2(complaints, 2) < 0 || dup2(nothing, 0) < 0 ||
        dup2(nothing, 1) < 0 || dup2(sent, 3) < 0)
        _exit(2);
    for (int fd = 4; fd < 256; fd++)
        close(fd);
    execve(path, (char **)arguments, (char **)environment);
    _exit(2);
}

// Takes what is there, and throws away what there is no room for; at the end of
// the stream closes it.
static void take(Stream *s)
{
    char rest[4096];
    bool room = s->size < s->most;
    ssize_t count = room ? read(s->fd, s->text + s->size, s->most - s->size)
                         : read(s->fd, rest, sizeof rest);
    if (count > 0) {
        s->size += room ? (size_t)count : 0;
    } else {
        close(s->fd);
        s->fd = -1;
    }
}

// Its limit of addresses does not hold with AddressSanitizer, so on Linux one
// looks how much memory it really has.
static bool too_large(pid_t child)
{
    char path[64];
    long pages = 0;
    snprintf(path, sizeof path, "/proc/%ld/statm", (long)child);
    FILE *file = fopen(path, "r");
    if (!file)
        return false;
    bool read = fscanf(file, "%*s %ld", &pages) == 1;
    fclose(file);
    return read && pages > PAGES_MOST;
}

// Listens to both until both are closed, or it has had its time or its memory.
static void listen_to(Stream *stream, pid_t child, double deadline)
{
    while ((stream[0].fd >= 0 || stream[1].fd >= 0) && now() < deadline &&
           !too_large(child)) {
        struct pollfd wait[2];
        for (int i = 0; i < 2; i++)
            wait[i] = (struct pollfd){stream[i].fd, POLLIN, 0};
        poll(wait, 2, 50);
        for (int i = 0; i < 2; i++)
            if (stream[i].fd >= 0 && wait[i].revents)
                take(&stream[i]);
    }
}

// Its exit status, or SIGNALLED + signal; -1 if it had to be killed.
static int wait_for(pid_t child, double deadline)
{
    int status = 0;
    bool killed = false;
    while (waitpid(child, &status, WNOHANG) == 0) {
        if (!killed && (now() >= deadline || too_large(child))) {
            kill(-child, SIGKILL);
            kill(child, SIGKILL);
            killed = true;
        }
        nanosleep(&(struct timespec){0, 1000000}, NULL);
    }
    kill(-child, SIGKILL); // whatever it may have started
    if (killed)
        return -1;
    return WIFSIGNALED(status) ? SIGNALLED + WTERMSIG(status)
                               : WEXITSTATUS(status);
}

static Ending ending_of(int status, int *number)
{
    *number = status > SIGNALLED ? status - SIGNALLED : 0;
    if (status < 0 || *number == SIGKILL || *number == SIGXCPU)
        return TIMED_OUT;
    if (*number == SIGSYS)
        return FORBIDDEN;
    if (*number > 0)
        return CRASHED;
    return status == 0 ? RETURNED : EXITED;
}

char *run_program(const char *path, const char *item, uint64_t seed, Run *run)
{
    int answers[2], complaints[2];
    if (pipe(answers) != 0 || pipe(complaints) != 0)
        stop("pipe");
    fflush(NULL);
    double deadline = now() + (strstr(path, "-asan") ? 10 : 4);
    pid_t child = fork();
    if (child < 0)
        stop("fork");
    if (child == 0)
        become(path, item, seed, complaints[1], answers[1]);
    close(answers[1]);
    close(complaints[1]);
    Stream stream[] = {
        {answers[0], 0, TEXT_MOST, memory_new(TEXT_MOST + 1, 1)},
        {complaints[0], 0, COMPLAINT_MOST, memory_new(COMPLAINT_MOST + 1, 1)}};
    listen_to(stream, child, deadline);
    run->ending = ending_of(wait_for(child, deadline), &run->signal);
    for (int i = 0; i < 2; i++)
        if (stream[i].fd >= 0)
            close(stream[i].fd);
    run->complaints = stream[1].text;
    return memory_resize(stream[0].text, stream[0].size + 1, 1);
}
