#include "stage8.h"

static int rank_of(void)
{
    int rank;
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    return rank;
}

static int size_of(void)
{
    int size;
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    return size;
}

AllReduce all_reduce_new(SumKind kind, int shares, const Parameters *parameters)
{
    AllReduce all = {.kind = kind, .shares = shares};
    for (int i = 0; i < parameters->count; i++)
        all.count += tensor_numel(parameters->item[i].tensor);
    int rounds = (shares + size_of() - 1) / size_of();
    int room = kind == SUM_SHARES ? rounds * size_of() : 1;
    all.gradient = memory_new((size_t)room * (size_t)all.count, sizeof(float));
    return all;
}

void all_reduce_free(AllReduce *all)
{
    free(all->gradient);
}

bool all_reduce_is_mine(const AllReduce *all, int share)
{
    (void)all;
    return share % size_of() == rank_of();
}

static const Tensor *nth(const AllReduce *all, const Parameters *parameters,
                         int i)
{
    bool arrival = all->kind == SUM_RING && all->steps > 0;
    int last = parameters->count - 1;
    return parameters->item[arrival ? last - i : i].tensor;
}

static float *gradient_of(const AllReduce *all, int share)
{
    return all->kind == SUM_SHARES
               ? all->gradient + (size_t)share * (size_t)all->count
               : all->gradient;
}

void all_reduce_put(AllReduce *all, int share, const Parameters *parameters)
{
    float *to = gradient_of(all, share);
    float part = 1.0f / (float)all->shares;
    for (int i = 0; i < parameters->count; i++) {
        const Tensor *t = nth(all, parameters, i);
        for (int k = 0; k < tensor_numel(t); k++)
            *to++ = t->grad[k] * part;
    }
}

static void get(const AllReduce *all, const Parameters *parameters)
{
    const float *from = all->gradient;
    for (int i = 0; i < parameters->count; i++) {
        const Tensor *t = nth(all, parameters, i);
        size_t numbers = (size_t)tensor_numel(t);
        memcpy(t->grad, from, numbers * sizeof *from);
        from += numbers;
    }
}

static void sum_shares(AllReduce *all)
{
    int n = size_of();
    for (int first = 0; first < all->shares; first += n) {
        MPI_Request request;
        MPI_Iallgather(MPI_IN_PLACE, 0, MPI_DATATYPE_NULL,
                       gradient_of(all, first), all->count, MPI_FLOAT,
                       MPI_COMM_WORLD, &request);
        world_wait(&request);
        all->bytes += (double)(n - 1) * all->count * sizeof(float);
    }
    for (int share = 1; share < all->shares; share++) {
        const float *gradient = gradient_of(all, share);
        for (int i = 0; i < all->count; i++)
            all->gradient[i] += gradient[i];
    }
}

typedef struct Chunk {
    float *number;
    int count;
} Chunk;

static Chunk chunk_of(const AllReduce *all, int k)
{
    int n = size_of();
    int size = 2 * ((all->count + 2 * n - 1) / (2 * n));
    k = (k + n) % n;
    int first = k * size < all->count ? k * size : all->count;
    int left = all->count - first;
    return (Chunk){all->gradient + first, left < size ? left : size};
}

static void pass_on(AllReduce *all, Chunk give, Chunk take)
{
    int n = size_of(), rank = rank_of();
    MPI_Request taken, given;
    MPI_Irecv(take.number, take.count, MPI_FLOAT, (rank + 1) % n, 0,
              MPI_COMM_WORLD, &taken);
    MPI_Isend(give.number, give.count, MPI_FLOAT, (rank + n - 1) % n, 0,
              MPI_COMM_WORLD, &given);
    world_wait(&taken);
    world_wait(&given);
    all->bytes += (double)give.count * sizeof(float);
}

static void sum_ring(AllReduce *all)
{
    int n = size_of(), rank = rank_of();
    float *taken = memory_new((size_t)chunk_of(all, 0).count, sizeof *taken);
    for (int t = 1; t < n; t++) {
        Chunk mine = chunk_of(all, rank + t + 1);
        pass_on(all, chunk_of(all, rank + t), (Chunk){taken, mine.count});
        for (int i = 0; i < mine.count; i++)
            mine.number[i] = taken[i] + mine.number[i];
    }
    for (int t = 0; t < n - 1; t++)
        pass_on(all, chunk_of(all, rank + t), chunk_of(all, rank + t + 1));
    free(taken);
}

static void sum_engine(AllReduce *all)
{
    MPI_Request request;
    MPI_Iallreduce(MPI_IN_PLACE, all->gradient, all->count, MPI_FLOAT, MPI_SUM,
                   MPI_COMM_WORLD, &request);
    world_wait(&request);
}

void all_reduce_mean(AllReduce *all, const Parameters *parameters)
{
    if (all->kind == SUM_SHARES)
        sum_shares(all);
    else if (all->kind == SUM_RING)
        sum_ring(all);
    else
        sum_engine(all);
    get(all, parameters);
    all->steps++;
}

void all_reduce_numbers(double *number, int count)
{
    MPI_Request request;
    MPI_Iallreduce(MPI_IN_PLACE, number, count, MPI_DOUBLE, MPI_SUM,
                   MPI_COMM_WORLD, &request);
    world_wait(&request);
}
