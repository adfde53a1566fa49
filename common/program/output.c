/*: # Files that will be written

A program that trains for an hour and then cannot write what it has learned has
lost an hour. So the files that it is to write are looked at before the work.
And they are written whole: what is in a file was written at once, when all of
it was known, so that neither a full disk nor a second program of the same kind
leaves half a file:

```{.c example="output"}
``` */
#define _POSIX_C_SOURCE 200809L
#include "program/program.h"

#include <errno.h>
#include <sys/stat.h>

#include "file.h"
#include "mistake.h"

/*: ## Before the work

A file that is read and written too would be lost: `--data t.csv --history
t.csv` is a slip. Two names may stand for one file, so it is the file that is
compared. */
static bool is_same_file(const char *a, const char *b)
{
    struct stat x, y;
    if (stat(a, &x) != 0 || stat(b, &y) != 0)
        return strcmp(a, b) == 0;
    return x.st_ino == y.st_ino && x.st_dev == y.st_dev;
}

// A terminal or a pipe is written to as it is, and may be many things at once.
static bool is_device(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && !S_ISREG(info.st_mode) &&
           !S_ISDIR(info.st_mode);
}

// A file that is only read is looked at when it is read.
void output_check(const char *path, FileUse use)
{
    Error error;
    bool whatever = use == FILE_WRITTEN && is_device(path);
    if (use != FILE_READ && !whatever && !file_can_replace(path, &error))
        cli_stop("%s: %s", path, error.message);
}

// Each file that was looked at is remembered, to be compared with the next.
void output_expect(const char *path, FileUse use)
{
    enum { FILES_MAX = 16 };
    static struct {
        char *path;
        FileUse use;
    } file[FILES_MAX];
    static int count;
    for (int i = 0; i < count; i++) {
        bool read = use == FILE_READ, read_too = file[i].use == FILE_READ;
        if (!(read && read_too) && is_same_file(path, file[i].path) &&
            !is_device(path))
            cli_stop("%s: would be written over, and it is %s too", path,
                     read || read_too ? "read" : "written");
    }
    check(count < FILES_MAX, "too many files");
    file[count].path = text_new_copy(path);
    file[count++].use = use;
    output_check(path, use);
}

/*: ## Folders

The folder may be missing, and so may the one around it. On the way to a file
each is made that is not there yet, the outermost first. What cannot be written
[stops the program](cli.c#one-line-for-a-message). */
void output_make_folders(const char *path)
{
    char *part = text_new_copy(path);
    for (char *c = part; *c; c++)
        if (*c == '/' && c > part) {
            *c = '\0'; // the path up to here
            if (mkdir(part, 0777) != 0 && errno != EEXIST)
                cli_stop("%s: %s", path, strerror(errno));
            *c = '/';
        }
    free(part);
}

/*: ## Whole files

What is written goes to memory first, with `fprintf` as to any file. When it is
closed, [the file is replaced](file.c). Of a device there is nothing to be
replaced.

![A program that ends before output_close leaves the old
file](output.svg){#fig-output alt="During output_expect, the work, output_open
and fprintf the old file is on the disk, and the text grows in memory; after
output_close all of the text is on the disk"} */
static char *text;
static size_t text_size;
static bool is_open;

FILE *output_open(const char *path)
{
    check(!is_open, "output_open: another file is open");
    output_check(path, FILE_WRITTEN);
    text = NULL;
    FILE *file = open_memstream(&text, &text_size);
    if (file == NULL)
        cli_stop("%s: %s", path, strerror(errno));
    is_open = true;
    return file;
}

FILE *plot_open(const char *path)
{
    output_make_folders(path);
    return output_open(path);
}

// As it is: what a terminal has shown nobody takes back.
static bool write_to_device(const char *path, Error *error)
{
    FILE *file = fopen(path, "w");
    if (file == NULL)
        return error_set(error, "%s", strerror(errno));
    bool failed = fwrite(text, 1, text_size, file) != text_size;
    if (fclose(file) != 0 || failed)
        return error_set(error, "%s", strerror(errno));
    return true;
}

// Now it is written.
void output_close(FILE *file, const char *path)
{
    Error error;
    // where its memory could not grow there is no text
    if (ferror(file) || fclose(file) != 0 || !text)
        cli_stop("%s: not written: out of memory", path);
    is_open = false;
    Bytes bytes = {(unsigned char *)text, text_size, text_size};
    if (!(is_device(path) ? write_to_device(path, &error)
                          : file_replace(path, &bytes, &error)))
        cli_stop("%s: %s", path, error.message);
    free(text);
}
