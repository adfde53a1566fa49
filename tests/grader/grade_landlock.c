// The sandbox where bubblewrap is not to be had: this process shuts itself in,
// then becomes the program. Landlock, which the kernel has since 5.13, takes
// away every file and folder but those in sight; the filter of system calls
// takes away the network, other processes and the rights of a file; root's
// privileges go as well. All of it holds for whatever the program starts.
#define _GNU_SOURCE // O_PATH, syscall
#include "grader.h"

#include "filter.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#ifdef HAS_FILTER

// As in <linux/landlock.h>, which older systems do not have.
enum {
    CREATE_RULESET = 444,
    ADD_RULE = 445,
    RESTRICT_SELF = 446,
    ASK_VERSION = 1,
    PATH_BENEATH = 1
};
enum {
    MAY_EXECUTE = 1 << 0,
    MAY_WRITE = 1 << 1,
    MAY_READ = 1 << 2,
    MAY_LIST = 1 << 3,
    MAY_REMOVE = 1 << 5,
    MAY_MAKE = 1 << 8,
    MAY_TRUNCATE = 1 << 14
};

typedef struct Ruleset {
    uint64_t files, network, scopes;
} Ruleset;

typedef struct __attribute__((packed)) Beneath {
    uint64_t may;
    int32_t folder;
} Beneath;

// All rights that this kernel can take away: 13 kinds of doing something to a
// file at first, then moving it elsewhere, shortening it, steering a device;
// TCP; and signals and abstract sockets of other processes.
static Ruleset everything(long version)
{
    int kinds = version >= 5 ? 16 : version >= 3 ? 15 : version == 2 ? 14 : 13;
    return (Ruleset){.files = ((uint64_t)1 << kinds) - 1,
                     .network = version >= 4 ? 3 : 0,
                     .scopes = version >= 6 ? 3 : 0};
}

// What is not there cannot be allowed, and need not be.
static void allow(int ruleset, const Ruleset *all, const char *path, int may)
{
    struct stat status;
    const int of_files = MAY_EXECUTE | MAY_WRITE | MAY_READ | MAY_TRUNCATE;
    int fd = open(path, O_PATH | O_CLOEXEC);
    if (fd < 0 || fstat(fd, &status) != 0)
        return;
    Beneath rule = {(uint64_t)(S_ISDIR(status.st_mode) ? may : may & of_files) &
                        all->files,
                    fd};
    if (syscall(ADD_RULE, ruleset, PATH_BENEATH, &rule, 0) != 0)
        _exit(CANNOT_ENCLOSE);
    close(fd);
}

static bool leave_only(const Command *c)
{
    long version = syscall(CREATE_RULESET, NULL, 0, ASK_VERSION);
    if (version < 1)
        return false;
    Ruleset all = everything(version);
    int ruleset = (int)syscall(CREATE_RULESET, &all, sizeof all, 0);
    if (ruleset < 0)
        return false;
    for (int i = 0; i < c->sight.count; i++)
        allow(ruleset, &all, c->sight.path[i],
              MAY_EXECUTE | MAY_READ | MAY_LIST);
    allow(ruleset, &all, "/dev/null", MAY_READ | MAY_WRITE);
    allow(ruleset, &all, "/proc/self/maps", MAY_READ); // AddressSanitizer asks
    if (c->scratch)
        allow(ruleset, &all, c->scratch,
              MAY_READ | MAY_WRITE | MAY_LIST | MAY_MAKE | MAY_REMOVE |
                  MAY_TRUNCATE);
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           syscall(RESTRICT_SELF, ruleset, 0) == 0 && close(ruleset) == 0;
}

// As <linux/capability.h> has it: version 3, two words a set.
static void drop_privileges(void)
{
    struct {
        uint32_t version;
        int pid;
    } header = {0x20080522, 0};
    struct {
        uint32_t effective, permitted, inheritable;
    } none[2] = {{0, 0, 0}, {0, 0, 0}};
    for (int i = 0; prctl(PR_CAPBSET_DROP, i, 0, 0, 0) == 0; i++)
        continue;
    if (syscall(SYS_capset, &header, none) != 0)
        _exit(CANNOT_ENCLOSE);
}

bool landlock_enter(const Command *c)
{
    static Filter f;
    drop_privileges();
    if (!leave_only(c))
        return false;
    filter_build(&f, c->compiles, (unsigned)getpid());
    return prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) == 0 && filter_enter(&f);
}
#else
bool landlock_enter(const Command *c)
{
    (void)c;
    return false;
}
#endif
