// The sandbox around the compiler and around the learner's program, closed
// before either sees a byte of the learner's: in sight are the system's
// compiler, headers and libraries, what the command names, and nothing else;
// there is no network, no other process, and limits hold. Bubblewrap makes it
// where that works, which only trying tells; else Landlock (grade_landlock.c).
#define _GNU_SOURCE // RLIMIT_AS, realpath
#include "grader.h"

#include "base.h"
#include "filter.h"

#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/personality.h>
#endif

static const char *const names[] = {"none", "landlock", "bubblewrap"};

enum Kind { NONE, LANDLOCK, BUBBLEWRAP, UNKNOWN };

// SANDBOX=… chooses one; what was found by trying is left there for those who
// come after.
static enum Kind kind = UNKNOWN;

static const char *const libraries[] = {"/lib",
                                        "/lib32",
                                        "/lib64",
                                        "/libx32",
                                        "/usr/lib",
                                        "/usr/lib32",
                                        "/usr/lib64",
                                        "/usr/libx32",
                                        "/usr/local/lib",
                                        "/usr/local/lib64",
                                        "/etc/ld.so.cache",
                                        "/nix/store",
                                        "/gnu/store",
                                        NULL};
static const char *const tools[] = {"/bin",
                                    "/usr/bin",
                                    "/usr/include",
                                    "/usr/libexec",
                                    "/usr/local/bin",
                                    "/usr/local/include",
                                    "/usr/local/libexec",
                                    "/etc/alternatives",
                                    "/etc/ld.so.conf",
                                    "/etc/ld.so.conf.d",
                                    NULL};

static char *absolute(const char *path)
{
    char here[PATH_MOST];
    if (*path == '/')
        return text_new_copy(path);
    if (!getcwd(here, sizeof here))
        return "/";
    return *path ? text_format("%s/%s", here, path) : text_new_copy(here);
}

void see(Sight *sight, const char *path)
{
    if (sight->count == SIGHT_MOST) {
        fputs("grader: too many files for one sandbox\n", stderr);
        exit(2);
    }
    sight->path[sight->count++] = absolute(path);
}

void see_libraries(Sight *sight)
{
    for (int i = 0; libraries[i]; i++)
        see(sight, libraries[i]);
}

// Where a program stands; NULL if it is nowhere in PATH.
static char *place_of(const char *program)
{
    char *paths = text_new_copy(getenv("PATH") ? getenv("PATH") : "");
    if (strchr(program, '/'))
        return absolute(program);
    for (char *dir = strtok(paths, ":"); dir; dir = strtok(NULL, ":")) {
        char *place = text_format("%s/%s", dir, program);
        if (access(place, X_OK) == 0)
            return place;
    }
    return NULL;
}

// A compiler may have a place of its own, or a link there: /opt/gcc/bin/gcc is
// seen with its folder bin/ and with all of /opt/gcc.
static void see_home_of(Sight *sight, const char *compiler)
{
    char *place = place_of(compiler);
    char *real = place ? realpath(place, NULL) : NULL;
    char *bin = real ? strstr(real, "/bin/") : NULL;
    if (!real)
        return;
    *strrchr(place, '/') = '\0';
    see(sight, place);
    if (!bin || bin == real || strncmp(real, "/usr/", 5) == 0)
        return;
    *bin = '\0';
    see(sight, real);
}

void see_tools(Sight *sight)
{
    const char *compile = getenv("COMPILE");
    see_libraries(sight);
    for (int i = 0; tools[i]; i++)
        see(sight, tools[i]);
    if (compile)
        see_home_of(sight,
                    text_format("%.*s", (int)strcspn(compile, " "), compile));
}

static void limit(int what, rlim_t most)
{
    struct rlimit both = {most, most}, now;
    if (getrlimit(what, &now) == 0 && now.rlim_max < most)
        both.rlim_cur = both.rlim_max = now.rlim_max;
    setrlimit(what, &both);
}

// The learner's program has narrower ones of its own.
static void set_limits(const Command *c)
{
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_NOFILE, 256);
    limit(RLIMIT_CPU, 5);
    limit(RLIMIT_FSIZE, c->compiles ? (rlim_t)64 << 20 : 0);
#ifdef RLIMIT_AS
    if (c->compiles)
        limit(RLIMIT_AS, (rlim_t)2 << 30);
#endif
}

