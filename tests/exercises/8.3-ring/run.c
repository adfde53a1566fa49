#include <stdlib.h>

#include "exercise.h"

int chunk_begin(int n, int processes, int k);
float ring_number(int processes, const float *number, int k);
void ring_sum(int processes, int n, float *number);
long ring_sent(int processes, long n);

enum { CASE_PROCESSES = 6, CASE_NUMBERS = 14 };

// 0 and 1: the worked examples; 2: one process; then any; 8 and 9: half a chunk
// need not be rounded.
static void run_chunks(int i)
{
    int n = i == 0 ? 9 : i == 1 ? 3 : case_int(5, 40);
    int processes = i == 0   ? 2
                    : i == 1 ? 4
                    : i == 2 ? 1
                             : case_int(2, CASE_PROCESSES);
    if (i >= 8)
        n = 2 * processes * (i == 8 ? 1 : case_int(2, 4));
    about(n % (2 * processes) == 0, "half a chunk need not be rounded");
    about(processes == 1, "one process");
    about(n % processes == 0, "as many numbers for each");
    about(n < processes, "fewer numbers than processes");
    given("n = %d, processes = %d", n, processes);
    for (int k = 0; k <= processes; k++)
        answer("begin of chunk", chunk_begin(n, processes, k));
}

// Large numbers that are away again in the end, and small ones.
static void fill(int processes, int stride, float *number)
{
    for (int p = 0; p < processes; p++)
        number[p * stride] = (float)case_int(1, 160) / 4;
    int at = case_int(0, processes - 1);
    int other = (at + case_int(1, processes - 1)) % processes;
    float large = 1e7f * (float)case_int(8, 40);
    number[at * stride] = large;
    number[other * stride] = -large;
}

// 0: the worked example; 1: one process.
static void run_number(int i)
{
    float numbers[CASE_PROCESSES] = {1e8f, 1, -1e8f};
    int processes = i == 0 ? 3 : i == 1 ? 1 : case_int(3, CASE_PROCESSES);
    if (i > 1)
        fill(processes, 1, numbers);
    about(processes == 1, "one process");
    given_floats("number", 1, processes, numbers);
    float *number = case_copy_new(numbers, processes, sizeof *number);
    for (int k = 0; k < processes; k++)
        answer("sum in the order of chunk", ring_number(processes, number, k));
    case_input_free(number);
}

static void sum_and_answer(int processes, int n, const float *numbers)
{
    about(processes == 1, "one process");
    about(n % processes == 0, "as many numbers for each");
    about(n < processes, "fewer numbers than processes");
    given("processes = %d, n = %d", processes, n);
    given_floats("number", processes, n, numbers);
    float *number = case_copy_new(numbers, processes * n, sizeof *number);
    ring_sum(processes, n, number);
    for (int p = 0; p < processes; p++)
        answer_array("numbers of process", number + p * n, n);
    free(number);
}

// Small quarters, of which every order gives the same. 0: the worked
// example; 1: one process.
static void run_sum(int i)
{
    float numbers[CASE_PROCESSES * CASE_NUMBERS] = {1, 2, 3, 10, 20, 30};
    int processes = i == 0 ? 2 : i == 1 ? 1 : case_int(2, CASE_PROCESSES);
    int n = i == 0 ? 3 : case_int(3, CASE_NUMBERS);
    for (int k = 0; k < processes * n && i > 0; k++)
        numbers[k] = (float)case_int(-200, 200) / 4;
    sum_and_answer(processes, n, numbers);
}

static void run_order(int i)
{
    float numbers[CASE_PROCESSES * CASE_NUMBERS];
    int processes = i == 0 ? 3 : case_int(3, CASE_PROCESSES);
    int n = i == 1 ? 2 : case_int(4, CASE_NUMBERS);
    for (int k = 0; k < n; k++)
        fill(processes, n, numbers + k);
    sum_and_answer(processes, n, numbers);
}

static void run_sent(int i)
{
    int processes = i == 0 ? 2 : i == 1 ? 1 : case_int(2, 64);
    long n = i == 0 ? 9 : case_int(100, 100000);
    about(processes == 1, "one process");
    given("processes = %d, n = %ld", processes, n);
    answer("numbers sent", (double)ring_sent(processes, n));
}

const ExerciseItem exercise_items[] = {
    {"chunks", 2, "where chunks begin", run_chunks, 10, 1e-6},
    {"number", 2, "a sum in the order of a chunk", run_number, 8, 1e-6},
    {"sum", 1, "all sums", run_sum, 7, 1e-6, "chunks"},
    {"order", 2, "all sums, to the last digit", run_order, 7, 1e-6,
     "sum chunks number"},
    {"sent", 1, "numbers sent", run_sent, 6, 1e-9},
    {0}};

#include EXERCISE
