// A program in a process of its own: its answers come on descriptor 3, its
// complaints on 2, what it prints is thrown away. When its time is over, or
// with 1 GiB of memory, 200 threads or 128 MiB of files, it and all it started
// is killed.
#define _DEFAULT_SOURCE // vfork
#define _POSIX_C_SOURCE 200809L
#include "grader.h"

#include "base.h"

#include <dirent.h>
#include <fcntl.h>
#include <math.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    TEXT_MOST = 4 << 20,
    OWN_TEXT_MOST = 16 << 20, // of our own programs
    COMPLAINT_MOST = 64 << 10,
    PAGES_MOST = 1 << 18,
    THREADS_MOST = 200,
    FILES_MOST = 100,
    QUEUED_MOST = 120, // seconds
    BYTES_MOST = 128 << 20
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

// A grader has the answers of a whole course in memory. A copy of that for each
// program would take longer than most programs do, so the child borrows the
// memory until it becomes the program; the parent waits.
#ifdef __linux__
#define BORROWING_FORK() vfork()
#else
#define BORROWING_FORK() fork()
#endif

// The child: descriptors 0 to 3 and no other.
static void child_begin(const Command *c, int complaints, int answers)
{
    setsid();
#ifdef __linux__
    prctl(PR_SET_PDEATHSIG, SIGKILL); // it ends with the grader
#endif
    int nothing = open("/dev/null", O_RDWR);
    int sent = fcntl(answers, F_DUPFD, 10);
    if (dup2(complaints, 2) < 0 || dup2(nothing, 0) < 0 ||
        dup2(nothing, 1) < 0 || dup2(sent, 3) < 0)
        _exit(CANNOT_ENCLOSE);
    for (int fd = 4; fd < 256; fd++)
        close(fd);
    become(c);
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

// What is looked at while it runs.
typedef struct Watch {
    const Command *command;
    pid_t child;
    double deadline, next_look;
    bool over; // it is to be killed, whatever comes now
} Watch;

// The first number behind so many words in a file of /proc; 0: there is none.
static long proc_number(long process, const char *file, int words)
{
    char path[128];
    long number = 0;
    snprintf(path, sizeof path, "/proc/%ld/%s", process, file);
    FILE *stream = fopen(path, "r");
    if (!stream)
        return 0;
    for (int i = 0; i < words; i++)
        if (fscanf(stream, "%*s") == EOF)
            break;
    if (fscanf(stream, "%ld", &number) != 1)
        number = 0;
    fclose(stream);
    return number;
}

// Bubblewrap stands above the program, twice: the last in the row of first
// children is the program itself.
static long innermost(long process)
{
    for (long child = process; child > 0;) {
        char file[64];
        snprintf(file, sizeof file, "task/%ld/children", process);
        child = proc_number(process, file, 0);
        if (child > 0)
            process = child;
    }
    return process;
}

// A limit of addresses does not hold with AddressSanitizer, so on Linux one
// looks how much memory it really has.
static bool process_large(long process)
{
    char path[64];
    struct stat threads;
    snprintf(path, sizeof path, "/proc/%ld/task", process);
    return proc_number(process, "statm", 1) > PAGES_MOST ||
           (stat(path, &threads) == 0 && threads.st_nlink > THREADS_MOST);
}

// Folders cannot be made there, so there is nothing below.
static bool folder_large(const char *folder)
{
    DIR *dir = folder ? opendir(folder) : NULL;
    long long bytes = 0, files = 0;
    for (struct dirent *entry; dir && (entry = readdir(dir)); files++) {
        struct stat status;
        if (fstatat(dirfd(dir), entry->d_name, &status, AT_SYMLINK_NOFOLLOW) ==
            0)
            bytes += status.st_blocks * 512LL;
    }
    if (dir)
        closedir(dir);
    return bytes > BYTES_MOST || files > FILES_MOST;
}

// Has it had its time? What it has spent in the queue for a processor, which
// Linux tells in nanoseconds, is not its own: others may keep the machine busy.
static bool late(const Watch *w, double time)
{
    if (time < w->deadline)
        return false;
    long queued = proc_number(innermost(w->child), "schedstat", 1);
    return time >= w->deadline + fmin(1e-9 * (double)queued, QUEUED_MOST);
}

// Has it computed for longer than it may?
static bool busy(const Watch *w)
{
    double most = w->command->computing;
    return most > 0 &&
           1e-9 * (double)proc_number(innermost(w->child), "schedstat", 0) >
               most;
}

static bool over(Watch *w)
{
    double time = now();
    w->over = w->over || late(w, time);
    if (w->over || time < w->next_look)
        return w->over;
    w->next_look = time + 0.05;
    siginfo_t ended = {0};
    if (waitid(P_PID, (id_t)w->child, &ended, WEXITED | WNOHANG | WNOWAIT) ==
            0 &&
        ended.si_pid == w->child)
        kill(-w->child, SIGKILL); // what it has left goes too
    w->over = process_large(innermost(w->child)) || busy(w) ||
              folder_large(w->command->scratch);
    return w->over;
}

// Listens to both until both are closed, or it has had its time or its memory.
static void listen_to(Stream *stream, Watch *w)
{
    while ((stream[0].fd >= 0 || stream[1].fd >= 0) && !over(w)) {
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
static int wait_for(Watch *w)
{
    int status = 0;
    bool killed = false;
    while (waitpid(w->child, &status, WNOHANG) == 0) {
        if (!killed && over(w)) {
            kill(-w->child, SIGKILL);
            kill(w->child, SIGKILL);
            killed = true;
        }
        nanosleep(&(struct timespec){0, 1000000}, NULL);
    }
    kill(-w->child, SIGKILL); // whatever it may have started
    if (killed)
        return -1;
    return WIFSIGNALED(status) ? SIGNALLED + WTERMSIG(status)
                               : WEXITSTATUS(status);
}

static char *text_of(const Stream *s)
{
    char *text = memory_new(s->size + 1, 1);
    return memcpy(text, s->text, s->size);
}

int run_command(const Command *c, char **sent, char **said)
{
    int answers[2], complaints[2];
    if (c->enclosed)
        sandbox_choose();
    if (pipe(answers) != 0 || pipe(complaints) != 0)
        stop("pipe");
    fflush(NULL);
    Watch watch = {c, BORROWING_FORK(), now() + c->seconds, now(), false};
    if (watch.child < 0)
        stop("fork");
    if (watch.child == 0)
        child_begin(c, complaints[1], answers[1]);
    close(answers[1]);
    close(complaints[1]);
    // Always the same room: a process that grows makes each fork slower.
    static char answer_room[OWN_TEXT_MOST], complaint_room[COMPLAINT_MOST];
    size_t most = c->enclosed ? TEXT_MOST : OWN_TEXT_MOST;
    Stream stream[] = {{answers[0], 0, most, answer_room},
                       {complaints[0], 0, COMPLAINT_MOST, complaint_room}};
    listen_to(stream, &watch);
    int status = wait_for(&watch);
    for (int i = 0; i < 2; i++)
        if (stream[i].fd >= 0)
            close(stream[i].fd);
    *sent = text_of(&stream[0]);
    *said = text_of(&stream[1]);
    return status;
}
