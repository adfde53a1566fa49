// grader --compile FILE EXERCISE OUT: makes OUT/learner of the learner's FILE
// and EXERCISE/run.c. What the compiler says goes to OUT/learner.log. No
// program is no failure: it is to be reported to the learner.
//
// The compiler works in the sandbox (compile.sh), in a folder that is thrown
// away; only what came out of it as a plain file is taken over.
#define _POSIX_C_SOURCE 200809L
#include "grader.h"

#include "base.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SECONDS = 40, PROGRAM_MOST = 64 << 20 };

static void stop(const char *path)
{
    fprintf(stderr, "grader: %s: %s\n", path, strerror(errno));
    exit(2);
}

// Nothing but what a compiler asks for: least of all the seed.
const char *const *compiler_environment(const char *scratch)
{
    static const char *const passed[] = {"PATH", "COMPILE", "SANITIZE",
                                         "LIBS", "OBJECTS", "LD_LIBRARY_PATH"};
    const char **environment = memory_new(12, sizeof *environment);
    int count = 0;
    for (size_t i = 0; i < sizeof passed / sizeof *passed; i++)
        if (getenv(passed[i]))
            environment[count++] =
                text_format("%s=%s", passed[i], getenv(passed[i]));
    environment[count++] = "LC_ALL=C"; // the grader reads what it says
    environment[count++] = "CCACHE_DISABLE=1";
    environment[count++] = text_format("HOME=%s", scratch);
    environment[count++] = text_format("TMPDIR=%s", scratch);
    return environment;
}

// The files that make names in OBJECTS/sight.txt: headers, the runner, the
// library. Of the exercise only what is no secret.
static void see_course(Sight *sight, const char *exercise)
{
    char *list = text_format("%s/sight.txt", getenv("OBJECTS"));
    char *text = file_read(list);
    if (!text)
        stop(list);
    for (char *line; (line = next_line(&text));)
        see(sight, line);
    see(sight, text_format("%s/run.c", exercise));
    see(sight, text_format("%s/about.txt", exercise));
}

static void folder_make(const char *path)
{
    char *each = text_new_copy(path);
    for (char *c = each + 1; *c; c++)
        if (*c == '/') {
            *c = '\0';
            mkdir(each, 0777);
            *c = '/';
        }
    if (mkdir(each, 0777) != 0 && errno != EEXIST)
        stop(path);
}

static void folder_remove(const char *folder)
{
    DIR *dir = opendir(folder);
    for (struct dirent *entry; dir && (entry = readdir(dir));)
        unlinkat(dirfd(dir), entry->d_name, 0);
    if (dir)
        closedir(dir);
    rmdir(folder);
}

static void copy(int from, const char *path)
{
    char block[65536];
    int to = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0777);
    for (ssize_t size; to >= 0 && (size = read(from, block, sizeof block)) > 0;)
        if (write(to, block, (size_t)size) != size)
            stop(path);
    if (to < 0 || close(to) != 0)
        stop(path);
}

// No link, no pipe, and no more of it than there may be.
static void take_over(const char *made, const char *path)
{
    struct stat status;
    int from = open(made, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    if (from >= 0 && fstat(from, &status) == 0 && S_ISREG(status.st_mode) &&
        status.st_size <= PROGRAM_MOST)
        copy(from, path);
    if (from >= 0)
        close(from);
}

static char *run_compiler(const char *file, const char *exercise,
                          const char *scratch)
{
    const char *const arguments[] = {
        "/bin/sh", "tests/grader/compile.sh", file, exercise, scratch, NULL};
    Command c = {.arguments = arguments,
                 .environment = compiler_environment(scratch),
                 .enclosed = true,
                 .compiles = true,
                 .scratch = scratch,
                 .seconds = SECONDS};
    char *sent, *said;
    see_tools(&c.sight);
    see_course(&c.sight, exercise);
    see(&c.sight, file);
    if (run_command(&c, &sent, &said) < 0)
        return text_format("%s: error: the compiler was stopped: it needed "
                           "more than %d seconds, or too much room\n%s",
                           file, SECONDS, said);
    return said;
}

static void log_write(const char *path, const char *text)
{
    FILE *log = fopen(path, "w");
    if (!log || fputs(text, log) < 0 || fclose(log) != 0)
        stop(path);
}

void compile(const char *file, const char *exercise, const char *out)
{
    char *program = text_format("%s/learner", out);
    char *scratch = text_format("%s/scratch", out);
    char *log = text_format("%s.log", program);
    struct stat status;
    folder_remove(scratch);
    unlink(program);
    folder_make(scratch);
    if (lstat(file, &status) != 0 || !S_ISREG(status.st_mode)) {
        log_write(log, text_format("error: %s is no file: not a link, not a "
                                   "folder, the file is wanted\n",
                                   file));
    } else {
        log_write(log, run_compiler(file, exercise, scratch));
        take_over(text_format("%s/learner", scratch), program);
    }
    folder_remove(scratch);
}
