// For tests that write files: each runs in a new, empty folder.
#ifndef PLOT_FOLDER_H
#define PLOT_FOLDER_H

#include <errno.h>
#include <unistd.h>

#include "golden.h"
#include "program/program.h"

#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))

static char top[4096];      // the project's top folder
static char programs[4096]; // $PATH
static char folder[64];
static Error error;

static inline void set_up(void)
{
    ck_assert_ptr_nonnull(getcwd(top, sizeof top));
    snprintf(programs, sizeof programs, "%s", getenv("PATH"));
    strcpy(folder, "/tmp/check_plot_XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    ck_assert_int_eq(chdir(folder), 0);
    error.message[0] = '\0';
}

static inline void tear_down(void)
{
    char command[80];
    ck_assert_int_eq(chdir(top), 0);
    setenv("PATH", programs, 1);
    snprintf(command, sizeof command, "rm -rf %s", folder);
    ck_assert_int_eq(system(command), 0);
}

static inline void write_text(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    ck_assert_ptr_nonnull(file);
    fputs(text, file);
    ck_assert_int_eq(fclose(file), 0);
}

static inline const char *read_text(const char *path)
{
    static char text[1 << 20];
    FILE *file = fopen(path, "r");
    ck_assert_msg(file != NULL, "%s: %s", path, strerror(errno));
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    return text;
}

static inline bool exists(const char *path)
{
    return access(path, F_OK) == 0;
}

static inline bool gnuplot_is_there(void)
{
    return system("gnuplot --version >version 2>&1") == 0;
}

#endif
