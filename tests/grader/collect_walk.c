// Looks through a submission: folders in folders, archives (.zip, .tar, .tar.gz,
// .tgz) in archives, but not without end. Hidden files, what macOS puts beside a
// file (._NAME, __MACOSX), backups and the course's own folders are passed over.
#define _XOPEN_SOURCE 700 // nftw
#include "collect.h"

#include "grader.h"

#include "base.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    ENTRIES_MOST = 10000,
    DEPTH_MOST = 20,
    ARCHIVES_MOST = 50,
    ARCHIVE_BYTES = 64 << 20,
    FILE_BYTES = 1 << 20,
    NO_PROGRAM = 127,
    NO_C_FILE = 11
};

void folder_make(const char *path)
{
    char *copy = text_new_copy(path);
    for (char *c = copy + 1; *c; c++)
        if (*c == '/') {
            *c = '\0';
            mkdir(copy, 0777);
            *c = '/';
        }
    if (mkdir(copy, 0777) != 0 && errno != EEXIST) {
        perror(copy);
        exit(2);
    }
    free(copy);
}

static int remove_one(const char *path, const struct stat *s, int type,
                      struct FTW *place)
{
    (void)s, (void)type, (void)place;
    return remove(path);
}

void folder_remove(const char *path)
{
    nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

static const char *copy_bytes(int in, int out, long most)
{
    char bytes[65536];
    ssize_t count;
    while ((count = read(in, bytes, sizeof bytes)) > 0) {
        if ((most -= count) < 0)
            return "is too large";
        if (write(out, bytes, (size_t)count) != count)
            return "cannot be copied: is the disk full?";
    }
    return count < 0 ? "cannot be read" : NULL;
}

const char *file_copy(const char *from, const char *to, long most)
{
    struct stat s;
    int in = open(from, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY);
    if (in < 0)
        return "cannot be read";
    if (fstat(in, &s) != 0 || !S_ISREG(s.st_mode)) {
        close(in);
        return "is no file";
    }
    unlink(to);
    int out = open(to, O_WRONLY | O_CREAT | O_EXCL, 0666);
    const char *trouble = out < 0 ? "cannot be copied: no file can be made"
                                  : copy_bytes(in, out, most);
    close(in);
    if (out >= 0 && close(out) != 0)
        trouble = "cannot be copied: is the disk full?";
    if (trouble)
        unlink(to);
    return trouble;
}

// The child that becomes a program: no terminal to ask for a password on, little
// time, no file larger than so many bytes.
static void become_program(const char *const *words, const char *output,
                           rlim_t most)
{
    const struct rlimit time = {2, 2}, size = {most, most};
    int nothing = open("/dev/null", O_RDWR);
    int out =
        output ? open(output, O_WRONLY | O_CREAT | O_TRUNC, 0600) : nothing;
    setsid();
    umask(022);
    setrlimit(RLIMIT_CPU, &time);
    setrlimit(RLIMIT_FSIZE, &size);
    dup2(nothing, 0);
    dup2(out, 1);
    dup2(nothing, 2);
    alarm(20);
    execvp(words[0], (char **)words);
    _exit(NO_PROGRAM);
}

static int run_quietly(const char *const *words, const char *output,
                       rlim_t most)
{
    int status = -1;
    fflush(NULL);
    pid_t child = fork();
    if (child == 0)
        become_program(words, output, most);
    if (child > 0)
        waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static int unzip(const char *zip, const char *to)
{
    const char *const words[] = {"unzip", "-qq",         "-o", "-C", "-P",
                                 "none",  "-d",          to,   zip,  "*.[ctz]*",
                                 "-x",    "*__MACOSX/*", NULL};
    return run_quietly(words, NULL, FILE_BYTES);
}

// First to its full length, which is limited: what comes out of it has no more.
// tar itself leaves out what would come to lie elsewhere.
static int untar(const char *archive, const char *to, bool packed)
{
    char *plain = text_format("%s.plain", archive);
    const char *const gunzip[] = {"gzip", "-dc", archive, NULL};
    const char *const words[] = {"tar", "-x",
                                 "-o",  "--no-same-permissions",
                                 "-f",  packed ? plain : archive,
                                 "-C",  to,
                                 NULL};
    int status = packed ? run_quietly(gunzip, plain, ARCHIVE_BYTES) : 0;
    return status == 0 ? run_quietly(words, NULL, FILE_BYTES) : status;
}

static bool is_packed_tar(const char *name)
{
    return name_ends(name, ".tar.gz") || name_ends(name, ".tgz");
}

static void look(Collection *c, const char *path, const char *shown, int depth);

static void look_into_archive(Collection *c, const char *path,
                              const char *shown, int depth)
{
    if (c->archives == ARCHIVES_MOST) {
        note(c, "%s is one archive too many: not unpacked.", shown);
        return;
    }
    char *folder = text_format("%s/%d", c->scratch, c->archives++);
    bool zip = name_ends(path, ".zip");
    // A name of its own is a harmless one.
    char *copy = text_format("%s.%s", folder, zip ? "zip" : "tar");
    folder_make(folder);
    const char *trouble = file_copy(path, copy, ARCHIVE_BYTES);
    int status = trouble ? -1
                 : zip   ? unzip(copy, folder)
                         : untar(copy, folder, is_packed_tar(path));
    if (trouble)
        note(c, "%s %s: not unpacked.", shown, trouble);
    else if (status == NO_PROGRAM)
        note(c, "%s is not unpacked: that needs %s; install it.", shown,
             zip ? "unzip" : "tar and gzip");
    else if (zip && status == NO_C_FILE)
        note(c, "%s holds no C file.", shown);
    else if (status != 0 && !(zip && status == 1)) // 1: a warning
        note(c, "%s cannot be unpacked, or not all of it.", shown);
    look(c, folder, shown, depth + 1);
}

static bool passed_over(const char *name)
{
    static const char *const names[] = {"__MACOSX", "tests", "common", "build"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcasecmp(name, names[i]) == 0)
            return true;
    return *name == '.';
}

static bool has_folder(const char *shown, const char *folder)
{
    char *within = text_format("/%s", shown);
    bool has = strstr(within, text_format("/%s/", folder)) != NULL;
    return has;
}

static void look_at_file(Collection *c, const char *path, const char *shown,
                         const struct stat *s)
{
    const char *slash = strrchr(shown, '/');
    Candidate new = {.path = text_new_copy(path),
                     .shown = text_new_copy(shown),
                     .place = has_folder(shown, "stages") ? A_STATEMENT
                              : has_folder(shown, "work") ? IN_WORK
                                                          : ELSEWHERE,
                     .time = s->st_mtime};
    bool match = name_match(c->course, slash ? slash + 1 : shown, &new.match);
    if (match && !S_ISREG(s->st_mode)) {
        note(c, "%s is a link or the like: the file itself is wanted.", shown);
    } else if (match) {
        c->candidate =
            memory_resize(c->candidate, (size_t)c->found + 1, sizeof new);
        c->candidate[c->found++] = new;
    } else if (new.place != A_STATEMENT) {
        if (c->others < SHOWN)
            c->other[c->others] = new.shown;
        c->others++;
    }
}

static void look_into_folder(Collection *c, const char *path, const char *shown,
                             int depth)
{
    struct dirent **entry;
    int count = scandir(path, &entry, NULL, alphasort);
    if (count < 0)
        note(c, "%s cannot be read.", *shown ? shown : "The folder");
    for (int i = 0; i < count; i++) {
        const char *name = entry[i]->d_name;
        if (!passed_over(name) &&
            !(strcmp(name, "backup") == 0 &&
              has_folder(text_format("%s/", shown), "work")))
            look(c, text_format("%s/%s", path, name),
                 text_format("%s%s%s", shown, *shown ? "/" : "", name), depth);
        free(entry[i]);
    }
    if (count >= 0)
        free(entry);
}

static void look(Collection *c, const char *path, const char *shown, int depth)
{
    struct stat s;
    if (lstat(path, &s) != 0 || c->entries > ENTRIES_MOST)
        return;
    if (++c->entries > ENTRIES_MOST || depth > DEPTH_MOST)
        note(c, "There is more than is looked at, from %s on.", shown);
    else if (S_ISDIR(s.st_mode))
        look_into_folder(c, path, shown, depth + 1);
    else if (S_ISREG(s.st_mode) && archive_length(path) > 0)
        look_into_archive(c, path, shown, depth + 1);
    else
        look_at_file(c, path, shown, &s);
}

void collect_look(Collection *c, const char *path, const char *shown)
{
    look(c, path, shown, 0);
}
