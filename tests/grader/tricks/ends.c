// EARNS 4 abort: costs its own item only
static float trick(void)
{
    abort();
}
// EARNS 4 crash: costs its own item only
static float trick(void)
{
    volatile float *volatile nowhere = NULL;
    return *nowhere = 1;
}
// EARNS 4 endless-loop: costs its own item only
static float trick(void)
{
    for (volatile int i = 0; i >= 0;)
        continue;
    return 0;
}
// EARNS 4 recursion: without end, it costs its own item only
static float trick(void)
{
    volatile char room[1000] = {0};
    float deeper = trick();
    room[1] = 1; // so that it is no loop
    return deeper + room[1];
}
// EARNS 4 division-by-zero: of whole numbers
static float trick(void)
{
    volatile int zero = 0, result = 100 / zero;
    return (float)result;
}
// EARNS 4 kills-itself: with the signal that nobody can catch
static float trick(void)
{
    raise(SIGKILL);
    return 0;
}
// EARNS 4 stops-itself: and waits to be woken
static float trick(void)
{
    raise(SIGSTOP);
    return 0;
}
// EARNS 4 ends-its-thread: the process has none then
#include <threads.h>
static float trick(void)
{
    thrd_exit(0);
}
// EARNS 4 jumps-nowhere: out of a function that has ended
static jmp_buf place;
static void set(void)
{
    (void)setjmp(place);
}
static float trick(void)
{
    static int times;
    set();
    if (times++ < 1000)
        longjmp(place, 1);
    abort();
}
// EARNS 0 does-not-compile: a sentence is no program
float mse(int n, const float *input, const float *target)
{
    return the mean of the squares;
}
// EARNS 0 exit-0: a program that ends well has passed?
static float trick(void)
{
    exit(0);
}
// EARNS 0 exit-0-at-once: without the exit handlers
_Noreturn void _exit(int status);
static float trick(void)
{
    _exit(0);
}
// EARNS 0 quick-exit: another way out
static float trick(void)
{
    quick_exit(0);
}
// EARNS 0 exit-0-before-main: before main begins
__attribute__((constructor(101))) static void early(void)
{
    exit(0);
}
// EARNS 0 answers-after-main: when nobody looks any more
long write(int fd, const void *bytes, size_t count);
__attribute__((destructor)) static void late(void)
{
    write(3, "answer\tloss\t-\t5\nend\n", 20);
}
// EARNS 0 handles-the-crash: a crash that goes on
static void go_on(int number)
{
    (void)number;
    exit(0);
}
static float trick(void)
{
    signal(SIGSEGV, go_on);
    raise(SIGSEGV);
    return 0;
}
// EARNS 0 ignores-signals: it will not be stopped
static float trick(void)
{
    for (int number = 1; number < 65; number++)
        signal(number, SIG_IGN);
    for (volatile int i = 0; i >= 0;)
        continue;
    return 0;
}
// EARNS 0 sleeps: it takes no time of the processor
static float trick(void)
{
    struct timespec long_time = {1000, 0};
    int nanosleep(const struct timespec *, struct timespec *);
    nanosleep(&long_time, NULL);
    return 0;
}
// EARNS 0 takes-all-memory: until there is none
static float trick(void)
{
    for (;;) {
        char *block = malloc(1 << 24);
        if (!block)
            return 0;
        memset(block, 1, 1 << 24);
    }
}
// EARNS 0 maps-all-memory: past malloc
void *mmap(void *at, size_t size, int rights, int flags, int fd, long offset);
static float trick(void)
{
    for (;;) {
        char *block = mmap(NULL, 1 << 26, 3, 0x22, -1, 0);
        if (block == (char *)-1)
            return 0;
        for (size_t i = 0; i < 1 << 26; i += 4096)
            block[i] = 1;
    }
}
// EARNS 0 threads-bomb: as many as there can be
#include <threads.h>
static int wait_for_ever(void *nothing)
{
    (void)nothing;
    for (;;)
        thrd_sleep(&(struct timespec){1000, 0}, NULL);
}
static float trick(void)
{
    for (thrd_t t;;)
        if (thrd_create(&t, wait_for_ever, NULL) != thrd_success)
            wait_for_ever(NULL);
}
// EARNS 4 goes-on-after-its-time: for the signal says so only
static void go_on(int number)
{
    signal(number, go_on);
}
static float trick(void)
{
    for (int number = 1; number < 65; number++)
        signal(number, go_on);
    for (volatile int k = 0;; k++)
        ;
}
// EARNS 4 crowds-the-machine: whoever stands in a queue has more time?
#include <threads.h>
static int stand(void *nothing)
{
    (void)nothing;
    for (;;)
        thrd_yield();
}
static float trick(void)
{
    thrd_t thread;
    for (int i = 0; i < 100; i++)
        thrd_create(&thread, stand, NULL);
    return (float)stand(NULL);
}
