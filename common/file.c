/*: # Files that are never half

Training took an hour, the model is written over last week's file, and in the
middle of it the disk is full. Now both are gone. This chapter writes a file so
that at every moment, even if the power fails, its name stands for the old
content or the new, whole.

Written, read again, and asked for what is no file:

```{.c example="file"}
```

![Whenever the power fails, one whole file is there](file.svg){#fig-file
alt="Write all to a second file, wait until it is on the disk, rename it; before
that the old file is whole, afterwards the new one"} */
#define _XOPEN_SOURCE 700 // POSIX, and realpath
#include "file.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static const char *not_regular(mode_t mode)
{
    return S_ISDIR(mode) ? "is a folder" : "is not a regular file";
}

/*: ## Reading

A path can name things that are no files: a pipe that nobody writes to, or
`/dev/zero`, which never ends. So the file is opened without waiting, and only
a regular one is read. What is too large is refused before a byte of it is in
memory.

We ask for one byte more than the file has. If it comes, or if one is missing,
somebody is writing to the file, and half a file is no file. The room for that
byte then holds a zero, so that the bytes are a C string too. */
static const char *read_all(int file, size_t size, Bytes *bytes)
{
    ssize_t got = 1;
    bytes->capacity = size + 1;
    bytes->data = memory_new(bytes->capacity, 1);
    while (got != 0 && bytes->size < bytes->capacity) {
        got = read(file, bytes->data + bytes->size,
                   bytes->capacity - bytes->size);
        if (got < 0 && errno != EINTR)
            return strerror(errno);
        if (got > 0)
            bytes->size += (size_t)got;
    }
    return bytes->size == size ? NULL : "changed its size while it was read";
}

bool file_read(const char *path, uint32_t most, Bytes *bytes, Error *error)
{
    struct stat info;
    const char *problem;
    char too_large[40];
    snprintf(too_large, sizeof too_large, "is larger than %.0f GiB",
             most * 0x1p-30);
    *bytes = (Bytes){0};
    int file;
    while ((file = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)) <
               0 &&
           errno == EINTR)
        ;
    if (file < 0 || fstat(file, &info) != 0)
        problem = strerror(errno);
    else if (!S_ISREG(info.st_mode))
        problem = not_regular(info.st_mode);
    else if ((uint64_t)info.st_size > most)
        problem = too_large;
    else
        problem = read_all(file, (size_t)info.st_size, bytes);
    if (file >= 0)
        close(file);
    return !problem || error_set(error, "%s", problem);
}

/*: ## The temporary file

The new content goes into a second file beside the first, `model.pt.tmp`. Its
name is fixed, so that a program that was killed leaves at most one behind,
which the next save removes. But what if it belongs to somebody who is saving
right now? The owner holds a lock on it, which dies with the owner: what can be
locked is a leftover. Between opening a file and locking it others may act, so
we look again whether the name still stands for the file we have locked.

`O_EXCL` makes a new file or fails: it never opens what somebody laid there. */
static bool lock_named(int file, const char *name)
{
    struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    struct stat a, b;
    if (fcntl(file, F_SETLK, &whole) != 0 && errno != ENOLCK)
        return false;
    return fstat(file, &a) == 0 && lstat(name, &b) == 0 &&
           a.st_ino == b.st_ino && a.st_dev == b.st_dev;
}

static const char SAVING[] = "another program is saving";

