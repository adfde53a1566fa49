// A program that runs beside us and waits: a line "STEPS BATCH SIZE ..." to it,
// a line "SECONDS LOSS" back. PyTorch is one, the bench itself another, built
// with BLAS=openblas.
#define _DEFAULT_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "bench.h"
#include "mistake.h"

typedef struct Other {
    const char *program, *argument; // NULL: none
    FILE *ask, *answer;
} Other;

static void start(Other *o)
{
    int to[2], from[2];
    check(pipe(to) == 0 && pipe(from) == 0, "no pipe");
    if (fork() == 0) {
        dup2(to[0], 0);
        dup2(from[1], 1);
        close(to[1]);
        execlp(o->program, o->program, o->argument, (char *)NULL);
        _exit(127);
    }
    close(to[0]);
    close(from[1]);
    o->ask = fdopen(to[1], "w");
    o->answer = fdopen(from[0], "r");
}

static Result ask(Other *o, const int *size)
{
    if (!o->ask)
        start(o);
    fprintf(o->ask, "%d", steps_for(size));
    for (int i = 0; size[i]; i++)
        fprintf(o->ask, " %d", size[i]);
    fprintf(o->ask, "\n");
    fflush(o->ask);
    Result result;
    check(fscanf(o->answer, "%lf %lf", &result.seconds, &result.loss) == 2,
          "%s does not answer", o->program);
    return result;
}

Result run_network_torch(const int *size)
{
    static Other torch = {PYTHON, "tests/bench/torch_network.py", NULL, NULL};
    return ask(&torch, size);
}

#ifdef OPENBLAS
Result run_network_with_blas(const int *size)
{
    static Other bench = {BENCH_WITH_BLAS, NULL, NULL, NULL};
    return ask(&bench, size);
}
#endif

// The other side of it.
void answer(void)
{
    char line[256];
    while (fgets(line, sizeof line, stdin)) {
        int size[8] = {0}, count = 0;
        char *at = line;
        strtol(at, &at, 10); // the steps: ours are the same
        while (*at != '\n' && count < 7)
            size[count++] = (int)strtol(at, &at, 10);
        Result result = run_network(size);
        printf("%.9g %.9g\n", result.seconds, result.loss);
        fflush(stdout);
    }
}
