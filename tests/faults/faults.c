// make faults: runs the stage programs again and again, and each time another
// call fails: the first allocation, the second, …; the first read, … (see
// preload.c). A program may then succeed, or end with 1 and one line. It must
// not end by a signal, and what it writes is the old file or the new, whole.
//
//     faults PRELOAD PROGRAMS MOST    at most so many runs for a job and a kind
#define _XOPEN_SOURCE 700
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { TEXT = 1 << 20, WORDS = 20 };

// Each writes what, and is asked for nothing else; NULL: it writes nothing.
static const struct {
    const char *words, *writes;
} jobs[] = {
    {"stage1 --no-plot --epochs 2 --history h.csv", "h.csv"},
    {"stage2 --no-plot --epochs 2 --history h.csv", "h.csv"},
    {"stage3 --no-plot --epochs 1 --history h.csv", "h.csv"},
    {"stage3 --no-plot --epochs 1 --data small.csv --label a --drop b", NULL},
    {"stage4 --epochs 1 --save m.pt", "m.pt"},
    {"stage4 --epochs 1 --save m.pt", "m_state.pt"},
    {"stage4 --load old.pt", NULL},
    {"stage4 --load old.pt --predict small.csv --data small.csv --label a "
     "--drop f",
     NULL},
    {"stage4 --describe checkpoint.pt", NULL},
    {"stage5 --no-plot --epochs 1 --activation relu --depth 2 --history h.csv",
     "h.csv"},
    {"stage4 --load old.pt --export-c m.c", "m.c"},
    {"stage6 --no-plot --epochs 1 --hidden 2 --network plain --history h.csv",
     "h.csv"},
    {"stage7 --no-plot --steps 2 --samples 1 --data few.txt --save m.pt",
     "m.pt"},
    {"stage7 --no-plot --samples 1 --data few.txt --load gpt.pt", NULL},
    {"stage7 --no-plot --pairs --data few.txt", NULL},
    {"resume adam adam.pt m.pt", "m.pt"},
    {"resume sgd sgd.pt m.pt", "m.pt"},
    // As if gnuplot were there and drew nothing.
    {"stage1 --epochs 2", "build/stage1/history.csv"},
};

// succeeds: the program has to get over it.
static const struct {
    const char *name;
    int error;
    int succeeds;
} kinds[] = {
    {"alloc", ENOMEM, 0}, {"open", EACCES, 0}, {"open", EINTR, 1},
    {"read", EIO, 0},     {"read", EINTR, 1},  {"read", 0, 1},
    {"write", ENOSPC, 0}, {"write", EINTR, 1}, {"write", 0, 1},
    {"fsync", EIO, 0},    {"fsync", EINTR, 1}, {"rename", EIO, 0},
    {"close", EIO, 0},
};

static const char *preload, *programs;
static int faults, runs;

static size_t read_file(const char *path, char text[TEXT])
{
    FILE *file = fopen(path, "rb");
    size_t length = file ? fread(text, 1, TEXT - 1, file) : 0;
    if (file)
        fclose(file);
    text[length] = '\0';
    return length;
}

static void write_file(const char *path, const char *text, size_t length)
{
    FILE *file = fopen(path, "wb");
    if (!file || fwrite(text, 1, length, file) != length || fclose(file) != 0) {
        perror(path);
        exit(2);
    }
}

// In the child.
static void execute(const char *words, const char *fault, int to)
{
    static char text[4096], path[4096], number[16];
    char *argv[WORDS] = {path};
    int argc = 1;
    snprintf(text, sizeof text, "%s", words);
    snprintf(path, sizeof path, "%s/%s", programs, strtok(text, " "));
    while (argc < WORDS - 1 && (argv[argc] = strtok(NULL, " ")))
        argc++;
    snprintf(number, sizeof number, "%d", to);
    setenv("FAULT", fault, 1);
    setenv("FAULT_TO", number, 1);
    setenv("LD_PRELOAD", preload, 1);
    dup2(open("out", O_WRONLY | O_CREAT | O_TRUNC, 0600), STDOUT_FILENO);
    dup2(open("err", O_WRONLY | O_CREAT | O_TRUNC, 0600), STDERR_FILENO);
    alarm(60);
    execv(path, argv);
    _exit(127);
}

// The status of waitpid(); the number of calls goes to *calls, if it came to
// its end.
static int run(const char *words, const char *fault, int *calls)
{
    char text[32] = "";
    int ends[2], status;
    if (pipe(ends) != 0)
        exit(2);
    pid_t child = fork();
    if (child == 0)
        execute(words, fault, ends[1]);
    close(ends[1]);
    if (read(ends[0], text, sizeof text - 1) > 0)
        *calls = atoi(text);
    close(ends[0]);
    waitpid(child, &status, 0);
    runs++;
    return status;
}

