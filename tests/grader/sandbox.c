// Locks the learner's process in before any of the learner's code runs, its
// constructors included. It can compute, use memory, write to the descriptors
// it has, and end. It cannot open files, start processes or reach others.
//
// Two walls. Limits that every POSIX system has: no more open files, no bytes
// into files, no more processes (root is exempt), 512 MiB, 2 s. And on Linux a
// list of the system calls that are allowed; any other one ends the process
// with SIGSYS, by which the grader knows it.
#define _GNU_SOURCE // prctl, RLIMIT_AS
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
    limit(RLIMIT_CPU, WITH_ASAN ? 10 : 2);
#ifdef RLIMIT_NPROC
    limit(RLIMIT_NPROC, 0);
#endif
#ifdef RLIMIT_AS
    if (!WITH_ASAN) // it reserves terabytes of addresses for itself
        limit(RLIMIT_AS, (rlim_t)512 << 20);
#endif
}

#if defined(__linux__) && (defined(__x86_64__) || defined(__aarch64__))
#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#ifdef __x86_64__
#define NATIVE AUDIT_ARCH_X86_64
#else
#define NATIVE AUDIT_ARCH_AARCH64
#endif

// What computing, memory, writing and ending need.
static const int allowed[] = {
    SYS_write,       SYS_writev,         SYS_exit,          SYS_exit_group,
    SYS_brk,         SYS_mmap,           SYS_munmap,        SYS_mremap,
    SYS_mprotect,    SYS_madvise,        SYS_close,         SYS_lseek,
    SYS_fstat,       SYS_newfstatat,     SYS_futex,         SYS_getrandom,
    SYS_getpid,      SYS_gettid,         SYS_rt_sigaction,  SYS_rt_sigprocmask,
    SYS_sigaltstack, SYS_rt_sigreturn,   SYS_clock_gettime, SYS_gettimeofday,
    SYS_nanosleep,   SYS_clock_nanosleep};

enum { MOST = 2 * sizeof allowed / sizeof *allowed + 32 };

typedef struct Filter {
    struct sock_filter step[MOST];
    unsigned short count;
} Filter;

static void add(Filter *f, int code, unsigned k, int if_true, int if_false)
{
    f->step[f->count++] =
        (struct sock_filter){(unsigned short)code, (unsigned char)if_true,
                             (unsigned char)if_false, k};
}

static void load(Filter *f, size_t offset)
{
    add(f, BPF_LD | BPF_W | BPF_ABS, (unsigned)offset, 0, 0);
}

// If the loaded word is value, the filter's verdict is this.
static void when(Filter *f, unsigned value, unsigned verdict)
{
    add(f, BPF_JMP | BPF_JEQ | BPF_K, value, 0, 1);
    add(f, BPF_RET | BPF_K, verdict, 0, 0);
}

// A signal may go to this process alone (abort and raise send one), and asking
// about the terminal is no crime. The rest is. AddressSanitizer wants to look
// into /proc when it reports: there the rest fails without ending the process.
static Filter filter_new(void)
{
    Filter f = {.count = 0};
    load(&f, offsetof(struct seccomp_data, arch));
    add(&f, BPF_JMP | BPF_JEQ | BPF_K, NATIVE, 1, 0);
    add(&f, BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS, 0, 0);
    load(&f, offsetof(struct seccomp_data, nr));
    for (size_t i = 0; i < sizeof allowed / sizeof *allowed; i++)
        when(&f, (unsigned)allowed[i], SECCOMP_RET_ALLOW);
    when(&f, SYS_ioctl, SECCOMP_RET_ERRNO | ENOTTY);
    add(&f, BPF_JMP | BPF_JEQ | BPF_K, SYS_tgkill, 0, 3);
    load(&f, offsetof(struct seccomp_data, args));
    when(&f, (unsigned)getpid(), SECCOMP_RET_ALLOW);
    add(&f, BPF_RET | BPF_K,
        WITH_ASAN ? SECCOMP_RET_ERRNO | EPERM : SECCOMP_RET_KILL_PROCESS, 0, 0);
    return f;
}

// Where the kernel knows no filters, the limits stand alone.
static void allow_few_calls(void)
{
    Filter f = filter_new();
    struct sock_fprog program = {f.count, f.step};
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0)
        prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0);
}
#else
static void allow_few_calls(void)
{
}
#endif

static void sandbox_enter(void)
{
    set_limits();
    allow_few_calls();
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