// Its filter comes through a pipe, whose number it is told.
static int filter_pipe(const Command *c)
{
#ifdef HAS_FILTER
    static Filter f;
    int ends[2];
    filter_build(&f, c->compiles, 0);
    size_t size = f.count * sizeof *f.step;
    if (pipe(ends) != 0 || write(ends[1], f.step, size) != (ssize_t)size)
        _exit(CANNOT_ENCLOSE);
    close(ends[1]);
    return ends[0];
#else
    (void)c;
    return -1;
#endif
}

typedef struct Words {
    int count;
    const char *word[4 * SIGHT_MOST];
} Words;

static void add(Words *words, const char *a, const char *b, const char *c)
{
    words->word[words->count++] = a;
    if (b)
        words->word[words->count++] = b;
    if (c)
        words->word[words->count++] = c;
}

static void execute_bubblewrapped(const Command *c)
{
    static Words w;
    const char *here = absolute("");
    int filter = filter_pipe(c);
    w.count = 0;
    add(&w, "bwrap", "--unshare-all", "--die-with-parent");
    add(&w, "--cap-drop", "ALL", NULL);
    for (int i = 0; i < c->sight.count; i++)
        add(&w, "--ro-bind-try", c->sight.path[i], c->sight.path[i]);
    add(&w, "--dir", here, NULL);
    add(&w, "--dev-bind", "/dev/null", "/dev/null");
    if (!c->compiles) { // AddressSanitizer looks where its stack is
        add(&w, "--proc", "/proc", NULL);
        add(&w, "--remount-ro", "/proc",
            NULL); // it holds the kernel's settings
    }
    if (c->scratch)
        add(&w, "--bind", absolute(c->scratch), absolute(c->scratch));
    add(&w, "--remount-ro", "/", NULL);
    add(&w, "--chdir", here, NULL);
    if (filter >= 0)
        add(&w, "--seccomp", text_format("%d", filter), NULL);
    for (int i = 0; c->arguments[i]; i++)
        add(&w, c->arguments[i], NULL, NULL);
    w.word[w.count] = NULL;
    execve(place_of("bwrap"), (char **)w.word, (char **)c->environment);
}

void become(const Command *c)
{
#ifdef __linux__
    personality(ADDR_NO_RANDOMIZE); // AddressSanitizer needs its addresses free
#endif
    if (c->enclosed)
        set_limits(c);
    if (c->enclosed && kind == BUBBLEWRAP && place_of("bwrap"))
        execute_bubblewrapped(c);
    else if (!c->enclosed || kind == NONE || landlock_enter(c))
        execve(c->arguments[0], (char **)c->arguments, (char **)c->environment);
    _exit(CANNOT_ENCLOSE);
}

// Can the compiler and a program run in it, and is a file of this tree out of
// their sight?
static bool works(enum Kind tried)
{
    static const char script[] =
        "cat \"$0\" 2>/dev/null && exit 1\n"
        "[ -z \"$COMPILE\" ] || $COMPILE -E -x c - </dev/null >/dev/null 2>&1";
    char *const file = absolute("tests/grader/exercise.h"), *sent, *said;
    const char *const arguments[] = {"/bin/sh", "-c", script, file, NULL};
    const char *const nothing[] = {"/bin/sh", "-c", ":", NULL};
    Command c = {.arguments = arguments,
                 .environment = compiler_environment("/tmp"),
                 .enclosed = true,
                 .compiles = true,
                 .seconds = 10};
    see_tools(&c.sight);
    kind = tried;
    if (run_command(&c, &sent, &said) != 0)
        return false;
    c.arguments = nothing;
    c.compiles = false;
    return run_command(&c, &sent, &said) == 0;
}

bool sandbox_choose(void)
{
    const char *wanted = getenv("SANDBOX");
    for (int i = 0; kind == UNKNOWN && wanted && i < UNKNOWN; i++)
        if (strcmp(wanted, names[i]) == 0)
            kind = (enum Kind)i;
    if (kind != UNKNOWN)
        return kind != NONE;
    kind = works(BUBBLEWRAP) ? BUBBLEWRAP : works(LANDLOCK) ? LANDLOCK : NONE;
    setenv("SANDBOX", names[kind], 1);
    return kind != NONE;
}

bool sandbox_works(void)
{
    return sandbox_choose() && works(kind);
}
