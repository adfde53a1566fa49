#include "sampler.h"

#include <stdlib.h>

#include "base.h"
#include "random.h"

Sampler sampler_new(int rows, int shares, uint64_t seed)
{
    return (Sampler){rows, shares, seed, memory_new((size_t)rows, sizeof(int))};
}

void sampler_free(Sampler *sampler)
{
    free(sampler->order);
}

void sampler_set_epoch(Sampler *sampler, int epoch)
{
    Generator generator;
    generator_seed(&generator, sampler->seed + (uint64_t)epoch);
    randperm(&generator, sampler->rows, sampler->order);
}

int sampler_rows(const Sampler *sampler)
{
    return (sampler->rows + sampler->shares - 1) / sampler->shares;
}

int sampler_row(const Sampler *sampler, int share, int i)
{
    return sampler->order[(i * sampler->shares + share) % sampler->rows];
}
