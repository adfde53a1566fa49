// The system under a program that runs in a page. Its files are in the page's
// memory (wasi.js), so file.c, which makes sure that a crash of the machine
// loses nothing, has no work here, and these stand in for it. And there are no
// processes and no signals.
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "file.h"
#include "sys/wait.h"

static bool failed(Error *error)
{
    return error_set(error, "%s", strerror(errno));
}

bool file_read(const char *path, uint32_t most, Bytes *bytes, Error *error)
{
    *bytes = (Bytes){0};
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        return failed(error);
    fseek(file, 0, SEEK_END);
    long size = ftell(file);
    rewind(file);
    if (size < 0 || (uint32_t)size > most) {
        fclose(file);
        return error_set(error, "is too large");
    }
    bytes->capacity = (size_t)size + 1;
    bytes->data = memory_new(bytes->capacity, 1);
    bytes->size = fread(bytes->data, 1, (size_t)size, file);
    fclose(file);
    return true;
}

bool file_replace_spliced(const char *path, const Bytes *bytes,
                          const Splice *splice, int count, Error *error)
{
    FILE *file = fopen(path, "wb");
    if (file == NULL)
        return failed(error);
    size_t done = 0;
    for (int i = 0; i < count; i++) {
        fwrite(bytes->data + done, 1, splice[i].at - done, file);
        fwrite(splice[i].data, 1, splice[i].size, file);
        done = splice[i].at;
    }
    fwrite(bytes->data + done, 1, bytes->size - done, file);
    bool good = !ferror(file);
    return (fclose(file) == 0 && good) || failed(error);
}

bool file_replace(const char *path, const Bytes *bytes, Error *error)
{
    return file_replace_spliced(path, bytes, NULL, 0, error);
}

bool file_can_replace(const char *path, Error *error)
{
    (void)path, (void)error;
    return true;
}

void signals_hold(void)
{
}

void signals_release(void)
{
}

pid_t fork(void)
{
    errno = ENOSYS;
    return -1;
}

pid_t waitpid(pid_t child, int *status, int options)
{
    (void)child, (void)options;
    *status = -1;
    return fork();
}

int dup2(int from, int to)
{
    (void)from, (void)to;
    return fork();
}

int execvp(const char *program, char *const *arguments)
{
    (void)program, (void)arguments;
    return fork();
}

char *mkdtemp(char *path)
{
    (void)path;
    errno = ENOSYS;
    return NULL;
}

FILE *tmpfile(void)
{
    errno = ENOSYS;
    return NULL;
}
