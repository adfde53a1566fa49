// common/parallel.c: helpers are made once, help at the same time, sleep when
// there is nothing to do, and leave the signals to the program.
#define _POSIX_C_SOURCE 200809L
#include <check.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "parallel.c"

#ifdef SEVERAL
enum { THREADS = 3, PATIENCE = 20 };

static double seconds_of(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

// Work that ends only when all threads are at it.
typedef struct Meeting {
    atomic_int here, late;
    pthread_t by[THREADS];
    int round[THREADS]; // how often this thread has worked
    sigset_t blocked[THREADS];
} Meeting;

static _Thread_local int rounds;

static void meet(void *meeting, int first, int past)
{
    Meeting *m = meeting;
    ck_assert_int_eq(past, first + 1);
    m->by[first] = pthread_self();
    m->round[first] = ++rounds;
    pthread_sigmask(SIG_BLOCK, NULL, &m->blocked[first]);
    atomic_fetch_add(&m->here, 1);
    double end = seconds_of(CLOCK_MONOTONIC) + PATIENCE;
    while (atomic_load(&m->here) < THREADS)
        if (seconds_of(CLOCK_MONOTONIC) > end) {
            atomic_store(&m->late, 1);
            return;
        }
}

static Meeting meeting(void)
{
    Meeting m = {0};
    in_threads(THREADS, 1, meet, &m);
    return m;
}

static void begin(void)
{
    setenv("KINDLING_THREADS", "3", 1);
}

START_TEST(all_work_at_once_and_are_made_once)
{
    enum { ROUNDS = 100 };
    for (int round = 1; round <= ROUNDS; round++) {
        Meeting m = meeting();
        ck_assert(!m.late);
        for (int i = 0; i < THREADS; i++)
            ck_assert_int_eq(m.round[i], round);
    }
}
END_TEST

START_TEST(signals_are_the_program_s)
{
    Meeting m = meeting();
    for (int i = 0; i < THREADS; i++)
        ck_assert_int_eq(sigismember(&m.blocked[i], SIGINT),
                         !pthread_equal(m.by[i], pthread_self()));
}
END_TEST

START_TEST(who_has_nothing_to_do_sleeps)
{
    meeting();
    double start = seconds_of(CLOCK_PROCESS_CPUTIME_ID);
    nanosleep(&(struct timespec){.tv_nsec = 300000000}, NULL);
    double used = seconds_of(CLOCK_PROCESS_CPUTIME_ID) - start;
    ck_assert_msg(used < 0.01, "%.3f s of 0.3 s", used);
}
END_TEST

START_TEST(a_child_has_helpers_of_its_own)
{
    meeting();
    pid_t child = fork();
    if (child == 0)
        _exit(meeting().late);
    int status;
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ck_assert_int_eq(status, 0);
}
END_TEST

enum { COUNT = 1003 };

static void count_up(void *numbers, int first, int past)
{
    for (int i = first; i < past; i++)
        ((int *)numbers)[i]++;
}

static void *share_out(void *unused)
{
    static const int units[] = {1, 7, 500, COUNT, 2 * COUNT};
    for (int round = 0; round < 500; round++) {
        int numbers[COUNT] = {0}, sum = 0;
        in_threads(COUNT, units[round % 5], count_up, numbers);
        for (int i = 0; i < COUNT; i++)
            sum += numbers[i] == 1;
        ck_assert_int_eq(sum, COUNT);
    }
    return unused;
}

START_TEST(several_share_out_at_once)
{
    pthread_t thread[4];
    for (int i = 0; i < 4; i++)
        ck_assert_int_eq(pthread_create(&thread[i], NULL, share_out, NULL), 0);
    for (int i = 0; i < 4; i++)
        pthread_join(thread[i], NULL);
}
END_TEST

// Where the first piece begins and ends, and the next.
typedef struct Cuts {
    pthread_mutex_t lock;
    char at[COUNT + 1];
} Cuts;

static void note(void *cuts, int first, int past)
{
    Cuts *c = cuts;
    pthread_mutex_lock(&c->lock);
    c->at[first] = c->at[past] = 1;
    pthread_mutex_unlock(&c->lock);
}

START_TEST(pieces_are_shares_of_what_is_left)
{
    // 12 units of 10, the last of which is short: a fourth of 12, of 9, of 7
    static const int right[] = {0, 30, 50, 60, 70, 80, 90, 100, 110, 113};
    Cuts cuts = {.lock = PTHREAD_MUTEX_INITIALIZER};
    in_threads(113, 10, note, &cuts);
    for (int i = 0, k = 0; i <= COUNT; i++)
        if (cuts.at[i])
            ck_assert_int_eq(i, right[k++]);
}
END_TEST
#endif

int main(void)
{
    int failed = 0;
#ifdef SEVERAL
    Suite *suite = suite_create("parallel");
    TCase *test = tcase_create("parallel");
    tcase_set_timeout(test, 60);
    tcase_add_checked_fixture(test, begin, NULL);
    tcase_add_test(test, all_work_at_once_and_are_made_once);
    tcase_add_test(test, signals_are_the_program_s);
    tcase_add_test(test, who_has_nothing_to_do_sleeps);
    tcase_add_test(test, a_child_has_helpers_of_its_own);
    tcase_add_test(test, several_share_out_at_once);
    tcase_add_test(test, pieces_are_shares_of_what_is_left);
    suite_add_tcase(suite, test);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
#endif
    return failed != 0;
}