static void complain(const char *words, const char *fault, const char *what)
{
    static char text[TEXT];
    read_file("err", text);
    printf("%s, FAULT=\"%s\": %s: %s\n", words, fault, what, text);
    faults++;
}

// What is left behind: the old file, or the new.
static void look_at_file(int job, const char *fault, const char *expected,
                         size_t size)
{
    static char text[TEXT];
    char temporary[100];
    const char *path = jobs[job].writes;
    size_t length = read_file(path, text);
    if (!(length == 3 && strcmp(text, "old") == 0) &&
        !(length == size && memcmp(text, expected, size) == 0))
        complain(jobs[job].words, fault, "a torn file");
    snprintf(temporary, sizeof temporary, "%s.tmp", path);
    if (unlink(temporary) == 0)
        complain(jobs[job].words, fault, "a temporary file is left");
}

static void look_at_end(int job, int kind, const char *fault, int status)
{
    static char text[TEXT];
    size_t length = read_file("err", text);
    int code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    if (code != 0 && code != 1)
        complain(jobs[job].words, fault, "a signal, or a strange exit status");
    else if (code == 1 && kinds[kind].succeeds)
        complain(jobs[job].words, fault, "it gave up");
    else if (code == 1 &&
             (length == 0 || strchr(text, '\n') + 1 != text + length))
        complain(jobs[job].words, fault, "not one line");
}

// One kind of call in one job: the first fails, the second, …
static void sweep(int job, int kind, int most)
{
    static char expected[TEXT];
    char fault[64];
    const char *writes = jobs[job].writes;
    int calls = 0;
    snprintf(fault, sizeof fault, "%s %d 0", kinds[kind].name,
             kinds[kind].error);
    if (run(jobs[job].words, fault, &calls) != 0)
        complain(jobs[job].words, fault, "fails without a fault");
    size_t size = writes ? read_file(writes, expected) : 0;
    int step = calls / most + 1;
    for (int n = 1 + job % step; n <= calls; n += step) {
        int ignored;
        snprintf(fault, sizeof fault, "%s %d %d", kinds[kind].name,
                 kinds[kind].error, n);
        if (writes)
            write_file(writes, "old", 3);
        look_at_end(job, kind, fault, run(jobs[job].words, fault, &ignored));
        if (writes)
            look_at_file(job, fault, expected, size);
    }
}

int main(int argc, char **argv)
{
    char folder[] = "/tmp/kindling-faults-XXXXXX";
    static char model[TEXT];
    if (argc != 4 || !mkdtemp(folder))
        return 2;
    preload = realpath(argv[1], NULL);
    programs = realpath(argv[2], NULL);
    size_t size = read_file("tests/golden/stage4/state.pt", model);
    char *checkpoint = malloc(TEXT), *gpt = malloc(TEXT);
    size_t gpt_size = read_file("tests/golden/stage7_state.pt", gpt);
    size_t length =
        read_file("tests/golden/model_files/wild_checkpoint.pt", checkpoint);
    if (!preload || !programs || chdir(folder) != 0)
        return 2;
    write_file("old.pt", model, size);
    write_file("checkpoint.pt", checkpoint, length);
    write_file("gpt.pt", gpt, gpt_size);
    const char table[] = "a,b,c,d,e,f\nx,1,2,3,4,5\ny,2,1,3,4,4\nz,3,1,2,2,2\n"
                         "x,1,2,3,4,5\ny,2,1,3,4,4\nz,3,1,2,2,2\n";
    write_file("small.csv", table, sizeof table - 1);
    write_file("few.txt", "anna\nbea\ncleo\n", 14);
    int ignored;
    if (symlink("/bin/true", "gnuplot") != 0 ||
        setenv("PATH", folder, 1) != 0 ||
        run("resume adam - adam.pt", "none 0 0", &ignored) != 0 ||
        run("resume sgd - sgd.pt", "none 0 0", &ignored) != 0)
        return 2;
    runs = 0;
    for (int job = 0; job < (int)(sizeof jobs / sizeof *jobs); job++)
        for (int kind = 0; kind < (int)(sizeof kinds / sizeof *kinds); kind++)
            sweep(job, kind, atoi(argv[3]));
    printf("%d runs with a fault, %d of them ended badly\n", runs, faults);
    char command[100];
    snprintf(command, sizeof command, "/bin/rm -r %s", folder);
    return (system(command) != 0) | (faults > 0);
}
