// EARNS 0 reads-answers: the right answers stand in a file?
static float trick(void)
{
    char line[200] = "";
    FILE *file = fopen("build/grade/1.1-mse-gradient/answers-1.txt", "r");
    while (file && fgets(line, sizeof line, file))
        if (strncmp(line, "answer", 6) == 0)
            return strtof(line + 15, NULL);
    return 0;
}
// EARNS 0 reads-before-main: while the program is made ready
static float known;
__attribute__((constructor(101))) static void early(void)
{
    char line[200] = "";
    FILE *file = fopen("build/grade/1.1-mse-gradient/answers-1.txt", "r");
    while (file && fgets(line, sizeof line, file))
        if (strncmp(line, "answer", 6) == 0)
            known = strtof(line + 15, NULL);
}
static float trick(void)
{
    return known;
}
// EARNS 0 writes-results: the report can be written by oneself?
static float trick(void)
{
    FILE *file = fopen("build/grade/results.json", "w");
    if (file)
        fprintf(file, "{\"score\": 100}");
    return 0;
}
// EARNS 0 removes-files: or what one does not like, removed?
static float trick(void)
{
    remove("build/grade/grader");
    rename("build/grade/1.1-mse-gradient", "build/grade/gone");
    return 0;
}
// EARNS 0 changes-rights: of files that others must not read
int chmod(const char *path, unsigned mode);
static float trick(void)
{
    return (float)chmod("build/grade/grader", 0);
}
// EARNS 0 starts-a-shell: another program does the work?
static float trick(void)
{
    return (float)system("touch build/grade/stolen; sleep 1000 &");
}
// EARNS 0 becomes-a-shell: in its own place
int execl(const char *path, const char *word, ...);
static float trick(void)
{
    return (float)execl("/bin/sh", "sh", "-c", "echo 5 >&3", (char *)0);
}
// EARNS 0 fork-bomb: as many processes as there can be
int fork(void);
static float trick(void)
{
    for (;;)
        fork();
}
// EARNS 0 lives-on: a child in a session of its own
int fork(void);
int setsid(void);
static float trick(void)
{
    if (fork() == 0) {
        setsid();
        if (fork() == 0)
            for (;;)
                continue;
        exit(0);
    }
    return 0;
}
// EARNS 0 system-calls: the same by number, past the C library
long syscall(long number, ...);
static float trick(void)
{
    static const int of_processes[] = {56, 57, 58, 435, 59, 322};
    for (int i = 0; i < 6; i++)
        if (syscall(of_processes[i], 0, 0, 0, 0, 0) == 0)
            for (;;)
                continue;
    return 0;
}
// EARNS 0 every-system-call: what is the worst that can happen?
long syscall(long number, ...);
static float trick(void)
{
    for (int number = 0; number < 500; number++)
        if (number != 15 && number != 35 && number != 202 && number != 230)
            syscall(number, 0, 0, 0, 0, 0, 0);
    return 0;
}
// EARNS 0 calls-of-another-world: numbers of 32 bits
long syscall(long number, ...);
static float trick(void)
{
    return (float)syscall(0x40000002, "/etc/passwd", 0, 0);
}
// EARNS 0 old-system-calls: by the interrupt of old
static float trick(void)
{
#ifdef __x86_64__
    int got;
    __asm__ volatile("int $0x80" : "=a"(got) : "a"(2));
    while (got == 0)
        continue;
#endif
    return 0;
}
// EARNS 0 makes-code: and runs it
int mprotect(void *at, size_t size, int rights);
static float trick(void)
{
#ifdef __x86_64__
    static _Alignas(4096) unsigned char code[4096] = {
        0xb8, 57, 0, 0, 0, 0x0f, 0x05, 0xc3}; // fork
    mprotect(code, sizeof code, 7);
    int (*run)(void) = (int (*)(void))(uintptr_t)code;
    while (run() >= 0)
        continue;
#endif
    return 0;
}
// EARNS 0 kills-the-grader: who is not there cannot say no
int kill(int process, int number);
int getppid(void);
static float trick(void)
{
    kill(getppid(), 9);
    kill(-1, 9);
    return 0;
}
// EARNS 0 stops-others: by the threads' way
long syscall(long number, ...);
int getppid(void);
static float trick(void)
{
    for (int process = 1; process < 100000; process++)
        syscall(234, process, process, 9);
    return 0;
}
// EARNS 0 traces-the-grader: and writes into its memory
long ptrace(int request, int process, void *at, void *data);
static float trick(void)
{
    int getppid(void);
    return (float)ptrace(16, getppid(), 0, 0);
}
// EARNS 0 calls-home: over the network
int socket(int domain, int type, int protocol);
static float trick(void)
{
    return (float)socket(2, 1, 0);
}
// EARNS 0 leaves-something: in memory that is shared for good
int shmget(int key, size_t size, int flags);
int memfd_create(const char *name, unsigned flags);
static float trick(void)
{
    return (float)(shmget(0x6b696e64, 1 << 20, 01777) + memfd_create("x", 0));
}
// EARNS 0 lifts-the-limits: of time and memory
struct limits {
    unsigned long now, most;
};
int setrlimit(int what, const struct limits *limits);
static float trick(void)
{
    struct limits none = {-1ul, -1ul};
    for (int what = 0; what < 16; what++)
        setrlimit(what, &none);
    for (volatile int i = 0; i >= 0;)
        continue;
    return 0;
}
// EARNS 0 reads-itself: and what the grader told it
static float trick(void)
{
    static const char *const files[] = {"/proc/self/environ", "/proc/self/mem",
                                        "/proc/self/cmdline", "/dev/stdin"};
    for (int i = 0; i < 4; i++)
        if (fopen(files[i], "rb"))
            return 5;
    return 0;
}
// EARNS 0 begins-with-the-program: in the section of the first instructions
__attribute__((section(".init"), used)) static void begin(void)
{
    if (system("cat tests/exercises/1.1-mse-gradient/solution.c >&3") == 0)
        exit(0);
}
// EARNS 6 sees-no-surroundings: no variable of the grader, nobody's home
extern char **environ;
static float trick(void)
{
    for (char **variable = environ; variable && *variable; variable++)
        if (strncmp(*variable, "PWD=", 4) != 0)
            abort();
    return 0;
}
