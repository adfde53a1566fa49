// What the kernel is asked for by a program that is still being loaded, and by
// a compiler: the filters of the outer sandbox.
#define _GNU_SOURCE // CLONE_…
#include "grader.h"

#include "filter.h"

#ifdef HAS_FILTER

// The loader opens the libraries and gets the program going; the inner sandbox
// closes itself; bubblewrap waits for its end.
static const int loading[] = {
    SYS_execve,    SYS_openat,          SYS_pread64,  SYS_faccessat,
    SYS_prctl,     SYS_set_tid_address, SYS_seccomp,  SYS_readlinkat,
    SYS_getrlimit, SYS_setrlimit,       SYS_wait4,    SYS_uname,
#ifdef __x86_64__
    SYS_open,      SYS_access,          SYS_readlink, SYS_arch_prctl,
#endif
};

// A compiler opens, writes, moves and removes files, and runs its parts.
static const int compiling[] = {
    SYS_waitid,     SYS_pipe2,           SYS_dup,      SYS_dup3,
    SYS_fcntl,      SYS_statx,           SYS_unlinkat, SYS_renameat,
    SYS_renameat2,  SYS_ftruncate,       SYS_pwrite64, SYS_umask,
    SYS_chdir,      SYS_getcwd,          SYS_getuid,   SYS_geteuid,
    SYS_getgid,     SYS_getegid,         SYS_getppid,  SYS_times,
    SYS_getrusage,  SYS_ppoll,           SYS_pselect6, SYS_statfs,
    SYS_fstatfs,    SYS_fadvise64,       SYS_sendfile, SYS_fallocate,
    SYS_getdents64, SYS_copy_file_range,
#ifdef __x86_64__
    SYS_fork,       SYS_vfork,           SYS_pipe,     SYS_dup2,
    SYS_stat,       SYS_lstat,           SYS_unlink,   SYS_rename,
    SYS_poll,       SYS_select,          SYS_getpgrp,
#endif
};

// Sandboxes that do not see the rights and the times of a file would let them
// be changed. It is pretended that they were.
static const int pretended[] = {
    SYS_fchmod,
    SYS_fchmodat,
    SYS_utimensat,
#ifdef __x86_64__
    SYS_chmod,
#endif
};

#define ALLOW(calls, f)                                                        \
    filter_list(f, calls, sizeof calls / sizeof *(calls), SECCOMP_RET_ALLOW)

void filter_build(Filter *f, bool compiles, unsigned self)
{
    const unsigned fails = SECCOMP_RET_ERRNO | ENOSYS;
    const unsigned spaces = CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS |
                            CLONE_NEWIPC | CLONE_NEWUSER | CLONE_NEWPID |
                            CLONE_NEWNET;
    filter_begin(f);
    ALLOW(loading, f);
    filter_first(f, SYS_prlimit64, 0, fails); // of itself
    if (compiles) {
        ALLOW(compiling, f);
        filter_list(f, pretended, sizeof pretended / sizeof *pretended,
                    SECCOMP_RET_ERRNO);
        filter_bits(f, SYS_clone, ~spaces, 0, fails);
    } else {
        filter_threads(f);
        if (self != 0)
            filter_first(f, SYS_tgkill, self, fails);
        else
            filter_when(f, SYS_tgkill, SECCOMP_RET_ALLOW);
    }
    filter_end(f);
}
#endif
