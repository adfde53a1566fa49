// make bench: what the core costs, each job against others in the same
// rotation, as a table and as CSV. It measures the time of the thread (of the
// jobs with two threads the clock on the wall), and shows median and minimum.
// It judges nothing but this: who trains the same network comes to the same
// loss.
#define _DEFAULT_SOURCE
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "autograd.h"
#include "bench.h"
#include "mistake.h"

enum { ROUNDS = 9, MOST = 200 };

typedef struct Job {
    char name[64];
    const char
        *by; // who does it; the first of a name is compared with the rest
    Result (*run)(const int *size);
    int size[8];
    double seconds[ROUNDS], loss;
} Job;

static Job jobs[MOST];
static int count;

double thread_seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void add(const char *name, const char *by, Result (*run)(const int *),
                const int *size)
{
    check(count < MOST, "too many jobs");
    Job *job = &jobs[count++];
    snprintf(job->name, sizeof job->name, "%s", name);
    job->by = by;
    job->run = run;
    for (int i = 0; size && size[i]; i++)
        job->size[i] = size[i];
}

static void add_network(const char *name, const int *size)
{
    add(name, "kindling", run_network, size);
    if (getenv("PYTORCH"))
        add(name, "PyTorch", run_network_torch, size);
#ifdef OPENBLAS
    if (size[3] > 16) {
        add(name, "OpenBLAS + Adam", run_network_floor, size);
        add(name, "with OpenBLAS", run_network_with_blas, size);
    }
#endif
}

static void add_networks(void)
{
    char name[64];
    for (int batch = 2; batch <= 128; batch += 126)
        for (int hidden = 16; hidden <= 4096; hidden *= 4) {
            snprintf(name, sizeof name, "4-%d-3, batch %d", hidden, batch);
            add_network(name, (int[]){batch, 4, hidden, 3, 0});
        }
    for (int batch = 32; batch <= 512; batch *= 4) {
        snprintf(name, sizeof name, "784-512-256-10, batch %d", batch);
        add_network(name, (int[]){batch, 784, 512, 256, 10, 0});
    }
    for (int batch = 128; batch <= 512; batch *= 4) {
        snprintf(name, sizeof name, "784-512-256-10 by %d, clock", batch);
        add(name, "one thread", run_network_threads,
            (int[]){1, batch, 784, 512, 256, 10, 0});
        add(name, "two threads", run_network_threads,
            (int[]){2, batch, 784, 512, 256, 10, 0});
    }
}

static void add_products(void)
{
    const int sizes[][4] = {
        {32, 32, 32},    {64, 64, 64},       {128, 128, 128}, {256, 256, 256},
        {512, 512, 512}, {1024, 1024, 1024}, {128, 512, 784}, {128, 10, 256},
        {2, 1024, 1024}, {2, 4096, 4},       {128, 4096, 4},  {128, 3, 4096}};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        const int *s = sizes[i];
        char name[64];
        snprintf(name, sizeof name, "product %d x %d, sums of %d", s[0], s[1],
                 s[2]);
        add(name, "kindling", run_product, s);
        if (s[0] == s[1] && s[0] <= 512)
            add(name, "three loops", run_product_by_loops, s);
#ifdef OPENBLAS
        add(name, "OpenBLAS", run_product_blas, s);
#endif
    }
}

