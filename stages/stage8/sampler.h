// Who trains with which row: torch.utils.data.DistributedSampler, and the
// batches of a DataLoader over it, for all shares at once.
//
//     Sampler sampler = sampler_new(data, shares, seed, batch_size);
//     sampler_set_epoch(&sampler, epoch);              a new order
//     for (int i = 0; i < sampler_rows(&sampler); i += batch_size)
//         … sampler_batch(&sampler, share, i) …
//     sampler_free(&sampler);
#ifndef SAMPLER_H
#define SAMPLER_H

#include <stdint.h>

#include "data.h"

typedef struct Sampler {
    TensorDataset data; // not owned
    int shares, batch_size;
    uint64_t seed;
    int epoch;  // -1: none yet
    int *order; // of all rows, in this epoch
    TensorDataset batch;
} Sampler;

Sampler sampler_new(TensorDataset data, int shares, uint64_t seed,
                    int batch_size);
void sampler_free(Sampler *sampler);
// A new order, which depends on nothing but seed and epoch.
void sampler_set_epoch(Sampler *sampler, int epoch);
// How many rows each share has, how many batches, and the number of its i-th
// row.
int sampler_rows(const Sampler *sampler);
int sampler_batches(const Sampler *sampler);
int sampler_row(const Sampler *sampler, int share, int i);
// The rows of a share from its i-th on, batch_size of them or what is left.
// They hold until the next call.
TensorDataset sampler_batch(Sampler *sampler, int share, int i);

#endif
