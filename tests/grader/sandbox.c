// Locks the learner's process in before any of the learner's code runs, its
// constructors included. It can compute, use memory, start threads, write to
// the descriptors it has, and end. It cannot open files, start processes or
// reach others. What standard C may ask for in vain (a file, the time zone)
// fails; what only an attack asks for ends the process with SIGSYS, by which
// the grader knows it.
//
// Where the grader has a sandbox (grade_sandbox.c), this is the inner one; on
// other systems the limits stand alone.
#define _GNU_SOURCE // RLIMIT_AS
#include "filter.h"

#include <stdbool.h>
#include <stddef.h>
#include <sys/resource.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#define WITH_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define WITH_ASAN 1
#endif
#endif
#ifndef WITH_ASAN
#define WITH_ASAN 0
#endif

static void limit(int what, rlim_t most)
{
    struct rlimit both = {most, most};
    if (setrlimit(what, &both) != 0)
        _exit(2);
}

static void set_limits(void)
{
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_FSIZE, 0);
    limit(RLIMIT_NOFILE, 0); // those that are open stay open
    limit(RLIMIT_CPU, 1);
#ifdef RLIMIT_AS
    if (!WITH_ASAN) // it reserves terabytes of addresses for itself
        limit(RLIMIT_AS, (rlim_t)512 << 20);
#endif
}

// AddressSanitizer asks this function, which has no other name, how it is to
// work: say what is wrong in numbers, and leave what malloc cannot do to the
// program.
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
    return "symbolize=0:detect_leaks=0:exitcode=99:handle_abort=1:"
           "detect_stack_use_after_return=1:"
           "allocator_may_return_null=1:max_allocation_size_mb=512";
}

// A signal may go to this process alone: abort and raise send one.
static bool allow_few_calls(void)
{
#ifdef HAS_FILTER
    static Filter f;
    filter_begin(&f);
    filter_threads(&f);
    filter_list(&f, filter_hostile,
                sizeof filter_hostile / sizeof *filter_hostile,
                SECCOMP_RET_KILL_PROCESS);
    filter_first(&f, SYS_tgkill, (unsigned)getpid(), SECCOMP_RET_KILL_PROCESS);
    filter_end(&f);
    return filter_enter(&f);
#else
    return false;
#endif
}

static void sandbox_enter(void)
{
    set_limits();
    if (!allow_few_calls()) {
#ifdef RLIMIT_NPROC
        limit(RLIMIT_NPROC, 0);
#endif
    }
}

// Before all constructors where the linker can do that. This file must stand
// before the exercise on the command line, so that it is the first of these.
#ifdef __ELF__
__attribute__((section(".preinit_array"),
               used)) static void (*const first)(void) = sandbox_enter;
#else
__attribute__((constructor(101))) static void first(void)
{
    sandbox_enter();
}
#endif