// A temporary file that nobody holds is of a program that died.
static const char *remove_leftover(const char *name)
{
    struct stat info;
    if (lstat(name, &info) != 0)
        return errno == ENOENT ? NULL : strerror(errno);
    if (S_ISLNK(info.st_mode))
        return unlink(name) == 0 ? NULL : strerror(errno);
    int file = open(name, O_WRONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (file < 0) // its owner may have renamed it since the first look
        return errno == ENOENT ? NULL : strerror(errno);
    const char *problem = !lock_named(file, name) ? SAVING
                          : unlink(name) != 0     ? strerror(errno)
                                                  : NULL;
    close(file);
    return problem;
}

// Returns the open file, or -1 and the problem. Somebody else is done soon.
static int open_temporary(const char *name, mode_t mode, const char **problem)
{
    enum { TRIES = 500 }; // of 2 ms each
    int flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
    for (int i = 0; i < TRIES; i++) {
        if (i > 0)
            nanosleep(&(struct timespec){.tv_nsec = 2000000}, NULL);
        *problem = NULL;
        int file = open(name, flags, mode);
        if (file >= 0 && lock_named(file, name))
            return file;
        if (file >= 0)
            close(file);
        else if (errno == EEXIST)
            *problem = remove_leftover(name);
        else
            *problem = errno == EINTR ? SAVING : strerror(errno);
        if (*problem && *problem != SAVING)
            return -1;
    }
    *problem = SAVING;
    return -1;
}

/*: ## Where the file really is

If the path is a symbolic link, the file it leads to is replaced and not the
link. A device must not be replaced at all: `rename` would put a plain file
where `/dev/null` was. A file that may not be written stays as it is, and one
that only its owner may read stays secret. */
static const char *find_target(const char *path, char **target, mode_t *mode)
{
    struct stat info;
    *mode = 0666;
    if (lstat(path, &info) != 0) {
        *target = text_new_copy(path);
        return errno == ENOENT ? NULL : strerror(errno);
    }
    *target = realpath(path, NULL); // a pipe has none
    if (stat(path, &info) != 0)
        return strerror(errno);
    if (!S_ISREG(info.st_mode))
        return not_regular(info.st_mode);
    *mode = info.st_mode & 0777;
    return *target && access(*target, W_OK) == 0 ? NULL : strerror(errno);
}

/*: ## Writing

The order is what makes it safe. First all bytes, and `fsync` waits until they
are on the disk. Then `rename`, which puts the new file in the place of the old
one in a single step. Then `fsync` for the folder, so that the new name is on
the disk too.

A limit on the size of files is announced by the signal `SIGXFSZ`, which would
end the program here. Ignored, it leaves an ordinary fault of `write`. Who wants
to end the program, with Ctrl-C or by shutting the machine down, waits until the
temporary file is renamed or removed. */
static _Thread_local sigset_t held;

void signals_hold(void)
{
    sigset_t ending;
    sigemptyset(&ending);
    sigaddset(&ending, SIGINT);
    sigaddset(&ending, SIGTERM);
    sigaddset(&ending, SIGHUP);
    pthread_sigmask(SIG_BLOCK, &ending, &held);
}

void signals_release(void)
{
    pthread_sigmask(SIG_SETMASK, &held, NULL);
}

// The content of a file: bytes with others in between.
typedef struct Content {
    const Bytes *bytes;
    const Splice *splice;
    int count;
} Content;

// A call may write less than it was given.
static bool write_some(int file, const void *data, size_t size)
{
    for (size_t done = 0; done < size;) {
        ssize_t wrote = write(file, (const char *)data + done, size - done);
        if (wrote < 0 && errno != EINTR)
            return false;
        if (wrote > 0)
            done += (size_t)wrote;
    }
    return true;
}

// The bytes and, between them, the splices; then all of it to the disk.
static bool write_all(int file, const Content *content)
{
    const Bytes *bytes = content->bytes;
    size_t done = 0;
    for (int i = 0; i < content->count; i++) {
        const Splice *s = &content->splice[i];
        if (!write_some(file, bytes->data + done, s->at - done) ||
            !write_some(file, s->data, s->size))
            return false;
        done = s->at;
    }
    if (!write_some(file, bytes->data + done, bytes->size - done))
        return false;
    int synced;
    while ((synced = fsync(file)) != 0 && errno == EINTR)
        ;
    return synced == 0;
}

// The folder of a file; the path is cut.
static const char *folder_of(char *path)
{
    char *slash = strrchr(path, '/');
    if (slash)
        slash[slash == path] = '\0';
    return slash ? path : ".";
}

// The new name has to reach the disk too. It has its new content by now, so a
// folder that cannot be synced is no reason to call it a failure.
static void sync_folder(char *path)
{
    int folder = open(folder_of(path), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0)
        return;
    while (fsync(folder) != 0 && errno == EINTR)
        ;
    close(folder);
}

// Whatever fails, the target is as it was and the temporary file is gone.
static const char *replace(char *target, mode_t mode, const Content *content)
{
    const char *problem = NULL;
    char *name = text_new("%s.tmp", target);
    int file = open_temporary(name, mode, &problem);
    if (file >= 0) {
        bool is_new = access(target, F_OK) != 0;
        if ((!is_new && fchmod(file, mode) != 0 && errno != EPERM) ||
            !write_all(file, content) || rename(name, target) != 0) {
            problem = strerror(errno);
            unlink(name);
        } else {
            sync_folder(target);
        }
        close(file);
    }
    free(name);
    return problem;
}

bool file_replace_spliced(const char *path, const Bytes *bytes,
                          const Splice *splice, int count, Error *error)
{
    struct sigaction ignore = {.sa_handler = SIG_IGN}, before;
    char *target = NULL;
    mode_t mode;
    const char *problem = find_target(path, &target, &mode);
    sigaction(SIGXFSZ, &ignore, &before);
    signals_hold();
    if (!problem)
        problem = replace(target, mode, &(Content){bytes, splice, count});
    signals_release();
    sigaction(SIGXFSZ, &before, NULL);
    free(target);
    return !problem || error_set(error, "not saved: %s", problem);
}

bool file_replace(const char *path, const Bytes *bytes, Error *error)
{
    return file_replace_spliced(path, bytes, NULL, 0, error);
}

/*: ## Before the work

Who trains for an hour and then hears that there is no such folder has lost an
hour. So this is asked before: is there a folder, may one write there, is the
name not too long with `.tmp` behind it? */
static const char *find_obstacle(char *target)
{
    struct stat info;
    char *name = text_new("%s.tmp", target);
    const char *problem = NULL;
    if (lstat(name, &info) != 0 && errno != ENOENT)
        problem = strerror(errno);
    else if (access(folder_of(target), W_OK | X_OK) != 0)
        problem = strerror(errno);
    free(name);
    return problem;
}

bool file_can_replace(const char *path, Error *error)
{
    char *target = NULL;
    mode_t mode;
    const char *problem = find_target(path, &target, &mode);
    if (!problem)
        problem = find_obstacle(target);
    free(target);
    return !problem || error_set(error, "%s", problem);
}
