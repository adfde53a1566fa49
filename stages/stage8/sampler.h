// Who trains with which row.
#ifndef SAMPLER_H
#define SAMPLER_H

#include <stdint.h>

// torch.utils.data.DistributedSampler, for all shares at once: an
// order of the rows, from which each share takes its own.
typedef struct Sampler {
    int rows, shares;
    uint64_t seed;
    int *order;
} Sampler;

Sampler sampler_new(int rows, int shares, uint64_t seed);
void sampler_free(Sampler *sampler);
// A new order, which depends on seed and epoch alone.
void sampler_set_epoch(Sampler *sampler, int epoch);
// How many rows each share gets, and which is its i-th.
int sampler_rows(const Sampler *sampler);
int sampler_row(const Sampler *sampler, int share, int i);

#endif
