#define _POSIX_C_SOURCE 200809L
#include "stage8.h"

#include <sched.h>

void world_wait(MPI_Request *request)
{
    int done = false;
    while (!done) {
        MPI_Test(request, &done, MPI_STATUS_IGNORE);
        if (!done)
            sched_yield();
    }
}

// What rank 0 has in this place, everybody gets.
void share_bytes(void *bytes, size_t size)
{
    MPI_Request request;
    MPI_Ibcast(bytes, (int)size, MPI_BYTE, 0, MPI_COMM_WORLD, &request);
    world_wait(&request);
}

static World world;
static bool others_wait = true; // for a word of rank 0

static void world_end(void)
{
    bool go_on = false;
    if (world.rank == 0 && others_wait)
        share_bytes(&go_on, sizeof go_on);
    watch_end();
    MPI_Finalize();
}

World world_begin(int *argc, char ***argv)
{
    int threads;
    MPI_Init_thread(argc, argv, MPI_THREAD_FUNNELED, &threads);
    MPI_Comm_rank(MPI_COMM_WORLD, &world.rank);
    MPI_Comm_size(MPI_COMM_WORLD, &world.size);
    watch_begin();
    atexit(world_end);
    return world;
}

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

static void share_floats(float *numbers, int count)
{
    share_bytes(numbers, (size_t)count * sizeof *numbers);
}

void share_tensor(Tensor *tensor)
{
    share_floats(tensor->data, tensor_numel(tensor));
}

static void share_new_tensor(Tensor **tensor)
{
    Shape shape;
    if (world.rank == 0)
        shape = (*tensor)->shape;
    share_bytes(&shape, sizeof shape);
    if (world.rank != 0)
        *tensor = tensor_new_zeros(shape);
    share_tensor(*tensor);
}

void share_dataset(TensorDataset *dataset)
{
    share_new_tensor(&dataset->x);
    share_new_tensor(&dataset->y);
}

void share_parameters(const Parameters *parameters)
{
    for (int i = 0; i < parameters->count; i++)
        share_tensor(parameters->item[i].tensor);
}

static void share_average(float **average, int count)
{
    int has = *average != NULL;
    share_bytes(&has, sizeof has);
    if (has && !*average)
        *average = memory_new((size_t)count, sizeof **average);
    if (has)
        share_floats(*average, count);
}

void share_optimizer(Optimizer *optimizer)
{
    size_t count = (size_t)optimizer->count;
    share_bytes(&optimizer->lr, sizeof optimizer->lr);
    share_bytes(optimizer->parameter_steps,
                count * sizeof *optimizer->parameter_steps);
    for (size_t i = 0; i < count; i++) {
        int numbers = tensor_numel(optimizer->parameter[i]);
        share_average(&optimizer->average[i], numbers);
        share_average(&optimizer->average_sq[i], numbers);
    }
}
