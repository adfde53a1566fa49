/*: # A rank dies

The more machines, the sooner one of them fails. What happens to the others?
They wait for a gradient that will not come. A training of many machines that
hangs until somebody looks is worse than one that stops. So this chapter sees to
it that if one process dies, for whatever reason, the others end at once, and
one line says who it was and where:

```{.output of="stage8-dead"}
```

`mpirun` looks after its processes too, but it knows no step, and it may take
its time.

![Each guard waits for a lock that a neighbour holds as long as it
lives](watch.svg){#fig-watch alt="Four processes in a circle, each with a lock
of its own; an arrow from each leads to the lock of the next, which its guard
waits for. Rank 2 is dead, and the guard of rank 1 gets its lock and speaks"} */
#define _XOPEN_SOURCE 700 // POSIX, with robust locks
#include "stage8.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/wait.h>
#include <unistd.h>

/*: ## A lock that knows its owner

How does one notice that somebody else is gone, without asking all the time?
With a **mutex**, a lock that one process holds and others wait for. One that is
called *robust* has a property made for this: if its owner dies, even by `kill
-9`, which leaves no time for last words, the system hands the lock to the next
who waits, with the words `EOWNERDEAD`, owner dead. Waiting costs nothing.

So each process locks a mutex of its own as long as it lives. The mutexes must
lie in memory that all processes see; MPI gives some to those that are on one
machine. */
typedef struct Life {
    pthread_mutex_t alive; // held as long as the process lives
    atomic_int step;
    atomic_bool reported; // of the first: has anybody said who has died?
    int rank;
} Life;

static Life *lives;       // of the processes of this machine
static int places, place; // how many they are, and which one this is
static MPI_Win window;    // what MPI calls the memory
static pid_t guard;       // the child that waits

static void lock_own_life(pthread_mutex_t *mutex)
{
    pthread_mutexattr_t kind;
    pthread_mutexattr_init(&kind);
    pthread_mutexattr_setpshared(&kind, PTHREAD_PROCESS_SHARED);
    pthread_mutexattr_setrobust(&kind, PTHREAD_MUTEX_ROBUST);
    pthread_mutex_init(mutex, &kind);
    pthread_mutexattr_destroy(&kind);
    pthread_mutex_lock(mutex);
}

/*: ## A guard

Who waits? Not the process itself, which has to compute. It starts a child, a
**guard**, which does nothing but wait for the mutex of the neighbour. Why not a
[thread](parallel.c) of its own? Because `mpirun` notices the death as well, and
kills the others, with MPICH without a warning, and all their threads. Then
nobody would be left to say a word. The guard is none of `mpirun`'s processes,
and `setsid` takes it out of their group.

What it does then goes like dominoes. It says who has died, and kills its own
process. By that this one's mutex has a dead owner too, the next guard wakes up,
and so on around the circle; within milliseconds all are gone. But only the
first of them may speak. `atomic_exchange` sets the flag and tells what it was
before, in one step that nobody can come between. */
static void report(Life *dead)
{
    char line[80];
    int length =
        snprintf(line, sizeof line, "stage8: rank %d has died in step %d\n",
                 dead->rank, atomic_load(&dead->step));
    if (!atomic_exchange(&lives[0].reported, true) &&
        write(STDERR_FILENO, line, (size_t)length) < length)
        _exit(EXIT_FAILURE); // stderr is gone, too
}

// A process of its own, which MPI knows nothing of.
static _Noreturn void keep_guard(Life *neighbour, pid_t parent)
{
    setsid();
    if (pthread_mutex_lock(&neighbour->alive) == EOWNERDEAD) {
        report(neighbour);
        kill(parent, SIGKILL);
    }
    pthread_mutex_unlock(&neighbour->alive); // it has ended well
    _exit(EXIT_SUCCESS);
}

static void start_guard(void)
{
    pid_t parent = getpid();
    guard = fork();
    if (guard < 0)
        cli_stop("no guard can be started");
    if (guard == 0)
        keep_guard(&lives[(place + 1) % places], parent);
}

/*: ## From the first step to the last

At the barrier all wait until all have locked theirs. On several machines each
has a circle of its own; there `mpirun` ends the others. */
void watch_begin(World world)
{
    MPI_Comm machine;
    MPI_Aint size;
    int unit;
    Life *mine;
    MPI_Comm_split_type(MPI_COMM_WORLD, MPI_COMM_TYPE_SHARED, 0, MPI_INFO_NULL,
                        &machine);
    MPI_Comm_rank(machine, &place);
    MPI_Comm_size(machine, &places);
    MPI_Win_allocate_shared(sizeof *mine, sizeof *mine, MPI_INFO_NULL, machine,
                            &mine, &window);
    MPI_Win_shared_query(window, 0, &size, &unit, &lives);
    mine->rank = world.rank;
    lock_own_life(&mine->alive);
    MPI_Barrier(machine);
    MPI_Comm_free(&machine);
    if (places > 1)
        start_guard();
}

void watch_step(int step)
{
    atomic_store(&lives[place].step, step);
}

/*: Who ends well opens the lock, and waits for the guard, which waits for the
neighbour to do the same. */
void watch_end(void)
{
    pthread_mutex_unlock(&lives[place].alive);
    if (places > 1)
        waitpid(guard, NULL, 0);
    MPI_Win_free(&window);
}

/*: ## Fifty deaths

`make check-death` starts a training fifty times with each MPI that is
installed, kills one of four processes at a random moment, looks whether the
others end within two seconds and whether the line names the right one, and
[goes on](stage8.c#going-on) from the last checkpoint, to the weights of a
training that was never broken. */
