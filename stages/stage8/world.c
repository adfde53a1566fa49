/*: # Several processes, one program

`mpirun -n 4 ./stage8` starts the same program four times, on this machine or on
several. They share no variable. Each runs `main` from its first line; what
tells them apart is a number that they get, the **rank**, from 0 to 3. All they
can do together is send each other bytes. **MPI**, the Message Passing
Interface, is the standard for that since 1994; *Open MPI* and *MPICH* are two
libraries that follow it, and this program works with both. Its functions begin
with `MPI_`.

![What rank 0 alone does, and what all do](world.svg){#fig-world alt="Four
processes side by side; rank 0 reads options and data and sends them to the
other three, then all four compute, then rank 0 alone prints and saves"} */
#define _POSIX_C_SOURCE 200809L
#include "stage8.h"

#include <sched.h>

#include "file.h"

/*: ## Waiting

A library that waits for a message looks whether it has come, again and again
without a pause: nothing is faster, if each process has a processor to itself.
On a laptop four processes share two, and the one that waits takes the time of
the one that it waits for. With MPICH a step took twenty times as long so. So
each communication is begun with one call, the one with an `I` in its name, and
here it is waited for politely: `sched_yield` lets others go first. */
void world_wait(MPI_Request *request)
{
    int done = false;
    while (!done) {
        MPI_Test(request, &done, MPI_STATUS_IGNORE);
        if (!done)
            sched_yield();
    }
}

/*: ## What rank 0 has, everybody gets

This is called a **broadcast**. All processes call it, rank 0 with the bytes,
the others with room for them. All else is made of it. */
void share_bytes(void *bytes, size_t size)
{
    MPI_Request request;
    MPI_Ibcast(bytes, (int)size, MPI_BYTE, 0, MPI_COMM_WORLD, &request);
    world_wait(&request);
}

static void share_floats(float *numbers, int count)
{
    share_bytes(numbers, (size_t)count * sizeof *numbers);
}

void share_parameters(const Parameters *parameters)
{
    for (int i = 0; i < parameters->count; i++) {
        Tensor *t = parameters->item[i].tensor;
        share_floats(t->data, tensor_numel(t));
    }
}

/*: An optimiser that has made a step has averages, and one that has just been
made has none yet. So first it is said whether there are any. */
static void share_average(float **average, int count)
{
    bool some = *average != NULL;
    share_bytes(&some, sizeof some);
    if (some && !*average)
        *average = memory_new((size_t)count, sizeof **average);
    if (some)
        share_floats(*average, count);
}

void share_optimizer(Optimizer *optimizer)
{
    size_t count = (size_t)optimizer->count;
    share_bytes(optimizer, offsetof(Optimizer, step)); // the settings
    share_bytes(optimizer->parameter_steps,
                count * sizeof *optimizer->parameter_steps);
    for (size_t i = 0; i < count; i++) {
        int numbers = tensor_numel(optimizer->parameter[i]);
        share_average(&optimizer->average[i], numbers);
        share_average(&optimizer->average_sq[i], numbers);
    }
}

/*: Nobody but rank 0 reads the table, so it need not lie on every machine. */
static void share_new_tensor(Tensor **tensor)
{
    Shape shape = *tensor ? (*tensor)->shape : shape_0d();
    share_bytes(&shape, sizeof shape);
    if (!*tensor)
        *tensor = tensor_new_zeros(shape);
    share_floats((*tensor)->data, tensor_numel(*tensor));
}

void share_rows(Rows *rows)
{
    share_bytes(&rows->classes, sizeof rows->classes);
    share_new_tensor(&rows->train.x);
    share_new_tensor(&rows->train.y);
}

/*: ## Numbers from everywhere

The other way round: each process has some numbers of a list, and zeros in the
place of the others. Their sum is the whole list, in all processes. A sum of
which all terms but one are 0 is exact, so here it does not matter in which
order the library adds. */
void collect(double *number, int count)
{
    MPI_Request request;
    MPI_Iallreduce(MPI_IN_PLACE, number, count, MPI_DOUBLE, MPI_SUM,
                   MPI_COMM_WORLD, &request);
    world_wait(&request);
}

/*: ## Only rank 0

If four processes print a line, it stands there four times; if they write a
file, it is anybody's guess what is in it. So options, files and the screen are
the business of rank 0, between `alone_begin` and `alone_end`. The others wait
for its word in `alone_end`.

But what if it does not come? A file is missing, and rank 0 ends the program
with a sentence, as [programs here do](cli.c), by `exit(1)` from somewhere deep.
C calls a function then that was named before, with `atexit`: if the others are
waiting, they are told not to go on. So the sentence stands there once, all end,
and `mpirun` has the exit status of rank 0. */
static World world;
static bool others_wait = true;

static void world_end(void)
{
    bool go_on = false;
    if (world.rank == 0 && others_wait)
        share_bytes(&go_on, sizeof go_on);
    watch_end();
    MPI_Finalize();
}

// True for rank 0 alone.
bool alone_begin(void)
{
    others_wait = true;
    return world.rank == 0;
}

void alone_end(void)
{
    bool go_on = true;
    share_bytes(&go_on, sizeof go_on);
    if (!go_on)
        exit(EXIT_SUCCESS); // rank 0 has said why
    others_wait = false;
}

/*: ## The beginning

`MPI_COMM_WORLD` stands for all processes that were started together. From here
on each is [watched](watch.c). MPI may start threads of its own. They take no
Ctrl-C, so that it waits where [this one lets it wait](file.c#writing). */
World world_begin(int *argc, char ***argv)
{
    signals_hold();
    MPI_Init(argc, argv);
    signals_release();
    MPI_Comm_rank(MPI_COMM_WORLD, &world.rank);
    MPI_Comm_size(MPI_COMM_WORLD, &world.size);
    watch_begin(world);
    atexit(world_end);
    return world;
}
