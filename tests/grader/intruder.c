// A program that is in the learner's place before the inner sandbox closes, or
// has taken over the compiler: it tries to get out of the outer one and says,
// one a line, what it could do. It should have nothing to say.
#define _GNU_SOURCE // syscall, the names of old calls
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

extern char **environ;

static void could(const char *what, const char *whom)
{
    fprintf(stderr, "it could %s %s\n", what, whom);
}

static void read_files(void)
{
    static const char *const files[] = {
        "Makefile",
        "tests/exercises/1.1-mse-gradient/solution.c",
        "build/grade/1.1-mse-gradient/answers-1.txt",
        "/etc/passwd",
        "/proc/self/root/etc/passwd",
        "/proc/1/root/etc/passwd",
        "/proc/self/cwd/Makefile",
        "/var/log/lastlog",
        "/dev/tty",
        "/dev/mem",
        NULL};
    for (int i = 0; files[i]; i++) {
        int fd = open(files[i], O_RDONLY | O_NONBLOCK);
        if (fd >= 0)
            could("read", files[i]);
        close(fd);
    }
}

static void write_files(void)
{
    static const char *const files[] = {"intruded",
                                        "/intruded",
                                        "/tmp/intruded",
                                        "/var/tmp/intruded",
                                        "/dev/shm/intruded",
                                        "build/grade/grader",
                                        "common/tensor.h",
                                        "/proc/sys/kernel/core_pattern",
                                        "/proc/sysrq-trigger",
                                        "/proc/1/oom_score_adj",
                                        "/usr/bin/cc",
                                        NULL};
    for (int i = 0; files[i]; i++) {
        int fd = open(files[i], O_WRONLY | O_CREAT | O_NONBLOCK, 0666);
        if (fd >= 0)
            could("write", files[i]);
        close(fd);
        if (unlink(files[i]) == 0 || rename(files[i], "/tmp/intruded") == 0)
            could("remove", files[i]);
    }
}

static void look_around(void)
{
    static const char *const folders[] = {"/var/log", "tests/exercises",
                                          "build/grade/1.1-mse-gradient", NULL};
    for (int i = 0; folders[i]; i++)
        if (opendir(folders[i]))
            could("list", folders[i]);
    for (char **word = environ; *word; word++)
        if (strstr(*word, "SEED") || strstr(*word, "MAKE"))
            could("read", *word);
}

// Numbers of calls differ from machine to machine, so these are the names.
static void call_the_kernel(void)
{
    const long parent = getppid();
    const struct {
        const char *what;
        long number, a, b, c;
    } calls[] = {{"reach the network", SYS_socket, 2, 1, 0},
                 {"reach other programs", SYS_socket, 1, 1, 0},
                 {"leave its group", SYS_setsid, 0, 0, 0},
                 {"leave its group", SYS_setpgid, 0, 0, 0},
                 {"kill", SYS_kill, parent, 0, 0},
                 {"kill everybody", SYS_kill, -1, 0, 0},
                 {"trace", SYS_ptrace, 16, parent, 0},
                 {"get a world of its own", SYS_unshare, 0x10000000, 0, 0},
                 {"share memory", SYS_shmget, 0x6b696e64, 4096, 01777},
                 {"leave messages", SYS_msgget, 0x6b696e64, 01777, 0},
                 {"leave keys", SYS_keyctl, 0, -3, 1},
                 {"make a file of memory", SYS_memfd_create, (long)"x", 0, 0},
                 {"watch", SYS_inotify_init1, 0, 0, 0},
                 {"measure others", SYS_getpriority, 0, parent, 0}};
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++)
        if (syscall(calls[i].number, calls[i].a, calls[i].b, calls[i].c, 0,
                    0) >= 0)
            could(calls[i].what, "as it likes");
}

int main(void)
{
    read_files();
    write_files();
    look_around();
#ifdef __linux__
    call_the_kernel();
#endif
    return 0;
}
