/*: # Figures

A C program should not draw. It writes its numbers into files that anybody can
read, and gnuplot makes figures of them, following a script that lies beside the
program. So a figure can be changed without compiling, the numbers can be looked
at, and without gnuplot nothing is lost but the pictures.

Three points for a figure, and a name for a script:

```{.c example="plot"}
``` */
#define _POSIX_C_SOURCE 200809L // mkdtemp, open_memstream
#include "program/program.h"

#include <dirent.h>
#include <errno.h>
#include <sys/wait.h>
#include <unistd.h>

#include "file.h"
#include "mistake.h"

/*: ## Data files

Nine digits tell every float from its neighbours, so that nothing is lost in
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
    output_close(file, path);
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

gnuplot runs the script after four settings, as if somebody had typed

    gnuplot -e "format='svg'; home='.'; dir='build/stage3'; out=dir" stage3.gp

A file whose name begins with `<` or `|` would be a command for gnuplot, one
with `-` an option. Behind `./` they are names like any other. */
static char *safe_path_new(const char *path)
{
    return text_new("%s%s", path[0] == '/' ? "" : "./", path);
}

/*: The settings are one text. The top of the project is two folders above the
script's. */
static char *settings_new(const char *script, const char *folder,
                          const char *out, const char *format)
{
    char *home =
        text_new("%.*s/../..", (int)(strrchr(script, '/') - script), script);
    char *dir = safe_path_new(folder), *settings = NULL;
    char *figures = safe_path_new(out);
    size_t size;
    FILE *text = open_memstream(&settings, &size);
    if (!text)
        cli_stop("out of memory");
    fprintf(text, "format='%s'; home=", format);
    plot_put_text(text, home);
    fprintf(text, "; dir=");
    plot_put_text(text, dir);
    fprintf(text, "; out=");
    plot_put_text(text, figures);
    fclose(text);
    if (!settings) // its memory could not grow
        cli_stop("out of memory");
    free(home);
    free(dir);
    free(figures);
    return settings;
}

/*: ## Running gnuplot

`popen` would be shorter, but it asks a shell, which takes a missing gnuplot
for a success. So it is done in the old way: `fork` makes a copy of this
process, and the copy becomes gnuplot with `execvp`, or ends with 127 if there
is none; `waitpid` tells when it has ended, and how. A drawing in letters goes
where our own output goes. What gnuplot complains of goes to a file without a
name, from which it is read at the end.

![Two processes draw a figure](plot.svg){#fig-plot alt="fork makes a copy, which
becomes gnuplot; it reads data and script and writes figures to a folder and
complaints to a file. waitpid gets its status: with 0 each figure is moved to
its place, else the reason is said in one line"} */
static int run(char *const *arguments, FILE *complaints)
{
    int status = -1;
    fflush(stdout); // or the copy has this text too
    pid_t child = fork();
    if (child == 0) {
        dup2(fileno(complaints), STDERR_FILENO);
        unsetenv("GNUTERM"); // a terminal that this gnuplot may not have
        signals_release();
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

/*: ## Whole figures

gnuplot writes as it draws. It does so in a folder of its own, from which each
figure is moved to its place when all are done: who looks sees the old one or
the new, and two programs that draw at once do not write into one file. Ctrl-C
ends gnuplot at once, and this program when that folder is removed. */
static void move_all(const char *from, const char *to, bool good)
{
    DIR *folder = opendir(from);
    const struct dirent *entry;
    while (folder && (entry = readdir(folder)) != NULL) {
        char *old = text_new("%s/%s", from, entry->d_name);
        char *new = text_new("%s/%s", to, entry->d_name);
        if (*entry->d_name != '.' && (!good || rename(old, new) != 0))
            unlink(old);
        free(old);
        free(new);
    }
    if (folder)
        closedir(folder);
    rmdir(from);
}

// Runs gnuplot, and says what it complains of.
static bool draw(const char *script, const char *folder, const char *out,
                 const char *format, Error *error)
{
    FILE *complaints = tmpfile();
    if (complaints == NULL)
        return error_set(error, "gnuplot: %s", strerror(errno));
    char *path = safe_path_new(script);
    char *settings = settings_new(path, folder, out, format);
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

// Into a folder of its own first: half a figure replaces none.
bool plot_draw(const char *script, const char *folder, const char *format,
               Error *error)
{
    char *out = text_new("%s/.drawing-XXXXXX", folder);
    bool good = false;
    signals_hold();
    if (mkdtemp(out)) {
        good = draw(script, folder, out, format, error);
        move_all(out, folder, good);
    } else {
        error_set(error, "%s: %s", folder, strerror(errno));
    }
    signals_release();
    free(out);
    return good;
}