static void add_jobs(void)
{
    add("stage 1, a step", "kindling", run_stage1, NULL);
    add("stage 1, a step", "by hand", run_line_by_hand, NULL);
    add("stage 1, a step", "by hand, our shuffle", run_line_by_hand_shuffled,
        NULL);
    add("stage 2, a step", "kindling", run_stage2, NULL);
    add("stage 2, a step", "by hand", run_line_by_hand, NULL);
    add("stage 2, a step", "by hand, our shuffle", run_line_by_hand_shuffled,
        NULL);
    add("stage 3, the whole program", "kindling", run_process, (int[]){3, 0});
    add("stage 5, the whole program", "kindling", run_process, (int[]){5, 0});
    add("1000 averages of size 1e-3", "plain loop", run_average,
        (int[]){-3, 0});
    add("1000 averages of size 1e-40", "plain loop", run_average,
        (int[]){-40, 0});
    add("a table, a megabyte", "kindling", run_csv, NULL);
    add("a table, a megabyte", "fgets + strtod", run_csv_by_strtod, NULL);
    add("a model file, a megabyte", "kindling", run_model_file,
        (int[]){2000, 0});
    add("a model file, a megabyte", "fwrite + fread", run_model_bytes,
        (int[]){2000, 0});
    add("Iris, a step", "kindling", run_iris, NULL);
    add("Iris, a step", "by hand, fused", run_iris_by_hand, NULL);
    if (getenv("PYTORCH"))
        add("Iris, a step", "PyTorch", run_iris_torch, NULL);
    add("GPT, a name", "kindling", run_gpt, NULL);
    add("GPT, a name", "by hand, fused", run_gpt_by_hand, NULL);
    if (getenv("PYTORCH"))
        add("GPT, a name", "PyTorch", run_gpt_torch, NULL);
    add("a row of 10 thousand", "kindling", run_rows, (int[]){10000, 0});
    add("a row of 1 million", "kindling", run_rows, (int[]){1000000, 0});
    add_products();
    add_networks();
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

// The first job of this name.
static const Job *first(const Job *job)
{
    const Job *at = jobs;
    while (strcmp(at->name, job->name) != 0)
        at++;
    return at;
}

static void print_job(FILE *csv, const Job *job)
{
    const Job *own = first(job);
    double median = job->seconds[ROUNDS / 2], least = job->seconds[0];
    printf("%-32s %-20s %11.4f %11.4f", own == job ? job->name : "", job->by,
           median * 1e6, least * 1e6);
    if (own != job)
        printf("   %5.2f %5.2f", median / own->seconds[ROUNDS / 2],
               least / own->seconds[0]);
    printf("\n");
    fprintf(csv, "\"%s\",\"%s\",%.5f,%.5f,%g\n", job->name, job->by,
            median * 1e6, least * 1e6, job->loss);
    check(isnan(job->loss) || isnan(own->loss) ||
              fabs(job->loss - own->loss) <= 2e-3 * fabs(own->loss) + 1e-5,
          "%s: %s comes to the loss %g, not %g", job->name, job->by, job->loss,
          own->loss);
}

int main(int argc, char **argv)
{
    if (argc == 1) {
        answer();
        return 0;
    }
    check(argc <= 3, "bench [TABLE.csv [WHAT]]");
#ifdef __GLIBC__
    mallopt(M_MMAP_THRESHOLD, 1 << 28); // measure programs, not how fast the
    mallopt(M_TRIM_THRESHOLD, 1 << 30); // system finds new pages for them
#endif
    add_jobs();
    for (int round = 0; round < ROUNDS; round++)
        for (int i = 0; i < count; i++)
            if (argc == 2 || strstr(jobs[i].name, argv[2])) {
                Result result = jobs[i].run(jobs[i].size);
                jobs[i].seconds[round] = result.seconds;
                jobs[i].loss = result.loss;
            }
    FILE *csv = fopen(argv[1], "w");
    check(csv, "%s cannot be written", argv[1]);
    fprintf(csv, "job,by,median_us,minimum_us,loss\n");
    printf("%-32s %-20s %11s %11s   times the first's\n", "", "", "median, us",
           "minimum, us");
    for (int i = 0; i < count; i++)
        if (argc == 2 || strstr(jobs[i].name, argv[2])) {
            qsort(jobs[i].seconds, ROUNDS, sizeof *jobs[i].seconds, by_size);
            print_job(csv, &jobs[i]);
        }
    fclose(csv);
    tape_free();
    return 0;
}
