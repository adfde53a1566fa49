/*: # Figures

A C program should not draw. It writes its numbers into files that anybody can
read, and gnuplot makes figures of them, following a script that lies beside the
program. So a figure can be changed without compiling, the numbers can be looked
at, and without gnuplot nothing is lost but the pictures.

Three points for a figure, and a name for a script:

```{.c example="plot"}
``` */
#define _POSIX_C_SOURCE 200809L
#include "program/program.h"

#include <errno.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "mistake.h"

/*: ## Data files

The folder may be missing, and so may the one around it. On the way to a file
each is made that is not there yet, the outermost first. What cannot be written
[stops the program](cli.c#one-line-for-a-message). */
void plot_make_folders(const char *path)
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

FILE *plot_open(const char *path)
{
    plot_make_folders(path);
    FILE *file = fopen(path, "w");
    if (file == NULL)
        cli_stop("%s: %s", path, strerror(errno));
    return file;
}

/*: A disk is full sooner than one thinks. `fprintf` mostly fills a buffer; only
when the file is closed one knows whether all of it arrived. */
void plot_close(FILE *file, const char *path)
{
    bool failed = ferror(file) != 0;
    if (fclose(file) != 0 || failed)
        cli_stop("%s: %s", path, strerror(errno));
}

/*: Nine digits tell every float from its neighbours, so that nothing is lost in
the file. */
void plot_write(const char *path, const char *header,
                const Tensor *const *columns, int count)
{
    int rows = tensor_numel(columns[0]);
    for (int c = 1; c < count; c++)
        check(tensor_numel(columns[c]) == rows,
              "plot_write: column %d has %d numbers but column 0 has %d", c,
              tensor_numel(columns[c]), rows);
    FILE *file = plot_open(path);
    fprintf(file, "# %s\n", header);
    for (int r = 0; r < rows; r++)
        for (int c = 0; c < count; c++)
            fprintf(file, "%.9g%c", columns[c]->data[r],
                    c + 1 < count ? ' ' : '\n');
    plot_close(file, path);
}

/*: ## Text in a gnuplot script

The name of a class comes from somebody's table, and a script is a program.
Between single quotes gnuplot takes everything as it is, except the quote itself
and the end of a line. These stand between double quotes, as `"\047"` and
`"\012"`, and a point puts the pieces together. */
void plot_put_text(FILE *file, const char *text)
{
    fputc('\'', file);
    for (; *text; text++)
        if ((unsigned char)*text < ' ' || *text == '\'')
            fprintf(file, "'.\"\\%03o\".'", (unsigned)*text);
        else
            fputc(*text, file);
    fputc('\'', file);
}

/*: ## What gnuplot is told

gnuplot runs the script after three settings, as if somebody had typed

    gnuplot -e "format='svg'; home='.'; dir='build/stage3'" stage3.gp

A file whose name begins with `<` or `|` would be a command for gnuplot, one
with `-` an option. Behind `./` they are names like any other. */
static char *safe_path_new(const char *path)
{
    return text_new("%s%s", path[0] == '/' ? "" : "./", path);
}

/*: The three settings are one text. The top of the project is two folders above
the script's. */
static char *settings_new(const char *script, const char *folder,
                          const char *format)
{
    char *home =
        text_new("%.*s/../..", (int)(strrchr(script, '/') - script), script);
    char *dir = safe_path_new(folder), *settings = NULL;
    size_t size;
    FILE *text = open_memstream(&settings, &size);
    if (!text)
        cli_stop("out of memory");
    fprintf(text, "format='%s'; home=", format);
    plot_put_text(text, home);
    fprintf(text, "; dir=");
    plot_put_text(text, dir);
    fclose(text);
    free(home);
    free(dir);
    return settings;
}

/*: ## Running gnuplot

`popen` would be shorter, but it asks a shell, which takes a missing gnuplot
for a success. So it is done in the old way: `fork` makes a copy of this
process, and the copy becomes gnuplot with `execvp`, or ends with 127 if there
is none; `waitpid` tells when it has ended, and how. A drawing in letters goes
where our own output goes. What gnuplot complains of goes to a file without a
name, from which it is read at the end. */
static int run(char *const *arguments, FILE *complaints)
{
    int status = -1;
    fflush(stdout); // or the copy has this text too
    pid_t child = fork();
    if (child == 0) {
        dup2(fileno(complaints), STDERR_FILENO);
        execvp(arguments[0], arguments);
        _exit(127);
    }
    while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR)
        ;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/*: Before a complaint gnuplot repeats the line of the script. What is wrong
stands below it: `"stage3.gp" line 7: undefined variable: classes`. Warnings
look the same, but what stopped it comes last. */
static void complain(FILE *complaints, Error *error)
{
    static const char MARK[] = "\" line ";
    char text[4096];
    rewind(complaints);
    text[fread(text, 1, sizeof text - 1, complaints)] = '\0';
    char *reason = text + strspn(text, " \n");
    for (char *c = text; (c = strstr(c, MARK)) != NULL; c++)
        for (reason = c; reason > text && reason[-1] != '\n'; reason--)
            ;
    reason[strcspn(reason, "\n")] = '\0';
    error_set(error, "gnuplot: %s",
              *reason ? reason : "it ended without a word");
}

/*: ## A figure

All that, for one script and one form. */
bool plot_draw(const char *script, const char *folder, const char *format,
               Error *error)
{
    FILE *complaints = tmpfile();
    if (complaints == NULL)
        return error_set(error, "gnuplot: %s", strerror(errno));
    char *path = safe_path_new(script);
    char *settings = settings_new(path, folder, format);
    // -d: without the user's own settings, so that the figures are the same
    char *arguments[] = {"gnuplot", "-d", "-e", settings, path, NULL};
    int result = run(arguments, complaints);
    if (result == 127)
        error_set(error, "gnuplot is not installed, so no figures are drawn: "
                         "install gnuplot-nox or gnuplot");
    else if (result != 0)
        complain(complaints, error);
    free(settings);
    free(path);
    fclose(complaints);
    return result == 0;
}
