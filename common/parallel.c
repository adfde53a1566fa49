/*: # Threads

A processor has several cores, and a large product can be cut into pieces that
know nothing of each other: some columns of the result for each core. The
digits do not depend on the number of pieces, because no sum is cut.

Twelve units of work in one piece, and shared by three threads:

```{.c example="parallel"}
```

![A piece of the columns for each thread](parallel.svg){#fig-parallel alt="Three
threads, each of which makes two of the six columns of a result"}

To begin a thread and to wait for its end takes some hundred microseconds on a
virtual machine, and a training step asks for help ten times. So threads are
made once and kept: the **helpers**. Even so help has its price, which must be
less than a core saves: only products from 4 million multiplications on come
here, and parameters of 65,536 numbers and more, where [Adam](optim.c#adam)
moves them. And unless you ask (`KINDLING_THREADS=2 ./program`) there is one
thread, the program's own. */
#define _POSIX_C_SOURCE 200809L
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
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <time.h>
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

/*: ## Pieces

Who has time takes the next piece. The first pieces are large, and each is a
share of what is left: a core that another program holds up takes fewer of
them, and at the end nobody waits long for the last one. The large step of the
[chapter on time](where-the-time-goes.md) is a tenth faster by it on a busy
machine than with two halves, and 2 % slower on a quiet one. Which piece comes
next depends on nothing but what is left, so they are the same in every run;
only who does them is not. */
#ifdef SEVERAL
typedef struct Job {
    Work *work;
    void *context;
    int count, unit, units, threads;
    atomic_int done;    // so many units are done, or somebody is at them
    atomic_int helpers; // who were asked and have not ended
} Job;

// Until all pieces are taken.
static void do_pieces(Job *job)
{
    int at = atomic_load(&job->done);
    while (at < job->units) {
        int share = (job->units - at) / (job->threads + 1);
        int past = at + (share > 1 ? share : 1);
        if (!atomic_compare_exchange_weak(&job->done, &at, past))
            continue; // somebody else has it, and "at" says how far it is now
        job->work(job->context, at * job->unit,
                  past < job->units ? past * job->unit : job->count);
        at = atomic_load(&job->done);
    }
}

/*: ## Helpers

Each helper has a place where a job can be put for it. It takes the job out, and
the place is free again. Taking is one exchange that nobody can come between
(`stdatomic.h`), so a job is taken by its helper or taken back by the program,
never both. */
typedef struct Helper {
    _Atomic(Job *) job;
    pthread_mutex_t lock; // for sleeping
    pthread_cond_t asked;
} Helper;

static long long nanoseconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

// The job at its place, or NULL.
static Job *job_taken(Helper *helper)
{
    return atomic_load(&helper->job) ? atomic_exchange(&helper->job, NULL)
                                     : NULL;
}

/*: To wake a thread that sleeps takes 50 microseconds, half of which its waker
spends. In a training step the next job comes sooner than that. So a helper that
has nothing to do goes on looking for 0.2 milliseconds before it sleeps; then
it has lost no more than a few times what waking it costs, and an idle program's
threads use no time at all. */
enum { LOOK_NS = 200000 };

// It looks, and then it sleeps.
static Job *next_job(Helper *helper)
{
    Job *job;
    long long end = nanoseconds() + LOOK_NS;
    do
        if ((job = job_taken(helper)) != NULL)
            return job;
    while (nanoseconds() < end);
    pthread_mutex_lock(&helper->lock);
    while ((job = job_taken(helper)) == NULL)
        pthread_cond_wait(&helper->asked, &helper->lock);
    pthread_mutex_unlock(&helper->lock);
    return job;
}

// What a helper does all its life. After the last line the job may be gone.
static void *help(void *helper)
{
    Job *job;
    while ((job = next_job(helper)) != NULL) {
        do_pieces(job);
        atomic_fetch_sub(&job->helpers, 1);
    }
    return NULL; // a helper never ends
}

/*: Helpers are made when they are first wanted. They leave all signals to the
program's own threads: while one of these holds Ctrl-C back because it writes a
file, no helper may let it through. After a `fork` the child has no
threads but its own, and begins anew. */
static struct {
    pthread_mutex_t lock;
    bool watches_forks;
    int count;
    Helper helper[MOST_THREADS - 1];
} pool = {.lock = PTHREAD_MUTEX_INITIALIZER};

static void forget_helpers(void)
{
    pool.lock = (pthread_mutex_t)PTHREAD_MUTEX_INITIALIZER;
    pool.count = 0;
}

// More of them, if the system gives more.
static void make_helpers(int wanted)
{
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    if (!pool.watches_forks)
        pool.watches_forks = pthread_atfork(NULL, NULL, forget_helpers) == 0;
    for (; pool.count < wanted; pool.count++) {
        Helper *helper = &pool.helper[pool.count];
        *helper = (Helper){.lock = PTHREAD_MUTEX_INITIALIZER,
                           .asked = PTHREAD_COND_INITIALIZER};
        pthread_t thread;
        if (pthread_create(&thread, NULL, help, helper) != 0)
            break; // the system gives no more
        pthread_detach(thread);
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
}

// How many of the helpers that are wanted there are.
static int helpers_for(int wanted)
{
    pthread_mutex_lock(&pool.lock);
    if (pool.count < wanted)
        make_helpers(wanted);
    int count = pool.count;
    pthread_mutex_unlock(&pool.lock);
    return count < wanted ? count : wanted;
}

/*: ## Sharing a job out

The program puts the job before each helper and begins. When no piece is left,
it takes the job back from those who have not come, because they sleep, or work
for another thread of the program; so it waits only for pieces that somebody is
at. (It looks first here too. Then it gives its core away, which may be the one
that a helper needs.) */
static void ask(Helper *helper, Job *job)
{
    Job *none = NULL;
    atomic_fetch_add(&job->helpers, 1);
    if (!atomic_compare_exchange_strong(&helper->job, &none, job)) {
        atomic_fetch_sub(&job->helpers, 1);
        return;
    }
    pthread_mutex_lock(&helper->lock);
    pthread_cond_signal(&helper->asked); // costs nothing if it is awake
    pthread_mutex_unlock(&helper->lock);
}

static void take_back(Helper *helper, Job *job)
{
    Job *mine = job;
    if (atomic_compare_exchange_strong(&helper->job, &mine, NULL))
        atomic_fetch_sub(&job->helpers, 1);
}

// Where the program can have threads.
void in_threads(int count, int unit, Work *work, void *context)
{
    int units = count / unit + (count % unit != 0), threads = threads_wanted();
    if (threads == 1 || units <= 1) {
        work(context, 0, count);
        return;
    }
    Job job = {work, context, count, unit, units, threads, 0, 0};
    int helpers = helpers_for((threads < units ? threads : units) - 1);
    for (int i = 0; i < helpers; i++)
        ask(&pool.helper[i], &job);
    do_pieces(&job);
    for (int i = 0; i < helpers; i++)
        take_back(&pool.helper[i], &job);
    long long end = nanoseconds() + LOOK_NS;
    while (atomic_load(&job.helpers) > 0)
        if (nanoseconds() > end)
            sched_yield();
}
#else

// Elsewhere all is done here.
void in_threads(int count, int unit, Work *work, void *context)
{
    (void)unit, (void)threads_wanted();
    work(context, 0, count);
}
#endif
