/*: # Threads

A processor has several cores, and a large product can be cut into pieces that
know nothing of each other: some columns of the result for each core. The
digits do not depend on the number of pieces, because no sum is cut.

Twelve units of work in one piece, and in three:

```{.c example="parallel"}
```

![A piece of the columns for each thread](parallel.svg){#fig-parallel alt="Three
threads, each of which makes two of the six columns of a result"}

A thread costs some ten microseconds to begin and end. That is more than a whole
training step of a small network, so only products from 8 million
multiplications on come here, and [Adam](optim.c#adam) with parameters of
131,072 numbers and more; and unless you ask (`KINDLING_THREADS=2 ./program`)
there is one thread, the program's own. */
#include "parallel.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bytes.h"

// Since version 2.34 programs need no -pthread with the GNU C library.
#ifdef __GLIBC__
#if __GLIBC_PREREQ(2, 34)
#define SEVERAL
#include <pthread.h>
#endif
#endif

enum { MOST_THREADS = 64 };

/*: Who sets the variable wrongly made no mistake in C, so nothing aborts. But
nobody between here and `main` could hand an `Error` on: gradients have no
errors. So this is the one place of the library that ends the program. */
static int threads_wanted(void)
{
    const char *text = getenv("KINDLING_THREADS");
    char *end = NULL;
    long threads = text ? strtol(text, &end, 10) : 1;
    bool good = !text || (end > text && *end == '\0');
    if (good && threads >= 1 && threads <= MOST_THREADS)
        return (int)threads;
    fprintf(stderr, "KINDLING_THREADS=%s: a number from 1 to %d is expected\n",
            quote(text).chars, MOST_THREADS);
    exit(1);
}

#ifdef SEVERAL
typedef struct Piece {
    Work *work;
    void *context;
    int first, past;
    pthread_t thread;
    bool started;
} Piece;

// What a thread does.
static void *do_piece(void *piece)
{
    Piece *p = piece;
    p->work(p->context, p->first, p->past);
    return NULL;
}

/*: The last piece is done by the thread that asks; also a piece for which the
system gives no thread. */

// Where the program can have threads.
void in_threads(int count, int unit, Work *work, void *context)
{
    Piece piece[MOST_THREADS];
    int units = (count + unit - 1) / unit, threads = threads_wanted();
    threads = threads < units ? threads : units;
    for (int i = 0, first = 0; i < threads; i++) {
        int past = (i + 1) * units / threads * unit;
        Piece *p = &piece[i];
        *p = (Piece){.work = work, .context = context, .first = first};
        p->past = past < count ? past : count;
        first = past;
        p->started = i + 1 < threads &&
                     pthread_create(&p->thread, NULL, do_piece, p) == 0;
        if (!p->started)
            do_piece(p);
    }
    for (int i = 0; i < threads; i++)
        if (piece[i].started)
            pthread_join(piece[i].thread, NULL);
}
#else

// Elsewhere all is done here.
void in_threads(int count, int unit, Work *work, void *context)
{
    (void)unit, (void)threads_wanted();
    work(context, 0, count);
}
#endif
