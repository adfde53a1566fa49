#define _XOPEN_SOURCE 700 // POSIX, with robust mutexes
#include "stage8.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <time.h>
#include <unistd.h>

// What the processes of one machine know of each other.
typedef struct Life {
    pthread_mutex_t alive; // held until the process ends
    atomic_int step;
    int rank;
    atomic_bool reported; // of the first: somebody has said who died
} Life;

static MPI_Comm machine; // its processes
static MPI_Win window;
static Life *lives; // of all of them
static int place, places;
static pthread_t watcher;

static void mutex_begin(pthread_mutex_t *mutex)
{
    pthread_mutexattr_t how;
    pthread_mutexattr_init(&how);
    pthread_mutexattr_setpshared(&how, PTHREAD_PROCESS_SHARED);
    pthread_mutexattr_setrobust(&how, PTHREAD_MUTEX_ROBUST);
    pthread_mutex_init(mutex, &how);
    pthread_mutexattr_destroy(&how);
    pthread_mutex_lock(mutex);
}

static _Noreturn void report(const Life *dead)
{
    char line[100];
    if (!atomic_exchange(&lives[0].reported, true)) {
        int length =
            snprintf(line, sizeof line, "stage8: rank %d has died in step %d\n",
                     dead->rank, atomic_load(&dead->step));
        if (write(STDERR_FILENO, line, (size_t)length) < 0)
            _exit(EXIT_FAILURE);
    }
    _exit(EXIT_FAILURE);
}

static void *watch(void *unused)
{
    Life *next = &lives[(place + 1) % places];
    if (pthread_mutex_lock(&next->alive) == EOWNERDEAD)
        report(next);
    pthread_mutex_unlock(&next->alive);
    return unused;
}

static void wait_for_watcher(int number)
{
    (void)number;
    nanosleep(&(struct timespec){.tv_nsec = 500000000}, NULL);
    _exit(EXIT_FAILURE);
}

static void watch_start_thread(void)
{
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    if (pthread_create(&watcher, NULL, watch, NULL) != 0)
        cli_stop("no thread can be started");
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    sigaction(SIGTERM, &(struct sigaction){.sa_handler = wait_for_watcher},
              NULL);
}

void watch_begin(void)
{
    MPI_Aint size;
    int unit, rank;
    Life *mine;
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_split_type(MPI_COMM_WORLD, MPI_COMM_TYPE_SHARED, 0, MPI_INFO_NULL,
                        &machine);
    MPI_Comm_rank(machine, &place);
    MPI_Comm_size(machine, &places);
    MPI_Win_allocate_shared(sizeof *mine, sizeof *mine, MPI_INFO_NULL, machine,
                            &mine, &window);
    MPI_Win_shared_query(window, 0, &size, &unit, &lives);
    mine->rank = rank;
    mutex_begin(&mine->alive);
    MPI_Barrier(machine);
    if (places > 1)
        watch_start_thread();
}

void watch_step(int step)
{
    atomic_store(&lives[place].step, step);
}

void watch_end(void)
{
    pthread_mutex_unlock(&lives[place].alive);
    if (places > 1)
        pthread_join(watcher, NULL);
    MPI_Win_free(&window);
}
