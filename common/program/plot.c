/*: # Figures

A C program should not draw. It writes its numbers into files that anybody can
read, and gnuplot makes figures of them, following a script that lies beside the
program. So a figure can be changed without compiling, the numbers can be looked
at, and without gnuplot nothing is lost but the pictures. */
#define _POSIX_C_SOURCE 200809L
#include "program/plot.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "file.h"
#include "mistake.h"

/*: ## Data files

The folder may be missing, and so may the one around it;
[they are made](file.c#def-file_make_folders). */
FILE *plot_open(const char *path, Error *error)
{
    FILE *file = NULL;
    if (file_make_folders(path, error) && (file = fopen(path, "w")) == NULL)
        error_set(error, "%s: %s", path, strerror(errno));
    return file;
}

/*: A disk is full sooner than one thinks. `fprintf` mostly fills a buffer; only
when the file is closed one knows whether all of it arrived. */
bool plot_close(FILE *file, const char *path, Error *error)
{
    bool failed = ferror(file) != 0;
    failed |= fclose(file) != 0;
    return !failed || error_set(error, "%s: %s", path, strerror(errno));
}

/*: Nine digits tell every float from its neighbours, so that nothing is lost in
the file. */
bool plot_write(const char *path, const char *header,
                const Tensor *const *columns, int count, Error *error)
{
    int rows = tensor_numel(columns[0]);
    for (int c = 1; c < count; c++)
        check(tensor_numel(columns[c]) == rows,
              "plot_write: column %d has %d numbers but column 0 has %d", c,
              tensor_numel(columns[c]), rows);
    FILE *file = plot_open(path, error);
    if (file == NULL)
        return false;
    fprintf(file, "# %s\n", header);
    for (int r = 0; r < rows; r++)
        for (int c = 0; c < count; c++)
            fprintf(file, "%.9g%c", columns[c]->data[r],
                    c + 1 < count ? ' ' : '\n');
    return plot_close(file, path, error);
}

/*: ## Text in a gnuplot script

The name of a class comes from somebody's table, and a script is a program.
Between single quotes gnuplot takes everything as it is, except the quote itself
and the end of a line. These stand between double quotes, as `"\047"` and
`"\012"`, and a point puts the pieces together. */
static void put_quoted(FILE *file, const char *text)
{
    fputc('\'', file);
    for (; *text; text++)
        if ((unsigned char)*text < ' ' || *text == '\'')
            fprintf(file, "'.\"\\%03o\".'", (unsigned)*text);
        else
            fputc(*text, file);
    fputc('\'', file);
}

void plot_put_text(FILE *file, const char *text)
{
    put_quoted(file, text);
    fputc('\n', file);
}

/*: ## What gnuplot is told

gnuplot runs the script after three settings, as if somebody had typed

    gnuplot -e "home='.'; dir='build/stage3'; format='svg'" stage3.gp

A file whose name begins with `<` or `|` would be a command for gnuplot, one
with `-` an option. Behind `./` they are names like any other. */
static char *safe_path_new(const char *path, size_t length, const char *more)
{
    size_t size = length + strlen(more) + sizeof "./";
    char *safe = memory_new(size, 1);
    snprintf(safe, size, "%s%.*s%s", path[0] == '/' ? "" : "./", (int)length,
             path, more);
    return safe;
}

/*: The three settings are one text. */
static char *settings_new(const char *script, const char *folder,
                          PlotFormat format)
{
    static const char *const FORMAT[] = {"svg", "png", "dumb"};
    const char *slash = strrchr(script, '/');
    size_t length = slash ? (size_t)(slash - script) : 0, size = 0;
    char *home = safe_path_new(script, length, "/../..");
    char *dir = safe_path_new(folder, strlen(folder), "");
    char *settings = NULL;
    FILE *text = open_memstream(&settings, &size);
    check(text, "out of memory");
    fprintf(text, "format='%s'; home=", FORMAT[format]);
    put_quoted(text, home);
    fprintf(text, "; dir=");
    put_quoted(text, dir);
    fclose(text);
    free(home);
    free(dir);
    return settings;
}

