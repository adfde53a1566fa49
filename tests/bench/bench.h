// make bench: jobs that are measured in rotation, each against others.
#ifndef BENCH_H
#define BENCH_H

// Seconds of this thread's time for a unit of work, and the loss that the
// training came to (NAN: it is no training).
typedef struct Result {
    double seconds, loss;
} Result;

double thread_seconds(void);

// Stages 1 and 2: a step by the core, and by a loop for this line alone, with a
// generator of its own, and with the core's.
Result run_stage1(const int *size);
Result run_stage2(const int *size);
Result run_line_by_hand(const int *size);
Result run_line_by_hand_shuffled(const int *size);
// A thousand running averages of numbers of the size 10^size[0].
Result run_average(const int *size);

// Stage 3: a step by the core, by hand and by PyTorch, a row of size[0].
// The whole program of stage size[0].
Result run_iris(const int *size);
Result run_iris_by_hand(const int *size);
Result run_iris_torch(const int *size);
Result run_rows(const int *size);
Result run_process(const int *size);

// Stage 7: a step by the core, by hand, and by PyTorch; and the second one's
// training, from these parameters, which gives the sum of all losses.
Result run_gpt(const int *size);
Result run_gpt_by_hand(const int *size);
Result run_gpt_torch(const int *size);
struct Names;
struct Parameters;
double gpt_train_by_hand(const struct Names *names,
                         const struct Parameters *list);

// A step of a network of linear layers: its batch, then the sizes of the
// layers, then 0. By the core, by the core built with OpenBLAS, by PyTorch, and
// what no library goes below: its products by OpenBLAS, and one pass of Adam
// over the parameters.
Result run_network(const int *size);
Result run_network_with_blas(const int *size);
Result run_network_torch(const int *size);
Result run_network_floor(const int *size);
// With size[0] threads, by the clock on the wall; the network comes behind it.
Result run_network_threads(const int *size);
// How many steps are measured.
int steps_for(const int *size);
// Reads networks from stdin, writes what run_network says of each to stdout.
void answer(void);

// C (size[0], size[1]) += A (size[0], size[2]) B, where B is transposed.
Result run_product(const int *size);
Result run_product_blas(const int *size);
Result run_product_by_loops(const int *size);

// A table of text, and a model of size[0] x size[0], for a megabyte.
Result run_csv(const int *size);
Result run_csv_by_strtod(const int *size);
Result run_model_file(const int *size);
Result run_model_bytes(const int *size);

#endif
