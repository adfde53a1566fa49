// Lists of system calls for the kernel's filter (seccomp): those that are
// allowed, those that end the process with SIGSYS, and all the others, which
// fail as if the kernel did not know them. Included by what closes a process
// in: sandbox.c, from within the learner's program, and grade_sandbox.c, before
// a program begins.
#ifndef FILTER_H
#define FILTER_H

#if defined(__linux__) && (defined(__x86_64__) || defined(__aarch64__))
#if defined(__has_include)
#if __has_include(<linux/seccomp.h>)
#define HAS_FILTER 1
#endif
#endif
#endif

#ifdef HAS_FILTER

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/sched.h>
#include <linux/seccomp.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#ifdef __x86_64__
#define FILTER_NATIVE AUDIT_ARCH_X86_64
#else
#define FILTER_NATIVE AUDIT_ARCH_AARCH64
#endif

enum { FILTER_MOST = 500 };

typedef struct Filter {
    struct sock_filter step[FILTER_MOST];
    unsigned short count;
} Filter;
_Static_assert(FILTER_MOST < BPF_MAXINSNS, "the kernel takes no more");

// What computing, memory, threads, reading and writing what is open already,
// and ending need: all of standard C but opening files.
static const int filter_computing[] = {SYS_read,
                                       SYS_write,
                                       SYS_readv,
                                       SYS_writev,
                                       SYS_close,
                                       SYS_lseek,
                                       SYS_fstat,
                                       SYS_newfstatat,
                                       SYS_exit,
                                       SYS_exit_group,
                                       SYS_brk,
                                       SYS_mmap,
                                       SYS_munmap,
                                       SYS_mremap,
                                       SYS_mprotect,
                                       SYS_madvise,
                                       SYS_futex,
                                       SYS_getrandom,
                                       SYS_getpid,
                                       SYS_gettid,
                                       SYS_rt_sigaction,
                                       SYS_rt_sigprocmask,
                                       SYS_rt_sigreturn,
                                       SYS_sigaltstack,
                                       SYS_clock_gettime,
                                       SYS_clock_getres,
                                       SYS_gettimeofday,
                                       SYS_nanosleep,
                                       SYS_clock_nanosleep,
                                       SYS_sysinfo,
                                       SYS_sched_yield,
                                       SYS_set_robust_list,
                                       SYS_sched_getaffinity,
                                       SYS_restart_syscall};

// What no function of standard C does: start programs, reach other processes,
// the network or the kernel's own doors.
static const int filter_hostile[] = {
    SYS_kill,     SYS_tkill,  SYS_execve,
    SYS_execveat, SYS_socket, SYS_socketpair,
    SYS_ptrace,   SYS_mount,  SYS_process_vm_readv,
    SYS_unshare,  SYS_bpf,    SYS_process_vm_writev};

static inline void filter_step(Filter *f, int code, unsigned k, int if_true,
                               int if_false)
{
    f->step[f->count++] =
        (struct sock_filter){(unsigned short)code, (unsigned char)if_true,
                             (unsigned char)if_false, k};
}

static inline void filter_load(Filter *f, size_t offset)
{
    filter_step(f, BPF_LD | BPF_W | BPF_ABS, (unsigned)offset, 0, 0);
}

// If the loaded word is value, this is the verdict.
static inline void filter_when(Filter *f, unsigned value, unsigned verdict)
{
    filter_step(f, BPF_JMP | BPF_JEQ | BPF_K, value, 0, 1);
    filter_step(f, BPF_RET | BPF_K, verdict, 0, 0);
}

static inline void filter_list(Filter *f, const int *calls, size_t count,
                               unsigned verdict)
{
    for (size_t i = 0; i < count; i++)
        filter_when(f, (unsigned)calls[i], verdict);
}

// Calls of another architecture end the process.
static inline void filter_begin(Filter *f)
{
    f->count = 0;
    filter_load(f, offsetof(struct seccomp_data, arch));
    filter_step(f, BPF_JMP | BPF_JEQ | BPF_K, FILTER_NATIVE, 1, 0);
    filter_step(f, BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS, 0, 0);
    filter_load(f, offsetof(struct seccomp_data, nr));
    filter_list(f, filter_computing,
                sizeof filter_computing / sizeof *filter_computing,
                SECCOMP_RET_ALLOW);
#ifdef SYS_rseq
    filter_when(f, SYS_rseq, SECCOMP_RET_ALLOW);
#endif
    // Whether it is a terminal is no crime to ask.
    filter_when(f, SYS_ioctl, SECCOMP_RET_ERRNO | ENOTTY);
}

// May its first argument have no other bits than allowed, and must it have all
// of wanted? Then the call is allowed, else this is the verdict.
static inline void filter_bits(Filter *f, int call, unsigned allowed,
                               unsigned wanted, unsigned otherwise)
{
    filter_step(f, BPF_JMP | BPF_JEQ | BPF_K, (unsigned)call, 0, 8);
    filter_load(f, offsetof(struct seccomp_data, args));
    filter_step(f, BPF_ALU | BPF_AND | BPF_K, ~allowed, 0, 0);
    filter_step(f, BPF_JMP | BPF_JEQ | BPF_K, 0, 0, 4);
    filter_load(f, offsetof(struct seccomp_data, args));
    filter_step(f, BPF_ALU | BPF_AND | BPF_K, wanted, 0, 0);
    filter_when(f, wanted, SECCOMP_RET_ALLOW);
    filter_step(f, BPF_RET | BPF_K, otherwise, 0, 0);
}

// The same if its first argument must be value.
static inline void filter_first(Filter *f, int call, unsigned value,
                                unsigned otherwise)
{
    filter_step(f, BPF_JMP | BPF_JEQ | BPF_K, (unsigned)call, 0, 4);
    filter_load(f, offsetof(struct seccomp_data, args));
    filter_when(f, value, SECCOMP_RET_ALLOW);
    filter_step(f, BPF_RET | BPF_K, otherwise, 0, 0);
}

// Threads of this process, but no new process: fork and system() fail.
static inline void filter_threads(Filter *f)
{
    const unsigned thread = CLONE_VM | CLONE_SIGHAND | CLONE_THREAD;
    const unsigned besides = CLONE_FS | CLONE_FILES | CLONE_SYSVSEM |
                             CLONE_SETTLS | CLONE_PARENT_SETTID |
                             CLONE_CHILD_SETTID | CLONE_CHILD_CLEARTID |
                             CLONE_DETACHED;
    filter_bits(f, SYS_clone, thread | besides, thread,
                SECCOMP_RET_ERRNO | ENOSYS);
}

// All the rest fails.
static inline void filter_end(Filter *f)
{
    filter_step(f, BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS, 0, 0);
}

// For this process and all it starts. False: the kernel has no such filters.
static inline bool filter_enter(Filter *f)
{
    struct sock_fprog program = {f->count, f->step};
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0) == 0;
}
#endif
#endif