/*: ## Running gnuplot

`popen` would be shorter, but it asks a shell, which takes a missing gnuplot
for a success, and writing to a program that is not there kills the writer. So
it is done in the old way: `fork` makes a copy of this process, and the copy
becomes gnuplot with `execvp`, or ends with 127 if there is none. What gnuplot
writes comes through two pipes: one for its output, one for its complaints. */
typedef struct Child {
    pid_t id;
    int output, complaints; // to read from
} Child;

static _Noreturn void become(char *const *arguments, int output, int complaints)
{
    dup2(output, STDOUT_FILENO);
    dup2(complaints, STDERR_FILENO);
    // too many complaints are lost, rather than waited for
    fcntl(STDERR_FILENO, F_SETFL, O_NONBLOCK);
    execvp(arguments[0], arguments);
    _exit(127);
}

/*: A pipe has two ends, `[0]` to read from and `[1]` to write to. Each process
closes the end that is not its own: only then does the reader learn that nothing
more comes. */
static bool child_start(Child *child, char *const *arguments)
{
    int output[2], complaints[2] = {-1, -1};
    if (pipe(output) != 0)
        return false;
    if (pipe(complaints) != 0 || (child->id = fork()) < 0) {
        for (int i = 0; i < 2; i++) {
            close(output[i]);
            close(complaints[i]);
        }
        return false;
    }
    if (child->id == 0)
        become(arguments, output[1], complaints[1]);
    close(output[1]);
    close(complaints[1]);
    child->output = output[0];
    child->complaints = complaints[0];
    return true;
}

/*: gnuplot begins each drawing in letters with a form feed, which only a
printer needs. The pipe ends when gnuplot has ended, and `waitpid` tells how. */
static void copy_output(int from)
{
    char text[4096];
    for (ssize_t n; (n = read(from, text, sizeof text)) > 0;)
        for (ssize_t i = 0; i < n; i++)
            if (text[i] != '\f')
                putchar(text[i]);
    close(from);
}

static void read_text(int from, char *text, size_t size)
{
    size_t length = 0;
    ssize_t n;
    while ((n = read(from, text + length, size - 1 - length)) > 0)
        length += (size_t)n; // ends too when there is no room
    text[length] = '\0';
    close(from);
}

/*: The output first: a child that cannot get rid of its output never ends. */
static int child_end(const Child *child, char *complaints, size_t size)
{
    int status = -1;
    copy_output(child->output);
    read_text(child->complaints, complaints, size);
    while (waitpid(child->id, &status, 0) < 0 && errno == EINTR)
        ;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/*: Before a complaint gnuplot repeats the line of the script. What is wrong
stands below it: `"stage3.gp" line 7: undefined variable: classes`. Warnings
look the same, but what stopped it comes last. */
static const char *find_reason(char *complaints)
{
    static const char MARK[] = "\" line ";
    char *reason = complaints + strspn(complaints, " \n");
    for (char *c = complaints; (c = strstr(c, MARK)) != NULL; c++)
        for (reason = c; reason > complaints && reason[-1] != '\n'; reason--)
            ;
    reason[strcspn(reason, "\n")] = '\0';
    return *reason ? reason : "it ended without a word";
}

/*: ## A figure

All that, for one script and one form. */
bool plot_draw(const char *script, const char *folder, PlotFormat format,
               Error *error)
{
    char complaints[4096];
    char *settings = settings_new(script, folder, format);
    char *path = safe_path_new(script, strlen(script), "");
    // -d: without the user's own settings, so that the figures are the same
    char *arguments[] = {"gnuplot", "-d", "-e", settings, path, NULL};
    Child child;
    int result = -1;
    fflush(stdout);
    if (!child_start(&child, arguments))
        snprintf(complaints, sizeof complaints, "%s", strerror(errno));
    else
        result = child_end(&child, complaints, sizeof complaints);
    free(settings);
    free(path);
    if (result == 127)
        return error_set(error, "gnuplot is not installed, so no figures are "
                                "drawn: install gnuplot-nox or gnuplot");
    return result == 0 ||
           error_set(error, "gnuplot: %s", find_reason(complaints));
}
