/*: # A progress bar

A long run should show that it is alive, but a short one should show nothing,
and a file should never hold such a bar. It is drawn on `stderr`, ten times a
second at most, over itself: `\r` leads back to the start of the line.

![Fifty epochs of 30 milliseconds each: the first half second shows nothing, and
the last call wipes the bar away](progress.svg){#fig-progress alt="The full
cells rise with each call from 0 to 30; the bar is drawn from half a second on,
at every fourth call"} */
#define _POSIX_C_SOURCE 200809L
#include "program/program.h"

#include <time.h>
#include <unistd.h>

static int bar_width; // on the screen now

void progress_hide(void)
{
    if (bar_width > 0)
        fprintf(stderr, "\r%*s\r", bar_width, "");
    bar_width = 0;
}

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/*: Thirty cells, of which as many are full as there is done. */
void progress_show(int done, int total)
{
    static const char CELL[] = "##############################";
    enum { CELLS = sizeof CELL - 1 };
    static double next; // when to draw; 0: not called yet
    next = next > 0 ? next : seconds() + 0.5;
    if (done >= total) {
        progress_hide();
    } else if (seconds() >= next) {
        int full = (int)((double)CELLS * done / total);
        next = seconds() + 0.1;
        if (isatty(STDERR_FILENO)) // fprintf counts \r, which has no width
            bar_width = -1 + fprintf(stderr, "\r%d of %d [%.*s%*s]", done,
                                     total, full, CELL, CELLS - full, "");
    }
}
