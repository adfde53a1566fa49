// All wrong solutions of an exercise, which are one program: wrong ITEM KEY
// plays one after the other, each in a process of its own, and writes behind
// the answers of each, as runner.c does, how it ended: "ended <tab> status",
// which is what waitpid says. wrong ITEM KEY COUNT plays only the first COUNT.
#define _DEFAULT_SOURCE // setitimer
#include <stdio.h>
#include <stdlib.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

// join.c writes these: how many there are, how many of them somebody has
// listed, which come first, and which is played.
extern const int exercise_wrongs, exercise_listed;
void exercise_choose(int number);
int runner_main(int argc, char **argv); // runner.c

// What a rule has made may go on for ever: it has a few times the 0.01 seconds
// that the longest item of a solution computes for.
static void limit(int number)
{
    struct itimerval some = {.it_value = {0, 40000}};
    struct rlimit seconds = {2, 2}, bytes = {1 << 30, 1 << 30}, none = {0, 0};
    setrlimit(RLIMIT_CPU, &seconds);
    setrlimit(RLIMIT_AS, &bytes);
    setrlimit(RLIMIT_CORE, &none);
    if (number >= exercise_listed)
        setitimer(ITIMER_PROF, &some, NULL);
}

int main(int argc, char **argv)
{
    int count = argc == 4 ? atoi(argv[3]) : exercise_wrongs;
    for (int k = 0; k < count && k < exercise_wrongs; k++) {
        int status = 0;
        pid_t child = fork();
        if (child == 0) {
            exercise_choose(k);
            limit(k);
            return runner_main(3, argv);
        }
        if (child < 0 || waitpid(child, &status, 0) != child)
            return 1;
        dprintf(3, "\nended\t%d\n", status);
    }
    return 0;
}
