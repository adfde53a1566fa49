// make bench: jobs that are measured in rotation, each against others.
#ifndef BENCH_H
#define BENCH_H

// Seconds of this thread's time for a unit of work, and the loss that the
// training came to (NAN: it is no training).
typedef struct Result {
    double seconds, loss;
} Result;

double thread_seconds(void);

// Stage 3: a step by the core and by hand, a row of size[0], the whole program.
Result run_iris(const int *size);
Result run_iris_by_hand(const int *size);
Result run_rows(const int *size);
Result run_process(const int *size);

// A step of a network of linear layers: its batch, then the sizes of the
// layers, then 0. By the core, by PyTorch, and what no library goes below: its
// products by OpenBLAS and one pass of Adam over the parameters.
Result run_network(const int *size);
Result run_network_torch(const int *size);
Result run_network_floor(const int *size);

// C (size[0], size[1]) += A (size[0], size[2]) B, where B is transposed.
Result run_product(const int *size);
Result run_product_blas(const int *size);

#endif
