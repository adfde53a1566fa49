// Part of every program of make coverage: what was run is counted in memory and
// written when a program comes to its end. Here also when it is stopped by
// abort(), as the tests of mistakes want it, or by _exit() in a child.
#include <signal.h>
#include <stdlib.h>

void __gcov_dump(void);
_Noreturn void __real__exit(int status);
_Noreturn void __wrap__exit(int status);     // the linker puts it between
void fault_stop(void) __attribute__((weak)); // of tests/faults/preload.c

static void dump(int number)
{
    (void)number;
    __gcov_dump();
}

void __wrap__exit(int status)
{
    __gcov_dump();
    __real__exit(status);
}

__attribute__((constructor)) static void begin(void)
{
    signal(SIGABRT, dump);
}

// Before the counters are written, which is to fail in no run of make faults.
__attribute__((destructor)) static void end(void)
{
    if (fault_stop)
        fault_stop();
}
