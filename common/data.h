// From rows of numbers to batches: splitting, standardising, loading
// (torch.utils.data, sklearn.model_selection).
#ifndef KINDLING_DATA_H
#define KINDLING_DATA_H

#include "random.h"
#include "tensor.h"

// sklearn.model_selection.train_test_split(test_size, random_state=seed):
// writes the row numbers of the n_test = ceil(test_size * rows) test rows and
// then of the training rows to order[0 … rows-1], and returns n_test.
// test_size must be in (0, 1).
int train_test_split(int rows, double test_size, uint32_t seed, int *order);

// mean and deviation (population, as np.std) that standardising subtracts and
// divides by. A feature that never varies has deviation 1, so it is only
// centred.
typedef struct Standardizer {
    int features;
    double *mean, *deviation; // one for each feature
} Standardizer;

// From rows x features numbers: one mean for all numbers of the table
// (per_feature false: what the book does), or one for each feature.
Standardizer standardizer_new(const double *x, int rows, int features,
                              bool per_feature);
void standardizer_free(Standardizer *s);
// (x - mean) / deviation in double, rounded to float: rows x features numbers
// as a new tensor (rows, features).
Tensor *standardizer_new_tensor(const Standardizer *s, const double *x,
                                int rows);

// torch.utils.data.TensorDataset: x (n, features), y (n). Not owned.
typedef struct TensorDataset {
    Tensor *x, *y;
} TensorDataset;

// torch.utils.data.DataLoader.
//
//     DataLoader loader = dataloader_new(dataset, batch_size, true);
//     while (dataloader_next(&loader, &batch)) …   one epoch, in a new order
//     dataloader_free(&loader);
// A batch's tensors belong to the loader and hold until the next call.
typedef struct DataLoader {
    TensorDataset dataset;
    int batch_size;
    bool shuffle;
    Generator *generator; // NULL: the thread's own
    int *order;           // this epoch's order of rows
    int position;         // rows given out in this epoch; -1: not begun
    TensorDataset batch;
} DataLoader;

// A dataset whose x and y differ in rows is a mistake, and so is a batch size
// below 1.
DataLoader dataloader_new(TensorDataset dataset, int batch_size, bool shuffle);
void dataloader_free(DataLoader *loader);
// The next batch, or false at the end of the epoch; the call after that begins
// a new epoch. Draws from the generator what PyTorch draws, when it draws it.
bool dataloader_next(DataLoader *loader, TensorDataset *batch);

#endif
